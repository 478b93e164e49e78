"""Coming to a door and leaving it: each rule alone. Whole drives are in tests/tracks."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from domain.events import Arrived, Departed
from domain.position import Position
from tests.tracking.fixes import NOW, at, door, played, run
from tracking.ahead import NOTHING, Ahead
from tracking.calls import NO_CALLS
from tracking.doorstep import Doorstep
from tracking.progress import IDLE, Crossing, Progress, advance, silence


def told(positions: Iterable[Position], *doors: Doorstep) -> list[tuple[str, str, float]]:
    """(door, event, seconds after NOW) of what positions cause."""
    return [(one.delivery, type(one.event).__name__, one.event.at.timestamp() - NOW)
            for one in played(positions, run(*doors))[1] if isinstance(one.event, (Arrived, Departed))]


def standing(start: float, end: float, metres: float = 0.0, every: float = 5.0) -> list[Position]:
    return [at(start + every * n, metres) for n in range(int((end - start) / every) + 1)]


def test_fifteen_seconds_stopped_at_the_door_are_an_arrival_when_it_began() -> None:
    assert told(standing(0, 14, 20.0, 1.0), door("A")) == []
    assert told(standing(0, 15, 20.0, 1.0), door("A")) == [("A", "Arrived", 0.0)]


def test_thirty_seconds_slow_at_the_door_are_an_arrival() -> None:
    slow = [at(n, 20 - n, 2.0) for n in range(31)]
    assert told(slow[:30], door("A")) == []
    assert told(slow, door("A")) == [("A", "Arrived", 0.0)]


def test_beyond_35_metres_it_takes_45_seconds_for_it_may_be_a_red_light() -> None:
    assert told(standing(0, 40, 36.0), door("A")) == []
    assert told(standing(0, 40, 34.0), door("A")) == [("A", "Arrived", 0.0)]
    assert told(standing(0, 45, 50.0), door("A")) == [("A", "Arrived", 0.0)]


def test_one_fix_is_never_an_arrival() -> None:
    assert told([at(0, 500, 10.0), at(60, 0), at(120, 500, 10.0), at(180, 900, 10.0)], door("A")) == []


def test_two_fixes_two_minutes_apart_are_an_arrival() -> None:
    assert told([at(0, 900, None), at(120, 10, None), at(240, 5, None)], door("A")) == [("A", "Arrived", 120.0)]


def test_ninety_seconds_parked_in_the_street_are_an_arrival() -> None:
    assert told(standing(0, 85, 140.0), door("A")) == []
    assert told(standing(0, 90, 140.0), door("A")) == [("A", "Arrived", 0.0)]
    assert told(standing(0, 300, 160.0), door("A")) == []


def test_creeping_in_the_street_is_no_parking() -> None:
    assert told([at(n * 5, 140 - n * 0.5, 2.0) for n in range(30)], door("A")) == []


def test_parked_between_two_doors_it_is_at_the_nearer_one() -> None:
    assert told(standing(0, 120, 100.0), door("A"), door("B", 180.0)) == [("B", "Arrived", 0.0)]


def test_of_two_doors_about_as_near_the_runs_first_is_meant() -> None:
    assert told(standing(0, 60, 20.0), door("A", 40.0), door("B", 20.0)) == [("A", "Arrived", 0.0)]
    assert told(standing(0, 60, 20.0), door("A", 50.0), door("B", 20.0)) == [("B", "Arrived", 0.0)]


def test_unsure_positions_trigger_nothing_and_count_as_heard() -> None:
    progress, found = played([at(n * 10, 0, sure=False) for n in range(30)], run(door("A")))
    assert found == []
    assert progress == Progress("run", NOW + 290)


def test_off_duty_nothing_is_seen_and_nothing_is_kept() -> None:
    progress, _ = played(standing(0, 10), run(door("A")))
    assert advance(progress, at(20, 0), NOTHING) == (IDLE, ())
    assert silence(progress, NOTHING, NOW + 9000) == (IDLE, ())


def test_another_run_begins_anew() -> None:
    progress, _ = played(standing(0, 60), run(door("A")))
    progress, crossings = advance(progress, at(65, 0), Ahead("other", (door("B"),)))
    assert crossings == ()
    assert (progress.run, progress.calls.doors, progress.calls.near) == ("other", (), "B")


def test_a_door_on_no_map_is_never_come_to() -> None:
    assert told(standing(0, 300), door("A", None)) == []


def test_a_position_older_than_the_last_changes_nothing() -> None:
    progress, _ = played(standing(0, 60), run(door("A")))
    assert advance(progress, at(30, 5000.0), run(door("A"))) == (progress, ())


ARRIVED = standing(0, 60)


@pytest.mark.parametrize(("after", "leaves"), [
    ([at(70, 149), at(90, 149)], None),
    ([at(70, 160, 0.0), at(72, 160, 0.0)], None),
    ([at(70, 160, 0.0), at(79, 160, 0.0)], None),
    ([at(70, 160, 0.0), at(80, 160, 0.0)], 70.0),
    ([at(70, 160, 2.9), at(72, 169, 2.9)], None),
    ([at(70, 160, 3.0), at(72, 169, 3.0)], 70.0),
    ([at(70, 160, 9.0), at(71, 169, 9.0)], 70.0),
    ([at(70, 110, 9.0), at(71, 119, 9.0)], 70.0),
    ([at(70, 110, 2.0), at(90, 119, 2.0)], None),
    ([at(70, 400, 0.0), at(80, 10, 0.0), at(90, 400, 0.0)], None),
    ([at(70, 240, 0.0, 100.0), at(90, 240, 0.0, 100.0)], None),
    ([at(70, 400, 0.0, sure=False), at(90, 400, 0.0, sure=False)], None),
])
def test_leaving_takes_two_fixes_away_from_the_door(after: list[Position], leaves: float | None) -> None:
    left = [] if leaves is None else [("A", "Departed", leaves)]
    assert told([*ARRIVED, *after], door("A")) == [("A", "Arrived", 0.0), *left]


def test_a_van_parked_in_the_street_has_to_go_100_metres_farther() -> None:
    parked = standing(0, 90, 140.0)
    assert told([*parked, at(100, 200), at(120, 200)], door("A")) == [("A", "Arrived", 0.0)]
    assert told([*parked, at(100, 260), at(120, 260)], door("A"))[1:] == [("A", "Departed", 100.0)]


def test_a_closed_door_needs_no_farewell() -> None:
    progress, _ = played(ARRIVED, run(door("A"), door("B", 5000)))
    _, found = played([at(100 + n, 300 + 10 * n, 10.0) for n in range(20)], run(door("B", 5000)), progress)
    assert found == []


def test_what_the_driver_said_first_is_not_said_again_and_his_leaving_is_seen() -> None:
    tapped = door("A", arrived=NOW - 5)
    assert told(ARRIVED, tapped) == []
    assert told([*ARRIVED, at(70, 300, 9.0), at(75, 350, 9.0)], tapped) == [("A", "Departed", 70.0)]


def test_what_the_driver_said_from_afar_is_no_leaving_while_he_comes_nearer() -> None:
    tapped = door("A", arrived=NOW - 5)
    coming = [at(n * 5, 800 - 40 * n, 8.0) for n in range(20)]
    assert told([*coming, *standing(100, 200), at(210, 300, 9.0), at(215, 350, 9.0)], tapped) == [
        ("A", "Departed", 210.0)]


def test_a_door_that_was_left_and_is_not_closed_stays_quiet() -> None:
    progress, _ = played([*ARRIVED, at(70, 300, 9.0), at(75, 350, 9.0)], run(door("A")))
    again = run(door("A", arrived=NOW))
    assert played([*standing(200, 300), at(310, 300, 9.0), at(320, 390, 9.0)], again, progress)[1] == []


def test_a_stop_that_was_closed_without_an_arrival_does_not_lead_to_the_next_door() -> None:
    progress, _ = played(standing(0, 10, 140.0), run(door("X", None), door("A")))
    assert played(standing(15, 400, 140.0), run(door("A")), progress)[1] == []
    progress, _ = played(standing(0, 10, 140.0), run(door("A")))
    assert len(played(standing(15, 400, 140.0), run(door("A")), progress)[1]) == 1


@pytest.mark.parametrize(("on", "comes"), [(95.0, False), (105.0, True)])
def test_a_hundred_metres_on_another_long_stop_is_an_arrival(on: float, comes: bool) -> None:  # noqa: FBT001
    progress, _ = played(ARRIVED, run(door("A"), door("B", on + 100)))
    _, found = played(standing(100, 300, on), run(door("B", on + 100)), progress)
    assert [one.delivery for one in found] == ["B"] * comes


def test_two_sparse_fixes_round_a_door_are_an_arrival_only_with_time_to_spare() -> None:
    assert told([at(0, -100), at(115, 90)], door("A")) == [("A", "Arrived", 20.0)]
    assert told([at(0, -100), at(100, 90)], door("A")) == []
    assert told([at(0, -200), at(200, 90)], door("A")) == []
    aside = [structs.replace(one, lon=24.9412) for one in (at(0, -100), at(115, 90))]
    assert told(aside, door("A")) == []


def test_times_are_told_in_utc() -> None:
    found = played(ARRIVED, run(door("A")))[1]
    assert found == [Crossing("A", Arrived(datetime.fromtimestamp(NOW, UTC)))]


def test_what_is_known_of_a_run_survives_being_stored() -> None:
    tracks = ([at(0, 50)], ARRIVED, [*ARRIVED, at(70, 160), at(75, 300, 9.0)], [*ARRIVED, at(70, 90)])
    for positions in tracks:
        progress, _ = played(positions, run(door("A"), door("B", 20)))
        assert progress.calls != NO_CALLS
        assert msgspec.convert(msgspec.to_builtins(progress), Progress) == progress
        assert msgspec.json.decode(msgspec.json.encode(progress), type=Progress) == progress


steps = st.tuples(st.integers(0, 120), st.floats(-400, 400), st.none() | st.floats(0, 20), st.booleans())


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, max_size=60))
def test_however_a_van_moves_each_door_is_come_to_before_it_is_left(moves: list[tuple[int, float, float | None, bool]]
                                                                   ) -> None:
    second, positions = 0, []
    for pause, metres, speed, sure in moves:
        second += pause
        positions.append(at(second, metres, speed, sure=sure))
    progress, found = played(positions, run(door("A"), door("B", 150), door("C", 150)))
    for name in "ABC":
        kinds = [type(one.event) for one in found if one.delivery == name]
        assert kinds == [Arrived, Departed] * (len(kinds) // 2) + [Arrived] * (len(kinds) % 2)
    assert msgspec.json.decode(msgspec.json.encode(progress), type=Progress) == progress


@pytest.mark.parametrize(("stood", "comes"), [(50, False), (70, True)])
def test_a_light_near_a_later_stops_door_is_no_arrival_until_a_minute_has_passed(stood: int, comes: bool) -> None:  # noqa: FBT001
    """Seen in a played day in a dense town: a red light 20 m from the tenth door, on the way to the ninth."""
    ahead = run(door("ninth", 900.0), door("tenth", 0.0))
    light = [at(second, 20.0) for second in range(0, stood + 1, 5)]
    _, found = played([at(-10, -150.0, 10.0), *light, at(stood + 10, 140.0, 10.0)], ahead)
    assert [one.delivery for one in found if isinstance(one.event, Arrived)] == (["tenth"] if comes else [])


def test_near_the_next_stops_door_fifteen_seconds_are_enough() -> None:
    ahead = run(door("tenth", 0.0), door("eleventh", 900.0))
    _, found = played([at(-10, -150.0, 10.0), *(at(second, 20.0) for second in range(0, 21, 5))], ahead)
    assert [one.delivery for one in found] == ["tenth"]
