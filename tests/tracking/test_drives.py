"""Real drives through a city and down a mountain: doors where the van stood are come to, doors it passed are not."""

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest

from domain.events import Arrived
from domain.position import Fix
from tests.tracking.fixes import NOW
from tracking.admit import UNKNOWN, Verdict, admit
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep, Place
from tracking.progress import IDLE, advance
from tracking.sight import metres

GPS = Path(__file__).parents[2] / "../shared/data/gps"
STOOD = {1: (218, 356, 592, 763, 962), 2: (44, 188, 294, 728), 3: (584, 656, 800, 925, 1267, 1375)}
"""In which second the van came to a standstill; the drives give a place a second."""
HELD = {1: (356, 592, 763, 962), 2: (44, 188, 294, 728), 3: (584, 800, 925, 1267, 1375)}
"""Where it stood for more than the 14 s of a short light."""
WAYS = [(1, True), (5, True), (1, False)]


def denver(drive: int) -> list[Place]:
    path = GPS / f"denver_trace_{drive}.csv"
    if not path.exists():
        pytest.skip(f"the recorded drives are not here: {path.name}")
    with path.open() as file:
        return [(float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(file)]


def events(places: Sequence[Place], doors: dict[str, Place], every: int = 1, *,
           speeds: bool = True) -> list[tuple[str, str, float]]:
    """(event, door, second) of a drive with a place a second, of which the tracker posts one in `every`."""
    ahead = Ahead("run", tuple(Doorstep(name, place, 300.0, NOW, NOW + 9_000) for name, place in doors.items()))
    trust, progress, found = UNKNOWN, IDLE, []
    for second in range(0, len(places), every):
        speed = metres(places[second], places[min(second + 1, len(places) - 1)]) if speeds else None
        trust, position, verdict = admit(trust, Fix(NOW + second, *places[second], speed), NOW + second + 2)
        assert verdict is Verdict.BELIEVED
        assert position is not None
        progress, crossings = advance(progress, position, ahead)
        for one in crossings:
            at = one.event.at.timestamp() - NOW if isinstance(one.event, Arrived) else 0.0
            found.append((type(one.event).__name__, one.delivery, at))
    return found


@pytest.mark.parametrize("drive", STOOD)
@pytest.mark.parametrize(("every", "speeds"), WAYS)
def test_a_van_arrives_where_it_stood_and_leaves_again(drive: int, every: int, speeds: bool) -> None:  # noqa: FBT001
    """The doors at short lights are the last of the run: it passes them on its way to others."""
    places = denver(drive)
    order = (*HELD[drive], *(second for second in STOOD[drive] if second not in HELD[drive]))
    found = events(places, {str(second): places[second + 3] for second in order}, every, speeds=speeds)
    held = [str(second) for second in HELD[drive]]
    assert [door for event, door, _ in found if event == "Arrived"] == held
    assert [door for event, door, _ in found if event == "Departed"] == held[:-1]
    assert all(abs(at - int(door)) <= 25 for event, door, at in found if event == "Arrived")


@pytest.mark.parametrize("drive", STOOD)
def test_a_stop_of_90_seconds_is_seen_by_a_tracker_that_posts_twice_a_minute(drive: int) -> None:
    places = denver(drive)
    for speeds in (True, False):
        found = events(places, {"last": places[STOOD[drive][-1] + 3]}, 30, speeds=speeds)
        assert [one[:2] for one in found] == [("Arrived", "last")]


@pytest.mark.parametrize("drive", STOOD)
def test_a_door_that_was_passed_is_not_come_to(drive: int) -> None:
    """Every fifteenth place of the drive that is not within 150 m of where it was slow."""
    places = denver(drive)
    slow = [one for one, later in zip(places, places[12:], strict=False) if metres(one, later) < 25]
    passed = [one for one in places[::15] if min(metres(one, other) for other in slow) > 150]
    assert len(passed) >= 7
    for door in passed:
        for every, speeds in ((1, True), (1, False), (10, True), (30, False), (60, False)):
            assert events(places, {"passed": door}, every, speeds=speeds) == []


def andorra() -> list[Place]:
    """The drive at 40 km/h, a place a second: the recording has no times."""
    path = GPS / "andorra_for_map_matching.gpx"
    if not path.exists():
        pytest.skip(f"the recorded drives are not here: {path.name}")
    points = [(float(lat), float(lon)) for lat, lon in
              re.findall(r'<trkpt lat="([-0-9.]+)" lon="([-0-9.]+)"', path.read_text())]
    places: list[Place] = []
    for one, other in pairwise(points):
        parts = max(1, ceil(metres(one, other) / 11.1))
        places += [(one[0] + (other[0] - one[0]) * part / parts, one[1] + (other[1] - one[1]) * part / parts)
                   for part in range(parts)]
    return places


def test_driving_down_a_mountain_without_a_halt_comes_to_no_door() -> None:
    places = andorra()
    assert len(places) > 60
    for number, door in enumerate(places[::10]):
        for every, speeds in ((1, True), (5, False), (30, False)):
            assert events(places, {str(number): door}, every, speeds=speeds) == []


def test_a_halt_of_80_seconds_on_the_mountain_comes_to_the_door_there_and_to_no_other() -> None:
    places = andorra()
    halt = len(places) // 3
    halted = places[:halt] + [places[halt]] * 80 + places[halt:]
    doors = {"above": places[halt // 4], "here": places[halt], "below": places[2 * halt]}
    for every, speeds in ((1, True), (5, False), (10, True)):
        found = events(halted, doors, every, speeds=speeds)
        assert [one[:2] for one in found] == [("Arrived", "here"), ("Departed", "here")]
