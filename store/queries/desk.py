"""What lies open for one phone, in one trip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.models import Delivery, Depot, Floor, Message, Stop
from store.queries.raw import Statement, rows, together

MATTERS = Statement(
    """SELECT {delivery}, {depot} FROM deliveries AS delivery JOIN depots AS depot ON depot.id = delivery.depot_id
    WHERE delivery.customer_id = ? AND delivery.live = true ORDER BY delivery.window_start""",
    {"delivery": Delivery, "depot": Depot})
STOPS = Statement(
    """SELECT {stop}, {delivery}, {depot} FROM drivers AS driver
    JOIN runs AS run ON run.driver_id = driver.id AND run.status = 'started'
    JOIN stops AS stop ON stop.run_id = run.id AND stop.status IN ('open', 'arrived')
    JOIN deliveries AS delivery ON delivery.id = stop.delivery_id
    JOIN depots AS depot ON depot.id = delivery.depot_id
    WHERE driver.participant_id = ? ORDER BY stop.number""",
    {"stop": Stop, "delivery": Delivery, "depot": Depot})
QUESTIONS = Statement(
    """SELECT {floor}, session.flow, session.state FROM floors AS floor
    LEFT JOIN sessions AS session ON session.conversation_id = floor.conversation_id AND session.flow = floor.session_id
    WHERE floor.participant_id = ? AND (floor.held = true OR floor.conversation_id = '')""", {"floor": Floor})
ABOUT_THEM = Statement(
    """SELECT (SELECT max(language) FROM drivers WHERE participant_id = ?),
    (SELECT count(*) FROM messages WHERE participant_id = ? AND outgoing = true AND created_at > ?)""")
ELSEWHERE = Statement(
    """SELECT {stop}, {delivery} FROM stops AS stop JOIN deliveries AS delivery ON delivery.id = stop.delivery_id
    JOIN runs AS run ON run.id = stop.run_id JOIN drivers AS driver ON driver.id = run.driver_id
    WHERE stop.status IN ('open', 'arrived') AND driver.participant_id <> ? AND stop.delivery_id IN (
        SELECT conversation_id FROM messages WHERE participant_id = ? AND created_at > ? AND outgoing = true
        AND role = 'driver' AND conversation_id <> '')""", {"stop": Stop, "delivery": Delivery})
LAST_WORDS = Statement(
    """SELECT {message} FROM messages AS message WHERE participant_id = ? AND created_at > ? AND outgoing = false
    ORDER BY created_at DESC, id DESC LIMIT ?""", {"message": Message})


@dataclass(frozen=True, slots=True)
class Question:
    """An open question on a phone, with flow and state of the session that asks it where there is one."""

    floor: Floor
    flow: str | None
    state: str | None


@dataclass(frozen=True, slots=True)
class Lies:
    """What lies open for one phone. `answers`: how many messages went or go to it since the instant asked for.

    `driver_language` is that of the driver whose phone it is (BCP 47), None where it is no driver's.
    """

    matters: Sequence[Delivery]
    stops: Sequence[Stop]
    questions: Sequence[Question]
    driver_language: str | None
    answers: int


async def what_lies_open(who: str, since: datetime) -> Lies:
    """Live deliveries of a customer, open stops of a driver, open questions; each with what it belongs to."""
    matters, stops, questions, about = await together(MATTERS(who), STOPS(who), QUESTIONS(who),
                                                      ABOUT_THEM(who, who, since))
    [(driver_language, answers)] = about
    return Lies([_at(depot, delivery) for delivery, depot in matters],
                [_stop(stop, _at(depot, delivery)) for stop, delivery, depot in stops],
                [Question(*one) for one in questions], driver_language, answers)


async def driven_by_others(who: str, since: datetime) -> list[Stop]:
    """Open stops that this driver was told about since then and somebody else drives to now."""
    return [_stop(stop, delivery) for stop, delivery in await rows(ELSEWHERE(who, who, since))]


async def last_words(who: str, since: datetime, most: int) -> list[Message]:
    """What a phone wrote to us since then, newest first."""
    return [message for (message,) in await rows(LAST_WORDS(who, since, most))]


def _at(depot: Depot, delivery: Delivery) -> Delivery:
    delivery.depot = depot
    return delivery


def _stop(stop: Stop, delivery: Delivery) -> Stop:
    stop.delivery = delivery
    return stop
