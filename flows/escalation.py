"""A person is needed, or has taken over. Everything a machine should not decide goes this way.

"a human please", "call it off", a new address, a picture  -> a case, and an honest word
AgentTookOver -> our own talk is silent -> AgentHandedBack
AnswerPromised -> the customer hears by when a person answers, or from when somebody is there
"""

from domain.chat import Chat
from domain.effects import HandOver, Say, SetConsent, Silence
from domain.events import (
    AgentHandedBack,
    AgentSaid,
    AgentTookOver,
    AnswerPromised,
    Event,
    Meant,
    SendFailed,
    SentMedia,
    SignalLost,
)
from domain.meanings import ChangeAddress, Plain
from domain.message import Kind
from domain.people import Role
from flows.engine.state import Turn, done

CARRIER_STOP = 21610
DRIVER = {
    "sos": ("driver: emergency", 1),
    "vehicle_issue": ("driver: trouble with the vehicle", 1),
    "call_customer": ("driver wants to speak to the customer", 2),
    "break": ("driver takes a break", 3),
}


def starts(event: Event, chat: Chat) -> Turn | None:
    """What needs a person, and what a person does."""
    return _customer(event) or _driver(event, chat) or _staff(event) or _failed(event, chat)


def _customer(event: Event) -> Turn | None:
    match event:
        case Meant(Role.CUSTOMER, Plain("human")):
            return done(HandOver("asks for a person", 1), _say("human"))
        case Meant(Role.CUSTOMER, Plain("cancel")):
            return done(HandOver("wants to call the delivery off", 1), _say("call_off"))
        case Meant(Role.CUSTOMER, ChangeAddress()):
            return done(HandOver("wants another address", 1, "dispatch"), _say("address"))
        case SentMedia(Role.CUSTOMER):
            return done(HandOver("sent a picture or a recording", 2), _say("media"))
        case SentMedia(Role.DRIVER):
            return done(HandOver("driver sent a picture or a recording", 3, "dispatch"), _to_driver("driver_media"))
    return None


def _driver(event: Event, chat: Chat) -> Turn | None:
    match event:
        case SignalLost(since=since) if chat.driver_known:
            clock = since.astimezone(chat.zone)
            return done(HandOver(f"no position from the driver's tracker since {clock:%H:%M}", 2, "dispatch"))
        case Meant(Role.DRIVER, Plain(intent)) if intent in DRIVER:
            reason, priority = DRIVER[intent]
            block = "sos" if intent == "sos" else "dispatch_told"
            return done(HandOver(reason, priority, "dispatch"), _to_driver(block))
    return None


def _staff(event: Event) -> Turn | None:
    match event:
        case AgentTookOver(agent=agent):
            return done(Silence(agent))
        case AgentSaid(to=to, words=words):
            return done(Say(to, "escalation/agent", kind=Kind.ANSWER, words=words))
        case AgentHandedBack():
            return done(Silence(""))
        case AnswerPromised(by=by, away=away):
            block = "away_until" if away else "answered_by"
            return done(Say(Role.CUSTOMER, f"escalation/{block}", {"at": by.isoformat()}, Kind.ANSWER))
    return None


def _failed(event: Event, chat: Chat) -> Turn | None:
    match event:
        case SendFailed(who=who, code=code) if code == CARRIER_STOP:
            return done(SetConsent(who, allowed=False, source="carrier"))
        case SendFailed(who=Role.DRIVER):
            return done(HandOver("a text to the driver did not arrive", 1, "dispatch"))
        case SendFailed():
            return done(HandOver("a text to the customer did not arrive", 2))
    return None


def _say(block: str) -> Say:
    return Say(Role.CUSTOMER, f"escalation/{block}", kind=Kind.ANSWER)


def _to_driver(block: str) -> Say:
    return Say(Role.DRIVER, f"escalation/{block}", kind=Kind.ANSWER)
