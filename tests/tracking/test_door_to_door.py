"""Which drives from door to door say something about the road: pure."""

from datetime import UTC, datetime

from domain.events import Arrived
from domain.position import Position
from tracking.ahead import Ahead
from tracking.doorstep import Doorstep, Place
from tracking.drives import Called, Drive, driven
from tracking.progress import Crossing
from tracking.stay import Stay

DOORS: dict[str, Place] = {"a": (41.0, -8.0), "b": (41.01, -8.0), "c": (41.02, -8.0)}
BETWEEN = (41.005, -8.0)


def _ahead(*names: str, arrived: str = "", run: str = "R") -> Ahead:
    return Ahead(run, tuple(Doorstep(name, DOORS[name], 60.0, 0.0, 9e9, arrived=1.0 if name == arrived else None)
                            for name in names))


def _at(place: Place, at: float) -> Position:
    return Position(at, *place, None, None)


def _came(name: str, at: float) -> list[Crossing]:
    return [Crossing(name, Arrived(datetime.fromtimestamp(at, UTC)))]


def _left(at: float = 100.0) -> Called:
    called, drive = driven(None, _at(DOORS["a"], at), None, _ahead("a", "b", "c"), _came("a", at - 30))
    assert called is not None
    assert drive is None
    return called


def _off(called: Called | None, at: float = 130.0) -> Called | None:
    return driven(called, _at(BETWEEN, at), None, _ahead("b", "c"), [])[0]


def test_a_drive_counts_from_when_the_van_was_last_at_its_door() -> None:
    waited, none = driven(_left(), _at(DOORS["a"], 400.0), None, _ahead("b", "c"), [])
    assert none is None
    drive = driven(_off(waited, 430.0), _at(DOORS["b"], 560.0), None, _ahead("b", "c"), _came("b", 530.0))[1]
    assert drive == Drive(DOORS["a"], DOORS["b"], 130.0)


def test_a_van_that_comes_back_by_its_door_left_it_the_first_time() -> None:
    back = driven(_off(_left()), _at(DOORS["a"], 160.0), None, _ahead("b", "c"), [])[0]
    assert back is not None
    assert back.seen == 100.0


def test_a_minute_unseen_as_it_left_is_no_drive() -> None:
    assert _off(_left(), 161.0) is None
    assert _off(_left(), 160.0) is not None


def test_five_minutes_in_one_place_are_no_drive() -> None:
    rests = Stay(*BETWEEN, since=130.0)
    off = _off(_left())
    assert driven(off, _at(BETWEEN, 431.0), rests, _ahead("b", "c"), [])[0] is None
    assert driven(off, _at(BETWEEN, 429.0), rests, _ahead("b", "c"), [])[0] is not None


def test_a_door_passed_without_a_stop_is_passed_and_one_that_was_closed_is_a_stop() -> None:
    here = _at(DOORS["c"], 400.0)
    passed = driven(_off(_left()), here, None, _ahead("b", "c"), _came("c", 380.0))[1]
    assert passed == Drive(DOORS["a"], DOORS["c"], 280.0)
    assert driven(_off(_left()), here, None, _ahead("c"), _came("c", 380.0))[1] is None
    assert driven(_off(_left()), here, None, _ahead("b", "c", arrived="b"), _came("c", 380.0))[1] is None


def test_another_run_an_unknown_place_two_doors_at_once_and_no_time_at_all_are_no_drive() -> None:
    here = _at(DOORS["b"], 400.0)
    assert driven(_off(_left()), here, None, _ahead("b", "c", run="S"), _came("b", 380.0))[1] is None
    nowhere = Ahead("R", (Doorstep("b", None, 60.0, 0.0, 9e9),))
    assert driven(_off(_left()), here, None, nowhere, _came("b", 380.0)) == (None, None)
    assert driven(_off(_left()), here, None, _ahead("b", "c"), _came("b", 380.0) + _came("c", 390.0))[1] is None
    assert driven(_off(_left()), here, None, _ahead("b", "c"), _came("b", 100.0))[1] is None
    assert driven(_left(), here, None, _ahead("b", "c"), _came("b", 120.0))[1] is None
