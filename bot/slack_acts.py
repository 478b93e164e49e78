"""What was pressed, sent in or written in Slack, acted on: each inside the transaction of its note.

A button's value is read strictly and checked against rows: whose stop it is, who has the case, what has happened since.
A stale one is answered kindly, to whoever pressed it and nobody else. Words in a thread are never anybody's but ours.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from bot import cases, duty, replies
from bot.cases import No
from bot.receive import Door
from bot.slack_draw import voice
from bot.slack_words import person
from bot.staff.leaving import left_slack
from domain.people import Role
from integrations.slack.acts import Act, Do
from integrations.slack.happened import Left, Place, Pressed, Submitted, Wrote
from store import models
from store.atomic import after_commit

log = logging.getLogger(__name__)
MINUTES = {"15": 15, "60": 60, "240": 240}


class Whisper(Protocol):
    """Says something to one person only, some time after the commit; lost without harm."""

    def __call__(self, where: Place, user: str, text: str) -> None:
        """Say it."""


class Drivers(Protocol):
    """What drivers do (`bot/slack_drivers.py`)."""

    async def pressed(self, one: Pressed) -> None:
        """A button of a driver's."""

    async def submitted(self, one: Submitted) -> None:
        """A form of a driver's."""

    async def wrote(self, one: Wrote) -> None:
        """Words of a driver's."""


STAFF = frozenset({Do.CLAIM, Do.UNDO, Do.HAND_BACK, Do.TAKE_OVER, Do.RESOLVE, Do.AGREE, Do.DECLINE, Do.REPLY, Do.NOTE,
                   Do.SNOOZE, Do.CANNED})


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts on what was noted. `channels` are those where staff may act."""

    door: Door
    whisper: Whisper
    channels: frozenset[str]
    drivers: Drivers

    def ears(self) -> dict[str, Callable[[bytes, datetime], Awaitable[None]]]:
        """For `Door.ears`, by the kinds that `bot/slack.py` notes."""
        return {"slack_pressed": self._hear_pressed, "slack_submitted": self._hear_submitted,
                "slack_wrote": self._hear_wrote, "slack_left": self._hear_left}

    async def _hear_left(self, raw: bytes, _at: datetime) -> None:
        await left_slack(self.door, msgspec.json.decode(raw, type=Left).who.user)

    async def _hear_pressed(self, raw: bytes, _at: datetime) -> None:
        one = msgspec.json.decode(raw, type=Pressed)
        if one.act is None:
            await self._no(one.where, one.who.user, "", "old")
        elif one.act.do not in STAFF:
            await self.drivers.pressed(one)
        elif one.where.channel not in self.channels:
            await self._no(one.where, one.who.user, "", "place")
        else:
            await self._staff(one.act, one.where, one.who.user)

    async def _staff(self, act: Act, where: Place, user: str) -> None:
        try:
            await PRESSED[act.do](self.door, act, user)
        except No as no:
            await self._no(where, user, act.of, no.why, no.who)

    async def _hear_submitted(self, raw: bytes, _at: datetime) -> None:
        one = msgspec.json.decode(raw, type=Submitted)
        if one.act is None:
            return
        if one.act.do not in STAFF:
            await self.drivers.submitted(one)
            return
        post = await models.SlackPost.get_or_none(kind="case", subject=one.act.of)
        where = Place(post.channel, thread=post.ts) if post else Place("")
        try:
            await self._sent_in(one, one.act)
        except No as no:
            await self._no(where, one.who.user, one.act.of, no.why, no.who)

    async def _sent_in(self, one: Submitted, act: Act) -> None:
        text, user = one.fields.get("text", "").strip(), one.who.user
        if act.do is Do.REPLY:
            to = one.fields.get("to", "") or act.more
            await replies.reply(self.door, act.of, user, text, to if to in set(Role) else "")
        elif act.do is Do.NOTE:
            await cases.note(self.door, act.of, user, text)
        elif act.do is Do.SNOOZE:
            await cases.snooze(act.of, user, await self._until(act.of, one.fields.get("until", "")))

    async def _until(self, case: str, choice: str) -> datetime:
        now = self.door.clock.now()
        if choice in MINUTES:
            return now + timedelta(minutes=MINUTES[choice])
        row = await models.Case.get_or_none(id=case)
        found = await models.Delivery.get_or_none(id=row.conversation_id if row else "-").select_related("depot")
        if found is None:
            return now + timedelta(hours=12)
        desk = duty.desk(found.depot.support, found.depot.time_zone, now)
        local = now.astimezone(desk.zone)
        closed = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return duty.opens(desk.hours, closed if desk.hours != duty.ALWAYS else closed + timedelta(hours=8))

    async def _hear_wrote(self, raw: bytes, _at: datetime) -> None:
        """Words in a case's thread are notes among staff; a driver's go to the driver's side; others are nobody's."""
        one = msgspec.json.decode(raw, type=Wrote)
        if one.where.channel.startswith("D"):
            await self.drivers.wrote(one)
        elif one.where.channel in self.channels and one.where.thread:
            post = await models.SlackPost.get_or_none(kind="case", channel=one.where.channel, ts=one.where.thread)
            if post is not None and one.text.strip():
                await cases.note(self.door, post.subject, one.who.user, one.text, shown=True)

    async def _no(self, where: Place, user: str, case: str, why: str, who: str = "") -> None:
        row = await models.Case.get_or_none(id=case or "-")
        say, _ = await voice(self.door, row.conversation_id if row else "")
        text = say(f"no_{why}", who=person(who)) if who else say(f"no_{why}", who="")
        after_commit(lambda: self.whisper(where, user, text))


async def _claim(door: Door, act: Act, user: str) -> None:
    await cases.claim(door, act.of, user)


async def _undo(_door: Door, act: Act, user: str) -> None:
    await replies.undo(act.of, user)


async def _hand_back(door: Door, act: Act, user: str) -> None:
    await cases.hand_back(door, act.of, user)


async def _take_over(door: Door, act: Act, user: str) -> None:
    await cases.take_over(door, act.of, user)


async def _resolve(door: Door, act: Act, user: str) -> None:
    await cases.resolve(door, act.of, user)


async def _agree(door: Door, act: Act, user: str) -> None:
    await cases.resolve(door, act.of, user, agreed=True)


async def _decline(door: Door, act: Act, user: str) -> None:
    await cases.resolve(door, act.of, user, agreed=False)


PRESSED: dict[Do, Callable[[Door, Act, str], Awaitable[None]]] = {
    Do.CLAIM: _claim, Do.UNDO: _undo, Do.HAND_BACK: _hand_back, Do.TAKE_OVER: _take_over, Do.RESOLVE: _resolve,
    Do.AGREE: _agree, Do.DECLINE: _decline}
