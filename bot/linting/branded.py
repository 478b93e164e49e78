"""Brands' own words, by the same rules as the common ones they stand over."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bot.linting.rules import Finding, lint
from bot.linting.tongue import TEMPLATES, Tongue, sayings_of
from bot.wording import Wording


def lint_brands(brands: Path, common: Sequence[Tongue]) -> Iterator[Finding]:
    """What is wrong with each brand's own wordings; its `language` is told as `brand/language`."""
    spoken = {one.language: one for one in common}
    for folder in sorted(path for path in brands.iterdir() if (path / "messages").is_dir()):
        wording = Wording((folder / "messages", TEMPLATES / "messages"))
        for place in sorted(path for path in (folder / "messages").iterdir() if path.is_dir()):
            name = f"{folder.name}/{place.name}"
            if place.name in spoken:
                yield from _of(name, place, wording, spoken)
            else:
                yield Finding(name, place.name, "complete", "is no language we write")


def _of(name: str, place: Path, wording: Wording, spoken: dict[str, Tongue]) -> Iterator[Finding]:
    tongue, english = spoken[place.name], spoken["en"]
    own = {one.name: one for path in sorted(place.glob("*.j2")) for one in sayings_of(wording, path, tongue.check)}
    usual = [one for one in tongue.sayings if one.name not in own]
    whole = replace(tongue, sayings=(*usual, *own.values()))
    beside = [whole] if place.name == "en" else [english, whole]
    for one in lint(beside, place.name, english):
        if one.where in own:
            yield replace(one, language=name)
