"""Words that WhatsApp must approve before they open a conversation: which a flow needs, and which fit a message."""

import logging
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2s
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording import Wording
from integrations.channel import Template
from integrations.twilio.content import Held
from store import models

ROOT = Path(__file__).parents[1] / "templates"
APPROVED = "approved"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spec:
    """One template in one language. `variables` are expressions of a wording; `buttons` answer as 1, 2... typed."""

    wording: str
    language: str
    category: str
    text: str
    variables: tuple[str, ...]
    buttons: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name at the provider. It ends in a mark of the text: changed words are a template of their own."""
        told = "|".join((self.category, self.text, *self.variables, *self.buttons))
        mark = blake2s(told.encode(), digest_size=4).hexdigest()
        return f"porchlight_{self.wording.replace('/', '_')}_{self.language}_{mark}"


@cache
def specs() -> dict[tuple[str, str], Spec]:
    """Every template that the flows need, by wording and language."""
    shapes = tomllib.loads((ROOT / "whatsapp.toml").read_text(encoding="utf-8"))
    found = {}
    for path in sorted((ROOT / "whatsapp").glob("*.toml")):
        for wording, said in tomllib.loads(path.read_text(encoding="utf-8")).items():
            shape = shapes[wording]
            found[wording, path.stem] = Spec(wording, path.stem, shape["category"], said["text"],
                                             tuple(shape["variables"]), tuple(said.get("buttons", ())))
    return found


def spec_for(wording: str, language: str) -> Spec | None:
    """The template for a wording in a language, or its base language, or English."""
    spoken = (language, language.split("-", maxsplit=1)[0], "en")
    return next((specs()[wording, one] for one in spoken if (wording, one) in specs()), None)


async def fitting(wordings: tuple[str, ...], language: str, values: Mapping[str, Any], zone: ZoneInfo,
                  words: Wording) -> tuple[Template, bool] | None:
    """The approved template that says just this, and whether it has buttons; none for several things at once."""
    spec = spec_for(wordings[0], language) if len(wordings) == 1 else None
    row = await models.ContentTemplate.get_or_none(name=spec.name, status=APPROVED) if spec else None
    if spec is None or row is None:
        return None
    filled = tuple(words.phrase(spec.language, one, values, zone) for one in spec.variables)
    return (Template(row.sid, filled, reads(spec.text, filled)), bool(spec.buttons)) if all(filled) else None


def reads(text: str, filled: tuple[str, ...]) -> str:
    """A template as it reads with its places filled."""
    for number, value in enumerate(filled, 1):
        text = text.replace("{{" + str(number) + "}}", value)
    return text


async def missing() -> list[Spec]:
    """Templates that flows need and that are not approved, as far as was last asked."""
    there = {row.name for row in await models.ContentTemplate.filter(status=APPROVED)}
    return [one for one in specs().values() if one.name not in there]


async def warn(on: bool) -> None:  # noqa: FBT001 whether WhatsApp is switched on
    """Say at the start which flows WhatsApp cannot open; they go another way."""
    left = sorted({one.wording for one in await missing()}) if on else []
    if left:
        log.warning("WhatsApp opens no conversation with %s: not approved; porchlight templates submit",
                    ", ".join(left))


async def keep(held: Iterable[Held], now: datetime, also: frozenset[str] = frozenset()) -> None:
    """Keep what the provider says of the templates that our flows need, and of those `also` named."""
    needed = {spec.name for spec in specs().values()} | also
    for one in held:
        if one.name in needed:
            told = {"sid": one.sid, "status": one.status, "why": one.why[:200], "checked_at": now}
            await models.ContentTemplate.update_or_create(name=one.name, defaults=told)
