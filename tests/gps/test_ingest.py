"""What a van's positions do to the talk: nobody taps, and everybody hears once."""

import asyncio
import json

import pytest

from store import models
from tests.door.stage import Stage
from tests.gps.drive import DEPOT, Drive, Straight, begin, ingest
from tracking.ingest import UnknownToken


async def _status(delivery: str) -> str:
    return (await models.Delivery.get(id=delivery)).status


async def test_a_whole_run_is_noticed_without_a_tap(stage: Stage) -> None:
    drive = await begin(stage)
    await stage.newest()
    await drive.drives(1)
    assert await _status(drive.deliveries[0]) == "arrived"
    said = await stage.newest()
    assert sum("min away" in text for phone, text in said if phone == "+13125550101") == 1
    assert any("At Ana." in text for phone, text in said if phone == "+13125550190")
    await stage.says("+13125550190", "2")
    await drive.drives(2)
    assert [await _status(one) for one in drive.deliveries] == ["delivered", "arrived"]
    assert (await models.Stop.get(delivery_id=drive.deliveries[0])).left_at is not None


async def test_an_estimate_is_kept_for_every_stop_and_holds_what_then_happens(stage: Stage) -> None:
    drive = await begin(stage, 3)
    await drive.posts(drive.fix())
    await drive.passes(30)
    await drive.posts(drive.fix())
    await stage.settle()
    first = await models.EtaRow.get(delivery_id=drive.deliveries[0])
    last = await models.EtaRow.get(delivery_id=drive.deliveries[2])
    await drive.drives(1)
    arrived = (await models.Stop.get(delivery_id=first.delivery_id)).arrived_at
    assert arrived
    assert first.soonest <= arrived.timestamp() <= first.by + 120
    assert last.by - last.soonest > first.by - first.soonest


async def test_the_same_batch_posted_by_twenty_at_once_has_the_effect_of_one(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.passes(600)
    drive.at = drive.door(1)
    batch = [drive.fix(ago=ago) for ago in range(200, 0, -10)]
    answers = await asyncio.gather(*(drive.posts(*batch) for _ in range(20)))
    assert {one.status for one in answers} == {200}
    assert await models.PositionRow.all().count() == 20
    assert await models.Note.filter(kind="Arrived").count() == 1
    await stage.settle()
    assert await _status(drive.deliveries[0]) == "arrived"


async def test_batches_out_of_order_never_move_a_van_back(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.passes(600)
    seen = []
    for ago in (300, 100, 400, 50, 250, 10, 200):
        await drive.posts(drive.fix((41.88 + (600 - ago) * 1e-5, -87.63), ago=ago))
        row = await models.VanRow.get(driver_id=drive.driver.id)
        seen.append(row.at or 0.0)
    assert seen == sorted(seen)
    assert await models.PositionRow.all().count() == 7


async def test_one_bad_fix_never_costs_the_good_ones_and_is_named(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.passes(60)
    answer = await drive.posts(drive.fix(ago=20), {"lat": 99, "lon": 0, "time": drive.now}, drive.fix((0.0, 0.0)),
                               {"lat": "x"}, drive.fix())
    assert answer.status == 200
    assert await models.PositionRow.filter(verdict="believed").count() == 2
    body = json.loads(answer.body)
    assert body["kept"] == 2
    assert [one["item"] for one in body["refused"]] == [1, 2, 3]


async def test_nobodys_token_posts_nothing(stage: Stage) -> None:
    drive = await begin(stage, 1)
    for token in ("", "x", drive.driver.id):
        with pytest.raises(UnknownToken):
            await drive.posts(drive.fix(), token=token)
    assert await models.PositionRow.all().count() == 0


async def test_a_crossing_survives_the_process_and_is_acted_on_once(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.passes(600)
    drive.at = drive.door(1)
    batch = [drive.fix(ago=ago) for ago in range(200, 0, -10)]
    await drive.posts(*batch)
    assert await _status(drive.deliveries[0]) == "out_for_delivery"  # noted, not acted on: the plug is pulled
    again = Drive(stage, ingest(stage), drive.driver, drive.deliveries, drive.at)
    await again.ingest.vans.begin(Straight())
    await again.posts(*batch)
    await stage.settle()
    await again.stands(60)
    assert await _status(drive.deliveries[0]) == "arrived"
    assert await models.Note.filter(kind="Arrived").count() == 1
    assert await models.PositionRow.filter(at__lt=again.now - 60).count() == 20


async def test_a_van_that_falls_silent_is_missed_once_by_the_dispatcher(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.posts(drive.fix())
    await drive.passes(300)
    assert await drive.ingest.listen() == 0
    await drive.passes(400)
    assert await drive.ingest.listen() == 1
    assert await drive.ingest.listen() == 0
    await stage.settle()
    cases = await models.Case.filter(queue="dispatch")
    assert len(cases) == 1
    assert drive.deliveries[0] == cases[0].conversation_id


async def test_a_van_that_was_silent_over_a_restart_is_missed_too(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.posts(drive.fix())
    await drive.passes(700)
    again = ingest(stage)
    await again.vans.begin(Straight())
    assert await again.listen() == 1


async def test_whoever_has_no_run_is_never_missed_and_never_arrives(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await models.Run.filter(driver_id=drive.driver.id).update(status="finished")
    drive.ingest.vans.touched("", drive.driver.id)
    await drive.posts(drive.fix(drive.door(1)))
    await drive.passes(3000)
    assert await drive.ingest.listen() == 0
    assert await models.Note.filter(kind="Arrived").count() == 0


async def test_a_late_van_is_told_once_for_each_promise(stage: Stage) -> None:
    drive = await begin(stage, 2, hours=0)
    await drive.stands(60)
    await stage.newest()
    for _ in range(20):
        await drive.passes(540)
        await drive.posts(drive.fix())
        await drive.passes(1)
    late = [text for phone, text in await stage.newest() if phone == "+13125550102" and "late" in text]
    assert 1 <= len(late) <= 4
    assert len(set(late)) == len(late)


async def test_who_lost_the_run_arrives_nowhere(stage: Stage) -> None:
    drive = await begin(stage, 1)
    yara = await stage.driver("+13125550191", "Yara Stone")
    await drive.posts(drive.fix())
    await models.Run.filter(driver_id=drive.driver.id).update(driver_id=yara.id)
    for tell in stage.door.touched:
        tell(drive.deliveries[0], yara.id)
    await drive.drives(1)
    assert await _status(drive.deliveries[0]) == "out_for_delivery"


async def test_far_from_any_run_a_van_is_known_all_the_same(stage: Stage) -> None:
    drive = await begin(stage, 1)
    await drive.posts(drive.fix(DEPOT))
    row = await models.VanRow.get(driver_id=drive.driver.id)
    assert (row.lat, row.lon) == DEPOT
