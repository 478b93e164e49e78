"""A van that is not heard of."""

from domain.events import SignalLost
from tests.tracking.fixes import NOW, at, door, played, run
from tracking.ahead import Ahead
from tracking.progress import IDLE, Progress, silence


def missed(progress: Progress, ahead: Ahead, after: float) -> tuple[Progress, list[tuple[str, float]]]:
    progress, found = silence(progress, ahead, NOW + after)
    return progress, [(one.delivery, one.event.since.timestamp() - NOW) for one in found
                      if isinstance(one.event, SignalLost)]


def test_ten_minutes_of_silence_are_told_once_to_the_next_door_until_the_van_is_heard_again() -> None:
    ahead = run(door("A", 5000), door("B", 9000))
    progress, _ = played([at(0, 0, 9.0)], ahead)
    progress, found = missed(progress, ahead, 600)
    assert found == []
    progress, found = missed(progress, ahead, 601)
    assert found == [("A", 0.0)]
    progress, found = missed(progress, ahead, 2000)
    assert found == []
    progress, _ = played([at(2100, 100, 9.0, sure=False)], ahead, progress)
    assert missed(progress, ahead, 2701)[1] == [("A", 2100.0)]


def test_a_tracker_that_never_spoke_is_missed_ten_minutes_after_the_run_is_first_looked_at() -> None:
    ahead = run(door("A"))
    progress, found = missed(IDLE, ahead, 0)
    assert found == []
    assert missed(progress, ahead, 601)[1] == [("A", 0.0)]


def test_at_a_door_silence_counts_from_the_end_of_the_service() -> None:
    ahead = run(door("A", arrived=NOW), door("B", 5000))
    progress, _ = played([at(n, 0) for n in range(61)], ahead)
    assert missed(progress, ahead, 899)[1] == []
    assert missed(progress, ahead, 901)[1] == [("B", 60.0)]
    assert missed(progress, run(door("A", arrived=NOW)), 9000)[1] == []
