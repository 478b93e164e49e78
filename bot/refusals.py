"""Refusals of e-mail: they hold for an address, whoever's delivery it stands in, and outlive the person's erasure.

A phone's refusals are the ledger's (`bot/consents.py`). An address has no ledger of its own: what it comes to stands on
its ways, each change is a row of its people's ledgers (topic `email`), and after an erasure a keyed hash remembers it.
"""

from datetime import datetime

from bot.consents import subjects
from store import models
from store.crypt import Keys
from store.ids import new_id

EMAIL = "email"


async def decide(way: models.Way, keys: Keys, at: datetime, source: str, *, allowed: bool) -> None:
    """Whoever reads that mailbox has said it: no mails from us any more, or mails again. Inside a transaction."""
    same = models.Way.filter(channel=EMAIL, theirs=way.theirs, ours=way.ours)
    for one in await same.exclude(allowed=allowed):
        await _keep(one, at, source, allowed=allowed)
    if allowed:
        await models.Tombstone.filter(id__in=_stones(way, keys)).delete()


async def by_words(who: models.Participant, row: models.Message | None, keys: Keys, at: datetime, *,
                   allowed: bool) -> None:
    """A STOP or START that came by mail is about mails, too, whichever phone stands beside the address next time."""
    if row is None or row.channel != EMAIL:
        return
    for way in await models.Way.filter(participant_id=who.id, channel=EMAIL).order_by("-heard_at").limit(1):
        await decide(way, keys, at, "words", allowed=allowed)


async def remembered(who: models.Participant, keys: Keys, at: datetime) -> None:
    """An order brings an address: what was refused there holds, by somebody we know or by somebody erased."""
    for way in await models.Way.filter(participant_id=who.id, channel=EMAIL, allowed=True):
        if await models.Way.filter(channel=EMAIL, theirs=way.theirs, ours=way.ours, allowed=False).exists():
            await _keep(way, at, "refused before", allowed=False)
        elif await models.Tombstone.filter(id__in=_stones(way, keys), opted_out=True).exists():
            await _keep(way, at, "before erasure", allowed=False)


async def outlive(way: models.Way, keys: Keys, at: datetime) -> None:
    """The way is about to be erased: a refusal leaves its hash."""
    if way.channel == EMAIL and not way.allowed:
        await models.Tombstone.update_or_create(id=_stones(way, keys)[0], defaults={"opted_out": True, "at": at})


async def _keep(way: models.Way, at: datetime, source: str, *, allowed: bool) -> None:
    way.allowed = allowed
    await way.save(update_fields=["allowed"])
    await models.Consent.create(id=new_id(), participant_id=way.participant_id, allowed=allowed, source=source,
                                topic=EMAIL, at=at)


def _stones(way: models.Way, keys: Keys) -> list[str]:
    return subjects(keys, EMAIL, way.theirs, way.ours)
