"""What the roads do beside routing: learn, be cancelled, fail in one line, and mend what they kept."""

import asyncio
import random
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import osmium
import pytest
import routingkit_cch as rk

from integrations.roads import RoadsError
from integrations.roads.build import DAMAGED, Made, build, load, made
from integrations.roads.embedded import Embedded, embedded
from integrations.roads.graph import CLOSED
from integrations.roads.learned import FASTEST, HALF, SLOWEST, Learned
from integrations.roads.speeds import NAMES
from tests.roads.conftest import Town
from tests.roads.town import STREET, Street, at, block, drawn, streets

ALLEY = {"highway": "residential", "maxspeed": "30"}
LINE: list[Street] = [([(0.0, 0.0), (400.0, 0.0)], STREET), ([(400.0, 0.0), (800.0, 0.0)], STREET),
                      ([(800.0, 0.0), (1200.0, 0.0)], ALLEY)]
PAUSE = 0.02
TASKS = Path("/proc/self/task")


async def _until(roads: Embedded, sign: Any) -> None:
    for _ in range(200):
        await asyncio.sleep(PAUSE)
        if sign(await roads.legs([at((0, 0)), at((400, 0)), at((800, 0)), at((1200, 0))])):
            return
    pytest.fail("the roads never learned it")


async def test_what_our_vans_drive_changes_later_answers_most_where_they_drove(town: Town) -> None:
    roads = await town(LINE, pause=PAUSE)
    before = await roads.legs([at((0, 0)), at((400, 0)), at((800, 0)), at((1200, 0))])
    first, second, alley = (leg or 0.0 for leg in before)
    for _ in range(4):
        roads.learn(at((0, 0)), at((400, 0)), first * 2)
    await _until(roads, lambda legs: legs[0] > first * 1.6)
    found = await roads.legs([at((0, 0)), at((400, 0)), at((800, 0)), at((1200, 0))])
    there, like_it, other_class = (leg or 0.0 for leg in found)
    assert first * 1.6 < there < first * 2.0
    assert second * 1.05 < like_it < second * 1.5
    assert other_class == pytest.approx(alley)
    toward = await roads.toward(at((400, 0)))
    assert toward.seconds(*at((0, 0)), None) == pytest.approx(there, abs=0.3)


async def test_a_break_on_the_way_a_step_and_a_drive_in_no_time_teach_nothing(town: Town) -> None:
    roads = await town(LINE, pause=PAUSE)
    ways = [at((0, 0)), at((400, 0)), at((800, 0)), at((1200, 0))]
    before = await roads.legs(ways)
    roads.learn(ways[0], ways[1], 3600.0)
    roads.learn(ways[0], at((90, 0)), 60.0)
    roads.learn(ways[0], ways[1], 0.0)
    roads.learn(at((0, 9000)), ways[1], 60.0)
    await asyncio.sleep(PAUSE * 5)
    assert await roads.legs(ways) == before


def _graph(folder: Path) -> Made:
    return load(build(drawn(folder / "town.osm.pbf", LINE), folder))


def test_however_slow_or_fast_it_was_a_road_stays_within_bounds(tmp_path: Path) -> None:
    graph = _graph(tmp_path).graph
    for ratio, bound in ((2.9, SLOWEST), (0.35, FASTEST)):
        learned = Learned(graph)
        for _ in range(50):
            assert learned.hear([0], ratio)
            learned.weights()
        assert learned.weights()[0] == pytest.approx(graph.weights[0] * bound, rel=0.1)
    assert not Learned(graph).hear([0], 3.1)
    assert not Learned(graph).hear([], 1.2)


def test_a_drive_counts_half_after_half_an_hour_and_is_gone_after_a_night(tmp_path: Path) -> None:
    graph = _graph(tmp_path).graph
    learned = Learned(graph)
    learned.hear([0], 2.0)
    fresh = learned.weights()[0]
    learned.fade(HALF)
    later = learned.weights()[0]
    assert graph.weights[0] < later < fresh
    assert learned.knows()
    learned.fade(10 * 3600)
    assert not learned.knows()
    assert np.array_equal(learned.weights(), graph.weights)


def test_one_long_drive_is_one_voice_about_its_class(tmp_path: Path) -> None:
    graph = load(build(drawn(tmp_path / "town.osm.pbf", streets(8, 8)), tmp_path)).graph
    learned = Learned(graph)
    learned.hear(list(range(0, 80, 2)), 2.0)
    undriven = learned.weights()[120] / graph.weights[120]
    assert 1.0 < undriven < 1.15
    assert NAMES[graph.kinds[60]] == "tertiary"


def test_a_closed_direction_stays_closed_whatever_is_heard(tmp_path: Path) -> None:
    way: list[Street] = [*streets(2, 2), ([(0.0, 0.0), (200.0, 200.0)], STREET | {"oneway": "yes"})]
    graph = load(build(drawn(tmp_path / "town.osm.pbf", way), tmp_path)).graph
    learned = Learned(graph)
    learned.hear(list(range(len(graph.weights))), 0.5)
    assert (learned.weights()[graph.weights == CLOSED] == CLOSED).all()


async def test_a_question_given_up_leaves_the_roads_answering(town: Town) -> None:
    roads = await town(streets(12, 12))
    places = [at((200 * (n % 12), 200 * (n * 7 % 12))) for n in range(400)]
    asked = [asyncio.create_task(roads.legs(places)) for _ in range(8)]
    await asyncio.sleep(0)
    for one in asked[:-1]:
        one.cancel()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in answers] == [True] * 7 + [False]
    assert await roads.legs([at((0, 0)), at((200, 0))]) == pytest.approx([block(200)], abs=0.05)


async def test_a_panic_of_the_library_is_an_error_of_ours_and_the_next_question_is_answered(town: Town) -> None:
    roads = await town(streets(3, 3))

    def wrong() -> None:
        rk.CCHQuery(roads._network._metric).run(10_000, 0)

    with pytest.raises(RoadsError, match="the road network failed"):
        await roads._ask(wrong)
    assert await roads.legs([at((0, 0)), at((200, 0))]) == pytest.approx([block(200)], abs=0.05)


async def test_closing_answers_what_was_asked_and_ends_the_thread(tmp_path: Path) -> None:
    roads = Embedded(_graph(tmp_path))
    await roads.begin()
    asked = asyncio.create_task(roads.legs([at((0, 0)), at((400, 0))]))
    await asyncio.sleep(0)
    await roads.close()
    assert await asked == pytest.approx([block(400)], abs=0.05)
    with pytest.raises(RuntimeError):
        await roads.legs([at((0, 0)), at((400, 0))])
    for thread in roads._thread._threads:
        thread.join(5)
        assert not thread.is_alive()


async def test_roads_are_made_once_and_again_when_the_extract_changes(tmp_path: Path) -> None:
    pbf, cache = drawn(tmp_path / "town.osm.pbf", LINE), tmp_path / "cache"
    await made(pbf, cache)
    first = {file.name: file.stat().st_mtime_ns for file in cache.iterdir()}
    await made(pbf, cache)
    assert {file.name: file.stat().st_mtime_ns for file in cache.iterdir()} == first
    pbf.unlink()
    drawn(pbf, streets(2, 2))
    await made(pbf, cache)
    assert len(list(cache.iterdir())) == 2


async def test_a_damaged_file_of_the_cache_is_made_anew(tmp_path: Path) -> None:
    pbf, cache = drawn(tmp_path / "town.osm.pbf", LINE), tmp_path / "cache"
    kept = build(pbf, cache)
    whole = kept.read_bytes()
    for damaged in (b"", b"PK", whole[:len(whole) // 2], whole[:900] + b"\xff" * 40 + whole[940:]):
        kept.write_bytes(damaged)
        roads = await embedded(pbf, cache)
        assert await roads.legs([at((0, 0)), at((400, 0))]) == pytest.approx([block(400)], abs=0.05)
        await roads.close()
        assert load(kept)


def test_no_flipped_byte_of_the_cache_goes_unnoticed(tmp_path: Path) -> None:
    kept = build(drawn(tmp_path / "town.osm.pbf", LINE), tmp_path)
    whole, before = kept.read_bytes(), load(kept)
    dice = random.Random(11)
    for place in dice.sample(range(len(whole)), 400):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1:])
        try:
            after = load(kept)
        except DAMAGED:
            continue
        assert np.array_equal(after.graph.weights, before.graph.weights)
        assert np.array_equal(after.order, before.order)
        assert np.array_equal(after.addresses.keys, before.addresses.keys)
        assert np.array_equal(after.grid.lines, before.grid.lines)


async def test_an_extract_that_cannot_be_used_says_so_in_one_line(tmp_path: Path) -> None:
    empty, words, cut, paths = (tmp_path / f"{one}.osm.pbf" for one in ("empty", "words", "cut", "paths"))
    osmium.SimpleWriter(str(empty)).close()
    words.write_bytes(b"this is no map")
    cut.write_bytes(drawn(tmp_path / "town.osm.pbf", streets(9, 9)).read_bytes()[:-40])
    drawn(paths, [([(0.0, 0.0), (100.0, 0.0)], {"highway": "footway"})])
    for pbf in (empty, words, cut, paths, tmp_path / "none.osm.pbf"):
        with pytest.raises(RoadsError) as refused:
            await embedded(pbf, tmp_path / "cache")
        assert pbf.name in str(refused.value)
        assert "\n" not in str(refused.value)


@pytest.mark.skipif(not TASKS.is_dir(), reason="this system does not tell its processes' children")
async def test_a_start_that_is_given_up_leaves_no_process_behind(tmp_path: Path) -> None:
    pbf = drawn(tmp_path / "town.osm.pbf", streets(40, 40))
    before, making = _children(), asyncio.create_task(made(pbf, tmp_path / "cache"))
    for _ in range(500):
        await asyncio.sleep(0.01)
        if born := _children() - before:
            break
    assert born
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert not born & _children()


def _children() -> set[str]:
    return {child for one in TASKS.glob("*/children") for child in one.read_text().split()}


def test_the_shape_of_what_is_kept_is_typed(tmp_path: Path) -> None:
    kept = _graph(tmp_path)
    assert kept.graph.weights.dtype == np.int32
    assert kept.grid.members.dtype == np.int32
    assert msgspec.json.encode(kept.order.tolist())
