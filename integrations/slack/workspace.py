"""The workspace the app is installed in: who we are there, who somebody is, and where to write to them.

Everything is asked by id. Names are shown and never decide anything.
"""

import asyncio
import contextlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from integrations.channel import SendError
from integrations.slack.errors import understood
from integrations.slack.happened import Speaker

DEADLINE = 10
KNOWN_FOR, ASKS_FOR = 600.0, 5.0
MOST_KNOWN = 5000
STRANGER = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger", "is_workflow_bot")
USER = re.compile(r"[UW][A-Z0-9]{2,30}")


@dataclass(frozen=True, slots=True)
class Home:
    """Where the app is installed. `enterprise` is empty outside of an Enterprise Grid."""

    team: str
    bot: str
    bot_id: str = ""
    enterprise: str = ""
    name: str = ""


def session() -> aiohttp.ClientSession:
    """The session for Slack: no cookies, ten seconds a call. Over a session of ours the library sets no deadline."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=DEADLINE), cookie_jar=aiohttp.DummyCookieJar())


class Workspace:
    """Slack's Web API for one workspace, asked over a session of ours and never twice by itself.

    The library's own client repeats a POST after a dropped connection, which posts a message twice: it has no handlers
    here. Answers about members hold for ten minutes; Slack tells us of somebody who leaves before that (`lost`).
    """

    def __init__(self, token: str, url: str, http: aiohttp.ClientSession,
                 tick: Callable[[], float] = time.monotonic) -> None:
        """Nothing is asked yet. `tick` counts machine seconds."""
        self.client = AsyncWebClient(token=token, base_url=url, session=http, retry_handlers=[])
        self._tick = tick
        self._home: Home | None = None
        self._members: dict[str, tuple[float, bool]] = {}
        self._directs: dict[str, str] = {}

    async def home(self) -> Home:
        """Where we are installed, asked once. Raises SendError."""
        if self._home is None:
            with understood():
                answer = await self.client.auth_test()
                self._home = Home(str(answer["team_id"]), str(answer["user_id"]), str(answer.get("bot_id") or ""),
                                  str(answer.get("enterprise_id") or ""), str(answer.get("team") or ""))
        return self._home

    async def trusts(self, who: Speaker) -> bool:
        """Whether this is a full member of our own workspace: no stranger, guest, bot or somebody who has left.

        Raises:
            SendError: Slack could not be asked; nobody is trusted unasked.
        """
        home = await self.home()
        ours = who.team == home.team or (bool(home.enterprise) and who.enterprise == home.enterprise)
        if not ours or not USER.fullmatch(who.user) or who.user == home.bot:
            return False
        seen, good = self._members.get(who.user, (float("-inf"), False))
        if self._tick() - seen < KNOWN_FOR:
            return good
        return self._learned(who.user, await self._is_member(who.user, home))

    async def lost(self, who: Speaker) -> bool:
        """Somebody is no full member of our workspace any more, and not trusted from now on; false: of another one.

        Raises:
            SendError: Slack could not be asked which workspace is ours.
        """
        home = await self.home()
        ours = who.team == home.team or (bool(home.enterprise) and who.enterprise == home.enterprise)
        return ours and not self._learned(who.user, good=False)

    async def absent(self, users: tuple[str, ...]) -> frozenset[str]:
        """Who of these is no full member, as far as Slack says within some seconds; of whom it says nothing, nobody."""
        found: set[str] = set()
        with contextlib.suppress(SendError, TimeoutError):
            async with asyncio.timeout(ASKS_FOR):
                home = await self.home()
                for user in users:
                    if not await self.trusts(Speaker(user, home.team, home.enterprise)):
                        found.add(user)
        return frozenset(found)

    def _learned(self, user: str, good: bool) -> bool:  # noqa: FBT001 it is the fact itself
        if len(self._members) >= MOST_KNOWN:
            self._members.clear()
        self._members[user] = (self._tick(), good)
        return good

    async def _is_member(self, user: str, home: Home) -> bool:
        try:
            with understood():
                found = (await self.client.users_info(user=user))["user"]
        except SendError as error:
            if error.permanent:
                return False
            raise
        if not isinstance(found, dict) or any(found.get(mark) for mark in STRANGER):
            return False
        grid = found.get("enterprise_user")
        teams = grid.get("teams", []) if isinstance(grid, dict) else []
        return found.get("team_id") == home.team or home.team in teams

    async def direct(self, user: str) -> str:
        """The channel of our direct messages with somebody. Raises SendError."""
        if user not in self._directs:
            with understood():
                self._directs[user] = str((await self.client.conversations_open(users=user))["channel"]["id"])
        return self._directs[user]
