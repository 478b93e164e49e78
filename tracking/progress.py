"""A van on a started run: where it stands, which door it came to, which it left, when it fell silent. Pure.

                 30 s within 35 m, 15 s if it stopped there, 45 s within 60 m,
                 or parked for 90 s within 150 m, where no other door is nearer
    on the road ---------------------------------------> at the door ----------> closed: nothing more to say
         ^        (or the driver says so: no second            |
         |         Arrived)                                    |  two fixes away
         +----------------------- Departed --------------------+

    nothing believed for ten minutes -> SignalLost, once, until it is heard again

Only sure positions move it; an unsure one is a sign of life. Metres, seconds, m/s; sources: reliability section G,
and what trackers in the field do wrong (drift read as leaving, small fences missed by sparse fixes).
"""

from datetime import UTC, datetime

from msgspec import Struct, structs

from domain.events import Event, SignalLost
from domain.position import Position
from tracking.ahead import Ahead
from tracking.calls import NO_CALLS, Calls, called, passing
from tracking.doors import around
from tracking.stay import Stay, stayed

SILENCE = 600.0


class Progress(Struct, frozen=True, gc=False, omit_defaults=True):
    """What is known of a driver's run. Times are epoch seconds, 0 for never.

    `heard`: the newest position; `last`: the newest sure one. `stay`: where it stands, None while it drives.
    `missed`: when its silence was told.
    """

    run: str = ""
    heard: float = 0.0
    last: Position | None = None
    stay: Stay | None = None
    calls: Calls = NO_CALLS
    missed: float = 0.0


IDLE = Progress()


class Crossing(Struct, frozen=True, gc=False):
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
    last, calls, at = progress.last, progress.calls, position.at
    heard = max(at, progress.heard)
    if last is not None and at < last.at:
        return progress, ()
    if not position.sure:
        return Progress(progress.run, heard, last, progress.stay, calls, progress.missed), ()
    stay = stayed(progress.stay, position)
    near = around(ahead, position.lat, position.lon)
    if near or calls.doors:
        calls, told = called(calls, last, position, stay, near, ahead)
        now = Progress(progress.run, heard, position, stay, calls, progress.missed)
        return now, tuple(Crossing(delivery, event) for delivery, event in told) if told else ()
    if calls.near or calls.open != len(ahead.stops):
        calls = passing(calls, last, stay, len(ahead.stops))
    return Progress(progress.run, heard, position, stay, calls, progress.missed), ()


def silence(progress: Progress, ahead: Ahead, now: float) -> Advanced:
    """What it means that nothing new came: after ten minutes the next customer's conversation hears of it, once.

    The ten minutes begin when the run is first looked at, and at a door only after the time its service takes.
    """
    if not ahead.stops:
        return IDLE, ()
    if progress.run != ahead.run or not progress.heard:
        return Progress(ahead.run, now), ()
    waiting = next((step for step in ahead.stops if step.arrived is None), None)
    busy = max((step.arrived + step.service for step in ahead.stops
                if step.arrived is not None and step.delivery not in progress.calls.left), default=0.0)
    if waiting is None or progress.missed > progress.heard or now - max(progress.heard, busy) <= SILENCE:
        return progress, ()
    lost = Crossing(waiting.delivery, SignalLost(datetime.fromtimestamp(progress.heard, UTC)))
    return structs.replace(progress, missed=now), (lost,)
