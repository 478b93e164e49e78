"""From a text to what was meant: law first, then the driver's lists, then everything a customer may say."""

from datetime import datetime

from flows.understand import consent
from flows.understand.customer import weighed
from flows.understand.driver import driven
from flows.understand.flat import Flat, flatten
from flows.understand.rules import rules
from flows.understand.speaking import speaking
from flows.understand.understood import Slots, Understood
from flows.understand.words import LANGUAGES

CUSTOMER_CONTEXTS = ("none", "confirm_window", "reschedule_offer", "rating_request", "driver_relay")
DRIVER_CONTEXTS = ("driver_menu", "driver_reason", "driver_which", "driver_free")
ESCALATES = frozenset({"human", "incident", "cancel", "damaged", "missing", "wrong_item", "refund_return", "complaint",
                       "sos", "vehicle_issue"})
"""What a person should look at, whatever we answer."""

HARMFUL = frozenset({"opt_out", "cancel", "access_code", "rating"})
"""What is never guessed from a language we only suppose."""


def understand(text: str, context: str, now: datetime, language: str | None = None) -> Understood:
    """What somebody meant, by rules.

    `context` is what we asked last (one of the contexts above, anything else counts as `none`). `now` is aware, in the
    delivery's local zone. `language` is a hint (BCP 47): the words themselves may say otherwise.
    """
    flat = flatten(text)
    spoken, sure = speaking(flat, language)
    if key := consent.keyword(flat):
        return _lawful(key, flat, spoken)
    if context in DRIVER_CONTEXTS:
        return _from_driver(flat, context, spoken)
    return _from_customer(flat, context, now, spoken, sure=sure)


def _lawful(key: str, flat: Flat, spoken: str) -> Understood:
    both = key == "opt_out" and consent.ambiguous(flat)
    intents = (key, "cancel") if both else (key,)
    return Understood(spoken, intents, 0.99, Slots(), both, ("a keyword of the law",))


def _from_driver(flat: Flat, context: str, spoken: str) -> Understood:
    first = driven(flat, context, rules(spoken))
    if first.intents[0] in {"message", "other"} and spoken != "en":
        again = driven(flat, context, rules("en"))
        first = again if again.intents[0] not in {"message", "other"} else first
    escalate = bool(ESCALATES & set(first.intents))
    return Understood(spoken, first.intents, first.confidence, first.slots, escalate, (first.why,))


def _from_customer(flat: Flat, context: str, now: datetime, spoken: str, *, sure: bool) -> Understood:
    leaves = consent.leaves(flat)
    found = weighed(flat, context, now, spoken, leaves=leaves)
    for other in ("en",) if sure else tuple(LANGUAGES):
        if found.intents != ("other",) or other == spoken:
            continue
        again = weighed(flat, context, now, other, leaves=leaves)
        if sure or not HARMFUL & set(again.intents):
            found, spoken = again, (spoken if again.intents == ("other",) or sure else other)
    escalate = bool(ESCALATES & set(found.intents))
    return Understood(spoken, found.intents, found.confidence, found.slots, escalate, found.why)
