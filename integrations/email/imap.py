"""Mails that wait on an IMAP server: looked up by their number there, read without touching them, marked when told.

IMAPClient blocks, so each of its calls runs in a thread, one after the other.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from hashlib import sha256
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from imapclient import FLAGGED, SEEN, IMAPClient

from integrations.email.tls import context, must_hide, reason

Answer = TypeVar("Answer")
DEADLINE = 20.0
BROKEN = (IMAPClient.Error, OSError)
"""Whatever a server or the line to it may do."""


class NoMailbox(Exception):
    """The server does not answer, does not let us in, or says something else. The text holds no secret."""


class Postbox:
    """One folder, open. `validity` is the server's promise: numbers (UIDs) mean the same while it does (RFC 9051)."""

    def __init__(self, client: IMAPClient, validity: int) -> None:
        """Use `opened`."""
        self._client, self.validity = client, validity

    async def since(self, day: date) -> list[int]:
        """The numbers of all mails that came on that day or later, in order."""
        return sorted(await _called("search", lambda: self._client.search(["SINCE", day])))

    async def after(self, uid: int) -> list[int]:
        """The numbers of all mails that came after that one, in order."""
        found = await _called("search", lambda: self._client.search(["UID", f"{uid + 1}:*"]))
        return sorted(one for one in found if one > uid)  # `*` is the last mail there, even where that one is older

    async def raw(self, uid: int, most: int) -> bytes | None:
        """A mail as it came, still unread; None if it is gone, empty if it has more than `most` bytes."""
        size = (await _called("size", lambda: self._client.fetch([uid], ["RFC822.SIZE"]))).get(uid)
        if size is None:
            return None
        if size[b"RFC822.SIZE"] > most:
            return b""
        found = await _called("fetch", lambda: self._client.fetch([uid], ["BODY.PEEK[]"]))
        return bytes(found[uid][b"BODY[]"]) if uid in found else None

    async def seen(self, uid: int) -> None:
        """Mark it as read."""
        await _called("mark", lambda: self._client.add_flags([uid], [SEEN], silent=True))

    async def flagged(self, uid: int) -> None:
        """Leave it to a person: marked as important, and unread."""
        await _called("mark", lambda: self._client.add_flags([uid], [FLAGGED], silent=True))


def name_of(url: str) -> str:
    """What a folder is called in our own records: the same for the same folder, and telling nothing."""
    found = urlsplit(url)
    return sha256(f"{found.hostname}|{found.username}|{_folder(url)}".encode()).hexdigest()[:16]


@asynccontextmanager
async def opened(url: str, authority: str = "") -> AsyncIterator[Postbox]:
    """The folder of `imaps://user:password@host:993/INBOX`; `imap://` begins in the open and turns to TLS.

    `authority` is a file of certificates that are trusted beside the system's.

    Raises:
        NoMailbox: at any step, inside the block too.
    """
    client, validity = await _called("open", lambda: _open(url, authority))
    try:
        yield Postbox(client, validity)
    finally:
        await asyncio.to_thread(client.__exit__, None, None, None)  # logs out; never raises


def _open(url: str, authority: str) -> tuple[IMAPClient, int]:
    found = urlsplit(url)
    tls, trusted = found.scheme == "imaps", context(authority)
    client = IMAPClient(found.hostname or "", port=found.port, ssl=tls, ssl_context=trusted, timeout=DEADLINE)
    try:
        if not tls and must_hide(found):
            client.starttls(trusted)
        client.login(unquote(found.username or ""), unquote(found.password or ""))
        return client, int(client.select_folder(_folder(url))[b"UIDVALIDITY"])
    except BaseException:
        client.__exit__(None, None, None)
        raise


def _folder(url: str) -> str:
    return unquote(urlsplit(url).path.strip("/")) or "INBOX"


async def _called(step: str, work: Callable[[], Answer]) -> Answer:
    try:
        return await asyncio.to_thread(work)
    except BROKEN as error:
        msg = f"{step}: {reason(error)}"
        raise NoMailbox(msg) from None
