"""Slack as a way to reach people: post once, draw again, whisper, and find what we posted when nobody told us.

Slack offers no idempotent post. Each carries our id in its `metadata`, which is the evidence: what is of unknown
outcome is looked for there before anything is posted again. Drawing again is safe to repeat.

An address is a channel, or `channel#ts` for a thread of it; a member's id stands for the direct messages with them.
"""

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.message import Receipt, State
from integrations.channel import Outgoing, Said, SendError, Sent
from integrations.slack.acts import read
from integrations.slack.cards import Button, Card, blocks, section
from integrations.slack.errors import understood
from integrations.slack.files import MOST, SHARED, SlackFiles, marks
from integrations.slack.workspace import USER, Workspace

KIND = "porchlight"
EVERY = 1.05
"""Seconds between two posts in a channel: Slack's rule is one a second."""
PAGE, MOST_PAGES = 100, 5


class Pace:
    """When each channel may be written to again. `tick` counts machine seconds; `every` of them lie between two."""

    def __init__(self, tick: Callable[[], float] = time.monotonic, every: float = EVERY) -> None:
        """Every channel is free."""
        self._tick, self._every = tick, every
        self._free: dict[str, float] = {}

    def wait(self, channel: str) -> timedelta | None:
        """How long this channel must be left alone still; None: it may be written to."""
        left = self._free.get(channel, 0.0) - self._tick()
        return timedelta(seconds=left) if left > 0 else None

    def wrote(self, channel: str, seconds: float | None = None) -> None:
        """It was written to just now, or Slack asks to leave it alone for so many seconds."""
        self._free = {name: at for name, at in self._free.items() if at > self._tick()}
        self._free[channel] = self._tick() + (self._every if seconds is None else seconds)


@dataclass(frozen=True, slots=True)
class Posted:
    """Where a post of ours stands."""

    channel: str
    ts: str


class SlackChannel:
    """Fulfils `integrations.channel.Channel`, and draws cards besides."""

    name = "slack"

    def __init__(self, workspace: Workspace, pace: Pace, files: SlackFiles | None = None) -> None:
        """Share them with whoever else writes there. Without `files` pictures do not go along."""
        self.workspace, self.pace, self.files = workspace, pace, files

    async def send(self, message: Outgoing) -> Receipt:
        """Post words, with their choices as buttons, or pictures with words. Once, whatever becomes of it.

        Raises SendError.
        """
        if message.files and self.files:
            return await self._shared(message, self.files)
        buttons = tuple(Button(label, act) for label, value in message.choices if (act := read(value)))
        drawn = [section(message.body), *blocks(Card(buttons=buttons))] if buttons else []
        posted = await self.post(message.to, message.body, drawn, str(message.id))
        return Receipt(f"{posted.channel}:{posted.ts}", State.DELIVERED)

    async def _shared(self, message: Outgoing, files: SlackFiles) -> Receipt:
        channel, _, thread = message.to.partition("#")
        where = await self.workspace.direct(channel) if USER.fullmatch(channel) else channel
        self.pace.wrote(where)
        sid = await files.share(where, thread, message.body, str(message.id), message.files)
        return Receipt(sid, State.DELIVERED)

    async def post(self, address: str, text: str, drawn: list[dict[str, Any]], mark: str) -> Posted:
        """Post once. `mark` is the id it is found by. Raises SendError."""
        channel, _, thread = address.partition("#")
        more: dict[str, Any] = ({"thread_ts": thread} if thread else {}) | ({"blocks": drawn} if drawn else {})
        where = await self.workspace.direct(channel) if USER.fullmatch(channel) else channel
        self.pace.wrote(where)
        try:
            with understood():
                answer = await self.workspace.client.chat_postMessage(
                    channel=where, text=text, unfurl_links=False, unfurl_media=False,
                    metadata={"event_type": KIND, "event_payload": {"id": mark}}, **more)
                return Posted(str(answer["channel"]), str(answer["ts"]))
        except SendError as error:
            if error.retry_after:
                self.pace.wrote(where, error.retry_after.total_seconds())
            raise

    async def draw(self, posted: Posted, text: str, drawn: list[dict[str, Any]]) -> None:
        """Draw a post of ours again. Raises SendError."""
        with understood():
            await self.workspace.client.chat_update(channel=posted.channel, ts=posted.ts, text=text, blocks=drawn)

    async def whisper(self, channel: str, user: str, text: str, thread: str = "") -> None:
        """Show words to one person only. Raises SendError."""
        with understood():
            await self.workspace.client.chat_postEphemeral(channel=channel, user=user, text=text,
                                                           thread_ts=thread or None)

    async def find(self, address: str, mark: str, since: datetime) -> Posted | None:
        """The post with that mark since then; None: Slack holds none. Raises SendError."""
        async for sent in self.sent(address, since):
            if sent.mark == mark:
                channel, _, ts = sent.sid.partition(":")
                return Posted(channel, ts)
        return None

    async def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:
        """What stands at an address of ours since then, newest first. Raises SendError."""
        channel, _, thread = to.partition("#")
        where = await self.workspace.direct(channel) if USER.fullmatch(channel) else channel
        cursor = ""
        for _ in range(MOST_PAGES):
            with understood():
                answer = await self._page(where, thread, since, cursor)
                found = [one for one in answer["messages"] if isinstance(one, dict)]
                cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
            for one in found:
                payload = (one.get("metadata") or {}).get("event_payload") or {}
                ts = str(one.get("ts") or "0")
                yield Sent(f"{where}:{ts}", to, str(one.get("text") or ""), datetime.fromtimestamp(float(ts), UTC),
                           Receipt(_sid(where, one), State.DELIVERED), str(payload.get("id") or marks(one)))
            if not cursor:
                return

    async def _page(self, channel: str, thread: str, since: datetime, cursor: str) -> Any:
        asked: dict[str, Any] = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "limit": PAGE,
                                 "include_all_metadata": True} | ({"cursor": cursor} if cursor else {})
        client = self.workspace.client
        return await (client.conversations_replies(ts=thread, **asked) if thread
                      else client.conversations_history(**asked))

    async def received(self, since: datetime) -> AsyncIterator[Said]:  # noqa: ARG002 the protocol asks for it
        """Nothing: Slack brings events again by itself, and lets an app read its history slowly if at all."""
        nothing: tuple[Said, ...] = ()
        for said in nothing:
            yield said

    async def fetch(self, sid: str) -> Receipt:
        """What was posted stands there."""
        return Receipt(sid, State.DELIVERED)

    async def cancel(self, sid: str) -> bool:
        """A post has left at once."""
        return not sid

    async def forget(self, sid: str) -> None:
        """Delete a post of ours. Raises SendError; what is not there is gone already."""
        channel, _, ts = sid.partition(":")
        if sid.startswith(SHARED):
            if self.files:
                await self.files.forget(sid)
            return
        try:
            with understood():
                await self.workspace.client.chat_delete(channel=channel, ts=ts)
        except SendError as error:
            if "message_not_found" not in str(error):
                raise


def _sid(channel: str, one: dict[str, Any]) -> str:
    """What a message of ours is forgotten by: its place, or its files where it shows some."""
    files = [str(each.get("id")) for each in one.get("files") or () if isinstance(each, dict)] if marks(one) else []
    return SHARED + ",".join(files[:MOST]) if files else f"{channel}:{one.get('ts') or 0}"
