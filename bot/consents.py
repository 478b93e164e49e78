"""The consent ledger: who refused or allowed what, in which words, for which number and brand. Append-only.

What it comes to stands on the participant: `opted_out` is the whole number, `refused` names brands that share it. A
word that the carrier takes for an opt-out blocks the number there for every brand, so the ledger says the same. Other
words refuse the brand they name, or else the one whose conversation it is, or everybody if they say so.
"""

import hmac
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from domain.people import Role
from flows.understand.consent import keyword
from flows.understand.flat import bare, flatten
from store import models
from store.crypt import Keys
from store.ids import new_id

CARRIER_STOP = 21610
CARRIER_WORDS = frozenset({"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "revoke", "optout"})
"""What Twilio blocks a number for when it is the whole text (its documentation of the default keywords)."""
EVERYBODY = re.compile(
    r"\b(stop ?all|all of (you|them)|everyone|everybody|every brand|todos|todas|tout le monde|tous|alle|tutti|"
    r"tutte|allen|iedereen)\b")
NUMBER = ""
"""The brand of a ledger row that means the whole number."""
SHORT = 6


def may_write(who: models.Participant, brand: str, role: str = Role.CUSTOMER) -> bool:
    """Whether a brand may write to this phone at this number. A driver is written to by the company as a whole."""
    return not who.opted_out and (role != Role.CUSTOMER or brand not in (who.refused or ()))


async def brands_of(ours: str) -> list[str]:
    """The brands that write from one of our numbers, in the order of their depots."""
    rows = await models.Depot.filter(number__in=(ours, "")).order_by("id")
    return list(dict.fromkeys(row.brand for row in rows))


async def depot_of(ours: str, brand: str = "") -> models.Depot | None:
    """The depot that stands for a brand at one of our numbers; any of that number, or of ours, where there is none."""
    of_number = await models.Depot.filter(number=ours).order_by("id")
    of_number = of_number or await models.Depot.all().order_by("id").limit(1)
    return next((row for row in of_number if row.brand == brand), of_number[0] if of_number else None)


def named_brand(text: str, brands: Sequence[str]) -> str:
    """The one brand that words name: by its whole name, or the first word of it; empty for none or several."""
    words = f" {bare(flatten(text))} "
    whole = [one for one in brands if f" {bare(flatten(one))} " in words]
    first = [one for one in brands if f" {bare(flatten(one)).split(' ')[0]} " in words]
    found = whole or first
    return found[0] if len(found) == 1 else ""


def without_names(text: str, brands: Sequence[str]) -> str:
    """A short text without the brands and the "everybody" in it, where a keyword remains: "STOP Bloom" is a STOP."""
    words = bare(flatten(text))
    if len(words.split(" ")) > SHORT:
        return ""
    rest = EVERYBODY.sub(lambda found: "stop" if found[0].startswith("stop") else " ", words)
    for name in sorted((bare(flatten(one)) for one in brands), key=len, reverse=True):
        rest = re.sub(rf"\b({re.escape(name)}|{re.escape(name.split(' ')[0])})\b", " ", rest)
    rest = " ".join(rest.split())
    return rest if rest != words and keyword(flatten(rest)) in {"opt_out", "opt_in"} else ""


def scope(text: str, brand: str, brands: Sequence[str], *, carrier: bool) -> str:
    """Whom an opt-out means: `NUMBER`, or one brand. `carrier`: the carrier acts on its own keywords itself."""
    said = bare(flatten(text))
    if len(brands) <= 1 or EVERYBODY.search(said) or (carrier and said in CARRIER_WORDS):
        return NUMBER
    return named_brand(text, brands) or brand or NUMBER


def returning(text: str, brand: str, brands: Sequence[str], who: models.Participant) -> str:
    """Whom a START means: what was stopped as a whole begins as a whole; else the brand named, or that spoke last."""
    if who.opted_out or len(brands) <= 1:
        return NUMBER
    return named_brand(text, brands) or brand or NUMBER


async def set_consent(who: models.Participant, *, allowed: bool, source: str, at: datetime, brand: str = NUMBER,
                      evidence: str = "", sealed_words: bytes | None = None, row: str = "") -> None:
    """Append to the ledger and make it count at once."""
    await models.Consent.create(id=row or new_id(), participant=who, allowed=allowed, source=source, brand=brand,
                                evidence=evidence, sealed_words=sealed_words, at=at)
    if brand == NUMBER:
        who.opted_out, who.refused = not allowed, None if allowed else who.refused
    else:
        others = [one for one in who.refused or () if one != brand]
        who.refused = others if allowed else [*others, brand]
    await who.save(update_fields=["opted_out", "refused"])


async def keep_words(keys: Keys, who: models.Participant, row: str, text: str) -> bytes:
    """Words as the ledger keeps them: under the person's own key."""
    return await keys.write(who, "consents", row, text[:500])


async def stopped_at_carrier(who: models.Participant, at: datetime) -> None:
    """The carrier refused a text because they had said stop to it: ours from now on too. Noted once."""
    last = await models.Consent.filter(participant_id=who.id, brand=NUMBER, topic="").order_by("-id").first()
    if not who.opted_out or last is None or last.allowed:
        await set_consent(who, allowed=False, source="carrier", at=at)


def subjects(keys: Keys, channel: str, theirs: str, ours: str) -> list[str]:
    """The keyed hashes a phone at one of our numbers may be remembered by after its erasure, the newest key's first."""
    text = f"subject|{channel}|{theirs}|{ours}".encode()
    return [hmac.new(key, text, sha256).hexdigest() for key in keys.token_keys]


async def remembered(who: models.Participant, keys: Keys, at: datetime) -> None:
    """Somebody erased is written to again by a new order: what they had refused holds, unless they said otherwise."""
    if await models.Consent.filter(participant_id=who.id, topic="").exists():
        return
    stones = models.Tombstone.filter(id__in=subjects(keys, who.channel, who.theirs, who.ours))
    for stone in await stones:
        if stone.opted_out:
            await set_consent(who, allowed=False, source="before erasure", at=at)
        for brand in stone.refused:
            await set_consent(who, allowed=False, source="before erasure", at=at, brand=brand)
