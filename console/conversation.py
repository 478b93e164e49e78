"""One conversation on one timeline: what was said, decided and noted, and how the van moved. Rows in, values out."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
from tortoise.expressions import Q

from console.inbox import shortened, words
from console.people import names
from store import models
from store.crypt import Keys, Unreadable

MOST = 400
LONGEST = 2000
SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])")
Draft = Callable[[models.Message], Awaitable[tuple[str, str]]]
"""What an outgoing message says or would say now, and the kept words of a person that it carries ("" for none)."""
DECIDED = {"said", "not said", "dropped", "ignored", "question waits", "why", "message"}
MOVED = {"OutForDelivery", "BecameNext", "DriverNear", "Arrived", "Departed", "Delivered", "AttemptFailed", "Delayed",
         "Reassigned", "EtaMoved", "SignalLost", "Rebooked", "Cancelled", "Scheduled"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a page shows it: kept, still wanted, or why it is not there. Sizes in pixels, of the full one."""

    id: str
    state: str
    why: str
    width: int
    height: int
    role: str
    proof: bool
    at: datetime


async def shown(**chosen: object) -> list[tuple[str, Shown]]:
    """Pictures, each with the id of the message it came with, oldest first."""
    return [(row.message_id, Shown(row.id, row.state, row.why, row.width, row.height, row.role, row.proof, row.at))
            for row in await models.Picture.filter(**chosen).order_by("id")]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the timeline.

    kind: heard, sent, pending, note, decided, moved or happened. `by` is the role or name it comes from, `to` whom
    it goes to, `state` and `why` what became of a message, `meant` what was understood, `id` of the message or reply.
    """

    at: datetime
    key: str
    kind: str
    text: str
    by: str = ""
    to: str = ""
    state: str = ""
    why: str = ""
    meant: tuple[str, ...] = ()
    sure: float | None = None
    segments: int = 0
    id: str = ""
    mine: bool = False
    of: str = ""
    pictures: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its page shows it."""

    id: str
    queue: str
    reason: str
    priority: int
    state: str
    agent: str
    mine: bool
    opened: datetime
    due: datetime | None
    late: bool
    snoozed: datetime | None
    called: str
    asks: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything on the page but the facts beside it. `again` are words that were taken back, to be written anew."""

    lines: tuple[Line, ...]
    cases: tuple[CaseView, ...]
    questions: tuple[str, ...] = ()
    again: str = ""
    agents: frozenset[str] = field(default_factory=frozenset)


async def talk(of: str, case: models.Case | None, agents: frozenset[str], keys: Keys, now: datetime, *, again: str = "",
               draft: Draft | None = None) -> Talk:
    """A conversation, or a case without one and what a stranger wrote. `agents` are the names one is known by."""
    stranger = case.stranger if case else ""
    said = {"conversation_id": of} if of else {"conversation_id": "", "participant_id": stranger or "-"}
    messages = await models.Message.filter(**said).order_by("-id").limit(MOST).select_related("participant")
    alike = Q(id=case.id if case else "") | Q(dedupe__startswith=f"{stranger or '-'}:")
    cases = await models.Case.filter(Q(conversation_id=of) if of else alike).order_by("-live", "priority", "id")
    notes = await models.CaseNote.filter(case_id__in=[row.id for row in cases] or [""]).order_by("id")
    replies = await models.PendingReply.filter(case_id__in=[row.id for row in cases] or [""]).order_by("id")
    entries = await models.Entry.filter(conversation_id=of or "-").order_by("-id").limit(MOST)
    called = await names([*(row.agent for row in cases), *(row.called for row in cases), *(n.agent for n in notes),
                          *(row.agent for row in replies)])
    asked = await models.SessionRow.filter(conversation_id=of or "-", open=True).exclude(asks="")
    typed = {row.words: row for row in replies}
    shown = [one for one in messages if one.id not in typed or typed[one.id].state == "pending"]
    lines = [await _sent(one, keys, typed, called, draft) if one.outgoing else
             await _said(one, keys, typed, agents, called) for one in shown]
    lines += [_note(one, keys, called) for one in notes]
    lines += [_entry(one) for one in entries]
    lines = await _illustrated(lines, of)
    lines.sort(key=lambda one: (one.at, one.key))
    return Talk(tuple(lines), tuple(_case(row, agents, called, now) for row in cases),
                tuple(f"{one.asks}: {SPLIT.sub(' ', one.state).lower()}" for one in asked),
                await _again(again, replies, agents, messages, keys))


async def _illustrated(lines: list[Line], of: str) -> list[Line]:
    """Pictures beside the words they came with; a driver's photo that came without words has a line of its own."""
    heard = [one.id for one in lines if one.kind == "heard"]
    found = await shown(message_id__in=heard or ["-"])
    alone = await shown(conversation_id=of or "-", message_id="")
    with_words = [replace(one, pictures=tuple(each for message, each in found if message == one.id and one.id))
                  for one in lines]
    return with_words + [Line(one.at, one.id, "heard", "", one.role, id=one.id, pictures=(one,)) for _, one in alone]


async def _sent(one: models.Message, keys: Keys, typed: dict[str, models.PendingReply], called: dict[str, str],
                draft: Draft | None) -> Line:
    """A message of ours, by whoever of staff wrote it; one that has not gone out as it would go now."""
    text, carried = await words(one, keys, LONGEST), ""
    if draft is not None and (not text or any(str(name).endswith("/agent") for name in one.wordings)):
        drawn, carried = await draft(one)
        text = text or shortened(drawn, LONGEST)
    by = called.get(typed[carried].agent, typed[carried].agent) if carried in typed else ""
    return Line(one.created_at, one.id, "sent", text, by, one.role, one.state, one.why, segments=one.segments,
                id=one.id, of=" + ".join(str(name) for name in one.wordings))


async def _said(one: models.Message, keys: Keys, typed: dict[str, models.PendingReply], agents: frozenset[str],
                called: dict[str, str]) -> Line:
    text = await words(one, keys, LONGEST)
    reply = typed.get(one.id)
    if reply is not None:
        return Line(one.created_at, one.id, "pending", text, called.get(reply.agent, reply.agent), reply.role,
                    id=reply.id, mine=reply.agent in agents)
    meant, sure = _meant(one, keys)
    return Line(one.created_at, one.id, "heard", text, one.role, meant=meant, sure=sure, id=one.id)


def _meant(one: models.Message, keys: Keys) -> tuple[tuple[str, ...], float | None]:
    """What was understood of a message, and how surely."""
    if not one.sealed_meaning:
        return (), None
    try:
        kept = msgspec.json.decode(keys.open(f"meanings|{one.id}", one.sealed_meaning))
    except Unreadable:
        return (), None
    return tuple(str(intent) for intent in kept.get("intents", ())), float(kept.get("confidence") or 0.0)


def _note(one: models.CaseNote, keys: Keys, called: dict[str, str]) -> Line:
    text = keys.open(f"case_notes|{one.id}", one.sealed_words).decode()
    return Line(one.at, one.id, "note", text, called.get(one.agent, one.agent))


def _entry(one: models.Entry) -> Line:
    kind = "decided" if one.kind in DECIDED else "moved" if one.kind in MOVED else "happened"
    return Line(one.at, one.id, kind, one.text.removeprefix(one.kind).removeprefix(": "), of=one.kind)


def _case(row: models.Case, agents: frozenset[str], called: dict[str, str], now: datetime) -> CaseView:
    due = None if row.answered_at or row.state == "resolved" else row.due_at
    snoozed = row.snoozed_until if row.snoozed_until and row.snoozed_until > now else None
    late, mine = due is not None and due <= now, bool(row.agent) and row.agent in agents
    return CaseView(row.id, row.queue, row.reason, row.priority, row.state, called.get(row.agent, row.agent), mine,
                    row.opened_at, due, late, snoozed, called.get(row.called, row.called),
                    row.reason.startswith("wants"))


async def _again(reply: str, replies: Sequence[models.PendingReply], agents: frozenset[str],
                 messages: Sequence[models.Message], keys: Keys) -> str:
    """One's own words that were just taken back."""
    row = next((one for one in replies if one.id == reply and one.state == "undone"), None)
    if row is None or row.agent not in agents:
        return ""
    kept = next((one for one in messages if one.id == row.words), None)
    return await words(kept, keys, LONGEST) if kept else ""
