"""A made-up delivery for conversations without a world, and the headers of a transcript that change it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.chat import Chat, StopAhead
from domain.delivery import Delivery, Depot, Slot, Status, Stop, Window
from domain.message import CodeRef
from domain.people import ConversationId, DeliveryId, DepotId, DriverId, ParticipantId, Person, Role, RunId, StopId

ZONE = "America/Chicago"
CODE = CodeRef("c0")


def stage(header: dict[str, str]) -> Chat:
    """Nine in the morning of its day: a sofa for Ana, between two and four, driven by Marco, as `header` has it.

    Raises:
        KeyError: for a header nobody knows.
        ValueError: for a value that none of them can have.
    """
    chat = _plain(ZoneInfo(header.get("zone", ZONE)), Status(header.get("status", "scheduled")))
    for name, value in header.items():
        if name not in {"flow", "zone", "status"}:
            chat = HEADERS[name](chat, value)
    return chat


def _plain(zone: ZoneInfo, status: Status) -> Chat:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=zone).astimezone(UTC)
    start = now + timedelta(hours=5)
    delivery = Delivery(DeliveryId("d1"), "BF-10023", status, Window(start, start + timedelta(hours=2)), "1 Main St",
                        "3-seat sofa")
    stop = Stop(StopId("st1"), RunId("r1"), DriverId("dr1"), 1, 0, arrived=status is Status.ARRIVED,
                left=status.ended or status is Status.ATTEMPT_FAILED, started=status.on_the_road)
    return Chat(now, ConversationId("d1"), delivery, Depot(DepotId("dp1"), "Bloom", str(zone)),
                Person(Role.CUSTOMER, ParticipantId("p1"), "Ana Ruiz"),
                Person(Role.DRIVER, ParticipantId("p2"), "Marco Bell"), stop,
                tuple(_slot(start, day) for day in (1, 2, 3)),
                (StopAhead("Ana", "1 Main St", delivery.window), StopAhead("Bo", "7 Elm St", delivery.window)))


def _slot(start: datetime, day: int) -> Slot:
    """Tomorrow nine to one, then each day an hour later."""
    opens = start + timedelta(days=day, hours=day - 6)
    return Slot(f"s{day}", Window(opens, opens + timedelta(hours=4)))


def _language(chat: Chat, value: str) -> Chat:
    return replace(chat, customer=replace(chat.customer, language=value))


def _items(chat: Chat, value: str) -> Chat:
    """What comes, in the customer's language."""
    return replace(chat, delivery=replace(chat.delivery, items=value))


def _driver(chat: Chat, value: str) -> Chat:
    """`none`, or the language this driver reads."""
    if value == "none" or chat.driver is None:
        return replace(chat, driver=None, stop=None)
    return replace(chat, driver=replace(chat.driver, language=value))


def _window(chat: Chat, value: str) -> Chat:
    """`in 3 days`: so many days later than today."""
    later = timedelta(days=int(value.split()[1]))
    window = chat.delivery.window
    moved = replace(chat.delivery, window=Window(window.start + later, window.end + later))
    return replace(chat, delivery=moved)


def _slots(chat: Chat, value: str) -> Chat:
    """How many windows are open, or `gone`: the first is taken by somebody else meanwhile."""
    if value == "gone":
        return chat
    many = 0 if value == "none" else int(value)
    return replace(chat, slots=tuple(_slot(chat.now + timedelta(hours=5), day) for day in range(1, many + 1)))


def _before(chat: Chat, value: str) -> Chat:
    """How many open stops come first."""
    return replace(chat, stop=replace(chat.stop, before=int(value), number=int(value) + 1)) if chat.stop else chat


HEADERS: dict[str, Callable[[Chat, str], Chat]] = {
    "language": _language,
    "items": _items,
    "driver": _driver,
    "window": _window,
    "slots": _slots,
    "before": _before,
    "code": lambda chat, _: replace(chat, code=CODE),
    "carrier": lambda chat, value: replace(chat, carrier_confirms_stop=value == "confirms"),
    "strange": lambda chat, value: replace(chat, customer=replace(chat.customer, strange=value == "yes")),
    "last": lambda chat, value: replace(chat, stops=chat.stops[:1] if value == "stop" else chat.stops),
}
