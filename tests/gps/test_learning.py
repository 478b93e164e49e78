"""What a van's drives from door to door teach the roads, and what they do not."""

import pytest

from tests.door.stage import Stage
from tests.gps.drive import PACE, STREET, Drive, begin
from tracking.sight import metres

DELIVERED = "2"
MARCO = "+13125550190"
LEG = metres((41.88, -87.63), (41.88 + STREET, -87.63)) / PACE


async def _delivers(drive: Drive, number: int) -> None:
    await drive.drives(number)
    await drive.stage.says(MARCO, DELIVERED)


async def test_a_drive_from_one_door_to_the_next_is_learned_in_its_seconds(stage: Stage) -> None:
    drive = await begin(stage, 3)
    for number in (1, 2, 3):
        await _delivers(drive, number)
    assert [(one, other) for one, other, _ in drive.roads.learned] == [
        (drive.door(1), drive.door(2)), (drive.door(2), drive.door(3))]
    assert [seconds for *_, seconds in drive.roads.learned] == pytest.approx([LEG, LEG], abs=25)


async def test_a_lunch_break_on_the_way_is_no_drive(stage: Stage) -> None:
    drive = await begin(stage, 2)
    await _delivers(drive, 1)
    drive.at = (drive.at[0] + STREET / 2, drive.at[1])
    await drive.passes(30)
    await drive.stands(600)
    await _delivers(drive, 2)
    assert drive.roads.learned == []


async def test_a_tracker_that_was_away_as_the_van_left_says_nothing_about_the_road(stage: Stage) -> None:
    drive = await begin(stage, 2)
    await _delivers(drive, 1)
    await drive.passes(240)
    drive.at = (drive.at[0] + STREET / 2, drive.at[1])
    await drive.posts(drive.fix(speed=PACE))
    await _delivers(drive, 2)
    assert drive.roads.learned == []


async def test_legs_of_a_van_are_asked_anew_at_each_next_door(stage: Stage) -> None:
    drive = await begin(stage, 3)
    van = await drive.van()
    await _delivers(drive, 1)
    van = await drive.van()
    assert set(van.legs) <= {(drive.door(2), drive.door(3)), (drive.door(1), drive.door(2))}
    await _delivers(drive, 2)
    await drive.posts(drive.fix())
    await drive.passes(5)
    van = await drive.van()
    assert len(van.legs) <= 1
