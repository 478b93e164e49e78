"""The outbox's statements: claim, lock, give back, and find what nobody knows the end of."""

from datetime import datetime, timedelta

from store.atomic import atomic
from store.models import Message
from store.queries.raw import dialect, rows

BUSY = ("queued", "claimed", "submitting", "unknown")


async def claim_due_messages(now: datetime, machine: datetime, most: int, lease: timedelta) -> list[Message]:
    """Take what is due for this worker, the first of each phone only: nobody's messages overtake each other.

    A message waits while an older one to the same phone is claimed, being submitted or of unknown outcome.
    """
    async def work() -> list[Message]:
        skip = "FOR UPDATE SKIP LOCKED" if dialect() != "sqlite" else ""
        found = await rows(f"""
            SELECT id FROM messages AS m WHERE state = 'queued' AND outgoing = true AND due_at <= ? AND NOT EXISTS (
                SELECT 1 FROM messages AS o WHERE o.participant_id = m.participant_id AND o.outgoing = true
                AND o.id < m.id AND o.state IN ('queued', 'claimed', 'submitting', 'unknown'))
            ORDER BY due_at, id LIMIT {int(most)} {skip}""", now)  # noqa: S608 two constants and an int
        ids = [str(row["id"]) for row in found]
        await Message.filter(id__in=ids or [""], state="queued").update(state="claimed", lease_until=machine + lease)
        return await Message.filter(id__in=ids or [""]).order_by("id")

    return await atomic(work)


async def lock_message(message: str) -> Message | None:
    """A message's row with its participant, locked for this transaction."""
    row = await Message.filter(id=message).select_for_update().first()
    if row is not None:
        await row.fetch_related("participant")
    return row


async def requeue(row: Message, due: datetime) -> None:
    """Back into the line."""
    row.state, row.due_at, row.lease_until = "queued", due, None  # type: ignore[assignment]
    await row.save(update_fields=["state", "due_at", "lease_until"])


async def give_up_leases(machine: datetime, *, all_of_them: bool = False) -> None:
    """What a dead worker left: claimed rows go back, submitting rows are of unknown outcome and looked up at once."""
    leased = Message.filter(outgoing=True)
    over = leased if all_of_them else leased.filter(lease_until__lt=machine)
    await over.filter(state="claimed").update(state="queued", lease_until=None)
    await over.filter(state="submitting").update(state="unknown", lookups=0, lease_until=machine,
                                                 why="the worker ended while submitting")


async def unknown_messages(machine: datetime, most: int) -> list[Message]:
    """Messages of unknown outcome that are due for a look."""
    return await Message.filter(state="unknown", lease_until__lte=machine).order_by("lease_until").limit(most)


async def silent_messages(before: datetime, most: int) -> list[Message]:
    """Messages the provider accepted and has said nothing final about since then."""
    return await (Message.filter(state__in=("accepted", "sent"), outgoing=True, settled_at__lt=before)
                  .order_by("settled_at").limit(most))
