"""Pictures that go out beside words: a customer's to the driver in Slack, a delivery's photo to its customer.

Only pictures of the message's own conversation are ever looked for, so that none can go to another one's people.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import phonenumbers

from bot.pictures.links import carried_from
from bot.pictures.opening import FULL, opened, proof_of
from bot.saying import Letter
from domain.people import Role
from domain.pictures import Unreadable
from store import models
from store.crypt import Keys

DELIVERED = "notices/delivered"
OFF, MESSAGE = "off", "message"
PATIENCE = timedelta(seconds=45)
"""How long the word that it is delivered waits for its photo; then it goes without."""
LONGEST = timedelta(hours=1)
"""Of world time, however fast that runs: what is said must still be true."""
MOST, SHARED = 3, 4
PICTURE_COUNTRIES = frozenset({"US", "CA"})
"""Where phones get pictures by MMS from a number of the same two countries; elsewhere the link is all that goes."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What could go along: addresses that a provider fetches, and bytes for whoever takes those."""

    photos: tuple[str, ...] = ()
    files: tuple[bytes, ...] = ()

    def by(self, channel: str, theirs: str, ours: str) -> tuple[str, ...]:
        """The photos that go along on this way."""
        can = channel == "whatsapp" or (channel == "sms" and _pictures(theirs) and _pictures(ours))
        return self.photos if can else ()


async def waits(row: models.Message, now: datetime, speed: float) -> bool:
    """Whether the photo that belongs to this message is still on its way to us."""
    if not _tells_of_delivery(row) or now - row.created_at > min(PATIENCE * speed, LONGEST):
        return False
    wanted = models.Picture.filter(conversation_id=row.conversation_id, proof=True, open=True)
    return await wanted.exists() and await _shows(row.conversation_id) != OFF


async def shows_proof(row: models.Message) -> bool:
    """Whether this message tells its customer of a delivery whose photo is on their page."""
    return (_tells_of_delivery(row) and await _shows(row.conversation_id) != OFF
            and bool(await proof_of(row.conversation_id)))


async def carried(row: models.Message, letter: Letter, keys: Keys, url: str, now: datetime) -> Carried:
    """What could go along with a message."""
    if row.channel == "slack":
        return Carried(files=await _shown(letter, row.conversation_id, keys))
    if not _tells_of_delivery(row) or await _shows(row.conversation_id) != MESSAGE:
        return Carried()
    proofs = await proof_of(row.conversation_id)
    return Carried(photos=tuple(carried_from(one.id, keys, url, now) for one in proofs[:MOST]))


def _tells_of_delivery(row: models.Message) -> bool:
    return row.role == Role.CUSTOMER and bool(row.conversation_id) and DELIVERED in row.wordings


async def _shows(delivery: str) -> str:
    found = await models.Delivery.get_or_none(id=delivery).select_related("depot")
    return found.depot.proof_photo if found else OFF


async def _shown(letter: Letter, conversation: str, keys: Keys) -> tuple[bytes, ...]:
    named = [part.pictures for part in letter.parts if part.pictures]
    if not named:
        return ()
    rows = await models.Picture.filter(message_id__in=named, conversation_id=conversation,
                                       state="kept").order_by("id").limit(SHARED)
    found = []
    for one in rows:
        try:
            found.append(await opened(one, FULL, keys))
        except Unreadable:
            continue
    return tuple(found)


def _pictures(number: str) -> bool:
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) in PICTURE_COUNTRIES
    except phonenumbers.NumberParseException:
        return False
