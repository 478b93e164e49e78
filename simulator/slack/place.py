"""One workspace of a world: its desk, its API, its post, its people's hands."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from simulator.clock import WorldClock
from simulator.errands import Errands
from simulator.ledger import Entry, Ledger
from simulator.slack.api import Api
from simulator.slack.desk import Desk, Post, View
from simulator.slack.hands import Hands
from simulator.slack.post import Answer, Postman
from simulator.slack.settings import Member, Team
from simulator.twilio.faults import Faults, Rule

Json = dict[str, Any]
LOOK = 0.02


class Slack:
    """The workspace. `service_url` is the service's public address.

    Its pace and its pauses before an event comes again count in the world's seconds; deadlines and signatures do not.
    `visited` are the members for whom somebody presses by hand.
    """

    def __init__(self, team: Team, ledger: Ledger, errands: Errands, service_url: str, clock: WorldClock,
                 seed: int = 1, rules: tuple[Rule, ...] = ()) -> None:
        """Take up what earlier runs left on the ledger."""
        self.team, self._ledger, self._errands, self._clock = team, ledger, errands, clock
        self.visited: set[str] = set()
        self.desk = Desk(team.bot)
        self.faults = Faults(rules, random.Random(seed))  # noqa: S311 a seeded day, no secret
        self.postman = Postman(team, f"{service_url}/webhooks/slack")
        self.api = Api(team, ledger, self.desk, self.postman, self.faults, lambda: clock.pace.speed)
        ledger.watch(self.desk.hear)
        ledger.watch(self.api.hear)

    def hands(self, user: str) -> Hands:
        """What a member can do."""
        return Hands(self, user)

    def join(self, member: Member) -> None:
        """Somebody new, or somebody known who changed."""
        others = tuple(one for one in self.team.members if one.id != member.id)
        self.team = self.api.team = replace(self.team, members=(*others, member))

    def posts(self, channel: str, text: str = "", thread: str | None = None) -> list[Post]:
        """A channel's messages that hold this text, oldest first; of one thread where it is named ("": of none)."""
        return [one for one in self.desk.in_channel(channel)
                if text in words(one) and thread in {None, one.thread}]

    async def wait(self, channel: str, text: str = "", thread: str | None = None,
                   fits: Callable[[Post], bool] = lambda _: True, seconds: float = 20.0) -> Post:
        """The newest such message, waited for.

        Raises:
            TimeoutError: none came.
        """
        async with asyncio.timeout(seconds):
            while not (found := [one for one in self.posts(channel, text, thread) if fits(one)]):  # noqa: ASYNC110 as people do
                await asyncio.sleep(LOOK)
        return found[-1]

    async def note(self, kind: str, **facts: object) -> Entry:
        """Write on the ledger."""
        return await self._ledger.note(kind, **facts)

    async def deliver(self, body: Json) -> Answer:
        """A request that is made once: a press, a form, a command."""
        answer = await self.postman.deliver(body)
        await self.note("slack_answered", about=str(body.get("type") or body.get("command")), http=answer.status,
                        seconds=round(answer.seconds, 3), retry=0)
        return answer

    def tell(self, body: Json) -> None:
        """An event: delivered by itself, and again where it was not acknowledged."""
        self._errands.start(self._tell(body))

    async def _tell(self, body: Json) -> None:
        for retry, pause in enumerate((0.0, *self.team.retries)):
            await self.rest(pause)
            answer = await self.postman.deliver(body, retry)
            await self.note("slack_answered", about=str(body["event"]["type"]), event=body["event_id"],
                            http=answer.status, seconds=round(answer.seconds, 3), retry=retry)
            if answer.good:
                return

    async def rest(self, seconds: float) -> None:
        """Wait so many seconds of the world."""
        await self._clock.sleep(timedelta(seconds=seconds))

    async def opened(self, user: str, before: set[str]) -> View | None:
        """The form that has just opened, or been redrawn, in front of somebody."""
        for _ in range(5):
            fresh = [one for one in self.desk.views.values() if one.user == user and one.id not in before]
            if fresh:
                return fresh[-1]
            await asyncio.sleep(LOOK)
        return None

    async def close(self) -> None:
        """Let go of every connection."""
        await self.postman.close()


def words(post: Post) -> str:
    """Everything that can be read on a message."""
    return "\n".join([post.text, *(_read(block) for block in post.blocks)])


def _read(block: Json) -> str:
    parts = [block.get("text"), *block.get("fields", ()), *block.get("elements", ())]
    texts = [one.get("text") for one in parts if isinstance(one, dict)]
    return "\n".join(one if isinstance(one, str) else str(one.get("text", "")) for one in texts if one)
