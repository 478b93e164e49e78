"""Pictures that came with words: written down in the transaction that acts on the words, and fetched afterwards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.people import Role
from domain.pictures import MOST, is_picture
from integrations.channel import Said
from store import models
from store.ids import new_id

if TYPE_CHECKING:
    from bot.receive import Door

AT_DOOR = ("arrived", "done")


@dataclass(frozen=True, slots=True)
class Came:
    """A file as it came: where it is fetched (`source`, `reference`), what it says it is, and who sent it."""

    source: str
    reference: str
    kind: str
    role: Role


async def want_said(door: "Door", said: Said, who: models.Participant, conversation: str, role: Role,
                    message: str) -> tuple[str, ...]:
    """Want what came with somebody's words; the kinds of what is no picture or cannot be had."""
    if not said.media:
        return ()
    beside = said.files or ("",) * len(said.media)
    left: list[str] = []
    proof = role is Role.DRIVER and await at_door(conversation)
    for kind, reference in list(zip(said.media, beside, strict=True))[:MOST]:
        if is_picture(kind) and reference:
            await want(door, Came(said.channel, reference, kind, role), who, conversation, message, proof=proof)
        else:
            left.append(kind)
    return tuple(left)


async def want(door: "Door", came: Came, who: models.Participant | None, conversation: str, message: str = "", *,
               proof: bool = False) -> None:
    """One picture of a delivery, once. It is sealed for the delivery's customer, or else for whoever sent it."""
    delivery = await models.Delivery.get_or_none(id=conversation or "-").select_related("customer")
    owner = (delivery.customer if delivery else None) or who
    known = models.Picture.filter(source=came.source, reference=came.reference, conversation_id=conversation)
    if owner is None or await known.exists():
        return
    await models.Picture.create(
        id=new_id(), conversation_id=conversation, message_id=message, owner_id=owner.id, role=came.role,
        source=came.source, reference=came.reference, kind=came.kind[:80], proof=proof, at=door.clock.now())
    if proof:
        await _proof(door, came, conversation)


async def _proof(door: "Door", came: Came, delivery: str) -> None:
    """What shows that it was handed over, and a line of it in the timeline."""
    name, now = came.reference.rpartition("/")[2][:64], door.clock.now()
    if await models.Proof.filter(source=came.source, reference=name, delivery_id=delivery).exists():
        return
    await models.Proof.create(id=new_id(), delivery_id=delivery, kind=came.kind[:80] or "file", source=came.source,
                              reference=name, at=now)
    await models.Entry.create(id=new_id(), conversation_id=delivery, at=now, kind="proof",
                              text="the driver sent a photo")


async def at_door(delivery: str) -> bool:
    """Whether the driver is there or was: what he photographs now shows how it was handed over."""
    stop = await models.Stop.filter(delivery_id=delivery or "-").exclude(status="removed").order_by("-id").first()
    return stop is not None and stop.status in AT_DOOR
