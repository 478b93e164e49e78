"""The frozen snapshot of everything a decision may know."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.delivery import Delivery, Depot, Slot, Stop, Window
from domain.message import CodeRef, WordsRef
from domain.people import ConversationId, Person, Role


@dataclass(frozen=True, slots=True)
class DoorNote:
    """What the driver must know at the door. `kind` is instruction, hazard or safe_place."""

    kind: str
    words: WordsRef
    text: str


@dataclass(frozen=True, slots=True)
class StopAhead:
    """An open stop of the run as its driver's schedule names it: first name, door, and the window promised there."""

    name: str
    address: str
    window: Window


@dataclass(frozen=True, slots=True)
class Chat:
    """Everything one decision about one delivery may know; `now` included, so nothing asks a clock.

    `slots` are windows the depot still has room in, earliest first. `stops` are the run's open stops in order.
    `arrives` is our estimate, None when we have none. `agent` is who took over.
    `carrier_answered`: the carrier has answered these very words, START and HELP too, so we do not.
    """

    now: datetime
    conversation: ConversationId
    delivery: Delivery
    depot: Depot
    customer: Person
    driver: Person | None = None
    stop: Stop | None = None
    slots: tuple[Slot, ...] = ()
    stops: tuple[StopAhead, ...] = ()
    arrives: Window | None = None
    code: CodeRef | None = None
    notes: tuple[DoorNote, ...] = ()
    agent: str = ""
    cases: frozenset[str] = frozenset()
    carrier_confirms_stop: bool = False
    carrier_answered: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the door, by its depot."""
        return ZoneInfo(self.depot.time_zone)

    @property
    def driver_known(self) -> bool:
        """Somebody drives it now, and may be written to."""
        return self.driver is not None and self.stop is not None and not self.stop.left

    def person(self, role: Role) -> Person | None:
        """Who has this role here."""
        return self.customer if role is Role.CUSTOMER else self.driver if role is Role.DRIVER else None

    def speaking(self, role: Role, language: str) -> "Chat":
        """The same, with one of them spoken to in another language from now on."""
        if role is Role.CUSTOMER:
            return replace(self, customer=replace(self.customer, language=language))
        if role is Role.DRIVER and self.driver is not None:
            return replace(self, driver=replace(self.driver, language=language))
        return self
