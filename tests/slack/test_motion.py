"""Nothing that can wait is said to somebody who drives: by text or in Slack."""

from datetime import timedelta

import pytest

from bot import motion
from bot.guards import last_look
from domain import events
from store import models
from tests.door.stage import Stage

ANA, MARCO = "+13125550111", "+13125550999"


async def on_the_road(stage: Stage) -> tuple[models.Driver, models.Message]:
    """Marco drives to Ana, who writes something that can wait."""
    driver = await stage.driver(MARCO)
    await stage.run(driver, await stage.delivery(ANA, hours=2))
    await stage.says(ANA, "I am in the back yard")
    row = await models.Message.filter(outgoing=True, role="driver").order_by("-id").select_related(
        "participant").first()
    assert row is not None
    assert set(row.wordings) <= motion.CAN_WAIT
    return driver, row


async def van(stage: Stage, driver: models.Driver, speed: float | None, age: float = 0.0) -> None:
    at = stage.clock.now().timestamp() - age
    await models.VanRow.update_or_create(driver_id=driver.id, defaults={
        "at": at, "lat": 41.88, "lon": -87.63, "speed": speed, "received": at, "state": "{}"})


@pytest.mark.parametrize(("speed", "age", "waits"), [(14.0, 0.0, True), (2.4, 0.0, False), (14.0, 121.0, False)])
async def test_words_wait_while_the_van_is_seen_to_move(stage: Stage, speed: float, age: float,
                                                         waits: bool) -> None:  # noqa: FBT001 a column
    driver, row = await on_the_road(stage)
    assert not (await last_look(row, stage.clock.now())).stands  # no tracker says anything
    await van(stage, driver, speed, age)
    assert (await last_look(row, stage.clock.now())).stands is waits


async def test_a_tracker_that_tells_no_speed_is_judged_by_its_places(stage: Stage) -> None:
    driver, row = await on_the_road(stage)
    await van(stage, driver, None)
    now = stage.clock.now().timestamp()
    for seconds, lat in ((20, 41.8800), (0, 41.8830)):
        await models.PositionRow.create(driver_id=driver.id, at=now - seconds, lat=lat, lon=-87.63, verdict="good",
                                        received=now)
    assert (await last_look(row, stage.clock.now())).stands
    await models.PositionRow.filter(driver_id=driver.id).update(lat=41.88)
    assert not (await last_look(row, stage.clock.now())).stands


async def test_at_a_door_and_in_a_talk_of_his_own_a_driver_reads_at_once(stage: Stage) -> None:
    driver, row = await on_the_road(stage)
    await van(stage, driver, 14.0)
    await models.Participant.filter(id=row.participant.id).update(seen_at=stage.clock.now() - timedelta(minutes=1))
    await row.fetch_related("participant")
    assert not (await last_look(row, stage.clock.now())).stands
    await models.Participant.filter(id=row.participant.id).update(seen_at=stage.clock.now() - timedelta(minutes=3))
    await row.fetch_related("participant")
    assert (await last_look(row, stage.clock.now())).stands
    await stage.happen(row.conversation_id, events.Arrived(stage.clock.now()))
    assert not (await last_look(row, stage.clock.now())).stands


async def test_the_stop_he_drives_to_comes_at_once(stage: Stage) -> None:
    driver, row = await on_the_road(stage)
    await van(stage, driver, 14.0)
    await stage.happen(row.conversation_id, events.Cancelled(stage.clock.now()))
    fresh = await models.Message.filter(outgoing=True, role="driver").order_by("-id").select_related(
        "participant").first()
    assert fresh is not None
    assert "driver_day/taken_off" in fresh.wordings
    assert not (await last_look(fresh, stage.clock.now())).stands


async def test_what_waited_goes_when_the_van_stands_and_is_settled_when_it_grew_too_old(
        stage: Stage) -> None:
    driver, row = await on_the_road(stage)
    await van(stage, driver, 14.0)
    await models.Message.filter(id=row.id).update(state="waiting")
    assert await motion.release(stage.door) == 0
    await van(stage, driver, 0.0)
    assert await motion.release(stage.door) == 1
    assert (await models.Message.get(id=row.id)).state == "queued"
    await models.Message.filter(id=row.id).update(state="waiting")
    assert row.expires_at is not None
    stage.clock.world = row.expires_at + timedelta(minutes=1)
    await van(stage, driver, 14.0)
    assert await motion.release(stage.door) == 1
    row = await models.Message.get(id=row.id).select_related("participant")
    assert (await last_look(row, stage.clock.now())).state == "expired"
