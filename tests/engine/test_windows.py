"""Offering times: those that fit first, then the nearest, always in order."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.delivery import Slot, Window
from flows.engine.windows import fits, nearest

DAY = datetime(2026, 11, 24, tzinfo=UTC)


def at(hour: int, hours: int = 2) -> Slot:
    start = DAY + timedelta(hours=hour)
    return Slot(f"s{hour}", Window(start, start + timedelta(hours=hours)))


SLOTS = (at(8), at(12), at(16), at(34), at(58))


@pytest.mark.parametrize(("start", "end", "fit"), [
    (None, None, True), (8, 9, True), (9, 20, True), (10, 12, False), (6, 8, False), (9, None, True), (10, None, False),
])
def test_a_window_fits_when_it_has_room_in_the_half_open_span(start: int | None, end: int | None, *, fit: bool) -> None:
    first = None if start is None else DAY + timedelta(hours=start)
    last = None if end is None else DAY + timedelta(hours=end)
    assert fits(at(8), first, last) is fit


def test_without_a_wish_the_earliest_are_offered() -> None:
    assert nearest(SLOTS, None, None, 3) == SLOTS[:3]


def test_what_fits_comes_with_its_nearest_neighbours_in_order_of_time() -> None:
    offered = nearest(SLOTS, DAY + timedelta(hours=33), DAY + timedelta(hours=36), 3)
    assert [one.key for one in offered] == ["s12", "s16", "s34"]


def test_nothing_open_offers_nothing() -> None:
    assert nearest((), DAY, None, 3) == ()
