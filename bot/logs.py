"""Logs: one JSON object a line where a machine reads, plain lines at a terminal. Numbers are masked everywhere.

SDK loggers are silenced to warnings: some print bodies and numbers.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime

NUMBER = re.compile(r"\+?\d[\d\s().-]{6,}\d")
SHORTEST_NUMBER = 8
TOKEN = re.compile(r"(/t/|/status/)[\w.~-]+")
LOUD = ("twilio", "aiohttp", "apscheduler", "tortoise", "asyncio", "slack_bolt", "slack_sdk")
PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


def masked(text: str) -> str:
    """The text without phone numbers and link tokens."""
    return TOKEN.sub(r"\1***", NUMBER.sub(_short, text))


def _short(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    return f"***{digits[-2:]}" if len(digits) >= SHORTEST_NUMBER else match.group()


class Line(logging.Formatter):
    """A record as one masked line; control characters cannot leave it."""

    def __init__(self, *, plain: bool) -> None:
        """`plain` for people, else JSON."""
        super().__init__()
        self.plain = plain

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        text = record.getMessage()
        if record.exc_info and record.exc_info[0]:
            text += f": {record.exc_info[0].__name__} {self._where(record)}"
        extra = {name: value for name, value in record.__dict__.items() if name not in PLAIN}
        if self.plain:
            return masked(f"{record.levelname.lower()} {record.name}: {text} {extra or ''}".strip())
        row = {"at": datetime.now(UTC).isoformat(), "level": record.levelname.lower(), "logger": record.name,
               "text": masked(text)} | {name: masked(str(value)) for name, value in extra.items()}
        return json.dumps(row)

    def _where(self, record: logging.LogRecord) -> str:
        """Where it failed, never with what: a message of an exception may hold words or numbers."""
        trace = record.exc_info[2] if record.exc_info else None
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}")
            trace = trace.tb_next
        return " > ".join(places[-6:])


def configure(level: str) -> None:
    """Send everything to stderr in our form."""
    out = logging.StreamHandler(sys.stderr)
    out.setFormatter(Line(plain=sys.stderr.isatty()))
    logging.basicConfig(level=level, handlers=[out], force=True)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)  # a look longer than its interval is no news
