"""What needs a person, as a list: by priority, then by when a first answer is due. Rows in, plain values out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q
from tortoise.functions import Max

from console.people import names
from domain.links import hidden
from store import models
from store.crypt import Keys, Unreadable

MOST, MOST_FOUND, LONGEST = 200, 50, 160
VIEWS = ("open", "mine", "unclaimed", "snoozed")
FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A case in the list. `due` is when a first answer is due, None once it was given; `late` that it is past."""

    case: str
    link: str
    priority: int
    queue: str
    reason: str
    state: str
    agent: str
    mine: bool
    who: str
    tracking: str
    said: str
    said_at: datetime | None
    opened: datetime
    due: datetime | None
    late: bool
    snoozed: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """A delivery that a search found."""

    id: str
    tracking: str
    who: str
    phone: str
    status: str
    window: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Inbox:
    """A view of the list with the counts of all of them."""

    view: str
    counts: Mapping[str, int]
    items: tuple[Item, ...]


async def inbox(view: str, agents: frozenset[str], keys: Keys, now: datetime) -> Inbox:
    """One of `VIEWS` as somebody sees it who is known by any of `agents`. Four reads, however many cases there are."""
    rows = await models.Case.filter(live=True).order_by("priority", "due_at", "id").limit(MOST)
    fits = {
        "open": [row for row in rows if not _sleeps(row, now)],
        "mine": [row for row in rows if row.agent in agents and not _sleeps(row, now)],
        "unclaimed": [row for row in rows if row.state == "open"],
        "snoozed": [row for row in rows if _sleeps(row, now)],
    }
    shown = fits.get(view, fits["open"])
    of = {row.id: row for row in await models.Delivery.filter(id__in=[one.conversation_id for one in shown] or [""])}
    said, called = await _last_words(shown, keys), await names(row.agent for row in shown)
    items = [_item(row, of.get(row.conversation_id), said, called, agents, now) for row in shown]
    items.sort(key=lambda one: (one.priority, not one.late, one.due is None, one.due or one.opened))
    return Inbox(view if view in fits else "open", {name: len(found) for name, found in fits.items()}, tuple(items))


def _sleeps(row: models.Case, now: datetime) -> bool:
    return row.snoozed_until is not None and row.snoozed_until > now


def _item(row: models.Case, delivery: models.Delivery | None, said: Mapping[str, tuple[str, datetime]],
          called: Mapping[str, str], agents: frozenset[str], now: datetime) -> Item:
    words, at = said.get(_talk(row), ("", None))
    due = None if row.answered_at else row.due_at
    link = f"/console/conversations/{row.conversation_id}?case={row.id}" if delivery else f"/console/cases/{row.id}"
    return Item(
        case=row.id, link=link, priority=row.priority, queue=row.queue, reason=row.reason, state=row.state,
        agent=called.get(row.agent, row.agent), mine=bool(row.agent) and row.agent in agents,
        who=(delivery.customer_name if delivery else "") or "", tracking=delivery.tracking_number if delivery else "",
        said=words, said_at=at, opened=row.opened_at, due=due, late=due is not None and due <= now,
        snoozed=row.snoozed_until if _sleeps(row, now) else None)


def _talk(row: models.Case) -> str:
    """What its words are kept under: its conversation, or the phone of a stranger, after which such a case is named."""
    return row.conversation_id or row.stranger


async def _last_words(rows: Iterable[models.Case], keys: Keys) -> dict[str, tuple[str, datetime]]:
    """The last that each customer wrote, by conversation, with codes masked as they were kept."""
    of = [row.conversation_id for row in rows if row.conversation_id]
    strange = [row.stranger for row in rows if row.stranger]
    heard = models.Message.filter(outgoing=False).filter(
        Q(conversation_id__in=of or [""], role="customer") | Q(conversation_id="", participant_id__in=strange or [""]))
    last = await heard.annotate(last=Max("id")).group_by("conversation_id", "participant_id").values("last")
    found = await models.Message.filter(id__in=[one["last"] for one in last] or [""]).order_by("id").select_related(
        "participant")
    return {one.conversation_id or one.participant.id: (await words(one, keys), one.created_at) for one in found}


async def words(one: models.Message, keys: Keys, most: int = LONGEST) -> str:
    """What was said, cut to `most` characters; "" where it was shredded."""
    if not one.sealed_body:
        return ""
    try:
        text = await keys.read(one.participant, "messages", one.id, one.sealed_body)
    except Unreadable:
        return ""
    return shortened(text, most)


def shortened(text: str, most: int = LONGEST) -> str:
    """Cut to `most` characters, and without the token of a customer's link."""
    text = hidden(text)
    return text if len(text) <= most else f"{text[:most - 1]}…"


async def search(asked: str) -> tuple[Found, ...]:
    """Deliveries by tracking number, reference, name or phone, the newest first."""
    asked = asked.strip()
    if not asked:
        return ()
    wanted = Q(tracking_number__icontains=asked) | Q(customer_name__icontains=asked) | Q(reference__iexact=asked)
    digits = "".join(one for one in asked if one.isdigit())
    if len(digits) >= FEWEST_DIGITS and all(one in "+-() ./" or one.isdigit() for one in asked):
        wanted |= Q(customer_phone__contains=digits.lstrip("0"))
    rows = await models.Delivery.filter(wanted).order_by("-id").limit(MOST_FOUND).select_related("depot")
    return tuple(Found(row.id, row.tracking_number, row.customer_name, masked(row.customer_phone), row.status,
                       row.window_start, row.depot.time_zone) for row in rows)


def masked(phone: str) -> str:
    """A phone number by its last four digits."""
    return f"•••{phone[-4:]}" if phone else ""
