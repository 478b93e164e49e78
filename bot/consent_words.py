"""Words about consent: what the carrier says they are, the brand they name, and the conversation they go to at once.

A STOP is never asked back about: where several deliveries may be meant, the brand that is named or that wrote last
takes it. `OptOutType` tells what a carrier with keywords of its own has understood and answered.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot import consents, refusals
from domain.effects import SetConsent
from domain.people import ConversationId, Role
from flows.engine.addressing import About, Address, Desk, Nobody, Which
from flows.understand import Understood
from flows.understand.consent import keyword
from flows.understand.flat import bare, flatten
from store import models
from store.ids import new_id

if TYPE_CHECKING:
    from bot.hearing import Heard
    from bot.keep import Keeping

CARRIER = {"stop": "opt_out", "start": "opt_in", "help": "help"}


async def read(heard: "Heard") -> "Heard":
    """The same words, understood as the carrier understood them, or as a keyword beside a brand's name."""
    intent = CARRIER.get(heard.said.consent) or await _beside_a_name(heard)
    if not intent:
        return heard
    return replace(heard, customer=_meaning(heard.customer, intent), driver=_meaning(heard.driver, intent))


async def _beside_a_name(heard: "Heard") -> str:
    text = heard.said.text
    words = bare(flatten(text)).split(" ")
    if not 1 < len(words) <= consents.SHORT or not any(keyword(flatten(word)) for word in words):
        return ""
    rest = consents.without_names(text, await consents.brands_of(heard.said.ours))
    return keyword(flatten(rest)) if rest else ""


def _meaning(understood: Understood | None, intent: str) -> Understood | None:
    return replace(understood, intents=(intent,), confidence=1.0, escalate=False) if understood else None


async def meant(who: models.Participant, heard: "Heard", desk: Desk, found: Address) -> Address:
    """Where words about consent go: never to a question back."""
    if isinstance(found, Which) and found.options[0].role is Role.DRIVER:
        return About(found.options[0].conversation, Role.DRIVER)
    if isinstance(found, About) and found.role is Role.DRIVER:
        return found
    if not isinstance(found, About | Which):
        return Nobody()
    return await _of_brand(who, heard.said.text, [one.conversation for one in desk.matters], found)


async def _of_brand(who: models.Participant, text: str, matters: Sequence[ConversationId], found: Address) -> Address:
    """The delivery of the brand that is named, or the one last written about; nobody's where that brand has none."""
    named = consents.named_brand(text, await consents.brands_of(who.ours))
    if isinstance(found, About) and not named:
        return found
    rows = await models.Delivery.filter(id__in=list(matters)).select_related("depot")
    of_brand = [row.id for row in rows if row.depot.brand == named] if named else [row.id for row in rows]
    if not of_brand:
        return Nobody()
    told = models.Message.filter(participant_id=who.id, outgoing=True, conversation_id__in=of_brand)
    last = await told.order_by("-id").first()
    return About(ConversationId(last.conversation_id if last else of_brand[0]), Role.CUSTOMER)


async def keep_consent(effect: SetConsent, work: "Keeping") -> None:
    """A decision about consent to the ledger, with the words it rests on."""
    who = await work.participant(effect.who)
    if who is None:
        return
    said = await models.Message.get_or_none(id=effect.words) if effect.words else None
    text, brand = await _said(work, who, said), consents.NUMBER
    if effect.source == "carrier":
        await consents.stopped_at_carrier(who, work.chat.now)
    else:
        brand, row = await _brand_of(work, who, effect, text), new_id()
        sealed = await consents.keep_words(work.keys, who, row, text) if text else None
        await consents.set_consent(who, allowed=effect.allowed, source=effect.source, at=work.chat.now, brand=brand,
                                   evidence=effect.words or "", sealed_words=sealed, row=row)
        if brand == consents.NUMBER:
            await refusals.by_words(who, said, work.keys, work.chat.now, allowed=effect.allowed)
    done = "opted in" if effect.allowed else "opted out"
    await work.entry("consent", f"{effect.who} {done} of {brand or 'this number'} ({effect.source})")


async def _said(work: "Keeping", who: models.Participant, row: models.Message | None) -> str:
    if row is None or row.sealed_body is None:
        return ""
    return await work.keys.read(who, "messages", row.id, row.sealed_body)


async def _brand_of(work: "Keeping", who: models.Participant, effect: SetConsent, text: str) -> str:
    """A driver means the company; a customer whom the words name, or this conversation's brand."""
    if effect.who is not Role.CUSTOMER or (work.carrier and not effect.allowed):
        return consents.NUMBER
    ours, brands = work.delivery.depot.brand, await consents.brands_of(who.ours)
    if effect.allowed:
        return consents.returning(text, ours, brands, who)
    return consents.scope(text, ours, brands, carrier=work.chat.carrier_confirms_stop)
