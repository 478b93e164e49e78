"""What every way to reach people has in common. A channel translates; it knows no flow and no table."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.message import Receipt
from domain.people import MessageId


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody sent us, as the vendor told it.

    `sid` is the vendor's id and the key under which it is noted once. `theirs` and `ours` are E.164 numbers (or the
    channel's own form of address). `media` lists content types, `files` beside each what it is fetched by, empty where
    it cannot be. `place` is one they shared on the map, in degrees. `consent` is "stop", "start" or "help" where the
    carrier has already answered such a word itself, else empty.
    """

    channel: str
    sid: str
    theirs: str
    ours: str
    text: str
    at: datetime
    media: tuple[str, ...] = ()
    consent: str = ""
    files: tuple[str, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """Words a channel approved before: its id there, the values for its places {{1}}, {{2}}..., how it then reads."""

    sid: str
    variables: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Mail:
    """What a message is beside its words when it goes as a mail.

    `thread` names its delivery, so that mailboxes keep them together; `leave` is where one click unsubscribes;
    `calendar` is an iCalendar file, empty where there is none. `text` is what it says, `foot` the last line of its
    plain part, which says how to unsubscribe.
    """

    subject: str
    html: str
    thread: str
    leave: str
    calendar: bytes = b""
    text: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to be submitted. `token` comes back on the status callback's path; `valid` bounds its life there.

    `choices` are answers that can be pressed, each a label and a value, where the channel has buttons.
    With a `template` that is sent in place of free words, and `body` is how it reads. `photos` are JPEGs that go
    along, each where whoever delivers it fetches it; `files` the same as bytes, for a channel that takes those.
    `place` is one on the map, in degrees, for a channel that has maps; the words are its label.
    """

    id: MessageId
    attempt: int
    to: str
    sender: str
    body: str
    token: str
    valid: timedelta
    choices: tuple[tuple[str, str], ...] = ()
    template: Template | None = None
    channel: str = "sms"
    mail: Mail | None = None
    photos: tuple[str, ...] = ()
    files: tuple[bytes, ...] = ()
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as the provider lists it: the evidence for an outcome nobody told us.

    `mark` is our own id for it, where the provider keeps one.
    """

    sid: str
    to: str
    body: str
    created: datetime
    receipt: Receipt
    mark: str = ""


class SendError(Exception):
    """A send that did not succeed.

    `permanent`: the provider refused it and will again. `unknown`: it may have gone out, so it is never sent again
    without evidence. Neither: it certainly did not go out and may be tried again, after `retry_after` if given.
    `code` is the provider's error code, 0 where there is none. The text never holds a number or a body.
    """

    def __init__(self, text: str, *, permanent: bool = False, unknown: bool = False, code: int = 0,
                 retry_after: timedelta | None = None) -> None:
        """Keep what the outbox decides by."""
        super().__init__(text)
        self.permanent = permanent
        self.unknown = unknown
        self.code = code
        self.retry_after = retry_after


class Files(Protocol):
    """Where what people attached is fetched from, by the reference that came with their words."""

    async def fetch(self, reference: str, most: int) -> bytes:
        """The bytes of one file, at most so many. Raises SendError; again is harmless."""


class Channel(Protocol):
    """A way to reach people. One file or folder under `integrations/` each."""

    name: str

    async def send(self, message: Outgoing) -> Receipt:
        """Submit once. Raises SendError; never retries a submission by itself."""

    def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:
        """What the provider holds that we sent to `to` since then, newest first."""

    def received(self, since: datetime) -> AsyncIterator[Said]:
        """What the provider received for us since then, newest first: it does not deliver again what we missed."""

    async def fetch(self, sid: str) -> Receipt:
        """The provider's present word on a message it accepted."""

    async def cancel(self, sid: str) -> bool:
        """Take back a message that has not left the provider yet; false when it is too late."""

    async def forget(self, sid: str) -> None:
        """Have the provider delete its copy of a message. Raises SendError; one it does not have is gone already."""
