"""Messages that quiet hours keep back: held, and when their hour comes asked again, said anew and as one.

A held message lets what is urgent and answers pass. Its own clock stands still meanwhile: it lives as much longer, and
the patience of a question it asks begins when it is asked. When the hour comes, what waited for one person goes out
as one message, in order; each part is asked its own guards once more, by the row it came from, and falls away alone.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot import guards, letters
from bot.saying import STRENGTH, Letter, Part
from domain.message import Kind, State
from store import models
from store.crypt import Keys
from store.queries import sending

LASTING = timedelta(hours=6)
"""Words meant to last so long are as true in the morning; shorter ones are dropped rather than said late."""
TOGETHER = 3
"""So many more go into one message: what a phone shows as one must not become a letter."""
WITH_OTHERS = "said in one message with others that waited"


async def hold(row: models.Message, letter: Letter, until: datetime, now: datetime) -> State | None:
    """Keep a message back until its hour. What it must become instead where it would not be true any more by then."""
    clock = f"quiet hours until {until.astimezone(await _zone(row)):%H:%M}"
    if row.expires_at and row.expires_at - row.created_at >= LASTING:
        row.expires_at += until - now
    elif row.expires_at and row.expires_at <= until:
        row.why = f"{clock}, and too late by then"
        return State.DROPPED if row.kind == Kind.NOTICE else State.EXPIRED
    for part in letter.parts:
        await _patience(row, part, until - now, now)
    await sending.hold(row, until)
    await letters.told(row, f"held: {clock}", now)
    return None


async def _zone(row: models.Message) -> ZoneInfo:
    found = models.Delivery.get_or_none(id=row.conversation_id or "").select_related("depot")
    delivery = await found
    return ZoneInfo(delivery.depot.time_zone if delivery else "UTC")


async def _patience(row: models.Message, part: Part, longer: timedelta, now: datetime) -> None:
    """Nobody's patience runs out before they were asked, and no place is given away meanwhile."""
    if not part.asks or not part.session:
        return
    about = part.about or row.conversation_id
    timers = models.Timer.filter(conversation_id=about, session_id=part.session, turn=part.turn)
    for timer in await timers.filter(open=True):
        timer.due_at += longer
        await timer.save(update_fields=["due_at"])
    for slot in await models.HeldSlot.filter(delivery_id=about, until__gt=now):
        if slot.until is not None:
            slot.until += longer
            await slot.save(update_fields=["until"])


async def gather(message: str, keys: Keys, now: datetime) -> None:
    """The hour has come for a claimed message: what else waited for that person is said with it."""
    row = await sending.lock_message(message)
    if row is None or row.state != State.CLAIMED or row.held_until is None:
        return
    if (await guards.last_look(row, now)).refuses:
        return
    letter, brand = await _still_asked(row, keys), await _brand(row)
    for other in await sending.held_for(row, now, TOGETHER):
        if await _brand(other) == brand and not (await guards.last_look(other, now)).refuses:
            letter = _with(letter, other, await _still_asked(other, keys))
            row.wordings = [*row.wordings, *other.wordings]
            row.kind = min((Kind(row.kind), Kind(other.kind)), key=STRENGTH.index)
            row.expires_at = max(filter(None, (row.expires_at, other.expires_at)), default=None)
            await _settled(other, WITH_OTHERS, now)
    row.held_until = None
    await _kept(row, letter, keys)


async def _brand(row: models.Message) -> str:
    delivery = await models.Delivery.get_or_none(id=row.conversation_id or "").select_related("depot")
    return delivery.depot.brand if delivery else ""


async def _still_asked(row: models.Message, keys: Keys) -> Letter:
    """A row's letter without questions that nobody waits on any more."""
    letter = letters.opened(row, keys)
    open_ones = {(one.flow, one.turn) for one in await models.SessionRow.filter(
        conversation_id=row.conversation_id, open=True)} if any(part.asks for part in letter.parts) else set()
    return replace(letter, parts=tuple(part for part in letter.parts if not part.asks or not part.session or (
        part.session, part.turn) in open_ones))


def _with(letter: Letter, other: models.Message, more: Letter) -> Letter:
    """A letter with another's parts behind its own; each keeps its values, its conversation and the row it is of."""
    parts = tuple(replace(part, values=more.base | part.values, about=part.about or other.conversation_id,
                          taken=part.taken or other.id) for part in more.parts)
    return replace(letter, parts=(*letter.parts, *parts))


async def _settled(row: models.Message, why: str, now: datetime) -> None:
    row.state, row.why, row.settled_at = State.DROPPED, why, now
    await row.save()
    await letters.told(row, why, now)


async def _kept(row: models.Message, letter: Letter, keys: Keys) -> None:
    row.sealed_values = keys.seal_json(f"messages|{row.id}", msgspec.to_builtins(letter))
    await row.save()


async def thinned(row: models.Message, letter: Letter, keys: Keys, now: datetime, *, own: bool) -> bool:
    """Whether parts fell away of a message that several became: those whose rows may not be said any more.

    `own` is whether the row's own parts may be. What is left is kept in the row, to be rendered anew; a row that has
    nothing left of its own carries on for the others. False: it is as it was, or nothing but its own is in it.
    """
    origins = [one for one in dict.fromkeys(part.taken for part in letter.parts) if one]
    if not origins:
        return False
    gone = {""} if not own else set()
    rows = {one.id: one for one in await models.Message.filter(id__in=origins).select_related("participant")}
    gone |= {one for one in origins if one not in rows or (await guards.last_look(rows[one], now)).refuses}
    left = tuple(part for part in letter.parts if part.taken not in gone)
    if not gone or not left:
        return False
    if not own and (carried := rows.get(left[0].taken)):
        row.conversation_id, row.guards = carried.conversation_id, carried.guards
        row.promised, row.driver_id = carried.promised, carried.driver_id
        left = tuple(replace(part, taken="") if part.taken == carried.id else part for part in left)
    await _kept(row, replace(letter, parts=left), keys)
    return True
