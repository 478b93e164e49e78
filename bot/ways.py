"""The ways of a participant as rows: offered, heard by, dead, and who it is that writes on a channel beside texts."""

from dataclasses import replace
from datetime import datetime
from itertools import chain

import phonenumbers
from phonenumbers import PhoneNumberType, number_type

from bot.notes import lane
from bot.planner import Reach
from bot.settings import Settings
from domain.message import State
from integrations.channel import Said
from integrations.email.inbound import Letter
from integrations.email.message import mailbox
from integrations.email.returned import NOBODY, REFUSED
from integrations.twilio.errors import NEVER_TAKEN, NOBODY_THERE
from store import models
from store.ids import new_id
from store.queries import locks, notes, sending

ENDED = ("delivered", "refused", "cancelled")
NOT_WANTED = frozenset({21610, 30004})
"""The person said stop or blocked us: nothing is said another way instead."""
SHUT = 63016
UNPROVEN = "unproven"
NO_MAILBOX = frozenset({NOBODY, 551, 553})
PHONES = ("sms", "whatsapp")


async def of(who: models.Participant) -> list[Reach]:
    """Every way to reach them, their phone's texts first. What is kept for the person counts for what wrote last."""
    rows = await models.Way.filter(participant_id=who.id).order_by("id")
    own = next((row for row in rows if row.channel == who.channel), None)
    others = [row for row in rows if row is not own]
    heard = _unless_others(who.seen_at, [row.heard_at for row in others])
    reached = _unless_others(who.reached_at, [row.reached_at for row in others])
    first = Reach(who.channel, who.theirs, who.ours, heard, own.told_at if own else None, reached,
                  own.allowed if own else True, own.dead if own else 0, who.channel == "sms" and _landline(who.theirs))
    return [first, *(_reach(row) for row in others)]


def _reach(row: models.Way) -> Reach:
    return Reach(row.channel, row.theirs, row.ours, row.heard_at, row.told_at, row.reached_at, row.allowed, row.dead)


def _unless_others(at: datetime | None, others: list[datetime | None]) -> datetime | None:
    return None if at is None or any(one and one >= at for one in others) else at


def _landline(number: str) -> bool:
    try:
        return bool(number_type(phonenumbers.parse(number)) == PhoneNumberType.FIXED_LINE)
    except phonenumbers.NumberParseException:
        return False


async def offer(who: models.Participant, email: str, channel: str, settings: Settings, now: datetime) -> None:
    """Keep the ways that came with a delivery: its e-mail address, and WhatsApp where it asks for that."""
    if channel == "whatsapp" and settings.whatsapp:
        await _only_one(who, "whatsapp", who.theirs, settings.twilio_whatsapp_from, now)
    if email and settings.mails:
        await _way(who, "email", email.casefold(), mailbox(settings.mail_from).addr_spec, now)


async def _way(who: models.Participant, channel: str, theirs: str, ours: str, now: datetime) -> models.Way:
    """The way, as a row. A mailbox found dead is dead for whoever names it next, until somebody writes from it."""
    same = models.Way.filter(channel="email", theirs=theirs, dead__gt=0) if channel == "email" else None
    dead = await same.first() if same else None
    found, _ = await models.Way.get_or_create(
        participant_id=who.id, channel=channel, theirs=theirs, ours=ours,
        defaults={"id": new_id(), "created_at": now, "dead": dead.dead if dead else 0})
    return found


async def _only_one(who: models.Participant, channel: str, theirs: str, ours: str,
                    now: datetime) -> models.Way | None:
    """A phone on WhatsApp belongs to one participant at a time, or an answer could be about another shop's parcel.

    While another one still waits for something, this one gets texts.
    """
    for other in await models.Way.filter(channel=channel, theirs=theirs, ours=ours).exclude(participant_id=who.id):
        if await _waits(other.participant_id):  # type: ignore[attr-defined]
            return None
        await other.delete()
    return await _way(who, channel, theirs, ours, now)


async def _waits(participant: str) -> bool:
    return await models.Delivery.filter(customer_id=participant).exclude(status__in=ENDED).exists()


async def speaker(said: Said, at: datetime, now: datetime) -> models.Participant:
    """Who wrote, locked and marked as seen: by a text the phone itself, else whoever the way belongs to."""
    if said.channel not in {"whatsapp", "email"}:
        who = await locks.lock_speaker(said.channel, said.theirs, said.ours, at, now)
        await models.Way.filter(participant_id=who.id, channel=said.channel, dead__gt=0).update(dead=0)
        return who
    way = await _belongs(said, now)
    if way is None:
        who = await locks.lock_speaker(said.channel, said.theirs, said.ours, said.at, now)
        way = await _way(who, said.channel, said.theirs, said.ours, now)
        way.allowed = said.ours != UNPROVEN
    else:
        await way.fetch_related("participant")
        owner = way.participant
        # the very instant the way was heard at: what was seen even a moment later would count as a text of theirs
        seen = max(said.at, owner.seen_at or said.at)
        who = await locks.lock_speaker(owner.channel, owner.theirs, owner.ours, seen, now)
    if way.heard_at is None or said.at >= way.heard_at:
        way.heard_at, way.heard_sid, way.dead = said.at, said.sid, 0
        await way.save(update_fields=["heard_at", "heard_sid", "dead", "allowed"])
    return who


async def _belongs(said: Said, now: datetime) -> models.Way | None:
    known = models.Way.filter(channel=said.channel, theirs=said.theirs, ours=said.ours)
    way = await known.order_by("created_at").first()
    if way is not None or said.channel != "whatsapp":
        return way
    phones = await models.Participant.filter(channel="sms", theirs=said.theirs)
    waiting = [one for one in phones if await _waits(one.id)] or phones
    return await _way(waiting[0], said.channel, said.theirs, said.ours, now) if len(waiting) == 1 else None


async def proven(letter: Letter) -> Said:
    """A mail's words as its sender's, if it names a mail that we sent them; else nobody's: anybody can forge a sender.

    Words that are nobody's reach support and no delivery, and are never answered by mail.
    """
    said = letter.said
    known = await models.Way.filter(channel="email", theirs=said.theirs, ours=said.ours).values_list(
        "participant_id", flat=True)
    rows = models.Message.filter(id__in=letter.answers, outgoing=True, participant_id__in=list(known))
    return said if letter.answers and await rows.exists() else replace(said, ours=UNPROVEN)


async def heard_at(said: Said) -> None:
    """The provider's own time for words whose webhook did not tell it: the window is kept by that."""
    for way in await models.Way.filter(heard_sid=said.sid, channel=said.channel):
        await models.Participant.filter(id=way.participant_id, seen_at=way.heard_at).update(seen_at=said.at)
        await models.Way.filter(id=way.id).update(heard_at=said.at)


async def mailbox_of(who: models.Participant) -> models.Way | None:
    """Where mails to them go, if they left an address: the first that still takes them, as the planner has it."""
    return await models.Way.filter(participant_id=who.id, channel="email").order_by("-allowed", "dead", "id").first()


async def writes_now(who: models.Participant) -> bool:
    """Whether they have just written, on whichever way, what is not acted on yet."""
    lanes = [lane(who.channel, who.theirs, who.ours)]
    ways = await models.Way.filter(participant_id=who.id).values_list("channel", "theirs", "ours")
    lanes += [lane(*one) for one in ways if one[0] != who.channel]
    return any([await notes.lane_is_open(one) for one in lanes])


async def told(who: models.Participant, channel: str, now: datetime) -> None:
    """A message was submitted that way; a way that has no row needs no pace either."""
    await models.Way.filter(participant_id=who.id, channel=channel).update(told_at=now)


async def reached(row: models.Message, now: datetime) -> None:
    """Something arrived that way."""
    if row.channel != "sms":
        await models.Way.filter(participant_id=row.participant_id,  # type: ignore[attr-defined]
                                channel=row.channel).update(reached_at=now)


async def fall_back(row: models.Message, code: int, now: datetime, to: str = "") -> bool:
    """After a failure that proves nothing arrived: whether another way is left, and then back into the line for it.

    What the code says of the address is kept, so that a landline is never tried twice. `to` is a mail's address.
    """
    await _learn(row, code, now, to)
    if code in NOT_WANTED or row.channel in row.tried.split(","):
        return False
    row.tried = ",".join(filter(None, chain(row.tried.split(","), [row.channel])))
    left = [one for one in await of(row.participant) if one.channel not in row.tried.split(",")]
    if not left or row.participant.channel not in PHONES:
        return False
    row.error, row.sid, row.settled_at = code, None, None  # type: ignore[assignment]
    await row.save(update_fields=["tried", "error", "sid", "settled_at"])
    await sending.requeue(row, now)
    return True


async def died(mailbox: str, code: int) -> None:
    """Nothing will ever arrive at this address, whoever named it."""
    await models.Way.filter(channel="email", theirs=mailbox).update(dead=code)


async def _learn(row: models.Message, code: int, now: datetime, to: str) -> None:
    who = row.participant
    if code == SHUT:
        await models.Way.filter(participant_id=who.id, channel=row.channel).update(heard_at=None)
    if code not in (NO_MAILBOX if row.channel == "email" else NOBODY_THERE):
        return
    ways = models.Way.filter(participant_id=who.id, channel=row.channel)
    if row.channel == "email":
        await died(to, code)
    elif not await ways.update(dead=code) and row.channel == who.channel:
        way = await _way(who, who.channel, who.theirs, who.ours, now)
        way.dead = code
        await way.save(update_fields=["dead"])


def certainly_not(state: State, code: int) -> bool:
    """Whether a failure the provider reports proves that nothing arrived, so that it may be said another way."""
    return state in {State.FAILED, State.UNDELIVERED} and code in NEVER_TAKEN | NOBODY_THERE | {NOBODY, REFUSED}
