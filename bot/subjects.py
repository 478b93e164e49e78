"""One person's data: everything we hold by a phone number, given out whole or taken away whole.

Erasing shreds the person's own key, empties what was sealed otherwise, and leaves of phone and number a keyed hash, so
that a refusal outlives them. Copies at the provider become rows to be deleted there (`bot/forgetting.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import consents, refusals
from bot.notes import lane
from bot.pictures.going import erase_pictures
from store import models
from store.crypt import Keys
from store.ids import new_id
from store.queries.erasing import answers_about

OPEN = ("scheduled", "out_for_delivery", "arriving", "arrived", "attempt_failed")
SCHEDULE = "driver_day/schedule"
DAY = timedelta(days=2)


class NotNow(Exception):
    """A person who cannot be erased at present. The text says why and what to do, without naming them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data it is: their phone at each of our numbers, and what was ordered for it."""

    phone: str
    participants: Sequence[models.Participant]
    deliveries: Sequence[models.Delivery]

    @property
    def empty(self) -> bool:
        """We know nobody of that number."""
        return not self.participants and not self.deliveries


    @property
    def language(self) -> str:
        """What they read: what they asked for, or what was ordered in."""
        asked = [one.language for one in (*self.participants, *reversed(self.deliveries)) if one.language]
        return asked[0] if asked else ""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure came to: rows emptied or removed, and copies at the provider that are to go."""

    messages: int
    deliveries: int
    copies: int


async def subject_of(phone: str) -> Subject:
    """Everything that belongs to a phone number in E.164 form."""
    participants = await models.Participant.filter(theirs=phone).order_by("id")
    by_phone = await models.Delivery.filter(customer_phone=phone).order_by("id").select_related("depot")
    ids = [one.id for one in participants]
    by_person = await models.Delivery.filter(customer_id__in=ids).order_by("id").select_related("depot")
    return Subject(phone, participants, list({one.id: one for one in (*by_phone, *by_person)}.values()))


async def erase(found: Subject, keys: Keys, now: datetime) -> Erased:
    """Take a person out of our tables, inside the present transaction.

    Raises:
        NotNow: they drive for us, or a delivery is still to come.
    """
    await _may(found)
    messages = await _messages(found)
    copies = await _copies(found, messages, keys, now)
    await _empty(messages, now)
    await erase_pictures(found.participants, [one.id for one in found.deliveries])
    for delivery in found.deliveries:
        await _forget_delivery(delivery)
    for who in found.participants:
        await _forget_person(who, keys, now)
    return Erased(len(messages), len(found.deliveries), copies)


async def _may(found: Subject) -> None:
    if await models.Driver.filter(phone=found.phone).exists():
        msg = "this number is a driver's: their records are the company's; change the driver's number first"
        raise NotNow(msg)
    waiting = [one.tracking_number for one in found.deliveries if one.status in OPEN]
    if waiting:
        msg = f"still to be delivered: {', '.join(waiting)}; deliver it or call it off first"
        raise NotNow(msg)


async def _messages(found: Subject) -> list[models.Message]:
    """Their own, all about their deliveries (a driver's name them), and the schedules that had them as a stop."""
    people, matters = [one.id for one in found.participants], [one.id for one in found.deliveries]
    own = await models.Message.filter(participant_id__in=people)
    about = await models.Message.filter(conversation_id__in=matters)
    stops = await models.Stop.filter(delivery_id__in=matters).select_related("run", "run__driver")
    days = [row for stop in stops for row in await models.Message.filter(
        participant_id=stop.run.driver.participant_id, role="driver",  # type: ignore[attr-defined]
        created_at__gte=stop.run.created_at - DAY) if SCHEDULE in row.wordings]
    return list({row.id: row for row in (*own, *about, *days)}.values())


async def _copies(found: Subject, messages: Sequence[models.Message], keys: Keys, now: datetime) -> int:
    """Note what the provider holds: the ids of texts in both directions."""
    name = subject_hash(found.phone, keys)
    known = {one.sid for one in await models.Forgetting.filter(subject=name)}
    sids = {sid: row.channel for row in messages if (sid := _sid(row)) and sid not in known}
    for sid, channel in sids.items():
        await models.Forgetting.create(id=new_id(), subject=name, channel=channel, sid=sid, asked_at=now)
    return len(sids)


def subject_hash(phone: str, keys: Keys) -> str:
    """What an erased phone is called in our own records."""
    return keys.hashed(f"subject|{phone}")


def _sid(row: models.Message) -> str:
    """The provider's id of a message; an inbound one has it in its mark: `sms:SM...`."""
    if row.outgoing:
        return row.sid or ""
    channel, _, sid = row.dedupe.partition(":")
    return sid if channel == row.channel else ""


async def _empty(messages: Sequence[models.Message], now: datetime) -> None:
    ids = [row.id for row in messages]
    gone = models.Message.filter(id__in=ids)
    await gone.filter(state__in=("queued", "claimed", "held")).update(state="dropped", settled_at=now, why="erased")
    await gone.update(sealed_body=None, sealed_values=None, sealed_meaning=None)


async def _forget_delivery(row: models.Delivery) -> None:
    await models.SessionRow.filter(conversation_id=row.id).delete()
    await models.RatingRow.filter(delivery_id=row.id).update(sealed_words=None)
    await models.DoorNoteRow.filter(delivery_id=row.id).delete()
    await models.Code.filter(delivery_id=row.id).update(sealed=None)
    await models.Proof.filter(delivery_id=row.id).update(sealed=None)
    cases = await models.Case.filter(conversation_id=row.id).values_list("id", flat=True)
    await models.CaseNote.filter(case_id__in=list(cases)).delete()
    await answers_about(row.id)
    row.customer_name = row.customer_phone = row.customer_email = row.address = row.reference = row.code_id = ""
    row.company = ""
    row.lat, row.lon, row.sealed_notes, row.live = None, None, None, False
    await row.save()


async def _forget_person(who: models.Participant, keys: Keys, now: datetime) -> None:
    [stone, *_] = consents.subjects(keys, who.channel, who.theirs, who.ours)
    await models.Tombstone.update_or_create(
        id=stone, defaults={"opted_out": who.opted_out, "refused": who.refused or [], "at": now})
    await models.Floor.filter(participant_id=who.id).delete()
    await models.Note.filter(lane=lane(who.channel, who.theirs, who.ours)).delete()
    for way in await models.Way.filter(participant_id=who.id):
        await models.Note.filter(lane=lane(way.channel, way.theirs, way.ours)).delete()
        await refusals.outlive(way, keys, now)
        await way.delete()
    await models.DoorNoteRow.filter(participant_id=who.id).delete()
    await models.Code.filter(participant_id=who.id).update(sealed=None)
    await keys.shred(who)
    who.theirs, who.language, who.seen_at, who.reached_at = f"erased:{who.id}", "", None, None
    who.opted_out = True  # nobody is there any more; what they had said stands in the tombstone
    await who.save()
