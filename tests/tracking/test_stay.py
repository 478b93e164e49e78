"""Where a van stands, and since when."""

import pytest

from domain.position import Position
from tests.tracking.fixes import NOW, at
from tracking.stay import Stay, stayed


def after(*positions: Position) -> Stay | None:
    stay = None
    for one in positions:
        stay = stayed(stay, one)
    return stay


def test_from_4_metres_a_second_it_drives() -> None:
    assert after(at(0, 0, 4.0)) is None
    assert after(at(0, 0), at(10, 0, 4.0)) is None
    assert after(at(0, 0, 3.9)) is not None


def test_it_is_still_while_every_speed_is_under_one_and_a_half() -> None:
    assert [stay.still for stay in (after(at(0, 0, 1.4), at(5, 0, 1.4)), after(at(0, 0, 1.4), at(5, 0, 1.5)),
                                    after(at(0, 0, 1.4), at(5, 0, None))) if stay] == [NOW, 0.0, NOW]


@pytest.mark.parametrize(("accuracy", "leash"), [(8.0, 48.0), (60.0, 100.0), (150.0, 100.0), (None, 60.0)])
def test_the_leash_is_40_metres_and_the_receivers_doubt(accuracy: float | None, leash: float) -> None:
    near = after(at(0, 0), at(5, leash - 1, 1.0, accuracy))
    far = after(at(0, 0), at(5, leash + 1, 1.0, accuracy))
    assert near is not None
    assert far is not None
    assert near.stray is None
    assert far.stray is not None


def test_a_stray_that_comes_back_is_forgotten() -> None:
    stay = after(at(0, 0), at(5, 90), at(10, 5))
    assert stay is not None
    assert (stay.since, stay.stray) == (NOW, None)


def test_two_strays_that_agree_are_a_new_stay_since_the_first() -> None:
    stay = after(at(0, 0), at(5, 90), at(10, 95))
    assert stay is not None
    assert (stay.since, stay.still, stay.stray) == (NOW + 5, NOW + 5, None)


def test_two_strays_that_do_not_agree_are_a_new_stay_since_the_second() -> None:
    stay = after(at(0, 0, None), at(5, 90, None), at(10, 190, None))
    assert stay is not None
    assert (stay.since, stay.still, stay.stray) == (NOW + 10, 0.0, None)
