"""A van on a started run: where it stands, which door it came to, which it left, when it fell silent. Pure.

                 30 s within 60 m, 15 s stopped there,
                 or parked for 90 s within 150 m
    on the road ---------------------------------------> at the door ----------> closed: nothing more to say
         ^        (or the driver says so: no second            |
         |         Arrived)                                    |  two fixes away
         +----------------------- Departed --------------------+

    nothing believed for ten minutes -> SignalLost, once, until it is heard again

Only sure positions move it; an unsure one is a sign of life. Metres, seconds, m/s; sources: reliability section G,
and what trackers in the field do wrong (drift read as leaving, small fences missed by sparse fixes).
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from domain.events import Arrived, Departed, Event, SignalLost
from domain.position import Position
from tracking.ahead import Ahead, Doorstep, Place
from tracking.doors import Door, Near, adopted, around, closest, watched
from tracking.sight import metres
from tracking.stay import STOPPED, Stay, stayed

AT_DOOR, IN_STREET = 60.0, 150.0
DWELL, STANDSTILL, PARKED = 30.0, 15.0, 90.0
SPENT = 100.0
CRAWL, LINGERED = 5.0, 75.0
SILENCE = 600.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a driver's run. Times are epoch seconds, 0 for never.

    `open`: how many stops were open. `heard`: the newest position. `missed`: when its silence was told. `last`: the
    newest sure position. `near`: the door it is within 60 m of, since `near_since`. `doors`: come to and not left;
    `left`: come to, left and still open. `spent`: where it last came to a door or closed one, for a long stop there
    is no arrival at the next door.
    """

    run: str = ""
    open: int = 0
    heard: float = 0.0
    missed: float = 0.0
    last: Position | None = None
    stay: Stay | None = None
    near: str = ""
    near_since: float = 0.0
    doors: tuple[Door, ...] = ()
    left: tuple[str, ...] = ()
    spent: Place | None = None


IDLE = Progress()


@dataclass(frozen=True, slots=True)
class Crossing:
    """Something a van did that a delivery must hear of."""

    delivery: str
    event: Event


Advanced = tuple[Progress, tuple[Crossing, ...]]


def advance(progress: Progress, position: Position, ahead: Ahead) -> Advanced:
    """What a believed position changes. Off duty nothing is kept: where a driver goes then is not ours to know."""
    if not ahead.stops:
        return IDLE, ()
    if progress.run != ahead.run:
        progress = Progress(ahead.run)
    if progress.last is not None and position.at < progress.last.at:
        return progress, ()
    if not position.sure:
        return _heard(progress, max(progress.heard, position.at)), ()
    near = around(ahead, position.lat, position.lon)
    if not near and not progress.doors:
        return _on_the_road(progress, position, len(ahead.stops)), ()
    return _among_doors(progress, position, ahead, near)


def silence(progress: Progress, ahead: Ahead, now: float) -> Advanced:
    """What it means that nothing new came: after ten minutes the next customer's conversation hears of it, once.

    The ten minutes begin when the run is first looked at, and at a door only after the time its service takes.
    """
    if not ahead.stops:
        return IDLE, ()
    if progress.run != ahead.run or not progress.heard:
        return Progress(ahead.run, len(ahead.stops), now), ()
    waiting = next((step for step in ahead.stops if step.arrived is None), None)
    busy = max((step.arrived + step.service for step in ahead.stops
                if step.arrived is not None and step.delivery not in progress.left), default=0.0)
    if waiting is None or progress.missed > progress.heard or now - max(progress.heard, busy) <= SILENCE:
        return progress, ()
    told = _heard(progress, progress.heard, now)
    return told, (Crossing(waiting.delivery, SignalLost(_instant(progress.heard))),)


def _heard(old: Progress, heard: float, missed: float | None = None) -> Progress:
    return Progress(old.run, old.open, heard, old.missed if missed is None else missed, old.last, old.stay, old.near,
                    old.near_since, old.doors, old.left, old.spent)


def _on_the_road(old: Progress, position: Position, count: int) -> Progress:
    """No door of the run is within 300 m: most fixes end here."""
    spent = (position.lat, position.lon) if count < old.open else old.spent
    stay = stayed(old.stay, position)
    name, since = (old.near, old.near_since) if stay.stray is not None else ("", 0.0)
    heard = max(old.heard, position.at)
    return Progress(old.run, count, heard, old.missed, position, stay, name, since, (), old.left, spent)


def _among_doors(old: Progress, position: Position, ahead: Ahead, near: list[Near]) -> Advanced:
    count, here = len(ahead.stops), (position.lat, position.lon)
    doors, left, crossings = _leaving(adopted(near, old.doors, old.left), old.left, position, ahead)
    stay = stayed(old.stay, position)
    spent = here if count < old.open else old.spent
    best = closest(near, doors, left)
    name, since = _nearing(old, best, stay, position.at, ahead)
    heard = max(old.heard, position.at)
    now = Progress(old.run, count, heard, old.missed, position, stay, name, since, doors, left, spent)
    if best is not None and best[0].arrived is None and all(best[0].delivery != door.delivery for door in doors):
        came = _came(now, best[1]) or _lingered(old, now, best[0].place)
        if came:
            stands = old.near in ("", name)  # else it came to another door here, and to this one only now
            return _arriving(now, best, came if stands else position.at, crossings, ahead)
    return now, crossings


def _leaving(doors: tuple[Door, ...], left: tuple[str, ...], position: Position,
             ahead: Ahead) -> tuple[tuple[Door, ...], tuple[str, ...], tuple[Crossing, ...]]:
    """The doors it is still at, those it left, and who hears of it now. A closed one needs no farewell."""
    if not doors and not left:
        return doors, left, ()
    places = {step.delivery: step.place for step in ahead.stops}
    kept, gone = [], []
    for door in doors:
        place = places.get(door.delivery)
        if place is None:
            continue
        seen, since = watched(door, place, position)
        if since:
            gone.append(Crossing(door.delivery, Departed(_instant(since))))
        else:
            kept.append(seen)
    away = tuple(one for one in left if one in places) + tuple(one.delivery for one in gone)
    return tuple(kept), away, tuple(gone)


def _nearing(old: Progress, best: Near | None, stay: Stay, at: float, ahead: Ahead) -> tuple[str, float]:
    """The door within 60 m, and since when; a stray fix changes nothing.

    When the door it stood at is closed, the next one in that building has been near just as long.
    """
    if stay.stray is not None:
        return old.near, old.near_since
    if best is None or best[1] > AT_DOOR:
        return "", 0.0
    name = best[0].delivery
    same = old.near and (old.near == name or all(step.delivery != old.near for step in ahead.stops))
    return name, old.near_since if same else at


def _came(now: Progress, far: float) -> float:
    """Since when it is at the door it is nearest to, 0 while it is not. At another open door it takes 90 s."""
    stay, last = now.stay, now.last
    if stay is None or last is None or stay.stray is not None:
        return 0.0
    stopped = last.at - stay.still if stay.still else 0.0
    if now.near:
        since = max(now.near_since, stay.since)
        enough = PARKED if now.doors else DWELL
        quick = not now.doors and last.speed is not None and last.speed < STOPPED
        if last.at - since >= enough or (quick and min(stopped, last.at - since) >= STANDSTILL):
            return since
    elif (far <= IN_STREET and last.at - stay.since >= PARKED and (last.speed is None or stopped >= PARKED)
            and not _near_spent(now, last)):
        return stay.since
    return 0.0


def _lingered(old: Progress, now: Progress, place: Place | None) -> float:
    """When it came, if between two sparse fixes it passed the door and took 75 s longer than driving by; else 0."""
    last, here = old.last, now.last
    if last is None or here is None or place is None or here.at - last.at < LINGERED or _near_spent(now, last):
        return 0.0
    one, other = (last.lat, last.lon), (here.lat, here.lon)
    to_door, length = metres(one, place), metres(one, other)
    lingered = here.at - last.at - length / CRAWL
    if lingered < LINGERED or max(to_door, metres(other, place)) > IN_STREET or _beside(one, other, place) > AT_DOOR:
        return 0.0
    return min(last.at + to_door / CRAWL, here.at)


def _near_spent(now: Progress, position: Position) -> bool:
    return now.spent is not None and metres(now.spent, (position.lat, position.lon)) <= SPENT


def _beside(one: Place, other: Place, place: Place) -> float:
    """How far a place is from the straight way between two others."""
    whole = metres(one, other)
    if not whole:
        return metres(one, place)
    along = (metres(one, place) ** 2 - metres(other, place) ** 2 + whole ** 2) / (2 * whole ** 2)
    part = min(1.0, max(0.0, along))
    return metres((one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1])), place)


def _arriving(now: Progress, best: Near, came: float, crossings: tuple[Crossing, ...], ahead: Ahead) -> Advanced:
    """It is there, so it is no longer at any other door but those of the same building."""
    step, far = best
    places = {one.delivery: one.place for one in ahead.stops}
    elsewhere = tuple(door for door in now.doors if _apart(step, places.get(door.delivery)))
    crossings += tuple(Crossing(door.delivery, Departed(_instant(came))) for door in elsewhere)
    doors = (*(door for door in now.doors if door not in elsewhere), Door(step.delivery, far))
    left = (*(one for one in now.left if one != step.delivery), *(door.delivery for door in elsewhere))
    spent = None if now.last is None else (now.last.lat, now.last.lon)
    come = Progress(now.run, now.open, now.heard, now.missed, now.last, now.stay, step.delivery, now.near_since, doors,
                    left, spent)
    return come, (*crossings, Crossing(step.delivery, Arrived(_instant(came))))


def _apart(step: Doorstep, place: Place | None) -> bool:
    return step.place is not None and place is not None and metres(step.place, place) > AT_DOOR


def _instant(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)
