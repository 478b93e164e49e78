"""Slack's Web API, as much of it as the service may call, under `/slack/api/`."""

# Longer than 250 lines: one method of Slack's after the other, as its documentation lists them.

import json
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any
from uuid import uuid4

from aiohttp import web

from simulator.ledger import Entry, Ledger
from simulator.pictures import Attached, door
from simulator.slack.desk import Desk, Post
from simulator.slack.post import Postman, now
from simulator.slack.rules import Refused, check_message, check_view
from simulator.slack.settings import Team, direct
from simulator.slack.wire import answer, body_of
from simulator.twilio.faults import Fault, Faults

Json = dict[str, Any]
POSTS = ("chat.", "files.completeUploadExternal")


class Api:
    """The methods. What was accepted is on disk before it is answered."""

    def __init__(self, team: Team, ledger: Ledger, desk: Desk, postman: Postman, faults: Faults,
                 speed: Callable[[], float] = lambda: 1.0) -> None:
        """Nothing was called yet. `speed` is how many seconds of the world pass in a real one."""
        self.team, self._ledger, self.desk, self._postman, self._faults = team, ledger, desk, postman, faults
        self._speed = speed
        self._numbers = count(1)
        self._spent: dict[str, tuple[float, float]] = {}
        self.triggers: dict[str, tuple[str, float]] = {}
        self.files: dict[str, Attached] = {}
        self._names: dict[str, str] = {}
        self._origin = ""
        self._methods: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "auth.test": self.auth_test, "users.info": self.users_info, "conversations.open": self.conversations_open,
            "conversations.info": self.conversations_info, "chat.postMessage": self.chat_post,
            "chat.update": self.chat_update, "chat.postEphemeral": self.chat_whisper,
            "conversations.history": self.history, "conversations.replies": self.replies,
            "views.open": self.views_open, "views.update": self.views_update, "files.info": self.files_info,
            "files.getUploadURLExternal": self.upload_url, "files.completeUploadExternal": self.upload_done,
            "files.delete": self.files_delete,
        }

    def routes(self) -> list[web.RouteDef]:
        """Every method, the socket and the files."""
        return [web.post("/slack/api/{method}", self.call), web.get("/slack/api/{method}", self.call),
                web.get("/slack/socket", self._postman.socket), web.get("/slack/files/{id}", self.file),
                web.post("/slack/upload/{id}", self.uploaded)]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One call: authorised, perhaps struck by a bad day, answered."""
        method, body = request.match_info["method"], await body_of(request)
        self._origin = f"{request.scheme}://{request.host}"
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method == "apps.connections.open":
            return self._connect(request, token)
        if token != self.team.token:
            return answer({"ok": False, "error": "invalid_auth" if token else "not_authed"})
        if (struck := self._before(method, body)) is not None:
            return struck
        return await self._answer(method, body)

    async def _answer(self, method: str, body: Json) -> web.Response:
        handler = self._methods.get(method)
        try:
            found = await handler(body) if handler else {"ok": False, "error": "unknown_method"}
        except Refused as refused:
            await self._ledger.note("slack_refused", method=method, error=str(refused),
                                    channel=str(body.get("channel") or ""))
            return answer({"ok": False, "error": str(refused)})
        if method.startswith(POSTS) and self._faults.strike(Fault.ERROR_AFTER):
            return answer({"ok": False, "error": "fatal_error"}, 500)
        return answer({"ok": True} | found, headers={"X-OAuth-Scopes": ",".join(self.team.scopes)})

    def _before(self, method: str, body: Json) -> web.Response | None:
        if method.startswith("chat.") and self._faults.strike(Fault.ERROR_BEFORE):
            return answer({"ok": False, "error": "service_unavailable"}, 503)
        rule = self._faults.strike(Fault.TOO_MANY) if method.startswith("chat.") else None
        if rule is not None or (method == "chat.postMessage" and self._too_fast(str(body.get("channel") or ""))):
            seconds = int(rule.seconds) if rule else 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429,
                                     headers={"Retry-After": str(max(1, seconds))})
        return None

    def _too_fast(self, channel: str) -> bool:
        """One message a second of the world and channel, with a small burst."""
        tokens, at = self._spent.get(channel, (float(self.team.burst), now()))
        tokens = min(float(self.team.burst), tokens + (now() - at) * self._speed())
        self._spent[channel] = (tokens - 1, now()) if tokens >= 1 else (tokens, now())
        return tokens < 1

    def _connect(self, request: web.Request, token: str) -> web.Response:
        if token != self.team.app_token:
            return answer({"ok": False, "error": "invalid_auth"})
        return answer({"ok": True, "url": f"ws://{request.host}/slack/socket"})

    async def auth_test(self, _body: Json) -> Json:
        """Who the app is."""
        return {"url": "https://world.slack.com/", "team": self.team.name, "user": "porchlight",
                "team_id": self.team.id, "user_id": self.team.bot, "bot_id": self.team.bot_id}

    async def users_info(self, body: Json) -> Json:
        """Who somebody is."""
        member = self.team.member(str(body.get("user")))
        if member is None:
            raise Refused("user_not_found")
        return {"user": member.as_json()}

    async def conversations_open(self, body: Json) -> Json:
        """The direct messages with somebody."""
        user = str(body.get("users"))
        if self.team.member(user) is None:
            raise Refused("user_not_found")
        return {"channel": {"id": direct(user)}}

    async def conversations_info(self, body: Json) -> Json:
        """A channel."""
        name = dict(self.team.channels).get(str(body.get("channel")))
        if name is None:
            raise Refused("channel_not_found")
        return {"channel": {"id": body["channel"], "name": name, "is_member": True, "is_archived": False}}

    async def chat_post(self, body: Json) -> Json:
        """Post a message."""
        channel, ts = self._channel(body), self.ts()
        check_message(body)
        thread = str(body.get("thread_ts") or "")
        if thread and self.desk.get(channel, thread) is None:
            raise Refused("thread_not_found")
        await self._ledger.note("slack_posted", channel=channel, ts=ts, thread=thread, user=self.team.bot,
                                text=str(body.get("text") or ""), blocks=body.get("blocks") or [],
                                metadata=body.get("metadata") or {})
        post = self.desk.posts[channel, ts]
        return {"channel": channel, "ts": ts, "message": self._told(post)}

    async def chat_update(self, body: Json) -> Json:
        """Change a message of the app's own."""
        channel, ts = self._channel(body), str(body.get("ts"))
        post = self.desk.get(channel, ts)
        if post is None:
            raise Refused("message_not_found")
        if post.user != self.team.bot:
            raise Refused("cant_update_message")
        check_message(body)
        await self._ledger.note("slack_updated", channel=channel, ts=ts, text=str(body.get("text") or ""),
                                blocks=body.get("blocks") or [])
        return {"channel": channel, "ts": ts, "text": str(body.get("text") or "")}

    async def chat_whisper(self, body: Json) -> Json:
        """Show something to one person only."""
        channel = self._channel(body)
        check_message(body)
        await self._ledger.note("slack_whispered", channel=channel, user=str(body.get("user")),
                                thread=str(body.get("thread_ts") or ""), text=str(body.get("text") or ""))
        return {"message_ts": self.ts()}

    async def history(self, body: Json) -> Json:
        """A channel's messages, newest first, those of threads left out."""
        return self._listed(body, [one for one in self.desk.in_channel(self._channel(body)) if not one.thread])

    async def replies(self, body: Json) -> Json:
        """A thread, its first message included."""
        ts = str(body.get("ts"))
        return self._listed(body, [one for one in self.desk.in_channel(self._channel(body))
                                   if ts in {one.thread, one.ts}])

    def _listed(self, body: Json, posts: list[Post]) -> Json:
        oldest, most = str(body.get("oldest") or "0"), int(str(body.get("limit") or 100))
        known = str(body.get("include_all_metadata", "")).casefold() in {"true", "1"}
        young = [one for one in posts if float(one.ts) >= float(oldest)]
        return {"messages": [self._told(one, metadata=known) for one in reversed(young)][:most], "has_more": False}

    def _told(self, post: Post, *, metadata: bool = False) -> Json:
        return post.as_slack(self.team.bot, self.team.bot_id, metadata=metadata)

    async def views_open(self, body: Json) -> Json:
        """Open a form, within three seconds of a press."""
        user, until = self.triggers.pop(str(body.get("trigger_id")), ("", 0.0))
        if not user:
            raise Refused("invalid_trigger_id")
        if now() > until:
            raise Refused("trigger_expired")
        return await self._shown(f"V{uuid4().hex[:10].upper()}", user, body)

    async def views_update(self, body: Json) -> Json:
        """Redraw an open form, if it still stands as it was."""
        known = self.desk.views.get(str(body.get("view_id")))
        if known is None:
            raise Refused("not_found")
        if body.get("hash") and body["hash"] != known.hash:
            raise Refused("hash_conflict")
        return await self._shown(known.id, known.user, body)

    async def _shown(self, view: str, user: str, body: Json) -> Json:
        shown = body.get("view")
        if not isinstance(shown, dict):
            raise Refused("invalid_arguments")
        check_view(shown)
        mark = f"{int(now())}.{uuid4().hex[:8]}"
        await self._ledger.note("slack_view", view=view, user=user, hash=mark, shown=shown)
        return {"view": shown | {"id": view, "hash": mark, "team_id": self.team.id}}

    async def files_info(self, body: Json) -> Json:
        """A file, with where its content is."""
        name = str(body.get("file"))
        found = next((one for post in self.desk.posts.values() for one in post.files if one.get("id") == name), None)
        if found is None and not name.startswith("F0"):
            raise Refused("file_not_found")
        held = self.files.get(name) or door(name)
        at = f"{self._origin}/slack/files/{name}"
        return {"file": {"id": name, "mimetype": held.kind, "size": len(held.body), "mode": "hosted",
                         "url_private_download": at} | (found or {})}

    async def file(self, request: web.Request) -> web.Response:
        """A file's content, for the app only."""
        if request.headers.get("Authorization") != f"Bearer {self.team.token}":
            raise web.HTTPForbidden
        held = self.files.get(request.match_info["id"]) or door(request.match_info["id"])
        return web.Response(body=held.body, content_type=held.kind)

    async def upload_url(self, body: Json) -> Json:
        """Where a file is to be uploaded."""
        name = f"F0{uuid4().hex[:8].upper()}"
        self._names[name] = str(body.get("filename") or "file")
        return {"file_id": name, "upload_url": f"{self._origin}/slack/upload/{name}"}

    async def uploaded(self, request: web.Request) -> web.Response:
        """Take a file's content."""
        name, body = request.match_info["id"], await request.read()
        if name not in self._names:
            raise web.HTTPNotFound
        self.files[name] = Attached("image/jpeg", body)
        await self._ledger.note("slack_file", file=name, size=len(body))
        return web.Response(text=f"OK - {len(body)}")

    async def upload_done(self, body: Json) -> Json:
        """Share uploaded files in a channel or a thread of it, as one message."""
        raw = body.get("files") or []
        asked = [one for one in (json.loads(raw) if isinstance(raw, str) else raw) if one.get("id") in self.files]
        if not asked:
            raise Refused("file_not_found")
        held = [{"id": one["id"], "title": one.get("title", ""), "name": self._names.get(one["id"], "file"),
                 "mimetype": "image/jpeg"} for one in asked]
        if body.get("channel_id"):
            channel, thread = self._channel({"channel": body["channel_id"]}), str(body.get("thread_ts") or "")
            if thread and self.desk.get(channel, thread) is None:
                raise Refused("thread_not_found")
            await self._ledger.note("slack_posted", channel=channel, ts=self.ts(), thread=thread, user=self.team.bot,
                                    text=str(body.get("initial_comment") or ""), blocks=[], metadata={}, files=held)
        return {"files": held}

    async def files_delete(self, body: Json) -> Json:
        """Delete a file of the app's own."""
        if self.files.pop(str(body.get("file")), None) is None:
            raise Refused("file_not_found")
        await self._ledger.note("slack_file_deleted", file=str(body.get("file")))
        return {}

    def _channel(self, body: Json) -> str:
        """A channel's id; a member's id stands for the direct messages with them."""
        asked = str(body.get("channel") or "")
        if self.team.member(asked):
            return direct(asked)
        directs = {direct(one.id) for one in self.team.members}
        if asked not in dict(self.team.channels) and asked not in directs:
            raise Refused("channel_not_found")
        return asked

    def ts(self) -> str:
        """A message's id: nobody else's."""
        return f"{int(now())}.{next(self._numbers):06d}"

    def hear(self, entry: Entry) -> None:
        """Numbers go on where an earlier run stopped."""
        if entry.kind in {"slack_posted", "slack_said"}:
            self._numbers = count(int(entry.text("ts").rpartition(".")[2]) + 1)
