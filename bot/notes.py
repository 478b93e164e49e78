"""Notes: what came in, written down before anybody is answered, and events that one conversation raises for another."""

from datetime import datetime
from hashlib import blake2s

import msgspec

from domain.events import Event
from integrations.channel import Said
from store import models
from store.batch import NoteRow
from store.ids import new_id
from store.queries.raw import adding, rows

EVENTS: dict[str, type[Event]] = {one.__name__: one for one in Event.__subclasses__()}


def lane(channel: str, theirs: str, ours: str) -> str:
    """What words are ordered by: one phone at one of our numbers."""
    return blake2s(f"{channel}|{theirs}|{ours}".encode(), digest_size=13).hexdigest()


def said_to_bytes(said: Said) -> bytes:
    """What a vendor told us, as it is sealed in a note."""
    return msgspec.json.encode(said)


def said_from_bytes(raw: bytes) -> Said:
    """The words of a note."""
    return msgspec.json.decode(raw, type=Said)


async def note_event(conversation: str, event: Event, now: datetime, key: str = "") -> None:
    """Note an event for another conversation, inside the present transaction. Events hold no free text."""
    raw = msgspec.json.encode(msgspec.to_builtins(event))
    await rows(adding(models.Note, key=key or new_id(), kind=type(event).__name__, lane=conversation, sealed=raw,
                      received_at=now))


def event_row(key: str, conversation: str, event: Event, now: datetime) -> NoteRow:
    """An event as the journal keeps it: the same row `note_event` makes. Of one key the first counts."""
    return key, type(event).__name__, conversation, msgspec.json.encode(msgspec.to_builtins(event)), now


def event_from(kind: str, raw: bytes) -> Event:
    """The event of a note.

    Raises:
        KeyError: for a kind this version does not know.
    """
    return msgspec.json.decode(raw, type=EVENTS[kind])
