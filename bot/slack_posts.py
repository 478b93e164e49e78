"""What is marked gets drawn: posted once, drawn again as often as it changes, at Slack's pace.

    new --committed--> submitting --posted--> shown <--changed, drawn again--
             ^             |
             |             +--no answer--> unknown --found by its mark--> shown
             +--refused for now, or not found--+

Posting is the one step that must not be repeated blindly: it is committed before it is made, and whatever is of unknown
outcome afterwards is looked for in Slack by the id it carries. Drawing again is safe, so only the latest counts.
"""

import asyncio
import logging
from datetime import timedelta
from hashlib import blake2s
from itertools import groupby

import msgspec

from bot import replies
from bot.cases import said_in
from bot.notes import note_event
from bot.receive import Door
from bot.slack_draw import Draw
from bot.slack_marks import want
from domain.events import SendFailed
from domain.people import Role
from integrations.channel import SendError
from integrations.slack.cards import Card, blocks
from integrations.slack.channel import Posted, SlackChannel
from store import models
from store.atomic import atomic
from store.queries import posts
from store.queries.posts import shown_in

log = logging.getLogger(__name__)
BATCH, LEASE = 60, timedelta(seconds=60)
LONGEST, LOOKS = 60, 3
BEFORE = timedelta(minutes=5)
GONE = "message_not_found"
SOON = timedelta(milliseconds=500)


class Poster:
    """Draws what is marked. `draws` says how, by kind."""

    def __init__(self, door: Door, channel: SlackChannel, draws: dict[str, Draw]) -> None:
        """Keep what drawing needs."""
        self.door, self.channel, self.draws = door, channel, draws

    async def draw_due(self) -> int:
        """Draw what is marked, many channels at once, one post at a time in each. Returns how many were taken."""
        machine = self.door.clock.machine()
        rows = await posts.claim_posts(machine, BATCH, LEASE)
        over = await shown_in([one.parent for one in rows if one.parent])
        by_place = sorted(rows, key=lambda one: (one.channel or one.user, one.id))
        await asyncio.gather(*(self._one_by_one(list(some), over)
                               for _, some in groupby(by_place, key=lambda one: one.channel or one.user)))
        return len(rows)

    async def _one_by_one(self, rows: list[models.SlackPost], over: dict[str, models.SlackPost]) -> None:
        for number, row in enumerate(rows):
            if wait := self.channel.pace.wait(row.channel):
                await posts.let_go_all([one.id for one in rows[number:]], self.door.clock.machine() + wait)
                return
            try:
                await self._draw(row, over.get(row.parent))
            except SendError as error:
                await self._failed(row, error)
            except Exception:
                log.exception("a post could not be drawn", extra={"post": row.id, "kind": row.kind})
                await self._later(row, timedelta(seconds=30))

    async def _draw(self, row: models.SlackPost, parent: models.SlackPost | None) -> None:
        address = await self._address(row, parent)
        wait = self.channel.pace.wait(address.partition("#")[0]) if address else SOON
        if wait:
            await self._later(row, wait, counted=False)
            return
        if row.state in {"unknown", "submitting"} and not row.ts and not await self._found(row, address):
            return
        card = await self.draws[row.kind](self.door, row)
        if card is None:
            await posts.keep_drawn(row.id, row.ts, row.drawn, row.wanted)
            return
        mark = _mark(card)
        if not row.ts:
            await self._post(row, address, card, mark)
        elif mark != row.drawn:
            await self.channel.draw(Posted(row.channel, row.ts), card.notice, blocks(card))
        if row.ts:
            await posts.keep_drawn(row.id, row.ts, mark, row.wanted)
            await self._carry(row)

    async def _address(self, row: models.SlackPost, parent: models.SlackPost | None) -> str:
        """Where it goes; empty while the post whose thread it belongs in is not there."""
        if row.parent and (parent is None or not parent.ts):
            return ""
        channel = (parent.channel if parent else row.channel) or await self.channel.workspace.direct(row.user)
        return f"{channel}#{parent.ts}" if parent else channel

    async def _post(self, row: models.SlackPost, address: str, card: Card, mark: str) -> None:
        channel = address.partition("#")[0]
        if not await posts.begin_post(row, channel, self.door.clock.machine()):
            return
        row.state, row.attempt = "submitting", row.attempt + 1
        posted = await self.channel.post(address, card.notice, blocks(card), row.id)
        row.channel, row.ts, row.drawn, row.state = posted.channel, posted.ts, mark, "shown"
        await models.SlackPost.filter(id=row.id).update(channel=posted.channel)
        if row.kind == "reply":
            await replies.seen(self.door, row.subject)

    async def _found(self, row: models.SlackPost, address: str) -> bool:
        """Whether it may be drawn now: it was found, or looked for often enough to be certain it is not there."""
        since = (row.submitted_at or row.created_at) - BEFORE
        found = await self.channel.find(address, row.id, since)
        if found is not None:
            row.channel, row.ts, row.state, row.drawn = found.channel, found.ts, "shown", ""
            await models.SlackPost.filter(id=row.id).update(channel=found.channel, ts=found.ts, state="shown")
            return True
        if row.tries + 1 < LOOKS:
            await models.SlackPost.filter(id=row.id).update(state="unknown")
            await self._later(row, timedelta(seconds=2 ** row.tries))
            return False
        row.tries = 0
        await models.SlackPost.filter(id=row.id).update(state="new", tries=0)
        return True

    async def _failed(self, row: models.SlackPost, error: SendError) -> None:
        log.warning("a post was not taken: %s", error, extra={"post": row.id, "kind": row.kind})
        if row.ts and GONE in str(error):  # somebody deleted it: what must be seen is posted anew
            await models.SlackPost.filter(id=row.id).update(state="new", ts="", drawn="", lease_until=None)
            return
        if error.permanent:
            await models.SlackPost.filter(id=row.id).update(state="failed", lease_until=None)
            if row.kind == "stop":  # the driver knows nothing of this stop: a dispatcher must
                event = SendFailed(Role.DRIVER, "driver_day/on_the_way")
                await note_event(row.about, event, self.door.clock.now(), f"failed:{row.id}")
                self.door.wake()
            return
        if not row.ts:
            state = "unknown" if error.unknown else "new"
            await models.SlackPost.filter(id=row.id).update(state=state)
        pause = error.retry_after or timedelta(seconds=min(LONGEST, 2 ** min(row.tries, 10)))
        await self._later(row, pause, counted=not error.retry_after)

    async def _later(self, row: models.SlackPost, after: timedelta, *, counted: bool = True) -> None:
        if counted:
            await models.SlackPost.filter(id=row.id).update(tries=row.tries + 1)
        await posts.let_go(row.id, self.door.clock.machine() + after)

    async def _carry(self, row: models.SlackPost) -> None:
        """What a customer wrote since stands in the thread of a claimed case too, so that whoever has it is told."""
        case = await models.Case.get_or_none(id=row.subject) if row.kind == "case" else None
        if case is None:
            return
        fresh = await said_in(case).filter(role=Role.CUSTOMER, outgoing=False, id__gt=row.seen or row.id).order_by(
            "id").limit(50)
        if fresh:
            await atomic(lambda: self._carried(row, fresh, told=case.state == "claimed"))

    async def _carried(self, row: models.SlackPost, fresh: list[models.Message], *, told: bool) -> None:
        for one in fresh if told else ():
            await want("said", one.id, row.about, row.id, self.door.clock.now())
        await models.SlackPost.filter(id=row.id).update(seen=fresh[-1].id)


def _mark(card: Card) -> str:
    return blake2s(msgspec.json.encode(card), digest_size=16).hexdigest()
