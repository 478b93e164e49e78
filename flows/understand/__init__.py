"""What a person meant: stand-in rules until the room is furnished."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain import meanings as m
from domain.delivery import Reason
from domain.message import CodeRef


@dataclass(frozen=True, slots=True)
class Slots:
    code: str | None = None
    code_words: str | None = None
    rating: int | None = None
    option: int | None = None
    time_phrase: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    instruction: str | None = None
    unit: str | None = None
    address: str | None = None
    phone: str | None = None
    language: str | None = None
    reason: str | None = None
    minutes: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    language: str
    intents: tuple[str, ...]
    confidence: float = 0.9
    slots: Slots = field(default_factory=Slots)
    escalate: bool = False
    why: tuple[str, ...] = ()


def understand(text: str, context: str, now: datetime, language: str | None = None) -> Understood:
    t = text.casefold().strip()
    s: dict = {}
    i: list[str] = []
    digit = re.fullmatch(r"\W*(\d{1,2})\W*", t)
    if context.startswith("driver_") and context != "driver_relay":
        n = int(digit.group(1)) if digit else None
        if n: s["option"] = n - 10 if 11 <= n <= 13 else n - 30 if 31 <= n <= 38 else n
        if n in (8, 9): i = ["accept" if n == 8 else "decline"]
        elif n and 31 <= n <= 38: i = ["failed"]; s["reason"] = list(Reason)[n - 31]
        elif n and context == "driver_reason" and n <= 8: i = ["failed"]; s["reason"] = list(Reason)[n - 1]
        elif n and 1 <= n <= 5: i = [["arrived", "delivered", "failed", "late", "need_code"][n - 1]]
        elif n and 11 <= n <= 13: i = ["other"]
        elif (g := re.search(r"\blate\D*(\d+)|(\d+)\s*min", t)): i = ["late"]; s["minutes"] = int(g.group(1) or g.group(2))
        elif re.search(r"not home|nobody", t): i = ["failed"]; s["reason"] = "not_home"
        elif re.search(r"need the code|what.s the code|gate code\?", t): i = ["need_code"]
        elif t in ("next", "schedule"): i = [t]
        elif re.search(r"\b(done|delivered)\b", t): i = ["delivered"]
        elif re.search(r"\b(arrived|here)\b", t): i = ["arrived"]
        elif re.search(r"\bsos\b|accident", t): i = ["sos"]
        else: i = ["message"]
        return Understood(language or "en", tuple(i), 0.9, Slots(**s))
    if re.fullmatch(r"(stop|unsubscribe|quit|stopall)\W*|stop texting.*", t): i = ["opt_out"]
    elif t in ("start", "unstop"): i = ["opt_in"]
    elif t in ("help", "info"): i = ["help"]
    elif (g := re.search(r"code\D{0,10}(\d{3,6}#?)", t)) or (context == "driver_relay" and (g := re.fullmatch(r"(\d{3,6}#?)", t))):
        i = ["access_code"]; s["code"] = g.group(1); s["code_words"] = text[g.start(1):g.end(1)]
    elif digit and context == "rating_request": i = ["rating"]; s["rating"] = int(digit.group(1))
    elif (g := re.match(r"([1-5])\b", t)) and context == "rating_request": i = ["rating"]; s["rating"] = int(g.group(1))
    elif digit: i = ["select_option"]; s["option"] = int(digit.group(1))
    if re.search(r"where|when.*(come|arriv)|dónde", t): i.append("eta")
    if re.search(r"tmrw|tomorrow|another (day|time)|reschedul|after \d", t):
        i.append("reschedule"); d = (now + timedelta(days=1)).replace(hour=18, minute=0, second=0, microsecond=0)
        s |= {"start": d, "end": d.replace(hour=23), "time_phrase": t}
    if re.search(r"wrong number", t): i.append("wrong_number")
    if re.search(r"broken|damaged|cracked", t): i.append("damaged")
    if re.search(r"not here|didn.t (come|arrive)|never came", t): i.append("missing")
    if re.search(r"\bdog\b|leave (it|with)|porch", t): i.append("delivery_instruction"); s["instruction"] = text
    if re.search(r"person|human|agent", t): i.append("human")
    if re.search(r"\b(thanks|thank you|gracias)\b", t) and not i: i.append("thanks")
    if re.search(r"español", t): i.append("language"); s["language"] = "es"
    if re.fullmatch(r"(yes|ok|fine|good|sí|si|bien)\W*", t): i.append("confirm_yes")
    if re.search(r"auto.?reply|driving right now", t): i = ["auto_reply"]
    return Understood(language or "en", tuple(i or ["other"]), 0.9, Slots(**s))


def meanings(understood: Understood, code: CodeRef | None) -> tuple[m.Meaning, ...]:
    s = understood.slots
    made: list[m.Meaning] = []
    for one in understood.intents:
        match one:
            case "access_code":
                if code: made.append(m.AccessCode(code))
            case "reschedule": made.append(m.Reschedule(s.start, s.end, s.time_phrase or ""))
            case "availability": made.append(m.Availability(s.start, s.end))
            case "select_option": made.append(m.SelectOption(s.option or 0))
            case "rating": made.append(m.Rating(s.rating or 0))
            case "delivery_instruction": made.append(m.Instruction(s.instruction or ""))
            case "change_address": made.append(m.ChangeAddress(s.address or ""))
            case "language": made.append(m.Language(s.language or ""))
            case "failed": made.append(m.Failed(s.reason or "", s.option))
            case "late": made.append(m.Late(s.minutes))
            case _: made.append(m.Plain(one))
    return tuple(made)
