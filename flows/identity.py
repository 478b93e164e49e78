"""Who is this? Is this really you? You have the wrong number. Speak my language."""

from domain.chat import Chat
from domain.delivery import Status
from domain.effects import HandOver, NotThem, Say, SpeakLanguage
from domain.events import Event, Meant
from domain.meanings import Language, Plain
from domain.message import Guard, Kind
from domain.people import Role
from flows.engine.catalog import Kept
from flows.engine.state import Turn, done


def facts(event: Event, chat: Chat) -> Kept | None:
    """A language asked for holds from the next word on."""
    match event:
        case Meant(who, Language(language)) if language:
            spoken = language.split("-", maxsplit=1)[0]
            welcome = Say(who, "identity/language", {"spoken": spoken}, Kind.ANSWER)
            return Kept((SpeakLanguage(who, language),), (welcome,))
    return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """Say who we are; leave a stranger in peace."""
    match event:
        case Meant(Role.CUSTOMER, Plain("identity_question" | "verify")):
            return done(Say(Role.CUSTOMER, "identity/who", kind=Kind.ANSWER))
        case Meant(Role.CUSTOMER, Plain("wrong_number")):
            sorry = Say(Role.CUSTOMER, "identity/wrong_number", kind=Kind.CONSENT, guards=frozenset[Guard]())
            return done(sorry, HandOver("the number belongs to somebody else", 1, "dispatch"), NotThem(Role.CUSTOMER))
        case Meant(Role.CUSTOMER, Plain("greeting")):
            planned = chat.delivery.status is Status.SCHEDULED
            return done(Say(Role.CUSTOMER, "identity/hello", {"planned": planned}, Kind.ANSWER))
    return None

