"""What waits to be sent, what nobody knows the end of, what did not go out and why; and what was set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Count

from console.inbox import masked, words
from store import models
from store.crypt import Keys

VIEWS: Mapping[str, tuple[str, ...]] = {
    "waiting": ("queued", "claimed", "submitting"),
    "unknown": ("unknown",),
    "failed": ("failed", "rejected", "undelivered", "held"),
    "not_sent": ("dropped", "expired", "canceled"),
}
AGAIN = frozenset({"held", "failed", "rejected", "undelivered", "expired"})
MOST = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way or stuck. `text` is what was last rendered, "" before that; `error` the provider's code."""

    id: str
    conversation: str
    tracking: str
    to: str
    phone: str
    channel: str
    wordings: str
    text: str
    state: str
    why: str
    error: int
    due: datetime
    made: datetime
    attempt: int
    again: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that came in, was tried three times, and waits for a person."""

    kind: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """A view of the outbox, with the counts of all."""

    view: str
    counts: Mapping[str, int]
    letters: tuple[Letter, ...]
    aside: tuple[Aside, ...]


async def outbox(view: str, keys: Keys) -> Outbox:
    """One of `VIEWS`; the newest first, what waits by when it is due."""
    view = view if view in VIEWS else "waiting"
    counted = await models.Message.filter(outgoing=True).annotate(many=Count("id")).group_by("state").values(
        "state", "many")
    of = {row["state"]: row["many"] for row in counted}
    rows = await models.Message.filter(outgoing=True, state__in=VIEWS[view]).order_by(
        "due_at" if view == "waiting" else "-id").limit(MOST).select_related("participant")
    names = {row.id: row.tracking_number for row in await models.Delivery.filter(
        id__in=[one.conversation_id for one in rows] or [""])}
    parked = await models.Note.exclude(parked="").order_by("-seq").limit(MOST)
    return Outbox(view, {name: sum(of.get(state, 0) for state in states) for name, states in VIEWS.items()},
                  tuple([await _letter(one, names, keys) for one in rows]),
                  tuple(Aside(one.kind, one.received_at, one.parked) for one in parked))


async def moves() -> object:
    """What differs when a newer message, or one of the newest, moved on: looked at every second, so it is cheap."""
    sent = models.Message.filter(outgoing=True).order_by("-id").limit(MOST)
    newest = await sent.values_list("id", "state", "attempt")
    receipt = await models.Receipt.all().order_by("-id").first()
    notes = await models.Note.all().order_by("-seq").limit(MOST).values_list("seq", "parked")
    return newest, receipt.id if receipt else "", [one for one in notes if one[1]]


async def _letter(row: models.Message, names: Mapping[str, str], keys: Keys) -> Letter:
    return Letter(row.id, row.conversation_id, names.get(row.conversation_id, ""), row.role,
                  masked(row.participant.theirs), row.channel, " + ".join(str(one) for one in row.wordings),
                  await words(row, keys, 400), row.state, row.why, row.error, row.due_at, row.created_at, row.attempt,
                  row.state in AGAIN)
