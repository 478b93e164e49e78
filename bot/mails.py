"""A message as a mail: its subject, its HTML, a calendar file where it tells a window, and the way out of it all."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from icalendar import Calendar, Event
from jinja2 import Environment, FileSystemLoader

from bot.brands import Look
from integrations.channel import Mail
from store import models

ROOT = Path(__file__).parents[1] / "templates" / "mail"
ENV = Environment(loader=FileSystemLoader(ROOT), autoescape=True, trim_blocks=True)
WINDOWS = frozenset({"notices/scheduled", "notices/rebooked", "changes/window", "reschedule/confirming_window"})


@cache
def words(language: str) -> dict[str, str]:
    """The few words around a mail, in a language or its base language; in English where we have no other."""
    for spoken in (language, language.split("-", maxsplit=1)[0], "en"):
        file = ROOT / spoken / "words.toml"
        if spoken and file.is_file():
            return tomllib.loads(file.read_text(encoding="utf-8"))
    raise LookupError(language)


def mailed(row: models.Message, text: str, values: Mapping[str, Any], url: str, leave: str, now: datetime,
           look: Look) -> Mail:
    """The mail for a rendered message; `leave` is the token that unsubscribes its reader."""
    said, link = words(row.language), str(values.get("link", ""))
    told = {name: str(values.get(name, "")) for name in ("brand", "tracking", "items")}
    subject = said["subject" if told["tracking"] else "subject_plain"].format(**told)
    out = f"{url}/unsubscribe/{leave}"
    html = ENV.get_template("mail.html").render(
        language=row.language, subject=subject, brand=told["brand"], lines=text.replace(link, "").splitlines(),
        link=link if told["tracking"] else "", leave=out, see=said["see"], answer=said["answer"],
        unsubscribe=said["unsubscribe"], look=look)
    calendar = _calendar(row, values, said["event"].format(**told), now) if _tells_window(row, values) else b""
    foot = f"{said['unsubscribe']}: {out}"
    return Mail(subject, html, f"delivery.{row.conversation_id or row.id}", out, calendar, text, foot)


def _tells_window(row: models.Message, values: Mapping[str, Any]) -> bool:
    return bool(WINDOWS & set(row.wordings) and values.get("start") and values.get("end"))


def _calendar(row: models.Message, values: Mapping[str, Any], summary: str, now: datetime) -> bytes:
    """One event a delivery: a later promise has a higher sequence, so that calendars move it."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Porchlight//delivery//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event.add("uid", f"{row.conversation_id}@porchlight")
    event.add("sequence", row.promised)
    event.add("summary", summary)
    event.add("dtstamp", now)
    event.add("dtstart", datetime.fromisoformat(str(values["start"])))
    event.add("dtend", datetime.fromisoformat(str(values["end"])))
    event.add("location", str(values.get("address", "")))
    event.add("url", str(values.get("link", "")))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
