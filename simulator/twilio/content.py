"""The Content API: templates are made, submitted, and approved at once, unless one is named `rejected` in a trait."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import web

FIRST, BUTTONS, LIST = "twilio/text", "twilio/quick-reply", "twilio/list-picker"
KEYS = {FIRST: {"body"}, BUTTONS: {"body", "actions"}, LIST: {"body", "button", "items"}}
ROWS = {BUTTONS: ("actions", {"title": 20, "id": 200}, 10),
        LIST: ("items", {"item": 24, "id": 200, "description": 72}, 10)}
PLACE, TEXT, OPENER = "{{", 1024, 20
UNAPPROVED_BUTTONS = 3


@dataclass(slots=True)
class Content:
    """A template and what Meta says of it."""

    sid: str
    name: str
    language: str
    body: str
    status: str = "unsubmitted"
    why: str = ""
    types: dict[str, Any] = field(default_factory=dict)

    @property
    def in_window(self) -> bool:
        """Whether it may go, unapproved, to somebody who wrote within 24 hours."""
        buttons = self.types.get(BUTTONS, {}).get("actions", ())
        return LIST in self.types or 0 < len(buttons) <= UNAPPROVED_BUTTONS

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """What can be tapped, buttons or rows of a list: payloads and titles."""
        found = [(one["id"], one["title"]) for one in self.types.get(BUTTONS, {}).get("actions", ())]
        found += [(one["id"], one["item"]) for one in self.types.get(LIST, {}).get("items", ())]
        return tuple((str(payload), str(title)) for payload, title in found)

    def as_json(self) -> dict[str, object]:
        """The resource with its approval."""
        return {"sid": self.sid, "friendly_name": self.name, "language": self.language,
                "types": self.types,
                "approval_requests": {"status": self.status, "rejection_reason": self.why, "name": self.name}}


@dataclass(slots=True)
class Contents:
    """All templates of the account. `rejects` holds words that Meta will not have in a template's name."""

    held: dict[str, Content] = field(default_factory=dict)
    rejects: set[str] = field(default_factory=set)

    def make(self, name: str, language: str, types: dict[str, Any]) -> Content:
        """A new template, submitted to nobody yet."""
        check(types)
        body = next((kind["body"] for kind in types.values()), "")
        made = Content("HX" + uuid4().hex, name, language, body, types=types)
        self.held[made.sid] = made
        return made

    def submit(self, sid: str) -> Content:
        """Meta decides at once."""
        one = self.held[sid]
        refused = any(word in one.name for word in self.rejects)
        one.status, one.why = ("rejected", "it reads like an offer") if refused else ("approved", "")
        return one

    def reads(self, sid: str, variables: dict[str, str]) -> str | None:
        """A template with its places filled; None where it is neither approved nor one for the window."""
        one = self.held.get(sid)
        if one is None or not (one.status == "approved" or one.in_window):
            return None
        text = one.body
        for number, value in variables.items():
            text = text.replace("{{" + number + "}}", value)
        return text

    def buttons(self, sid: str) -> tuple[tuple[str, str], ...]:
        """What a template offers to tap: payloads and titles."""
        return self.held[sid].offers if sid in self.held else ()

    def is_list(self, sid: str) -> bool:
        """Whether what it offers are rows of a list."""
        return sid in self.held and LIST in self.held[sid].types

    async def listed(self, _request: web.Request) -> web.Response:
        """Every template, in one page."""
        rows = [one.as_json() for one in self.held.values()]
        return web.json_response({"contents": rows, "meta": {"page": 0, "page_size": 50, "next_page_url": None}})

    async def created(self, request: web.Request) -> web.Response:
        """Make one."""
        body = await request.json()
        try:
            made = self.make(body["friendly_name"], body["language"], body["types"])
        except ValueError as wrong:
            return web.json_response({"code": 21656, "message": str(wrong), "status": 400}, status=400)
        return web.json_response(made.as_json(), status=201)

    async def submitted(self, request: web.Request) -> web.Response:
        """Ask for approval."""
        sid = request.match_info["sid"]
        if sid not in self.held:
            raise web.HTTPNotFound
        if LIST in self.held[sid].types:
            raise web.HTTPBadRequest(text="list-pickers are not submitted for approval")
        one = self.submit(sid)
        return web.json_response({"name": one.name, "status": one.status}, status=201)


def check(types: dict[str, Any]) -> None:
    """Take only what Twilio takes: known kinds, their own keys, and WhatsApp's lengths where nothing is filled in yet.

    Raises:
        ValueError: naming what is wrong.
    """
    for kind, given in types.items():
        if kind not in KEYS or set(given) != KEYS[kind]:
            msg = f"{kind}: expected {sorted(KEYS.get(kind, ()))}"
            raise ValueError(msg)
        if not 0 < len(given["body"]) <= TEXT or not 0 < len(given.get("button", "x")) <= OPENER:
            msg = f"{kind}: its text or its button is too long, or missing"
            raise ValueError(msg)
        name, keys, most = ROWS.get(kind, ("", {}, 0))
        rows = given.get(name, ()) if name else ()
        if name and not 0 < len(rows) <= most:
            msg = f"{kind}: expected 1 to {most} {name}"
            raise ValueError(msg)
        for row in rows:
            if set(row) != set(keys) or any(not row[key] or (PLACE not in row[key] and len(row[key]) > long)
                                            for key, long in keys.items()):
                msg = f"{kind}: each of {name} needs {keys}"
                raise ValueError(msg)
