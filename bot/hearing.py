"""Words from a phone: whose they are, what they mean, to whom they go. Runs inside the note's transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot import consent_words, stranger, ways
from bot.desk import Lying, lies_open
from bot.notes import said_from_bytes, said_to_bytes
from bot.pictures.wanting import want_said
from bot.saying import say_directly
from bot.speaking import speaks
from bot.words import keep_code, keep_words
from domain.events import Event, Meant, PlaceShared, SentMedia
from domain.meanings import Plain
from domain.people import ConversationId, Role
from flows.engine.addressing import About, Candidate, Chosen, Former, Nobody, Which, Words, address
from flows.understand import Understood, meanings, understand
from integrations.channel import Said
from store import models
from store.ids import new_id
from store.queries.desk import last_words
from tracking.sight import metres

if TYPE_CHECKING:
    from bot.receive import Door

WHICH_PATIENCE = timedelta(minutes=20)
DRIVERS_TALK_MORE = 5
ALIKE, REPEATS = 16, 3
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ear:
    """What addressing needs of an understanding."""

    intents: tuple[str, ...]
    option: int | None


@dataclass(frozen=True, slots=True)
class Heard:
    """Words with what they mean in each role their speaker may have."""

    said: Said
    at: datetime
    customer: Understood | None
    driver: Understood | None

    @property
    def words(self) -> Words:
        """The form addressing takes."""
        return Words(self.said.text, _ear(self.customer), _ear(self.driver))

    def in_role(self, role: Role) -> Understood | None:
        """What they mean from this role."""
        return self.customer if role is Role.CUSTOMER else self.driver


def _ear(understood: Understood | None) -> Ear | None:
    return Ear(understood.intents, understood.slots.option) if understood else None


async def hear(door: "Door", said: Said, at: datetime) -> None:
    """Act on one noted message of a phone."""
    who = await ways.speaker(said, at, door.clock.now())
    lying = await lies_open(who, door.clock.now())
    await hear_from(door, who, await consent_words.read(understood_as(said, at, lying)), lying)


async def hear_from(door: "Door", who: models.Participant, heard: Heard, lying: Lying) -> None:
    """Act on understood words of a locked speaker, whatever they are about."""
    said, at = heard.said, heard.at
    if not _about_consent(heard) and await _too_many(door, who, lying, said.text):
        await stranger.machine(door, who, said, at)
        return
    found = address(heard.words, lying.desk)
    match await consent_words.meant(who, heard, lying.desk, found) if _about_consent(heard) else found:
        case About(conversation, role):
            await about(door, who, conversation, role, heard)
        case Chosen(candidate):
            await _chosen(door, who, candidate, lying)
        case Which(options):
            await _ask_which(door, who, options, heard, lying)
        case Former(conversation):
            await say_directly(door, who, conversation, Role.DRIVER, "driver_day/not_yours")
        case Nobody():
            await stranger.wrote(door, who, heard)


def understood_as(said: Said, at: datetime, lying: Lying) -> Heard:
    """What words mean in each role their speaker has now."""
    local = at.astimezone(lying.zone)
    drives = bool(lying.desk.stops or lying.desk.former)
    driver = understand(said.text, lying.driver_context, local, lying.driver_language) if drives else None
    customer = (understand(said.text, lying.customer_context, local, lying.customer_language, lying.offered)
                if lying.desk.matters or not drives else None)
    return Heard(said, at, customer, driver)


def _about_consent(heard: Heard) -> bool:
    """A STOP counts however much was said before it, and so does its taking back."""
    return any({"opt_out", "opt_in"} & set(one.intents) for one in (heard.customer, heard.driver) if one)


async def _too_many(door: "Door", who: models.Participant, lying: Lying, text: str) -> bool:
    """Two machines must not talk all night: so many automatic answers to one phone in an hour, then a person."""
    limit = door.settings.automatic_answers_per_hour * (DRIVERS_TALK_MORE if lying.desk.stops else 1)
    return lying.answers >= limit or await _says_the_same(door, who, text)


async def _says_the_same(door: "Door", who: models.Participant, text: str) -> bool:
    """A machine begins every text alike: so many of them in an hour, and it gets no more answers."""
    start = text.casefold()[:ALIKE]
    if len(start) < ALIKE:
        return False
    rows = await last_words(who.id, door.clock.now() - HOUR, REPEATS)
    said = [await door.keys.read(who, "messages", row.id, row.sealed_body) for row in rows if row.sealed_body]
    return len(said) == REPEATS and all(one.casefold().startswith(start) for one in said)


async def about(door: "Door", who: models.Participant, conversation: ConversationId, role: Role,
                heard: Heard) -> None:
    """Words that are certainly about this delivery, said in this role."""
    understood = heard.in_role(role)
    if understood and role is Role.CUSTOMER:
        await _remember_language(who, understood)
    key = f"{heard.said.channel}:{heard.said.sid}"
    words = await keep_words(door, who, conversation, role, _with_place(heard.said), heard.at, understood, key)
    left = await want_said(door, heard.said, who, conversation, role, words)
    events: list[Event] = [SentMedia(role, left[0])] if left else []
    events += [await _shared(conversation, role, *heard.said.place)] if heard.said.place else []
    if understood and heard.said.text.strip():
        code = understood.slots.code if "access_code" in understood.intents else None
        ref = await keep_code(door, who, conversation, code) if code else None
        events += [Meant(role, one, words) for one in meanings(understood, ref)]
    if not events and heard.said.media:
        return  # pictures alone: they are told of once they are here
    await door.decide_all(conversation, events or [Meant(role, Plain("other"), words)],
                          carrier=bool(heard.said.consent))


def _with_place(said: Said) -> str:
    """What somebody wrote, with the place they shared as staff read it."""
    return f"{said.text} [{said.place[0]:.4f}, {said.place[1]:.4f}]".strip() if said.place else said.text


async def _shared(conversation: ConversationId, role: Role, lat: float, lon: float) -> PlaceShared:
    row = await models.Delivery.get(id=conversation)
    if row.lat is None or row.lon is None:
        return PlaceShared(role, lat, lon)
    return PlaceShared(role, lat, lon, round(metres((lat, lon), (row.lat, row.lon)) / 10) * 10)


async def _remember_language(who: models.Participant, understood: Understood) -> None:
    """Whoever never said which language they want is answered in the one they write, once they have written enough."""
    if not who.language and understood.told and speaks(understood.language):
        who.language = understood.language
        await who.save(update_fields=["language"])


async def on_page(door: "Door", delivery: models.Delivery, who: models.Participant, text: str) -> None:
    """Words that were written on a delivery's own page: there is no doubt what they are about."""
    at = door.clock.now()
    said = Said("page", new_id(), who.theirs, who.ours, text, at)
    understood = understand(text, "driver_relay", at.astimezone(ZoneInfo(delivery.depot.time_zone)),
                            who.language or delivery.language)
    if not {"access_code", "delivery_instruction"} & set(understood.intents):
        slots = replace(understood.slots, instruction=text)
        understood = replace(understood, intents=("delivery_instruction",), slots=slots)
    await about(door, who, ConversationId(delivery.id), Role.CUSTOMER, Heard(said, at, understood, None))


async def _chosen(door: "Door", who: models.Participant, candidate: Candidate, lying: Lying) -> None:
    """The answer to "which one?": the words that waited for it go on now."""
    row = lying.which
    if row is None or row.sealed_words is None:
        return
    kept = said_from_bytes(door.keys.open(f"floors|{row.id}", row.sealed_words))
    await row.delete()
    heard = understood_as(kept, kept.at, lying)
    await about(door, who, candidate.conversation, candidate.role, heard)


async def _ask_which(door: "Door", who: models.Participant, options: tuple[Candidate, ...], heard: Heard,
                     lying: Lying) -> None:
    """Keep the words and ask. Words that still waited for an earlier such question are dropped aloud."""
    wordings = ["desk/which"]
    if lying.which is not None:
        await lying.which.delete()
        wordings.insert(0, "desk/dropped")
    row, now = new_id(), door.clock.now()
    await models.Floor.create(
        id=row, participant_id=who.id, role=options[0].role, options=msgspec.to_builtins(options), at=now,
        sealed_words=door.keys.seal(f"floors|{row}", said_to_bytes(heard.said)), until=now + WHICH_PATIENCE,
    )
    labels = [f"{11 + index} {one.label}" for index, one in enumerate(options)]
    await say_directly(door, who, "", options[0].role, *wordings, values={"options": labels})


async def drop_unanswered(door: "Door") -> int:
    """Words whose "which one?" nobody answered are dropped, and we say so."""
    over = await models.Floor.filter(conversation_id="", until__lte=door.clock.now())
    for row in over:
        who = await models.Participant.get(id=row.participant_id)
        await row.delete()
        await say_directly(door, who, "", Role(row.role), "desk/dropped")
    return len(over)
