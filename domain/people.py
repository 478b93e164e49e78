"""Who takes part in a conversation, and the ids everything is known by."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

ConversationId = NewType("ConversationId", str)
DeliveryId = NewType("DeliveryId", str)
DepotId = NewType("DepotId", str)
DriverId = NewType("DriverId", str)
MessageId = NewType("MessageId", str)
ParticipantId = NewType("ParticipantId", str)
RunId = NewType("RunId", str)
SessionId = NewType("SessionId", str)
"""A flow's name: a conversation has at most one session of a flow; its turns count on from one run to the next."""

StopId = NewType("StopId", str)


class Role(StrEnum):
    """The part somebody has in one delivery. One phone may have different roles in different deliveries."""

    CUSTOMER = "customer"
    DRIVER = "driver"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Person:
    """A participant as a decision sees them.

    `language` is BCP 47. `consented` is false once they opted out. `strange` is true while an old number may have
    a new owner: nothing personal is said until they answer (see docs/adr/0007-recycled-numbers.md).
    """

    role: Role
    participant: ParticipantId
    name: str
    language: str = "en"
    consented: bool = True
    strange: bool = False

    @property
    def first_name(self) -> str:
        """The name we greet with; empty when we know none."""
        return self.name.split(" ")[0] if self.name else ""
