"""Twilio's Content API: which templates there are and what Meta said of them, making one, asking for approval."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import msgspec

from integrations.twilio.channel import Account
from integrations.twilio.transport import DEADLINE

HOST, CONTENT = "api.twilio.com", "https://content.twilio.com"
OK = range(200, 300)


BUTTONS, LIST = "twilio/quick-reply", "twilio/list-picker"
MOST_BUTTONS, BUTTON, MOST_ROWS, TITLE, DESCRIPTION, TEXT = 3, 20, 10, 24, 72, 1024
"""WhatsApp's limits inside its window, in characters: of buttons, and of a list's rows."""


class ContentError(Exception):
    """The Content API did not do it. The text says which step, the HTTP status and Twilio's code."""


@dataclass(frozen=True, slots=True)
class Held:
    """A template as Twilio holds it; `status` is Meta's word on it, `why` its reason for a refusal."""

    sid: str
    name: str
    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Pressable:
    """Words with what can be pressed.

    `rows` are titles and descriptions, `button` opens a list, `samples` fill the places of the text.
    """

    kind: str
    text: str
    button: str
    rows: tuple[tuple[str, str], ...]
    samples: tuple[str, ...]


def fits(kind: str, text: str, rows: Sequence[tuple[str, str]]) -> bool:
    """Whether WhatsApp takes it: everything filled, and within its limits."""
    most, longest, least = (MOST_BUTTONS, BUTTON, 0) if kind == BUTTONS else (MOST_ROWS, TITLE, 1)
    good = all(0 < len(title) <= longest and least <= len(more) <= DESCRIPTION for title, more in rows)
    return good and 0 < len(rows) <= most and 0 < len(text) <= TEXT and len(set(rows)) == len(rows)


class _Approval(msgspec.Struct):
    status: str = "unsubmitted"
    rejection_reason: str = ""


class _Content(msgspec.Struct):
    sid: str
    friendly_name: str | None = None
    approval_requests: _Approval | None = None


class _Page(msgspec.Struct):
    contents: list[_Content]
    meta: dict[str, Any]


class ContentApi:
    """The account's templates. `http` is shared and not closed here."""

    def __init__(self, account: Account, http: aiohttp.ClientSession, deadline: float = DEADLINE) -> None:
        """Another origin for Twilio's API holds for its Content API too."""
        self._http = http
        self._auth = aiohttp.encode_basic_auth(account.twilio_account_sid, account.twilio_auth_token[0])
        self._timeout = aiohttp.ClientTimeout(total=deadline)
        usual = urlsplit(account.twilio_api_url).hostname == HOST
        self._origin = CONTENT if usual else account.twilio_api_url

    async def held(self) -> AsyncIterator[Held]:
        """Every template with what Meta said of it. Raises ContentError."""
        path: str | None = "/v1/ContentAndApprovals?PageSize=50"
        while path:
            page = msgspec.json.decode(await self._ask("list", "GET", path), type=_Page)
            for one in page.contents:
                word = one.approval_requests or _Approval()
                yield Held(one.sid, one.friendly_name or "", word.status, word.rejection_reason)
            following = page.meta.get("next_page_url")
            path = f"{urlsplit(following).path}?{urlsplit(following).query}" if following else None

    async def make(self, name: str, language: str, text: str, samples: tuple[str, ...],
                   buttons: tuple[str, ...]) -> str:
        """Make a template and give its id; a button answers with its number. Raises ContentError."""
        kind: dict[str, Any] = {"twilio/text": {"body": text}}
        if buttons:
            actions = [{"title": title, "id": str(number)} for number, title in enumerate(buttons, 1)]
            kind = {"twilio/quick-reply": {"body": text, "actions": actions}}
        return await self._made(name, language, kind, samples)

    async def make_pressable(self, name: str, language: str, one: Pressable) -> str:
        """Make what is used inside the window alone, and give its id. Raises ContentError."""
        numbered = [(str(number), *row) for number, row in enumerate(one.rows, 1)]
        kind: dict[str, Any] = {BUTTONS: {"body": one.text, "actions": [
            {"title": title, "id": number} for number, title, _ in numbered]}}
        if one.kind == LIST:
            kind = {LIST: {"body": one.text, "button": one.button, "items": [
                {"item": title, "id": number, "description": more} for number, title, more in numbered]}}
        return await self._made(name, language, kind, one.samples)

    async def _made(self, name: str, language: str, kind: dict[str, Any], samples: tuple[str, ...]) -> str:
        body = {"friendly_name": name, "language": language, "types": kind,
                "variables": {str(number): sample for number, sample in enumerate(samples, 1)}}
        answer = msgspec.json.decode(await self._ask("make", "POST", "/v1/Content", body), type=_Content)
        return answer.sid

    async def submit(self, sid: str, name: str, category: str) -> None:
        """Ask Meta to approve it. Raises ContentError."""
        await self._ask("submit", "POST", f"/v1/Content/{sid}/ApprovalRequests/whatsapp",
                        {"name": name, "category": category})

    async def _ask(self, step: str, method: str, path: str, body: dict[str, Any] | None = None) -> bytes:
        try:
            async with self._http.request(method, self._origin + path, json=body, timeout=self._timeout,
                                          headers={"Authorization": self._auth}, allow_redirects=False) as answer:
                found = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            msg = f"templates: {step}: no answer from the Content API ({type(error).__name__})"
            raise ContentError(msg) from None
        if answer.status not in OK:
            msg = f"templates: {step}: the Content API answered {answer.status}"
            raise ContentError(msg)
        return found
