"""Transcripts: conversations as text, played by the pure engine and written back.

    flow access
    status arrived

        driver >           5
           bot > customer  Bloom: Marco is at the gate. ...
      customer >           gate code 4417#
          time >           4 min
         event >           Delivered

Headers: `status`, `language`, `items`, `driver` (its language, or none), `zone`, `window in 3 days`,
`slots 1|none|gone`, `before 2`, `code 4417#`, `carrier confirms`, `strange yes`, `last stop`. Events are named as in
`domain.events`.

The left side is input; every other line is what came of it. Playing a transcript writes the whole of it anew, so a
test compares the two and `pytest --accept` keeps the new one.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from bot.rehearsal import Line, Rehearsal
from bot.stage import CODE, HEADERS, stage
from domain import events
from domain.message import WordsRef
from domain.people import DriverId, Role

INPUT = re.compile(r"^\s*(customer|driver|agent|time|event) >\s+(.*)$")
HEADER = re.compile(rf"^(flow|zone|status|{'|'.join(HEADERS)}) (.+)$")
DAY = timedelta(days=1)
UNITS = {"min": "minutes", "h": "hours", "days": "days"}


def play(text: str) -> tuple[str, Rehearsal]:
    """The transcript as it comes out now, and the conversation behind it."""
    head, body = _split(text)
    rehearsal = _prepared(dict(match.groups() for line in head if (match := HEADER.match(line))))
    out = list(head)
    for line in body:
        match = INPUT.match(line)
        if match:
            out.append(written(f"{match[1]} >", match[2]))
            out += [_line(one) for one in _step(rehearsal, match[1], match[2].strip())]
        elif not line.strip():
            out.append("")
    return _squeezed(out), rehearsal


def written(left: str, text: str, to: str = "") -> str:
    """One line of a transcript in its columns."""
    return f"{left:>13} {to:<9} {text}".rstrip()


def _line(line: Line) -> str:
    if line.to == "":
        return " " * 24 + line.text
    first, *rest = line.text.splitlines() or [""]
    left = "->" if line.to.endswith("desk") or line.to in {"kept", "others"} else "bot >"
    return "\n".join([written(left, first, line.to), *(" " * 24 + one for one in rest)])


def _split(text: str) -> tuple[list[str], list[str]]:
    lines = text.splitlines()
    first = next((index for index, line in enumerate(lines) if INPUT.match(line)), len(lines))
    return lines[:first], lines[first:]


def _squeezed(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def _prepared(header: dict[str, str]) -> Rehearsal:
    rehearsal = Rehearsal(stage(header))
    if code := header.get("code"):
        rehearsal.codes[CODE] = code
    if header.get("slots") == "gone":
        rehearsal.taken = {one.key for one in rehearsal.chat.slots[:1]}
    return rehearsal


def _step(rehearsal: Rehearsal, who: str, text: str) -> list[Line]:
    if who in {"customer", "driver"}:
        return rehearsal.said(Role(who), text)
    if who == "time":
        number, unit = text.split()
        return rehearsal.pass_time(timedelta(**{UNITS[unit]: int(number)}))
    if who == "agent":
        to, _, words = text.partition(": ") if text.startswith("driver: ") else ("customer", "", text)
        rehearsal.words[WordsRef("agent")] = words
        return rehearsal.happened(events.AgentSaid("kim", Role(to), WordsRef("agent")))
    return rehearsal.happened(_event(text, rehearsal))


def _event(text: str, rehearsal: Rehearsal) -> events.Event:
    name, *rest = text.split()
    now, window = rehearsal.chat.now, rehearsal.chat.delivery.window
    who = Role(rest[0]) if rest and rest[0] in set(Role) else Role.CUSTOMER
    made: dict[str, events.Event] = {
        "Arrived": events.Arrived(now),
        "Delivered": events.Delivered(now, *rest),
        "AttemptFailed": events.AttemptFailed(now, rest[0] if rest else "not_home"),
        "Cancelled": events.Cancelled(now),
        "Departed": events.Departed(now),
        "Changed": events.Changed(window.start + DAY, window.end + DAY),
        "ChangedDetails": events.Changed(address="9 Oak St"),
        "ChangedPhone": events.Changed(phone=True),
        "Delayed": events.Delayed(25, now + timedelta(minutes=25), now + timedelta(minutes=60)),
        "SignalLost": events.SignalLost(now - timedelta(minutes=12)),
        "DriverNear": events.DriverNear(10),
        "OutForDelivery": events.OutForDelivery(first="first" in rest),
        "Reassigned": events.Reassigned(None if "first" in rest else DriverId("dr0")),
        "DispatchAnswered": events.DispatchAnswered(agreed="yes" in rest),
        "AgentTookOver": events.AgentTookOver("kim"),
        "AgentHandedBack": events.AgentHandedBack("kim"),
        "AnswerPromised": events.AnswerPromised(now + (timedelta(hours=20) if "away" in rest else
                                                       timedelta(minutes=30)), "away" in rest),
        "Begun": events.Begun(rest[0] if rest else ""),
        "Confirmed": events.Confirmed(),
        "SlotChosen": _slot(rehearsal),
        "PlaceShared": events.PlaceShared(who, 41.8781, -87.6298, 120),
        "SentMedia": events.SentMedia(who),
        "PicturesCame": events.PicturesCame(who, int(rest[-1]) if rest and rest[-1].isdigit() else 1, WordsRef("w0"),
                                            proof="proof" in rest),
        "SendFailed": events.SendFailed(who, "notices/next", int(rest[-1]) if rest and rest[-1].isdigit() else 30003),
    }
    plain = {one.__name__: one for one in (events.Scheduled, events.BecameNext, events.TakenOffRun)}
    return made[name] if name in made else plain[name]()


def _slot(rehearsal: Rehearsal) -> events.SlotChosen:
    start = rehearsal.chat.delivery.window.start + DAY
    return events.SlotChosen("page", start, start + timedelta(hours=4))


def transitions(texts: Iterator[str]) -> set[tuple[str, str, str]]:
    """Every (flow, from, to) that these transcripts take."""
    return {one for text in texts for one in play(text)[1].used}
