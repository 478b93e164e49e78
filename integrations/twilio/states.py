"""Twilio's status words in our words, and their order: callbacks come in any order, a state only ever climbs."""

from domain.message import State

WORDS = {
    "accepted": State.ACCEPTED,
    "scheduled": State.ACCEPTED,
    "queued": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "partially_delivered": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.READ,
    "undelivered": State.UNDELIVERED,
    "failed": State.FAILED,
    "canceled": State.CANCELED,
}
RANKS = {
    State.ACCEPTED: 10,
    State.SENT: 30,
    State.UNDELIVERED: 40,
    State.FAILED: 40,
    State.CANCELED: 40,
    State.DELIVERED: 50,
    State.READ: 60,
}


def state(word: str) -> State:
    """Our state for Twilio's status word.

    A word we do not know yet proves that Twilio has the message and nothing more: it ranks lowest and undoes nothing.
    """
    return WORDS.get(word, State.ACCEPTED)


def rank(of: State) -> int:
    """How far along a state is, 10 to 60; 0 for what never left us, so that any evidence outranks it.

    40 is an end, unless a "delivered" comes after all: carriers do report both.
    """
    return RANKS.get(of, 0)


def later(old: State, new: State) -> State:
    """The state that stands when `new` is reported of a message that is `old`; of two equal ones, the first."""
    return new if rank(new) > rank(old) else old
