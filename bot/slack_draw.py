"""Rows to cards: what stands in the support and dispatch channels, drawn from how things are now."""

import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cases import said_in
from bot.facts import delivery as as_delivery
from bot.reach import Reach, first_name, reachable
from bot.slack_words import Voice, person
from domain.people import Role
from integrations.slack.acts import Act, Do
from integrations.slack.cards import Button, Card
from store import models

if TYPE_CHECKING:
    from bot.receive import Door

LAST_WORDS = 4
LINK = re.compile(r"https?://\S*/t/[\w.~-]+")
ASKS_DISPATCH = ("wants another window while on the van",)
Draw = Callable[["Door", models.SlackPost], Awaitable[Card | None]]


async def voice(door: "Door", about: str) -> tuple[Voice, models.Delivery | None]:
    """How staff are spoken to about a delivery, and the delivery; the first depot's way where there is none."""
    found = await models.Delivery.get_or_none(id=about or "-").select_related("depot", "customer")
    depot = found.depot if found else await models.Depot.all().order_by("id").first()
    name = first_name(found.customer_name) if found else ""
    values = {"name": name, "brand": depot.brand if depot else "", "items": as_delivery(found).items if found else ""}
    return Voice("desk", depot.language if depot else "en", ZoneInfo(depot.time_zone if depot else "UTC"),
                 door.clock.now(), values), found


async def case(door: "Door", post: models.SlackPost) -> Card | None:
    """A case: who, what, when it comes, the last words, why it is here, and what can be done."""
    row = await models.Case.get_or_none(id=post.subject)
    if row is None:
        return None
    say, found = await voice(door, row.conversation_id)
    people = await reachable(row)
    return Card(say.plain("title", priority=row.priority, reason=row.reason), await _facts(say, found, people),
                await _words(door, say, row), await _foot(say, row, found), tuple(_buttons(say, row, found, people)))


async def _facts(say: Voice, found: models.Delivery | None, people: tuple[Reach, ...]) -> tuple[str, ...]:
    if found is None:
        driver = next((one.name for one in people if one.role is Role.DRIVER), "")
        return (say("who_drives", driver=driver) if driver else say("who", tracking=""),)
    stop = await models.Stop.filter(delivery_id=found.id).exclude(status="removed").order_by("-id").select_related(
        "run__driver").first()
    driver = stop.run.driver.name.split(" ")[0] if stop else ""
    lines = [say("who", tracking=found.tracking_number), say("what"),
             say("window", start=found.window_start.isoformat(), end=found.window_end.isoformat()),
             say("status", status=found.status, driver=driver)]
    eta = await models.EtaRow.get_or_none(delivery_id=found.id)
    if eta is not None:
        lines.insert(3, say("comes", **eta_values(eta)))
    return (*lines, say("code_known")) if found.code_id else tuple(lines)


def eta_values(eta: models.EtaRow) -> dict[str, str]:
    """An estimate's two ends, as wordings take them."""
    return {"soonest": datetime.fromtimestamp(eta.soonest, UTC).isoformat(),
            "by": datetime.fromtimestamp(eta.by, UTC).isoformat()}


async def _words(door: "Door", say: Voice, row: models.Case) -> tuple[str, ...]:
    """The last that was said, either way; codes in it were masked when it was kept."""
    rows = await said_in(row).filter(role__in=(Role.CUSTOMER, Role.DRIVER)).order_by("-id").limit(
        3 * LAST_WORDS).select_related("participant")
    said = [one for one in rows if one.sealed_body and not (one.outgoing and one.role == Role.DRIVER)][:LAST_WORDS]
    return tuple([await quoted(door, say, one) for one in reversed(said)]) or (say("no_words"),)


async def quoted(door: "Door", say: Voice, one: models.Message) -> str:
    """One message as a line: by whom, the words, and links to its pictures, which the console shows."""
    words = await door.keys.read(one.participant, "messages", one.id, one.sealed_body or b"")
    words = LINK.sub("(link)", words)  # a page's link is its key: it is the customer's alone
    if one.outgoing:
        return say("ours", words=words)
    line = say("words", words=words, **({} if one.role == Role.CUSTOMER else {"name": one.role}))
    kept = await models.Picture.filter(message_id=one.id, state="kept").order_by("id").values_list("id", flat=True)
    links = [f"<{door.settings.url}/console/pictures/{of}|{say.plain('picture', number=number)}>"
             for number, of in enumerate(kept, 1)]
    return " ".join((line, *links))


async def _foot(say: Voice, row: models.Case, found: models.Delivery | None) -> str:
    if row.state == "resolved":
        first = _minutes(row.opened_at, row.answered_at)
        return say("over", agent=person(row.agent), minutes=_minutes(row.opened_at, row.resolved_at), first=first)
    if row.state == "claimed":
        snoozed = row.snoozed_until.isoformat() if row.snoozed_until else ""
        return say("has", agent=person(row.agent), claimed=(row.claimed_at or row.opened_at).isoformat(),
                   silent=bool(found and found.agent), snoozed=snoozed)
    due = (row.due_at or row.opened_at).isoformat()
    return say("waits", opened=row.opened_at.isoformat(), due=due, called=person(row.called) if row.called else "")


def _minutes(start: datetime, end: datetime | None) -> int:
    return round((end - start).total_seconds() / 60) if end else -1


def _buttons(say: Voice, row: models.Case, found: models.Delivery | None, people: tuple[Reach, ...]) -> list[Button]:
    def button(do: Do, style: str = "") -> Button:
        return Button(say.plain(str(do)), Act(do, row.id), style)

    def write(one: Reach, style: str) -> Button:
        label = say.plain("message_driver", driver=one.name) if one.role is Role.DRIVER else say.plain(
            "reply", name=one.name)
        return Button(label, Act(Do.REPLY, row.id, one.role), style)

    if row.state == "resolved":
        return []
    if row.state == "open":
        return [button(Do.CLAIM, "primary"), button(Do.NOTE)]
    decides = [button(Do.AGREE, "primary"), button(Do.DECLINE)] if row.reason in ASKS_DISPATCH else []
    talk = [write(one, "" if decides or place else "primary") for place, one in enumerate(people)]
    turn = [button(Do.HAND_BACK if found.agent else Do.TAKE_OVER)] if found else []
    return [*decides, *talk, button(Do.NOTE), button(Do.SNOOZE), *turn, button(Do.RESOLVE)]


async def said(door: "Door", post: models.SlackPost) -> Card | None:
    """What a customer wrote while a person has the case."""
    one = await models.Message.get_or_none(id=post.subject).select_related("participant")
    if one is None or not one.sealed_body:
        return None
    say, _ = await voice(door, post.about)
    return Card(lines=(await quoted(door, say, one),))


async def reply(door: "Door", post: models.SlackPost) -> Card | None:
    """An agent's words on their way out, with the seconds in which they can be taken back."""
    row = await models.PendingReply.get_or_none(id=post.subject)
    kept = await models.Message.get_or_none(id=row.words if row else "-").select_related("participant")
    if row is None or kept is None or not kept.sealed_body:
        return None
    say, _ = await voice(door, post.about)
    words = await door.keys.read(kept.participant, "messages", kept.id, kept.sealed_body)
    seconds = round(door.settings.undo_seconds)
    text = say({"pending": "pending", "sent": "sent"}.get(row.state, "undone"), words=words, agent=person(row.agent),
               seconds=seconds, name=await _read_by(row, say))
    undo = (Button(say.plain("undo"), Act(Do.UNDO, row.id), "danger"),) if row.state == "pending" else ()
    return Card(lines=(text,), buttons=undo)


async def _read_by(row: models.PendingReply, say: Voice) -> str:
    """Whom an agent's words go to, as staff call them."""
    case = await models.Case.get_or_none(id=row.case_id)
    people = await reachable(case) if case else ()
    name = next((one.name for one in people if one.role == row.role), "")
    return name or say.plain(f"to_{row.role}", driver="")


async def note(door: "Door", post: models.SlackPost) -> Card | None:
    """A private note that was written in a form."""
    row = await models.CaseNote.get_or_none(id=post.subject)
    if row is None:
        return None
    say, _ = await voice(door, post.about)
    words = door.keys.open(f"case_notes|{row.id}", row.sealed_words).decode()
    return Card(lines=(say("noted", agent=person(row.agent), words=words),))


async def call(door: "Door", post: models.SlackPost) -> Card | None:
    """Somebody is called; who that was is part of what is drawn, so a later call has a post of its own."""
    case_id = post.subject.partition(":")[0]
    row = await models.Case.get_or_none(id=case_id)
    if row is None or post.ts:
        return None
    say, _ = await voice(door, post.about)
    earlier = await models.SlackPost.filter(kind="call", subject__startswith=f"{case_id}:", id__lt=post.id).exists()
    return Card(lines=(say("call" if earlier else "first_call", who=person(post.seen), reason=row.reason),))


async def remind(door: "Door", post: models.SlackPost) -> Card | None:
    """Whoever has it is reminded."""
    row = await models.Case.get_or_none(id=post.subject.partition(":")[0])
    if row is None or post.ts:
        return None
    say, _ = await voice(door, post.about)
    return Card(lines=(say("remind", who=person(row.agent), reason=row.reason),))


DRAWS: dict[str, Draw] = {"case": case, "said": said, "reply": reply, "note": note, "call": call, "remind": remind}
