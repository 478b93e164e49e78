"""Times on streets drawn by hand: one-ways, barriers, limits, places between corners, headings, islands."""

import heapq
import random
from itertools import pairwise
from pathlib import Path

import pytest

from integrations.roads.build import build, load
from integrations.roads.graph import CLOSED, Graph
from integrations.roads.grid import Snap
from integrations.roads.network import Network
from tests.roads.conftest import Town
from tests.roads.town import STREET, Spot, Tags, at, block, drawn, streets

SQUARE = [(0.0, 0.0), (0.0, 200.0), (200.0, 200.0), (200.0, 0.0)]
NEAR = 0.05  # seconds: what rounding to milliseconds and to a ten-millionth of a degree may cost


async def test_neighbouring_corners_are_a_block_apart(town: Town) -> None:
    roads = await town(streets(3, 3))
    legs = await roads.legs([at((0, 0)), at((200, 0)), at((200, 400)), at((0, 0))])
    assert legs == pytest.approx([block(200), block(400, corners=2), block(600, corners=3)], abs=NEAR)
    assert not roads.rough


@pytest.mark.parametrize(("tags", "forth", "back"), [
    ({"oneway": "yes"}, 1, 3),
    ({"oneway": "-1"}, 3, 1),
    ({"oneway": "yes", "oneway:motor_vehicle": "no"}, 1, 1),
    ({"oneway": "no", "junction": "roundabout"}, 1, 1),
    ({"junction": "roundabout"}, 1, 3),
    ({"motor_vehicle:backward": "no"}, 1, 3),
    ({"access": "no"}, 3, 3),
    ({"access": "no", "motor_vehicle": "delivery"}, 1, 1),
    ({"oneway:bicycle": "no"}, 1, 1),
])
async def test_a_street_is_driven_the_way_its_signs_allow(town: Town, tags: Tags, forth: int, back: int) -> None:
    roads = await town([(SQUARE, STREET), ([(0.0, 0.0), (200.0, 0.0)], STREET | tags)])
    one, other = at((0, 0)), at((200, 0))
    found = await roads.legs([one, other, one])
    assert found == pytest.approx([block(200 * forth, corners=1),
                                   block(200 * back, corners=1)], abs=NEAR)


@pytest.mark.parametrize(("barrier", "passes"), [
    ({"barrier": "bollard"}, False),
    ({"barrier": "bollard", "bicycle": "yes"}, False),
    ({"barrier": "bollard", "motor_vehicle": "yes"}, True),
    ({"barrier": "gate", "access": "private"}, False),
    ({"barrier": "gate"}, True),
    ({"barrier": "lift_gate"}, True),
    ({"highway": "crossing"}, True),
])
async def test_a_barrier_is_driven_around(town: Town, barrier: Tags, *, passes: bool) -> None:
    way = [(0.0, 0.0), (100.0, 0.0), (200.0, 0.0)]
    roads = await town([(SQUARE, STREET), (way, STREET)], {(100.0, 0.0): barrier})
    found = (await roads.legs([at((50, 0)), at((150, 0))]))[0]
    assert found is not None
    assert found == pytest.approx(block(100) if passes else block(700, corners=2), abs=1.2)


@pytest.mark.parametrize(("posted", "limit"), [("20", 20), ("10 mph", 16.09344), ("20; 50", 20), ("walk", 7)])
async def test_a_posted_limit_counts(town: Town, posted: str, limit: float) -> None:
    roads = await town([([(0.0, 0.0), (200.0, 0.0)], STREET | {"maxspeed": posted})])
    assert await roads.legs([at((0, 0)), at((200, 0))]) == pytest.approx([block(200, limit)], abs=NEAR)


async def test_a_limit_may_differ_by_direction_and_a_slow_street_is_driven_around(town: Town) -> None:
    slow = STREET | {"maxspeed:forward": "10"}
    roads = await town([(SQUARE, STREET), ([(0.0, 0.0), (200.0, 0.0)], slow)])
    forth, back = await roads.legs([at((0, 0)), at((200, 0)), at((0, 0))])
    assert forth == pytest.approx(block(600), abs=NEAR)
    assert block(200, 10) > block(600)
    assert back == pytest.approx(block(200), abs=NEAR)


async def test_two_places_on_one_street_are_as_far_apart_as_they_are(town: Town) -> None:
    roads = await town(streets(2, 2))
    found = await roads.legs([at((20, 3)), at((120, -3)), at((20, 0)), at((20, 0))])
    assert found == pytest.approx([block(200) / 2, block(200) / 2, 0.001], abs=NEAR)


async def test_behind_a_door_in_a_one_way_street_a_van_turns_round_the_block_but_not_for_a_step(town: Town) -> None:
    roads = await town([(SQUARE, STREET), ([(0.0, 0.0), (200.0, 0.0)], STREET | {"oneway": "yes"})])
    door = at((60, 0))
    past, little = await roads.legs([at((160, 0)), door]), await roads.legs([at((70, 0)), door])
    assert past == pytest.approx([block(200) * 0.5 + block(600)], abs=NEAR)
    assert little == pytest.approx([0.001], abs=NEAR)
    toward = await roads.toward(door)
    assert toward.seconds(*at((160, 0)), None) == pytest.approx(past[0], abs=0.3)
    assert toward.seconds(*at((70, 0)), None) == 0.0
    assert toward.seconds(*at((20, 0)), None) == pytest.approx(block(200) * 0.2, abs=NEAR)


async def test_the_heading_tells_two_carriageways_apart(town: Town) -> None:
    east = ([(0.0, 0.0), (800.0, 0.0)], STREET | {"oneway": "yes"})
    west = ([(800.0, 12.0), (0.0, 12.0)], STREET | {"oneway": "yes"})
    ends = [([(800.0, 0.0), (800.0, 12.0)], STREET), ([(0.0, 12.0), (0.0, 0.0)], STREET)]
    toward = await (await town([east, west, *ends])).toward(at((600, 0)))
    middle = at((300, 6))
    right, wrong = toward.seconds(*middle, 90.0), toward.seconds(*middle, 270.0)
    assert right == pytest.approx(block(800) * 300 / 800, abs=NEAR)
    assert wrong is not None
    assert wrong > block(900)


async def test_a_van_that_drives_away_has_to_turn_round(town: Town) -> None:
    toward = await (await town(streets(3, 3))).toward(at((400, 0)))
    here = at((100, 0))
    ahead, away = toward.seconds(*here, 90.0), toward.seconds(*here, 270.0)
    assert ahead is not None
    assert away is not None
    assert away - ahead >= 10.0


async def test_a_place_on_no_road_and_an_unknown_one_have_no_times(town: Town) -> None:
    roads = await town(streets(2, 2))
    assert await roads.legs([at((0, 0)), at((0, -290)), at((0, -320)), None, at((200, 0))]) == (
        pytest.approx(0.001, abs=NEAR), None, None, None)
    assert (await roads.toward(at((0, -320)))).seconds(*at((0, 0)), None) is None
    assert (await roads.toward(at((0, 0)))).seconds(*at((0, -320)), None) is None
    assert await roads.legs([]) == await roads.legs([at((0, 0))]) == ()


async def test_an_island_of_some_size_is_kept_and_nobody_drives_there(town: Town) -> None:
    roads = await town([*streets(12, 12), *streets(10, 10, east=20_000.0), *streets(3, 3, east=9_000.0)])
    main, island, rock = at((0, 0)), at((20_000, 0)), at((9_000, 0))
    assert await roads.legs([main, island, at((20_200, 0)), rock, main]) == (
        None, pytest.approx(block(200), abs=NEAR), None, None)
    assert (await roads.toward(island)).seconds(*main, None) is None
    assert (await roads.toward(island)).seconds(*at((20_200, 0)), None) == pytest.approx(block(200), abs=0.2)


async def test_a_street_that_only_leads_in_is_no_road(town: Town) -> None:
    trap = ([(200.0, 0.0), (800.0, 0.0)], STREET | {"oneway": "yes"})
    roads = await town([*streets(2, 2), trap])
    assert await roads.legs([at((0, 0)), at((700, 0))]) == (None,)


async def test_a_way_that_ends_where_it_began_is_driven_both_ways(town: Town) -> None:
    loop: list[Spot] = [(200.0, 0.0), (300.0, 0.0), (300.0, 100.0), (200.0, 100.0), (200.0, 0.0)]
    roads = await town([([(0.0, 0.0), (200.0, 0.0)], STREET), (loop, STREET)])
    first, last = await roads.legs([at((200, 0)), at((300, 0)), at((200, 0))])
    assert first == pytest.approx(last, abs=NEAR)
    assert first == pytest.approx(block(200) / 2, abs=0.6)


def _wild(folder: Path) -> Path:
    """Streets with one-ways, limits and barriers thrown at random."""
    dice = random.Random(7)
    ways = []
    for spots, tags in streets(9, 9, 150.0):
        for one, other in pairwise(spots):
            more = dice.choice([{}, {}, {"oneway": "yes"}, {"oneway": "-1"}, {"maxspeed": "20"}])
            ways.append(([one, other], tags | more))
    stopped = {spot: {"barrier": "bollard"} for spot in dice.sample([s for way, _ in ways for s in way], 5)}
    return drawn(folder / "wild.osm.pbf", ways, stopped)


def _plain(graph: Graph, start: int) -> dict[int, int]:
    """Milliseconds to every junction by the plainest search there is."""
    out: dict[int, list[tuple[int, int]]] = {}
    for (tail, head), weight in zip(zip(*graph.arcs(), strict=True), graph.weights.tolist(), strict=True):
        if weight != CLOSED:
            out.setdefault(tail, []).append((head, weight))
    best, heap = {start: 0}, [(0, start)]
    while heap:
        so_far, node = heapq.heappop(heap)
        for head, weight in out.get(node, []):
            if so_far + weight < best.get(head, CLOSED):
                best[head] = so_far + weight
                heapq.heappush(heap, (so_far + weight, head))
    return best


def test_the_hierarchy_answers_what_a_plain_search_answers(tmp_path: Path) -> None:
    made = load(build(_wild(tmp_path), tmp_path))
    network, dice = Network(made.graph, made.order.tolist()), random.Random(3)
    for _ in range(10):
        start = Snap(dice.randrange(len(made.graph.metres)), 0.25, 0.0, 0.0)
        known = [(so_far, _plain(made.graph, node)) for node, so_far in _ends(made.graph, start, leaving=True)]
        for end in (Snap(edge, 0.75, 0.0, 0.0) for edge in dice.sample(range(len(made.graph.metres)), 30)):
            if end.edge != start.edge:
                best = min(first + way[node] + last for first, way in known
                           for node, last in _ends(made.graph, end, leaving=False))
                assert network.seconds(start, end) == pytest.approx(best / 1000, abs=0.003)
                path = network.path(start, end)
                assert (path[0] // 2, path[-1] // 2) == (start.edge, end.edge)
                tails, heads = made.graph.arcs()
                assert all(heads[one] == tails[other] for one, other in pairwise(path))


def _ends(graph: Graph, snap: Snap, *, leaving: bool) -> list[tuple[int, float]]:
    """Both ends of a street that may be driven to or from a place on it, and the milliseconds between."""
    ahead, back = graph.weights[2 * snap.edge:2 * snap.edge + 2].tolist()
    tail, head = int(graph.tail[snap.edge]), int(graph.head[snap.edge])
    ends = [(head, (1 - snap.along) * ahead, ahead), (tail, snap.along * back, back)] if leaving else [
        (tail, snap.along * ahead, ahead), (head, (1 - snap.along) * back, back)]
    return [(node, ms) for node, ms, weight in ends if weight != CLOSED]


async def test_the_way_to_a_door_says_what_a_leg_says(town: Town) -> None:
    roads = await town(streets(6, 6))
    dice = random.Random(5)
    door = at((330, 600))
    toward = await roads.toward(door)
    for _ in range(60):
        here = at((dice.uniform(0, 1000), dice.choice(range(0, 1001, 200)) + dice.uniform(-8, 8)))
        leg = (await roads.legs([here, door]))[0]
        assert toward.seconds(*here, None) == pytest.approx(leg, abs=0.3)
