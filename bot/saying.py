"""What one turn says to one person becomes one message row: (wordings, values), rendered when it is submitted."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

import msgspec

from bot import wording
from bot.consents import depot_of
from bot.slack_letters import shown_on_cards
from domain.effects import Ask, Say
from domain.message import Guard, Kind
from domain.people import Role
from store import models
from store.ids import new_id
from store.queries.conversation import already_told
from store.queries.raw import adding

if TYPE_CHECKING:
    from bot.keep import Keeping
    from bot.receive import Door

STRENGTH = (Kind.SENSITIVE, Kind.URGENT, Kind.CONSENT, Kind.QUESTION, Kind.ANSWER, Kind.NOTICE)
ONCE = (Kind.NOTICE, Kind.URGENT)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing said: its wording, values, guards, and what it borrows from the vault or the conversation.

    A question names its session and turn. `about` and `taken` name the conversation and the row of a part that another
    message took along when both had waited for the morning; `pictures` the message whose pictures go along.
    """

    wording: str
    values: dict[str, Any]
    kind: Kind
    guards: tuple[Guard, ...]
    lasts: float
    code: str = ""
    words: str = ""
    asks: bool = False
    session: str = ""
    turn: int = 0
    about: str = ""
    taken: str = ""
    pictures: str = ""

    @classmethod
    def of(cls, say: Say) -> "Part":
        """A Say or Ask as it is stored. `lasts` is in seconds."""
        asked = (True, say.session, say.turn) if isinstance(say, Ask) else ()
        return cls(say.wording, dict(say.values), say.kind, tuple(sorted(say.guards)), say.lasts.total_seconds(),
                   say.code or "", say.words or "", *asked, pictures=say.pictures or "")


@dataclass(frozen=True, slots=True)
class Letter:
    """The sealed part of an outgoing row: the parts and the values every wording may use."""

    parts: tuple[Part, ...]
    base: dict[str, Any] = field(default_factory=dict)


async def keep_message(work: "Keeping", to: Role, driver: str, parts: list[Part]) -> None:
    """One row in the outbox for what this decision says to this person; nothing where the same was told before."""
    other = await _driver(work, to, driver)
    who = other.participant if other else await work.participant(to)
    names = " + ".join(part.wording for part in parts)
    if who is None:
        await work.entry("not said", f"{names}: nobody to say it to")
        return
    slack = other.slack_user_id if other and work.slack else ""
    if slack and not (parts := await shown_on_cards(work, slack, parts)):
        await work.entry("shown", f"{names} to {to} in Slack, because: {work.because}")
        return
    row = new_id()
    dedupe = _once(work, who, parts) or row
    if dedupe in work.told or (dedupe != row and await already_told(dedupe)):
        await work.entry("not said", f"{names}: already told")
        return
    work.told.add(dedupe)
    _insert(work, who, to, parts, row, dedupe, "slack" if slack else "sms")
    await work.entry("said", f"{names} to {to}, because: {work.because}")


async def _driver(work: "Keeping", to: Role, driver: str) -> models.Driver | None:
    """Whoever drives it, or drove it before; None where it is said to somebody else."""
    if driver:
        return await models.Driver.get_or_none(id=driver).select_related("participant")
    return work.rows.driver if to is Role.DRIVER else None


def _once(work: "Keeping", who: models.Participant, parts: list[Part]) -> str:
    """The mark of what is told once for each promise; empty for a question or an answer: it belongs to its own turn."""
    if not all(part.kind in ONCE for part in parts) or any(part.asks or part.words or part.pictures for part in parts):
        return ""
    told = msgspec.json.encode([(part.wording, part.values) for part in parts], order="deterministic")
    stop = work.rows.stop.id if work.rows.stop else ""
    mark = blake2s(told + stop.encode(), digest_size=16).hexdigest()
    return f"{work.delivery.id}:{who.id}:{work.delivery.promised}:{mark}"


def _insert(work: "Keeping", who: models.Participant, to: Role, parts: list[Part], row: str, dedupe: str,
            channel: str) -> None:
    now, letter = work.chat.now, Letter(tuple(parts), dict(wording.base(work.chat)))
    work.writes.append(adding(
        models.Message, id=row, conversation_id=work.delivery.id, participant_id=who.id, outgoing=True, role=to,
        kind=min((part.kind for part in parts), key=STRENGTH.index), channel=channel,
        wordings=[part.wording for part in parts],
        language=_language(work, to, who), guards=sorted({guard for part in parts for guard in part.guards}),
        sealed_values=work.keys.seal_json(f"messages|{row}", msgspec.to_builtins(letter)),
        promised=work.delivery.promised, driver_id=work.rows.driver.id if work.rows.driver else "", dedupe=dedupe,
        state="queued", due_at=now, expires_at=_expires(now, parts), created_at=now,
        answers_at=now if work.heard is to else None,
    ))


def _expires(now: datetime, parts: list[Part]) -> datetime:
    return now + timedelta(seconds=max(part.lasts for part in parts))


def _language(work: "Keeping", to: Role, who: models.Participant) -> str:
    person = work.chat.person(to)
    if person is None or person.participant != who.id:  # somebody who had the stop before
        return who.language or "en"
    return person.language


async def say_directly(door: "Door", who: models.Participant, conversation: str, role: Role, *wordings: str,
                       values: dict[str, Any] | None = None, kind: Kind = Kind.ANSWER, brand: str = "",
                       words: str = "") -> None:
    """Say something to a phone that no flow decides: which delivery was meant, that nothing is open.

    `brand` is in whose name, where several share the number; `words` names kept words that it carries.
    """
    row, now = new_id(), door.clock.now()
    guards = () if kind is Kind.CONSENT else (Guard.CONSENTED,)
    parts = tuple(Part(name, values or {}, kind, guards, 1800.0, words=words) for name in wordings)
    letter = Letter(parts, await _plain(who, brand))
    await models.Message.create(
        id=row, conversation_id=conversation, participant=who, outgoing=True, role=role, kind=kind,
        channel=await _channel(door, who, role),
        wordings=list(wordings), language=await _reads(who, role), guards=list(guards), dedupe=row, state="queued",
        sealed_values=door.keys.seal_json(f"messages|{row}", msgspec.to_builtins(letter)),
        due_at=now, expires_at=_expires(now, list(parts)), created_at=now, answers_at=who.seen_at,
    )


async def _reads(who: models.Participant, role: Role) -> str:
    """The language of words that no delivery decides: the one they asked for, else that of their work or last order."""
    if who.language:
        return who.language
    row: Any = (await models.Driver.filter(participant_id=who.id).first() if role is Role.DRIVER
           else await models.Delivery.filter(customer_id=who.id).order_by("-id").first())
    return row.language if row and row.language else "en"


async def _channel(door: "Door", who: models.Participant, role: Role) -> str:
    if role is not Role.DRIVER or not door.settings.slack:
        return "sms"
    in_slack = models.Driver.filter(participant_id=who.id).exclude(slack_user_id="")
    return "slack" if await in_slack.exists() else "sms"


async def _plain(who: models.Participant, brand: str) -> dict[str, Any]:
    """The few values that hold without a delivery: who we are and where a person is reached."""
    depot = await depot_of(who.ours, brand)
    return {"brand": depot.brand if depot else "Porchlight", "support": (depot.support.get("phone") or "") if depot
            else ""}
