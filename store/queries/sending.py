"""The outbox's statements: claim, lock, give back, and find what nobody knows the end of."""

from datetime import datetime, timedelta

from store.atomic import atomic
from store.models import Message, Participant
from store.queries.raw import Statement, rows, together

DUE = Statement(
    """SELECT message.id FROM messages AS message WHERE state = 'queued' AND outgoing = true AND due_at <= ?
    AND NOT EXISTS (SELECT 1 FROM messages AS older WHERE older.participant_id = message.participant_id
        AND older.outgoing = true AND older.id < message.id
        AND (older.held_until IS NULL OR older.held_until <= ?)
        AND older.state IN ('queued', 'claimed', 'submitting', 'unknown'))
    ORDER BY due_at, id LIMIT ? {claim message}""")
CLAIM = Statement("UPDATE messages SET state = 'claimed', lease_until = ? WHERE id {among} AND state = 'queued'")
CLAIMED = Statement("SELECT {message} FROM messages AS message WHERE id {among} ORDER BY id", {"message": Message})
LOCK = Statement(
    """SELECT {message}, {who} FROM messages AS message JOIN participants AS who ON who.id = message.participant_id
    WHERE message.id = ? {lock message}""", {"message": Message, "who": Participant})


async def claim_due_messages(now: datetime, machine: datetime, most: int, lease: timedelta) -> list[Message]:
    """Take what is due for this worker, the first of each phone only: nobody's messages overtake each other.

    A message waits while an older one to the same phone is claimed, being submitted or of unknown outcome. One that
    quiet hours keep back lets others pass: what is urgent, and answers.
    """
    async def work() -> list[Message]:
        ids = [message for (message,) in await rows(DUE(now, now, most))]
        if not ids:
            return []
        _, claimed = await together(CLAIM(machine + lease, ids), CLAIMED(ids))
        return [message for (message,) in claimed]

    return await atomic(work)


async def lock_message(message: str) -> Message | None:
    """A message's row with its participant, locked for this transaction."""
    for row, who in await rows(LOCK(message)):
        row.participant = who
        return row
    return None


async def requeue(row: Message, due: datetime) -> None:
    """Back into the line."""
    row.state, row.due_at, row.lease_until = "queued", due, None  # type: ignore[assignment]
    await row.save(update_fields=["state", "due_at", "lease_until"])


async def hold(row: Message, until: datetime) -> None:
    """Out of the line until its hour comes, and as much longer to live."""
    row.state, row.due_at, row.held_until, row.lease_until = "queued", until, until, None  # type: ignore[assignment]
    await row.save(update_fields=["state", "due_at", "held_until", "lease_until", "expires_at"])


async def held_for(row: Message, now: datetime, most: int) -> list[Message]:
    """Other messages to the same person in the same role whose hour has come with this one's, in order."""
    held = Message.filter(participant_id=row.participant_id, role=row.role, outgoing=True,  # type: ignore[attr-defined]
                          state="queued", held_until__lte=now)
    return await held.exclude(id=row.id).order_by("id").limit(most).select_related("participant")


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
    """Messages the provider accepted and has said nothing final about since then; of mails nothing ever is."""
    return await (Message.filter(state__in=("accepted", "sent"), outgoing=True, settled_at__lt=before)
                  .exclude(channel="email")
                  .order_by("settled_at").limit(most))
