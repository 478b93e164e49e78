"""What a van does at the doors of its run: comes to one, stands at it, leaves it. Pure; metres, seconds.

A red light is no call, drift is no leaving, and one jumping fix is neither: coming takes dwell, leaving two fixes.
"""

from datetime import UTC, datetime

from msgspec import Struct

from domain.events import Arrived, Departed, Event
from domain.position import Position
from tracking.ahead import Ahead
from tracking.doors import AT_DOOR, Door, Near, adopted, closest, distance, known, watched
from tracking.doorstep import Place
from tracking.sight import metres
from tracking.stay import STOPPED, Stay

IN_STREET = 150.0
CLOSE = 35.0
DWELL, FARTHER_DWELL, OUT_OF_TURN, STANDSTILL, PARKED = 30.0, 45.0, 60.0, 15.0, 90.0
SPENT = 100.0
CRAWL, LINGERED = 5.0, 75.0
Told = tuple[tuple[str, Event], ...]
"""Deliveries and what each must hear of."""


class Calls(Struct, frozen=True, gc=False, omit_defaults=True):
    """What it did at doors. `open`: how many stops were open.

    `near`: the door it is within 60 m of, since `near_since`. `doors`: come to and not left; `left`: come to, left and
    still open. `spent`: where it last came to a door or closed one, for to stand on there is no arrival elsewhere.
    """

    open: int = 0
    near: str = ""
    near_since: float = 0.0
    doors: tuple[Door, ...] = ()
    left: tuple[str, ...] = ()
    spent: Place | None = None


NO_CALLS = Calls()


def passing(calls: Calls, last: Position | None, stay: Stay | None, count: int) -> Calls:
    """No open door is within 300 m; `count` stops are open. A stray fix is no reason to forget the door.

    `last` is the sure position before: whatever was closed since was closed from there.
    """
    if stay is not None and stay.stray is not None:
        return calls
    spent = (last.lat, last.lon) if last is not None and count < calls.open else calls.spent
    return Calls(count, "", 0.0, (), calls.left, spent)


def called(calls: Calls, last: Position | None, position: Position, stay: Stay | None, near: list[Near],
           ahead: Ahead) -> tuple[Calls, Told]:
    """The calls after one more sure position, with doors `near`. `last` is the sure position before it."""
    told: Told = ()
    count = len(ahead.stops)
    doors, left, spent = adopted(near, calls.doors, calls.left), calls.left, calls.spent
    if doors:
        doors, left, told = _leaving(doors, left, position, near, ahead)
    if count < calls.open and last is not None:
        spent = (last.lat, last.lon)
    best = closest(near, doors, left)
    name, since = _nearing(calls, best, stay, position.at, ahead)
    now = calls
    if (name != calls.near or since != calls.near_since or doors != calls.doors or count != calls.open
            or left != calls.left):
        now = Calls(count, name, since, doors, left, spent)
    if best is not None and not known(best[0].delivery, doors):
        following = _is_next(best[0].delivery, doors, left, ahead)
        came = _came(now, best[1], position, stay, following=following) or (
            _lingered(now, best[0].place, last, position))
        if came:
            stood = calls.near in {"", name}  # else at another door here, and it comes to this one only now
            return _arriving(now, best, came if stood else position.at, position, told, ahead)
    return now, told


def _leaving(doors: tuple[Door, ...], left: tuple[str, ...], position: Position, near: list[Near],
             ahead: Ahead) -> tuple[tuple[Door, ...], tuple[str, ...], Told]:
    """The doors it is still at, those it left, and who hears of it now. A closed one needs no farewell."""
    kept: list[Door] = []
    told: list[tuple[str, Event]] = []
    for door in doors:
        far = distance(door, near, ahead, position)
        if far is None:
            continue
        seen, since = watched(door, far, position)
        if since:
            told.append((door.delivery, Departed(_instant(since))))
        else:
            kept.append(seen)
    if told:
        left = (*left, *(delivery for delivery, _ in told))
    return tuple(kept), left, tuple(told)


def _nearing(calls: Calls, best: Near | None, stay: Stay | None, at: float, ahead: Ahead) -> tuple[str, float]:
    """The door within 60 m, and since when: as long as it stands, if it stands that near. A stray changes nothing.

    When the door it stood at is closed, the next one in that building has been near just as long.
    """
    if stay is not None and stay.stray is not None:
        return calls.near, calls.near_since
    if best is None or best[1] > AT_DOOR:
        return "", 0.0
    name = best[0].delivery
    if calls.near == name or (calls.near and all(step.delivery != calls.near for step in ahead.stops)):
        return name, calls.near_since
    place = best[0].place
    stands = stay is not None and place is not None and metres((stay.lat, stay.lon), place) <= AT_DOOR
    return name, stay.since if stay is not None and stands else at


def _is_next(delivery: str, doors: tuple[Door, ...], left: tuple[str, ...], ahead: Ahead) -> bool:
    """Whether every stop before it in the run was come to."""
    for step in ahead.stops:
        if step.delivery == delivery:
            return True
        if step.arrived is None and step.delivery not in left and not known(step.delivery, doors):
            return False
    return True


def _came(calls: Calls, far: float, here: Position, stay: Stay | None, *, following: bool) -> float:
    """Since when it is at the door it is nearest to, 0 while it is not. At another open door it takes 90 s.

    Beyond 35 m it takes longer, for there it may be a red light: in drawn drives that halved the false arrivals. Out of
    turn it takes a minute: in a dense town every light is near some later stop's door.
    """
    if stay is None or stay.stray is not None:
        return 0.0
    stopped = here.at - stay.still if stay.still else 0.0
    if calls.near:
        since = max(calls.near_since, stay.since)
        dwelt, close = here.at - since, far <= CLOSE
        if dwelt >= (PARKED if calls.doors else OUT_OF_TURN if not following else DWELL if close else FARTHER_DWELL):
            return since
        quick = close and following and not calls.doors and here.speed is not None and here.speed < STOPPED
        return since if quick and min(stopped, dwelt) >= STANDSTILL else 0.0
    parked = here.at - stay.since >= PARKED and (here.speed is None or stopped >= PARKED)
    return stay.since if parked and far <= IN_STREET and not _is_spent(calls, here) else 0.0


def _lingered(calls: Calls, place: Place | None, last: Position | None, here: Position) -> float:
    """When it came, if between two sparse fixes it passed the door and took 75 s longer than driving by; else 0."""
    if last is None or place is None or here.at - last.at < LINGERED or _is_spent(calls, last):
        return 0.0
    one, other = (last.lat, last.lon), (here.lat, here.lon)
    to_door = metres(one, place)
    if (here.at - last.at - metres(one, other) / CRAWL < LINGERED
            or max(to_door, metres(other, place)) > IN_STREET or _beside(one, other, place) > AT_DOOR):
        return 0.0
    return min(last.at + to_door / CRAWL, here.at)


def _is_spent(calls: Calls, position: Position) -> bool:
    return calls.spent is not None and metres(calls.spent, (position.lat, position.lon)) <= SPENT


def _beside(one: Place, other: Place, place: Place) -> float:
    """How far a place is from the straight way between two others."""
    whole = metres(one, other)
    if not whole:
        return metres(one, place)
    along = (metres(one, place) ** 2 - metres(other, place) ** 2 + whole ** 2) / (2 * whole ** 2)
    part = min(1.0, max(0.0, along))
    return metres((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])), place)


def _arriving(calls: Calls, best: Near, came: float, here: Position, told: Told, ahead: Ahead) -> tuple[Calls, Told]:
    """It is there, so it is no longer at any other door but those of the same building."""
    name, far, place = best[0].delivery, best[1], best[0].place
    places = {step.delivery: step.place for step in ahead.stops}
    gone = [door.delivery for door in calls.doors if _apart(place, places.get(door.delivery))]
    doors = (*(door for door in calls.doors if door.delivery not in gone), Door(name, far))
    left = (*(one for one in calls.left if one != name and one in places), *gone)
    told += tuple((delivery, Departed(_instant(came))) for delivery in gone)
    now = Calls(calls.open, name, calls.near_since, doors, left, (here.lat, here.lon))
    return now, (*told, (name, Arrived(_instant(came))))


def _apart(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and metres(one, other) > AT_DOOR


def _instant(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
