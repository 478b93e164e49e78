"""The job that has pictures: fetched from the provider, drawn anew, kept, and then told to their conversation.

    wanted --claimed by a lease, attempt + 1--> fetched --> drawn --> kept
       ^                 |                         |          +--> refused   it could not be opened
       +--- later -------+-------------------------+--> lost                 it could not be had

A picture is kept, and its conversation's event noted, in one transaction that is fenced by the attempt: whatever dies
in between, another attempt does it, and only one does. Once every picture of a message is settled the conversation
hears of them together, and the provider is asked to forget its own copies.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.notes import note_event
from bot.pictures.cleaning import cleaned
from domain.events import Event, PicturesCame, SentMedia
from domain.message import WordsRef
from domain.people import Role
from domain.pictures import LARGEST, Clean, Unreadable
from integrations.channel import Files, SendError
from store import models
from store.atomic import after_commit, atomic
from store.connect import is_sqlite
from store.ids import new_id
from store.queries.pictures import claim_pictures, give_up_pictures, later, settle_picture
from store.queries.sending import lock_message

if TYPE_CHECKING:
    from bot.receive import Door

log = logging.getLogger(__name__)
AT_ONCE, LEASE = 4, timedelta(seconds=120)
"""A fetch takes at most 40 s and a drawing 20, one after another: four need less than a lease of each."""
TRIES = 6
LOOK, LAST = 0.5, 10
"""Seconds between two looks that found nothing, and for the last one to end in."""
KEPT, REFUSED, LOST = "kept", "refused", "lost"
DELETES = ("sms", "whatsapp")


@contextlib.asynccontextmanager
async def fetching(door: "Door", sources: Mapping[str, Files], *, working: bool) -> AsyncIterator[None]:
    """Have what is wanted while the service runs, and end between two looks; what was begun then is begun again."""
    over, job = asyncio.Event(), Fetching(door, sources)
    if is_sqlite(door.settings.database_url):
        await atomic(give_up_pictures)

    async def look() -> None:
        while not over.is_set():
            try:
                found = await job.fetch_due()
            except Exception:
                log.exception("pictures could not be looked for")
                found = 0
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), 0 if found else LOOK)

    task = asyncio.create_task(look()) if working else None
    yield
    over.set()
    if task is not None:
        await asyncio.wait({task}, timeout=LAST)
        task.cancel()


class Fetching:
    """Has what is wanted. `sources` are by the channel that a picture came by."""

    def __init__(self, door: "Door", sources: Mapping[str, Files]) -> None:
        """Nothing is fetched yet; `sources` may fill later."""
        self.door, self.sources = door, sources

    async def fetch_due(self) -> int:
        """Have what is due, one after another: two drawings at once would take twice the memory. How many were."""
        found = await claim_pictures(self.door.clock.machine(), AT_ONCE, LEASE)
        raws = await asyncio.gather(*(self._fetched(row) for row in found))
        for row, raw in zip(found, raws, strict=True):
            if raw is not None:
                await self._drawn(row, raw)
        return len(found)

    async def _fetched(self, row: models.Picture) -> bytes | None:
        source = self.sources.get(row.source)
        try:
            if source is None:
                msg = "this channel is switched off"
                raise SendError(msg)  # noqa: TRY301 told like any other reason
            return await source.fetch(row.reference, LARGEST)
        except SendError as error:
            await self._not_had(row, str(error), for_good=error.permanent)
        except Exception as error:
            log.exception("a picture could not be fetched", extra={"picture": row.id})
            await self._not_had(row, type(error).__name__, for_good=False)
        return None

    async def _not_had(self, row: models.Picture, why: str, *, for_good: bool) -> None:
        log.warning("a picture was not had: %s", why, extra={"picture": row.id})
        if for_good or row.attempt >= TRIES:
            row.state, row.why = LOST, why[:160]
            await atomic(lambda: self._settled(row, None))
            return
        at = self.door.clock.machine() + timedelta(seconds=2 ** row.attempt)
        await atomic(lambda: later(row, at, why[:160]))

    async def _drawn(self, row: models.Picture, raw: bytes) -> None:
        row.size, row.digest = len(raw), sha256(raw).hexdigest()
        clean: Clean | None = None
        try:
            clean = await cleaned(raw)
            row.state, row.width, row.height = KEPT, clean.width, clean.height
        except Unreadable as error:
            log.info("a picture was not taken: %s", error, extra={"picture": row.id})
            row.state, row.why = REFUSED, str(error)[:160]
        await atomic(lambda: self._settled(row, clean))

    async def _settled(self, row: models.Picture, clean: Clean | None) -> None:
        """Keep it and tell of it, in one transaction. Pictures of one message take turns by its lock."""
        if row.message_id:
            await lock_message(row.message_id)
        if not await settle_picture(row):
            return
        if clean is not None and not await self._kept(row, clean):
            return
        await self._entry(row)
        rows = await models.Picture.filter(**({"message_id": row.message_id} if row.message_id else {"id": row.id}))
        if not any(one.open for one in rows):
            await self._told(row, rows)
        after_commit(self.door.wake)

    async def _kept(self, row: models.Picture, clean: Clean) -> bool:
        """Seal it under its owner's key; whoever was erased meanwhile has none, and nothing of theirs is kept."""
        owner = await models.Participant.get_or_none(id=row.owner_id)
        if owner is None or owner.theirs.startswith("erased:"):
            await models.Picture.filter(id=row.id).update(state="gone", why="erased")
            return False
        seal = self.door.keys.write_bytes
        await models.PictureBytes.create(id=row.id, sealed_full=await seal(owner, "pictures", row.id, clean.full),
                                         sealed_small=await seal(owner, "pictures", f"{row.id}:small", clean.small))
        return True

    async def _entry(self, row: models.Picture) -> None:
        if row.conversation_id:
            text = "a picture is kept" if row.state == KEPT else f"a picture is not kept: {row.why}"
            await models.Entry.create(id=new_id(), conversation_id=row.conversation_id, at=self.door.clock.now(),
                                      kind="picture", text=f"{text} (from the {row.role})"[:300])

    async def _told(self, row: models.Picture, rows: list[models.Picture]) -> None:
        """Their conversation hears what came and what could not be opened; the provider forgets its copies."""
        kept = [one for one in rows if one.state == KEPT]
        role, now, of = Role(row.role), self.door.clock.now(), row.message_id or row.id
        events: list[Event] = []
        if kept and row.message_id:
            events.append(PicturesCame(role, len(kept), WordsRef(row.message_id), proof=row.proof))
        if len(kept) < len(rows):
            events.append(SentMedia(role, "a picture that could not be opened"))
        for event in events if row.conversation_id else ():
            await note_event(row.conversation_id, event, now, f"pictures:{of}:{type(event).__name__}")
        if row.source in DELETES and not any(one.state == LOST for one in rows):
            sid = f"media:{row.reference.partition('/')[0]}"
            await models.Forgetting.create(id=new_id(), subject="", channel=row.source, sid=sid, asked_at=now)
        if row.source == "email":
            await models.AttachedFile.filter(id__in=[one.reference for one in rows]).delete()
        for drawn_again in self.door.kept if row.conversation_id else ():
            await drawn_again(row.conversation_id, "")
