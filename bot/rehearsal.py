"""A conversation without a world: the pure engine, a made-up delivery, and a small memory instead of a database.

Transcripts and `porchlight chat` play on it. Between any two lines every session goes through its codec, so what
cannot be stored shows at once.
"""

# Longer than 250 lines: a small memory and one branch for each effect.

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

from bot import wording
from bot.speaking import speaks
from domain import effects, events
from domain.chat import Chat, DoorNote
from domain.delivery import Stop, advance
from domain.message import CodeRef, Guard, Kind, WordsRef
from domain.people import Role
from flows.engine import router
from flows.engine.catalog import catalog
from flows.engine.codec import decode, encode
from flows.engine.session import Session
from flows.understand import meanings, understand

MASK = "••••"
ONCE = (events.Delivered, events.Arrived, events.AttemptFailed, events.Cancelled)
LEAVES = (events.Delivered, events.AttemptFailed, events.TakenOffRun, events.Rebooked, events.Cancelled)


@cache
def wordings() -> wording.Wording:
    """One for all rehearsals: compiling the templates takes longer than playing a conversation."""
    return wording.Wording()


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
    used: set[tuple[str, str, str]] = field(default_factory=set)
    asked_language: bool = False

    def said(self, who: Role, text: str) -> list[Line]:
        """Somebody says something; what comes of it."""
        person = self.chat.person(who)
        window = self.chat.delivery.window
        understood = understand(text, self._context(who), self.chat.now.astimezone(self.chat.zone),
                                person.language if person else None, (window.start, window.end))
        if who is Role.CUSTOMER and understood.told and not self.asked_language:
            self._remember(understood.language)
        ref = WordsRef(f"w{len(self.words)}")
        code = understood.slots.code if "access_code" in understood.intents else None
        self.words[ref] = text.replace(understood.slots.code_words or "\0", MASK) if code else text
        named = CodeRef(f"c{len(self.codes)}") if code else None
        if code and named:
            self.codes[named] = code
        meant = [events.Meant(who, one, ref) for one in meanings(understood, named)]
        return self._decide(meant or [events.Unclear(who, ref)])

    def _remember(self, language: str) -> None:
        """They write this language and never asked for one: they are answered in it, as `bot/hearing.py` does."""
        if speaks(language):
            self.asked_language, self.chat = True, self.chat.speaking(Role.CUSTOMER, language)

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
        """What an event does to the delivery and its stop; false: it was there already and nobody hears it again."""
        delivery = advance(self.chat.delivery, event)
        if isinstance(event, ONCE) and delivery == self.chat.delivery:
            return False
        if isinstance(event, events.Changed):
            delivery = replace(delivery, address=event.address or delivery.address, items=event.items or delivery.items)
        self.chat = replace(self.chat, delivery=delivery)
        if self.chat.stop:
            self._move_stop(self.chat.stop, event)
        return True

    def _move_stop(self, stop: Stop, event: events.Event) -> None:
        leaves = isinstance(event, LEAVES) and not stop.left
        moved = replace(stop, arrived=stop.arrived or isinstance(event, events.Arrived), left=stop.left or leaves,
                        started=stop.started or isinstance(event, events.OutForDelivery))
        self.chat = replace(self.chat, stop=moved, stops=self.chat.stops[1:] if leaves else self.chat.stops)

    def _keep(self, effect: effects.Effect, said: dict[str, list[str]], lines: list[Line]) -> list[events.Event]:
        """What one effect changes; the events that follow from it."""
        match effect:
            case effects.Say():
                if text := self._render(effect):
                    said.setdefault("old driver" if effect.driver else str(effect.to), []).append(text)
            case effects.Wake():
                self.timers.append(effect)
            case effects.Happen(event):
                return [event]
            case effects.HoldSlots() | effects.DropSlots() | effects.TakeSlot():
                return self._keep_slots(effect, lines)
            case effects.KeepCode() | effects.KeepNote() | effects.HandOver():
                self._keep_words(effect, lines)
            case effects.SetConsent() | effects.NotThem() | effects.Silence() | effects.SpeakLanguage():
                self._keep_wishes(effect, lines)
            case effects.Confirm():
                lines.append(Line("kept", "the window is good"))
            case effects.Rate(score, cause, _):
                lines.append(Line("kept", f"rating {score or ''}{' cause ' + cause if cause else ''}".strip()))
            case effects.Raise(event, rest):
                lines.append(Line("others", f"{type(event).__name__} to {'the rest' if rest else 'the next stop'}"))
        return []

    def _keep_slots(self, effect: effects.HoldSlots | effects.DropSlots | effects.TakeSlot,
                    lines: list[Line]) -> list[events.Event]:
        match effect:
            case effects.HoldSlots(slots):
                self.held = {one.key for one in slots}
            case effects.DropSlots():
                lines += [Line("kept", "places given back")] if self.held else []
                self.held = set()
            case effects.TakeSlot(slot):
                self.held = set()
                if slot.key in self.taken:
                    self.chat = replace(self.chat, slots=tuple(one for one in self.chat.slots if one != slot))
                    return [events.SlotTaken(slot.key)]
                return [events.Rebooked(slot.window.start, slot.window.end, slot.key)]
        return []

    def _keep_words(self, effect: effects.KeepCode | effects.KeepNote | effects.HandOver, lines: list[Line]) -> None:
        match effect:
            case effects.KeepCode(code):
                self.chat = replace(self.chat, code=code)
            case effects.KeepNote(kind, words):
                note = DoorNote(kind, words, self.words[words])
                self.chat = replace(self.chat, notes=(*self.chat.notes, note))
                lines.append(Line("kept", f"{kind} for the door"))
            case effects.HandOver(reason, priority, queue):
                self.chat = replace(self.chat, cases=self.chat.cases | {reason})
                lines.append(Line(f"{queue} desk", f"{reason} (priority {priority})"))

    def _keep_wishes(self, effect: effects.SetConsent | effects.NotThem | effects.Silence | effects.SpeakLanguage,
                     lines: list[Line]) -> None:
        match effect:
            case effects.SetConsent(who, allowed):
                self._allow(who, allowed=allowed)
                lines.append(Line("kept", f"{who} opted {'in' if allowed else 'out'}"))
            case effects.NotThem(who):
                self._allow(who, allowed=False)
                lines.append(Line("kept", f"not the {who}'s number"))
            case effects.Silence(agent):
                self.chat = replace(self.chat, agent=agent)
            case effects.SpeakLanguage(who, language):
                if speaks(language):
                    self.chat, self.asked_language = self.chat.speaking(who, language), True

    def _render(self, say: effects.Say) -> str:
        person = self.chat.person(say.to)
        if person is None or (not person.consented and say.kind is not Kind.CONSENT):
            return ""
        if Guard.CODE in say.guards and not (self.chat.stop and self.chat.stop.arrived):
            return ""
        values = wording.base(self.chat) | dict(say.values) | {"now": self.chat.now.isoformat(), "link": "(link)"}
        if say.code:
            values["code"] = self.codes[say.code]
        if "lat" in say.values:
            values["map"] = "(link)"
        if say.pictures:
            values["photo"] = "(link)"
        if say.words:
            values["words"] = wording.mask(self.words[say.words])
        return wordings().render(person.language, say.wording, values, self.chat.zone)

    def _allow(self, who: Role, *, allowed: bool) -> None:
        if who is Role.CUSTOMER:
            self.chat = replace(self.chat, customer=replace(self.chat.customer, consented=allowed))
        elif self.chat.driver:
            self.chat = replace(self.chat, driver=replace(self.chat.driver, consented=allowed))


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


def known_flows() -> tuple[str, ...]:
    """Every flow by name."""
    return tuple(catalog())
