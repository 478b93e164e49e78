"""The world's truth: an append-only file of JSON lines, each on disk before anybody is told of it.

One fsync covers every entry that came in while the one before it ran, so a burst costs a few disk writes and not one
each. Whatever the world knows (messages, phones, who opted out) is folded from these entries and from nothing else,
so it is the same after a restart. A last line torn by a kill is cut off: nobody was told of it.

Kinds and their facts, beside the `n`, `kind`, `at` (world) and `real` (Unix) of every line:

    accepted          sid from to body status direction by (api, carrier, twiml) media service_sid callback validity
                      send_at template buttons (what a WhatsApp offers to tap: payload, title) place (degrees, on a map)
    refused           code from to body service_sid callback; nothing was accepted
    fault             fault, and sid where the message had been accepted
    status            sid status code; "delivered" is the moment it stands on the phone
    callback          sid status; before each post. callback_dropped, callback_failed (http) as they say
    inbound           sid from to body media [tapped: WhatsApp's own fields] [canary for by]; inbound_answered: sid
                      http, 0 where nothing came back
    mail              id phone from to subject body html, before the server says 250; phone is whose mailbox it is, or
                      empty. mail_again: id, the same Message-ID once more, which a mailbox shows once
    mail_written      id phone from to subject body (the new words alone) [canary for by]; mail_answered: id http
    call              sid from to; call_answered: sid http heard
    opted_out         phone scope; opted_in the same
    redacted          sid; deleted the same
    phone             number name role delivery trouble automatic traits email language; the last one of a number holds
    clock_held        instant; clock_released: seconds of real time
    order             tracking id phone thing; case: reason queue conversation
    word              canary by for: written in Slack, for that number; for nobody outside where it is empty
    said_over         van goal: a driver in Slack sent in that a stop is over; arrived_pressed: "Arrived" at once
    van_stood         van goal time lat lon; van_left the same: the truth of doors, `time` in seconds
    van_track         van track: rows of seconds, degrees; van_trouble: trouble van seconds
    gps_refused       van http; tapped: van goal, an arrival that a driver had to say by hand
    shown             phone link rows: when a page showed a van, where, of when, to within how many m
    page              phone link text: what a page says, without its tags
    slack_...         posted updated whispered view closed by the service; said pressed chose submitted by people;
                      answered: about http retry, 0 where nothing came back
"""

import asyncio
import contextlib
import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

OWN = frozenset({"n", "kind", "at", "real"})


class InUse(Exception):
    """Another world writes to this ledger."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `at` is world time, `real` Unix seconds; `facts` depends on the kind."""

    number: int
    kind: str
    at: datetime
    real: float
    facts: Mapping[str, object]

    def text(self, name: str) -> str:
        """A fact as text, empty where it is missing."""
        return str(self.facts.get(name) or "")

    def count(self, name: str) -> int:
        """A fact as a whole number, 0 where it is missing."""
        value = self.facts.get(name)
        return value if isinstance(value, int) else 0

    def number_of(self, name: str) -> float:
        """A fact as a number, 0 where it is missing."""
        value = self.facts.get(name)
        return float(value) if isinstance(value, int | float) else 0.0

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """A fact as pairs of texts, none where it is missing."""
        value = self.facts.get(name)
        return [(str(one), str(other)) for one, other in value] if isinstance(value, list | tuple) else []

    def place(self, name: str) -> tuple[float, float] | None:
        """A fact as degrees, None where it is missing."""
        value = self.facts.get(name)
        return (float(value[0]), float(value[1])) if isinstance(value, list) and value else None

    def rows(self, name: str) -> list[list[float]]:
        """A fact as rows of numbers, none where it is missing."""
        value = self.facts.get(name)
        return [[float(number) for number in row] for row in value] if isinstance(value, list) else []

    def as_json(self) -> dict[str, object]:
        """The entry as it stands in the file."""
        return {"n": self.number, "kind": self.kind, "at": self.at.isoformat(), "real": self.real, **self.facts}


def read(path: Path, after: int = 0) -> Iterator[Entry]:
    """The entries of a ledger that are numbered above `after`, oldest first. Safe beside a running world."""
    with path.open("rb") as file:
        for line in file:
            if not line.endswith(b"\n"):
                return
            entry = _parse(line)
            if entry.number > after:
                yield entry


class Ledger:
    """The file, open for appending by one process.

    Raises:
        InUse: another process has it open.
    """

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        """Open or create the file, and read what it holds. `now` gives world time."""
        self._now = now
        self._file = path.open("ab+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise InUse(str(path)) from None
        _sync_folder(path.parent)
        self.entries = _mended(self._file.fileno(), path)
        self._given = len(self.entries)
        self._waiting: list[_Noted] = []
        self._flusher: asyncio.Task[None] | None = None
        self._watchers: list[Callable[[Entry], None]] = []

    def watch(self, watcher: Callable[[Entry], None]) -> None:
        """Tell `watcher` each entry once it is durable, in order, those of earlier runs first."""
        for entry in self.entries:
            watcher(entry)
        self._watchers.append(watcher)

    def follow(self, watcher: Callable[[Entry], None]) -> None:
        """Tell `watcher` what is noted from now on."""
        self._watchers.append(watcher)

    async def note(self, kind: str, **facts: object) -> Entry:
        """Write one entry; comes back when it is on disk and every watcher has heard of it."""
        self._given += 1
        entry = Entry(self._given, kind, self._now(), time.time(), facts)
        noted = _Noted(entry, _line(entry), asyncio.get_running_loop().create_future())
        self._waiting.append(noted)
        if self._flusher is None or self._flusher.done():
            self._flusher = asyncio.create_task(self._flush())
        return await asyncio.shield(noted.heard)

    async def close(self) -> None:
        """Write what still waits and let go of the file."""
        if self._flusher is not None:
            await self._flusher
        self._file.close()

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(_durably, self._file.fileno(), b"".join(noted.line for noted in batch))
            except OSError as error:
                _fail(batch, error)
                raise
            for noted in batch:
                self._tell(noted)

    def _tell(self, noted: "_Noted") -> None:
        self.entries.append(noted.entry)
        for watcher in list(self._watchers):
            watcher(noted.entry)
        if not noted.heard.done():
            noted.heard.set_result(noted.entry)


@dataclass(frozen=True, slots=True)
class _Noted:
    entry: Entry
    line: bytes
    heard: asyncio.Future[Entry]


def _fail(batch: list[_Noted], error: OSError) -> None:
    for noted in batch:
        if not noted.heard.done():
            noted.heard.set_exception(error)


def _line(entry: Entry) -> bytes:
    clash = OWN & entry.facts.keys()
    if clash:
        msg = f"these names are the ledger's own: {sorted(clash)}"
        raise ValueError(msg)
    return json.dumps(entry.as_json(), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _parse(line: bytes) -> Entry:
    raw = json.loads(line)
    facts = {name: value for name, value in raw.items() if name not in OWN}
    return Entry(raw["n"], raw["kind"], datetime.fromisoformat(raw["at"]), raw["real"], facts)


def _durably(file: int, lines: bytes) -> None:
    rest = memoryview(lines)
    while rest:
        rest = rest[os.write(file, rest):]
    os.fsync(file)


def _mended(file: int, path: Path) -> list[Entry]:
    """What the file holds, after a torn last line was cut off."""
    whole = path.read_bytes()
    kept = whole[:whole.rfind(b"\n") + 1]
    if len(kept) < len(whole):
        os.ftruncate(file, len(kept))
        os.fsync(file)
    return [_parse(line) for line in kept.splitlines(keepends=True)]


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
