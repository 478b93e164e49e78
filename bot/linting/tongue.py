"""A language as the linter reads it: each wording's own text, the values it uses, and everything it comes out as."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from jinja2 import TemplateError, nodes

from bot.linting.samples import Samples, said_with
from bot.speaking import Small
from bot.wording import Wording

TEMPLATES = Path(__file__).parents[2] / "templates"
ZONE = ZoneInfo("America/Chicago")
Found = Iterator[tuple[str, str]]
"""What a rule finds: where, and what is wrong there."""

MARK = re.compile(r"\{%\s*block (\w+)\s*%\}\{#\s*segments (\d+): [^#]+#\}")
COUNTED = range(1000)


@dataclass(frozen=True, slots=True)
class Saying:
    """A wording in one language.

    `pieces` is its own text, between the values and inside its expressions; `used` the values it uses, and `tested`
    those that may be missing; `forms` the plural forms of each count it makes; `texts` what it comes out as with each
    set of sample values, `mailed` the same in a mail, and `trouble` why some do not; `allowed` how many segments its
    template says it may take, 0 where it says nothing.
    """

    name: str
    pieces: tuple[str, ...]
    used: frozenset[str]
    tested: frozenset[str]
    forms: tuple[frozenset[str], ...]
    texts: tuple[str, ...]
    trouble: tuple[str, ...]
    allowed: int
    mailed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opener:
    """A WhatsApp template in one language: its text with places {{1}}, {{2}}..., and its buttons."""

    text: str
    buttons: tuple[str, ...]


@dataclass(frozen=True)
class Tongue:
    """Everything of one language that the rules ask about.

    `words` is its words.toml, `page` the page's words, `mail` those around a mail, `data` those of the page of a
    person's data, `openers` WhatsApp's.
    """

    language: str
    sayings: tuple[Saying, ...]
    words: Small
    page: Mapping[str, str]
    mail: Mapping[str, str]
    data: Mapping[str, str]
    openers: Mapping[str, Opener]
    check: Mapping[str, Any]

    @cached_property
    def counts(self) -> frozenset[str]:
        """The plural forms that whole numbers take."""
        form: Callable[[int], str] = Locale.parse(self.language).plural_form
        return frozenset(form(number) for number in COUNTED)


def tongues(root: Path = TEMPLATES) -> Iterator[Tongue]:
    """Every language there is a folder of messages for; one that lacks a file is read as if that were empty."""
    wording = Wording(root / "messages")
    for folder in sorted(path for path in (root / "messages").iterdir() if path.is_dir()):
        words, check = _toml(folder / "words.toml"), _toml(folder / "check.toml")
        sayings = tuple(one for path in sorted(folder.glob("*.j2")) for one in sayings_of(wording, path, check))
        file = f"{folder.name}.toml"
        openers = {name: Opener(one.get("text", ""), tuple(one.get("buttons", ())))
                   for name, one in _toml(root / "whatsapp" / file).items()}
        yield Tongue(folder.name, sayings, words, _toml(root / "pages" / "words" / file),
                     _toml(root / "mail" / folder.name / "words.toml"), _flat(root / "subject" / file), openers, check)


def _toml(path: Path) -> Any:
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _flat(path: Path) -> dict[str, str]:
    return {f"[{table}] {key}": text for table, words in _toml(path).items() for key, text in words.items()}


def sayings_of(wording: Wording, path: Path, check: Mapping[str, Any]) -> Iterator[Saying]:
    """The wordings of a file; where it is no template, one that stands for it and says why."""
    try:
        yield from _read(wording, path, check)
    except TemplateError as error:
        yield Saying(path.stem, (), frozenset(), frozenset(), (), (), (str(error),), 0)


def _read(wording: Wording, path: Path, check: Mapping[str, Any]) -> Iterator[Saying]:
    source = path.read_text(encoding="utf-8")
    marks = {name: int(number) for name, number in MARK.findall(source)}
    for block in wording.env.parse(source).find_all(nodes.Block):
        used = frozenset(_used(block)) - wording.env.globals.keys()
        saying = Saying(f"{path.stem}/{block.name}", tuple(_pieces(block)), used, frozenset(_tested(block)),
                        tuple(_forms(block)), (), (), marks.get(block.name, 0))
        yield _said(saying, wording, path.parent.name, check)


def _said(saying: Saying, wording: Wording, language: str, check: Mapping[str, Any]) -> Saying:
    texts: list[str] = []
    mailed: list[str] = []
    trouble: list[str] = []
    samples = check.get("samples")
    for values in said_with(Samples(**samples), sorted(saying.used), saying.tested) if samples else ():
        try:
            texts.append(wording.render(language, saying.name, values, ZONE))
            mailed.append(wording.render(language, saying.name, values | {"mail": True}, ZONE))
        except Exception as error:  # noqa: BLE001 whatever a template does wrong is a finding, not a crash
            trouble.append(f"{type(error).__name__}: {error}")
    return replace(saying, texts=tuple(dict.fromkeys(texts)), trouble=tuple(dict.fromkeys(trouble)),
                   mailed=tuple(dict.fromkeys(mailed)))


def _pieces(block: nodes.Block) -> Iterator[str]:
    """Text between values, words a missing value falls back to, and plural forms; not the names of tables."""
    for data in block.find_all(nodes.TemplateData):
        yield data.data
    for either in block.find_all((nodes.Or, nodes.CondExpr, nodes.Keyword)):
        for const in either.find_all(nodes.Const):
            if isinstance(const.value, str):
                yield const.value


def _used(block: nodes.Block) -> set[str]:
    names = list(block.find_all(nodes.Name))
    made = {one.name for one in names if one.ctx == "store"} | {"loop"}
    return {one.name for one in names if one.ctx == "load"} - made


def _tested(block: nodes.Block) -> Iterator[str]:
    for one in block.find_all((nodes.If, nodes.CondExpr, nodes.Or)):
        test = one.left if isinstance(one, nodes.Or) else one.test
        yield from (test.name,) if isinstance(test, nodes.Name) else (name.name for name in test.find_all(nodes.Name))


def _forms(block: nodes.Block) -> Iterator[frozenset[str]]:
    for call in block.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "plural":
            yield frozenset(one.key for one in call.kwargs)


def small(tongue: Tongue) -> Iterator[tuple[str, str]]:
    """The words of its tables, page, mails and WhatsApp's templates, each with where it stands; patterns aside."""
    for table, words in tongue.words.items():
        if table not in {"days", "voice"}:
            yield from ((f"words.toml [{table}] {key}", text) for key, text in words.items())
    yield from ((f"page {key}", text) for key, text in tongue.page.items() if not key.endswith("_pattern"))
    for kind, texts in (("mail", tongue.mail), ("data", tongue.data)):
        yield from ((f"{kind} {key}", text) for key, text in texts.items())
    for name, opener in tongue.openers.items():
        yield from ((f"whatsapp {name}", text) for text in (opener.text, *opener.buttons))
