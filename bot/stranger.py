"""Words that belong to no delivery: a stranger, an old customer, or another machine. A person may read them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot import consents
from bot.pictures.wanting import want_said
from bot.saying import say_directly
from bot.slack_marks import redraw
from bot.words import keep_words
from domain.message import Kind
from domain.people import Role
from flows.understand.understood import DOUBT
from integrations.channel import Said
from store import models
from store.ids import new_id

if TYPE_CHECKING:
    from bot.hearing import Heard
    from bot.receive import Door

ONCE_IN = timedelta(hours=12)
QUIET = frozenset({"auto_reply", "thanks", "ack", "received", "greeting", "praise"})


async def wrote(door: "Door", who: models.Participant, heard: "Heard") -> None:
    """Nothing lies open for them: their word on consent counts all the same, the rest goes to support."""
    key = f"{heard.said.channel}:{heard.said.sid}"
    words = await keep_words(door, who, "", Role.CUSTOMER, heard.said.text, heard.at, heard.customer, key)
    await want_said(door, heard.said, who, "", Role.CUSTOMER, words)
    intents = set(heard.customer.intents) if heard.customer else set()
    if "opt_out" in intents:
        await _consent(door, who, heard.said, key, allowed=False)
    elif "opt_in" in intents:
        await _consent(door, who, heard.said, key, allowed=True)
    elif "help" in intents and heard.said.consent:
        return
    elif "help" in intents:
        await say_directly(door, who, "", Role.CUSTOMER, "consent/help", kind=Kind.CONSENT)
    elif not intents <= QUIET or (heard.customer and heard.customer.confidence < DOUBT):
        await _notice(door, who)


async def _consent(door: "Door", who: models.Participant, said: Said, key: str, *, allowed: bool) -> None:
    """Whose texts are meant: the brand that is named, or the one that wrote last; the whole number where it has one."""
    brands, last = await consents.brands_of(who.ours), await last_brand(who)
    carrier = bool(said.consent) or door.settings.twilio_confirms_stop
    brand = (consents.returning(said.text, last, brands, who) if allowed else consents.NUMBER if said.consent
             else consents.scope(said.text, last, brands, carrier=carrier))
    before, row = who.opted_out, new_id()
    sealed = await consents.keep_words(door.keys, who, row, said.text)
    await consents.set_consent(who, allowed=allowed, source="words", at=door.clock.now(), brand=brand, row=row,
                               evidence=key, sealed_words=sealed)
    if not said.consent and (allowed or not (before or door.settings.twilio_confirms_stop)):
        block = "consent/started" if allowed else "consent/stopped"
        await say_directly(door, who, "", Role.CUSTOMER, block, kind=Kind.CONSENT, brand=brand or last)


async def last_brand(who: models.Participant) -> str:
    """The brand in whose name this phone was written to last; empty where it was not."""
    told = models.Message.filter(participant_id=who.id, outgoing=True).exclude(conversation_id="")
    message = await told.order_by("-id").first()
    of = models.Delivery.get_or_none(id=message.conversation_id if message else "").select_related("depot")
    delivery = await of
    return delivery.depot.brand if delivery else ""


async def _notice(door: "Door", who: models.Participant) -> None:
    now = door.clock.now()
    has = models.Case.filter(dedupe__startswith=f"{who.id}:", state="claimed", live=True)
    lately = models.Message.filter(participant_id=who.id, outgoing=True, created_at__gt=now - ONCE_IN)
    if not await has.exists() and not await lately.exists():
        await say_directly(door, who, "", Role.CUSTOMER, "desk/nobody")
    await _case(door, "", "words from a phone with nothing open", who.id)


async def machine(door: "Door", who: models.Participant, said: Said, at: datetime) -> None:
    """Too many automatic answers in an hour: keep the words, say nothing, let a person look."""
    await keep_words(door, who, "", Role.CUSTOMER, said.text, at, None, f"{said.channel}:{said.sid}")
    await _case(door, "", "too many automatic answers: perhaps another machine", who.id)


async def _case(door: "Door", conversation: str, reason: str, participant: str) -> None:
    """One at a time: while it is live, more words stand on its card; afterwards they open a new one."""
    named = f"{participant}:{reason[:40]}:"
    row = await models.Case.filter(dedupe__startswith=named, live=True).first()
    if row is not None:
        await redraw(row.id, "")
        return
    case = new_id()
    await models.Case.create(id=case, conversation_id=conversation, queue="support", reason=reason, priority=2,
                             opened_at=door.clock.now(), dedupe=f"{named}{case}")
