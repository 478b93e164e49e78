"""A conversation without a world: the pure engine, a made-up delivery, and a small memory instead of a database.

Transcripts and `porchlight chat` play on it. Between any two lines every session goes through its codec, so what
cannot be stored shows at once.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import wording
from domain import effects, events
from domain.chat import Chat, DoorNote
from domain.delivery import Delivery, Depot, Slot, Status, Stop, Window, advance
from domain.message import CodeRef, Guard, Kind, WordsRef
from domain.people import (
    ConversationId,
    DeliveryId,
    DepotId,
    DriverId,
    ParticipantId,
    Person,
    Role,
    RunId,
    StopId,
)
from flows.engine import router
from flows.engine.catalog import catalog
from flows.engine.codec import decode, encode
from flows.engine.session import Session
from flows.understand import meanings, understand

ZONE = ZoneInfo("America/Chicago")
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE).astimezone(UTC)
MASK = "••••"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said: who to, and the text."""

    to: str
    text: str


@dataclass(slots=True)
class Rehearsal:
    """One conversation being played. `lines` grows with what the machine says and does."""

    chat: Chat
    sessions: router.Sessions = ()
    timers: list[effects.Wake] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    wordings: wording.Wording = field(default_factory=wording.Wording)
    used: set[tuple[str, str, str]] = field(default_factory=set)

    def said(self, who: Role, text: str) -> list[Line]:
        """Somebody says something; what comes of it."""
        understood = understand(text, self._context(who), self.chat.now.astimezone(self.chat.zone))
        ref = WordsRef(f"w{len(self.words)}")
        code = understood.slots.code if "access_code" in understood.intents else None
        self.words[ref] = text.replace(understood.slots.code_words or "\0", MASK) if code else text
        named = CodeRef(f"c{len(self.codes)}") if code else None
        if code and named:
            self.codes[named] = code
        meant = [events.Meant(who, one, ref) for one in meanings(understood, named)]
        return self._decide(meant or [events.Unclear(who, ref)])

    def happened(self, event: events.Event) -> list[Line]:
        """Something happens to the delivery."""
        return self._decide([event])

    def pass_time(self, span: timedelta) -> list[Line]:
        """Time passes; timers that come due are fired, in order."""
        until, lines = self.chat.now + span, list[Line]()
        while due := sorted((one for one in self.timers if one.at <= until), key=lambda one: one.at):
            self.timers.remove(due[0])
            self.chat = replace(self.chat, now=max(self.chat.now, due[0].at))
            lines += self._decide([events.TimedOut(due[0].session, due[0].turn)])
        self.chat = replace(self.chat, now=until)
        return lines

    def _context(self, who: Role) -> str:
        waiting = [one.state for one in self.sessions if one.state and one.waits_for(who)]
        waiting.sort(key=lambda state: state.standing)
        return waiting[0].context if waiting else "none" if who is Role.CUSTOMER else "driver_free"

    def _decide(self, happened: Sequence[events.Event]) -> list[Line]:
        lines: list[Line] = []
        queue: list[Sequence[events.Event]] = [happened]
        while queue:
            now = queue.pop(0)
            if not self._move(now[0]):
                continue
            decision = router.hear(self.sessions, now, self.chat) if isinstance(now[0], events.Meant) else (
                router.decide(self.sessions, now[0], self.chat))
            self._note(decision)
            self.sessions = tuple(_stored(one) for one in decision.sessions)
            said: dict[str, list[str]] = {}
            for effect in decision.effects:
                queue += [(one,) for one in self._keep(effect, said, lines)]
            lines += [Line(to, wording.several(texts)) for to, texts in said.items() if any(texts)]
            lines += [Line("", f"(waits {_span(one.at - self.chat.now)})") for one in decision.effects
                      if isinstance(one, effects.Wake)]
        return lines

    def _note(self, decision: router.Decision) -> None:
        """Which way each session went: the drawings in docs/flows are made of it."""
        before = {one.flow: one for one in self.sessions}
        for after in decision.sessions:
            old = before.get(after.flow)
            if old != after:
                self.used.add((after.flow, _name(old), _name(after)))

    def _move(self, event: events.Event) -> bool:
        delivery = advance(self.chat.delivery, event)
        moved = delivery != self.chat.delivery
        if isinstance(event, (events.Delivered, events.Arrived, events.AttemptFailed, events.Cancelled)) and not moved:
            return False
        stop = self.chat.stop
        if stop and isinstance(event, events.Arrived):
            stop = replace(stop, arrived=True)
        elif stop and isinstance(event, (events.Delivered, events.AttemptFailed, events.TakenOffRun, events.Rebooked)):
            stop = replace(stop, left=True)
        elif stop and isinstance(event, events.OutForDelivery):
            stop = replace(stop, started=True)
        stops = self.chat.stops[1:] if stop and stop.left and not (self.chat.stop and self.chat.stop.left) else (
            self.chat.stops)
        self.chat = replace(self.chat, delivery=delivery, stop=stop, stops=stops)
        return True

    def _keep(self, effect: effects.Effect, said: dict[str, list[str]], lines: list[Line]) -> list[events.Event]:
        match effect:
            case effects.Say():
                if text := self._render(effect):
                    said.setdefault("old driver" if effect.driver else str(effect.to), []).append(text)
            case effects.Wake():
                self.timers.append(effect)
            case effects.Happen(event):
                return [event]
            case effects.HandOver(reason, priority, queue):
                self.chat = replace(self.chat, cases=self.chat.cases | {reason})
                lines.append(Line(f"{queue} desk", f"{reason} (priority {priority})"))
            case effects.KeepCode(code):
                self.chat = replace(self.chat, code=code)
            case effects.KeepNote(kind, words):
                note = DoorNote(kind, words, self.words[words])
                self.chat = replace(self.chat, notes=(*self.chat.notes, note))
            case effects.TakeSlot(slot):
                if slot.key in self.taken:
                    return [events.SlotTaken(slot.key)]
                return [events.Rebooked(slot.window.start, slot.window.end, slot.key)]
            case effects.SetConsent(who, allowed):
                self._allow(who, allowed=allowed)
            case effects.Silence(agent):
                self.chat = replace(self.chat, agent=agent)
            case effects.SpeakLanguage(who, language):
                self._speak(who, language)
            case effects.Rate(score, cause, _):
                lines.append(Line("kept", f"rating {score or ''}{' cause ' + cause if cause else ''}".strip()))
            case effects.Raise(event, rest):
                lines.append(Line("others", f"{type(event).__name__} to {'the rest' if rest else 'the next stop'}"))
        return []

    def _render(self, say: effects.Say) -> str:
        person = self.chat.person(say.to)
        if person is None or (not person.consented and say.kind is not Kind.CONSENT):
            return ""
        if Guard.CODE in say.guards and not (self.chat.stop and self.chat.stop.arrived):
            return ""
        values = wording.base(self.chat) | dict(say.values) | {"now": self.chat.now.isoformat(), "link": "(link)"}
        if say.code:
            values["code"] = self.codes[say.code]
        if say.words:
            values["words"] = wording.mask(self.words[say.words])
        return self.wordings.render(person.language, say.wording, values, self.chat.zone)

    def _allow(self, who: Role, *, allowed: bool) -> None:
        if who is Role.CUSTOMER:
            self.chat = replace(self.chat, customer=replace(self.chat.customer, consented=allowed))
        elif self.chat.driver:
            self.chat = replace(self.chat, driver=replace(self.chat.driver, consented=allowed))

    def _speak(self, who: Role, language: str) -> None:
        if who is Role.CUSTOMER:
            self.chat = replace(self.chat, customer=replace(self.chat.customer, language=language))


def _stored(session: Session) -> Session:
    """The session as it comes back from a row."""
    if session.state is None:
        return session
    return replace(session, state=decode(session.flow, json.loads(json.dumps(encode(session.state)))))


def _span(span: timedelta) -> str:
    hours, minutes = divmod(round(span.total_seconds() / 60), 60)
    return " ".join(part for part in (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "") if part)


def _name(session: Session | None) -> str:
    return type(session.state).__name__ if session and session.state else "(none)"


def stage(status: str = "scheduled", language: str = "en", *, driver_language: str = "en", **more: object) -> Chat:
    """A made-up delivery at nine in the morning of its day: a sofa for Ana, between two and four, driven by Marco."""
    start = MORNING + timedelta(hours=5)
    delivery = Delivery(DeliveryId("d1"), "BF-10023", Status(status), Window(start, start + timedelta(hours=2)),
                        "1 Main St", "3-seat sofa")
    slots = tuple(Slot(f"s{day}", Window(start + timedelta(days=day, hours=-6 + day), start + timedelta(
        days=day, hours=-2 + day))) for day in (1, 2, 3))
    on_road = Status(status).on_the_road
    stop = Stop(StopId("st1"), RunId("r1"), DriverId("dr1"), 1, 0, arrived=status == "arrived",
                left=Status(status).ended or status == "attempt_failed", started=on_road)
    customer = Person(Role.CUSTOMER, ParticipantId("p1"), "Ana Ruiz", language)
    driver = Person(Role.DRIVER, ParticipantId("p2"), "Marco Bell", driver_language)
    chat = Chat(MORNING, ConversationId("d1"), delivery, Depot(DepotId("dp1"), "Bloom", str(ZONE), language),
                customer, driver, stop, slots, (("Ana", "1 Main St"), ("Bo", "7 Elm St")))
    return replace(chat, **more)  # type: ignore[arg-type]


def known_flows() -> tuple[str, ...]:
    """Every flow by name."""
    return tuple(catalog())
