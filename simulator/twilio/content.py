"""The Content API: templates are made, submitted, and approved at once, unless one is named `rejected` in a trait."""

from dataclasses import dataclass, field
from uuid import uuid4

from aiohttp import web

FIRST, KIND = "twilio/text", "twilio/quick-reply"


@dataclass(slots=True)
class Content:
    """A template and what Meta says of it."""

    sid: str
    name: str
    language: str
    body: str
    status: str = "unsubmitted"
    why: str = ""

    def as_json(self) -> dict[str, object]:
        """The resource with its approval."""
        return {"sid": self.sid, "friendly_name": self.name, "language": self.language,
                "types": {FIRST: {"body": self.body}},
                "approval_requests": {"status": self.status, "rejection_reason": self.why, "name": self.name}}


@dataclass(slots=True)
class Contents:
    """All templates of the account. `rejects` holds words that Meta will not have in a template's name."""

    held: dict[str, Content] = field(default_factory=dict)
    rejects: set[str] = field(default_factory=set)

    def make(self, name: str, language: str, types: dict[str, dict[str, str]]) -> Content:
        """A new template, submitted to nobody yet."""
        body = next((kind["body"] for kind in types.values()), "")
        made = Content("HX" + uuid4().hex, name, language, body)
        self.held[made.sid] = made
        return made

    def submit(self, sid: str) -> Content:
        """Meta decides at once."""
        one = self.held[sid]
        refused = any(word in one.name for word in self.rejects)
        one.status, one.why = ("rejected", "it reads like an offer") if refused else ("approved", "")
        return one

    def reads(self, sid: str, variables: dict[str, str]) -> str | None:
        """An approved template with its places filled; None where it is not approved."""
        one = self.held.get(sid)
        if one is None or one.status != "approved":
            return None
        text = one.body
        for number, value in variables.items():
            text = text.replace("{{" + number + "}}", value)
        return text

    async def listed(self, _request: web.Request) -> web.Response:
        """Every template, in one page."""
        rows = [one.as_json() for one in self.held.values()]
        return web.json_response({"contents": rows, "meta": {"page": 0, "page_size": 50, "next_page_url": None}})

    async def created(self, request: web.Request) -> web.Response:
        """Make one."""
        body = await request.json()
        made = self.make(body["friendly_name"], body["language"], body["types"])
        return web.json_response(made.as_json(), status=201)

    async def submitted(self, request: web.Request) -> web.Response:
        """Ask for approval."""
        sid = request.match_info["sid"]
        if sid not in self.held:
            raise web.HTTPNotFound
        one = self.submit(sid)
        return web.json_response({"name": one.name, "status": one.status}, status=201)
