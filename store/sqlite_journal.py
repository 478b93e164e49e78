"""One batch of the journal into a SQLite file, in one commit. Blocking: in a thread, or in a process of its own.

    python -m store.sqlite_journal FILE

reads batches from its input and answers each once it is durable: four bytes of length, then MessagePack, both ways. The
answer is the keys of the notes that were new, or a text that says what was wrong. It ends when its input does, so that
it never outlives the service by more than the batch it has in hand.
"""

import signal
import sqlite3
import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from store.batch import Batch, Row

SIZE = 4
Answer = list[str] | str


class SqliteJournal:
    """An open file, and the statements that write the models' tables in it."""

    NOTES = """
        INSERT INTO notes ("key", kind, lane, sealed, received_at, attempts, open, parked)
        VALUES (?, ?, ?, ?, ?, 0, 1, '') ON CONFLICT ("key") DO NOTHING
    """
    FIXES = """
        INSERT INTO positions (driver_id, "at", lat, lon, speed, heading, accuracy, verdict, received)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
    """
    ETAS = """
        INSERT INTO etas (delivery_id, soonest, likely, "by", "at") VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (delivery_id) DO UPDATE SET soonest = excluded.soonest, likely = excluded.likely,
            "by" = excluded."by", "at" = excluded."at"
    """
    VANS = """
        INSERT INTO vans (driver_id, "at", lat, lon, speed, heading, received, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (driver_id) DO UPDATE SET "at" = excluded."at", lat = excluded.lat, lon = excluded.lon,
            speed = excluded.speed, heading = excluded.heading, received = excluded.received, state = excluded.state
        WHERE excluded."at" IS NULL OR vans."at" IS NULL OR excluded."at" >= vans."at"
    """

    def __init__(self, path: Path) -> None:
        """Open the file; what is committed to it survives a power cut."""
        self._file = sqlite3.connect(path, isolation_level=None, timeout=5, check_same_thread=False)
        self._file.execute("PRAGMA synchronous=FULL")

    def keep(self, batch: Batch) -> list[str]:
        """Commit everything and answer with the keys of the notes that were new, or raise and keep nothing."""
        with self._file as one:
            one.execute("BEGIN IMMEDIATE")
            one.executemany(self.FIXES, batch.fixes)
            one.executemany(self.ETAS, batch.etas)
            one.executemany(self.VANS, batch.vans)
            return [str(row[0]) for row in batch.notes if one.execute(self.NOTES, _plain(row)).rowcount]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _plain(row: Row) -> Row:
    """A note's time as the models write it."""
    *rest, at = row
    return (*rest, at.isoformat(" "))


def serve(path: Path, asked: BinaryIO, answered: BinaryIO) -> None:
    """Keep batch after batch until nobody asks any more."""
    journal, read, said = SqliteJournal(path), msgspec.msgpack.Decoder(Batch), msgspec.msgpack.Encoder()
    while size := asked.read(SIZE):
        try:
            answer: Answer = journal.keep(read.decode(asked.read(int.from_bytes(size))))
        except sqlite3.Error as error:
            answer = f"{type(error).__name__}: {error}"
        frame = said.encode(answer)
        answered.write(len(frame).to_bytes(SIZE) + frame)
        answered.flush()
    journal.close()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C is meant for the service, which ends our input
    serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
