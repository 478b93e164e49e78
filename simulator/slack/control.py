"""The workspace for people and scripts: what somebody sees there, and everything they can do, as JSON over HTTP."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiohttp import web

from simulator.ledger import Entry
from simulator.slack.desk import Post
from simulator.slack.hands import Done, Hands, NoSuchThing
from simulator.slack.place import Slack
from simulator.slack.settings import direct

Json = dict[str, Any]
LONGEST, HEARTBEAT, MOST_BEHIND = 4000, 15.0, 1000
PICTURE = {"id": "F0PICTURE", "mimetype": "image/jpeg", "name": "door.jpg"}


class Wrong(Exception):
    """A request that cannot be done. The text says what was expected."""


class Control:
    """The routes under `/world/slack`. Only application/json changes anything: no other site can send that."""

    def __init__(self, slack: Slack) -> None:
        """Nobody looks yet."""
        self.slack = slack
        self._readers: set[asyncio.Queue[Entry | None]] = set()
        self._pictures = 0
        slack.desk.follow(self._spread)

    def routes(self) -> list[web.RouteDef]:
        """Every route, for an application's router."""
        at = "/world/slack/{user}"
        return [web.get("/world/slack", self.team), web.get("/world/slack/events", self.events),
                web.get(at + "/channels/{channel}", self.channel), web.post(at + "/say", _plain(self.say)),
                web.post(at + "/press", _plain(self.press)), web.post(at + "/choose", _plain(self.choose)),
                web.post(at + "/submit", _plain(self.submit)), web.post(at + "/close", _plain(self.leave)),
                web.post(at + "/ask", _plain(self.ask))]

    async def team(self, _request: web.Request) -> web.Response:
        """Who and what there is."""
        team = self.slack.team
        return web.json_response({
            "team": team.name, "bot": team.bot, "sockets": self.slack.postman.sockets,
            "members": [{"id": one.id, "name": one.name} for one in team.members],
            "channels": [{"id": channel, "name": name} for channel, name in team.channels]})

    async def channel(self, request: web.Request) -> web.Response:
        """What a member sees in a channel: messages, words to them alone, and the form in front of them."""
        user, channel = request.match_info["user"], self._seen(request.match_info)
        whispers = [one for one in self.slack.desk.whispers if (one["user"], one["channel"]) == (user, channel)]
        views = [one.as_json() for one in self.slack.desk.views.values() if one.user == user]
        return web.json_response({"channel": channel, "posts": [one.as_json() for one in
                                                                self.slack.desk.in_channel(channel)],
                                  "whispers": whispers, "view": views[-1] if views else None})

    def _seen(self, asked: Any) -> str:
        """A channel of the team's, or the member's own direct messages, which `me` stands for too."""
        own = direct(asked["user"])
        channel = own if asked["channel"] == "me" else str(asked["channel"])
        if channel != own and channel not in dict(self.slack.team.channels):
            raise web.HTTPNotFound
        return channel

    async def say(self, hands: Hands, body: Json) -> Json:
        """Write; `canary` and `for` go to the ledger for the checker. `picture` sends one along."""
        text, files = str(body.get("text") or ""), (self._picture(),) if body.get("picture") else ()
        if len(text) > LONGEST or not (text.strip() or files):
            msg = f"text: expected 1 to {LONGEST} characters"
            raise Wrong(msg)
        channel = self._seen({"user": hands.user, "channel": body.get("channel") or "me"})
        post = await hands.say(channel, text, str(body.get("thread") or ""), files, str(body.get("canary") or ""),
                               str(body.get("for") or ""))
        return {"channel": post.channel, "ts": post.ts}

    async def press(self, hands: Hands, body: Json) -> Json:
        """Press a button by its label, action id or value."""
        return _done(await hands.press(self._post(body), str(body.get("what") or "")))

    async def choose(self, hands: Hands, body: Json) -> Json:
        """Choose something in a form that answers at once."""
        view = self._view(hands, body)
        return _done(await hands.choose(view, str(body.get("name") or ""), str(body.get("value") or "")))

    async def submit(self, hands: Hands, body: Json) -> Json:
        """Send a form in. `picture` attaches one where the form takes one."""
        fields, files = body.get("fields"), (self._picture(),) if body.get("picture") else ()
        if not isinstance(fields, dict):
            msg = "fields: expected an object of answers by name"
            raise Wrong(msg)
        return _done(await hands.submit(self._view(hands, body), files, **{str(k): str(v) for k, v in fields.items()}))

    async def leave(self, hands: Hands, body: Json) -> Json:
        """Close a form without sending it."""
        await self.slack.note("slack_closed", view=self._view(hands, body).id)
        return {}

    async def ask(self, hands: Hands, body: Json) -> Json:
        """Use a slash command."""
        channel = self._seen({"user": hands.user, "channel": body.get("channel") or "me"})
        answer = await hands.ask(channel, str(body.get("command") or ""), str(body.get("text") or ""))
        return {"http": answer.status, "text": str(answer.body.get("text") or "")}

    def _post(self, body: Json) -> Post:
        post = self.slack.desk.get(str(body.get("channel")), str(body.get("ts")))
        if post is None:
            msg = "channel and ts: expected a message"
            raise Wrong(msg)
        return post

    def _view(self, hands: Hands, body: Json) -> Any:
        view = self.slack.desk.views.get(str(body.get("view")))
        if view is None or view.user != hands.user:
            msg = "view: expected the form in front of them"
            raise Wrong(msg)
        return view

    def _picture(self) -> Json:
        self._pictures += 1
        return PICTURE | {"id": f"F0PICTURE{self._pictures}"}

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent: `moved` whenever something can be seen that was not there."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        queue: asyncio.Queue[Entry | None] = asyncio.Queue(MOST_BEHIND)
        self._readers.add(queue)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while (told := await _next(queue)) is not None:
                await response.write(told)
        except ConnectionResetError:
            pass
        finally:
            self._readers.discard(queue)
        return response

    async def close(self, _app: web.Application) -> None:
        """Let every reader go."""
        for queue in list(self._readers):
            with suppress(asyncio.QueueFull):
                queue.put_nowait(None)

    def _spread(self, entry: Entry) -> None:
        for queue in self._readers:
            with suppress(asyncio.QueueFull):  # whoever is that far behind reads everything anew with the next
                queue.put_nowait(entry)


async def _next(queue: asyncio.Queue[Entry | None]) -> bytes | None:
    try:
        entry = await asyncio.wait_for(queue.get(), HEARTBEAT)
    except TimeoutError:
        return b": still here\n\n"
    if entry is None:
        return None
    data = {"kind": entry.kind, "channel": entry.text("channel"), "user": entry.text("user")}
    return f"id: {entry.number}\nevent: moved\ndata: {json.dumps(data)}\n\n".encode()


def _done(done: Done) -> Json:
    return {"http": done.answer.status, "answer": done.answer.body, "view": done.view.as_json() if done.view else None}


def _object(body: object) -> Json:
    if not isinstance(body, dict):
        msg = "expected a JSON object"
        raise Wrong(msg)
    return body


Handler = Callable[[Hands, Json], Awaitable[Json]]


def _plain(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def plain(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        owner: Control = handler.__self__  # type: ignore[attr-defined]
        try:
            body = _object(await request.json())
            owner.slack.visited.add(request.match_info["user"])
            return web.json_response(await handler(owner.slack.hands(request.match_info["user"]), body))
        except (Wrong, NoSuchThing, ValueError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    return plain
