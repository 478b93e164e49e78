"""Stop, start and help: the law, before anything else. One confirmation, and only if the carrier does not send it."""

from domain.chat import Chat
from domain.effects import Effect, HandOver, Say, SetConsent
from domain.events import Event, Meant
from domain.meanings import Plain
from domain.message import Kind
from domain.people import Role
from flows.engine.state import Turn, done


def law(event: Event, chat: Chat) -> Turn | None:
    """Whoever says it, in whatever role."""
    match event:
        case Meant(who, Plain("opt_out")):
            known = chat.carrier_confirms_stop or _gone(who, chat)
            confirm = () if known else (_say(who, "stopped"),)
            return done(SetConsent(who, allowed=False, source="words", words=event.words), *confirm,
                        *_dispatch(who, "a driver opted out of texts", 1))
        case Meant(who, Plain("opt_in")):
            said = () if chat.carrier_answered else (_say(who, "started"),)
            return done(SetConsent(who, allowed=True, source="words", words=event.words), *said)
        case Meant(who, Plain("help")):
            block = "driver_help" if who is Role.DRIVER else "help"
            said = () if chat.carrier_answered else (_say(who, block),)
            return done(*said, *_dispatch(who, "driver needs help", 2))
    return None


def _gone(who: Role, chat: Chat) -> bool:
    """They had opted out before: one confirmation is all they get."""
    person = chat.person(who)
    return person is not None and not person.consented


def _dispatch(who: Role, reason: str, priority: int) -> tuple[Effect, ...]:
    """A driver out of reach, or in need of help, is a dispatcher's business too."""
    return (HandOver(reason, priority, "dispatch"),) if who is Role.DRIVER else ()


def _say(who: Role, block: str) -> Say:
    return Say(who, f"consent/{block}", kind=Kind.CONSENT, guards=frozenset())
