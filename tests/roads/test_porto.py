"""A real city: one-ways and barriers as the map has them, times beside a road server's and a straight line's."""

import json
import statistics
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import osmium
import pytest
from osmium.osm import Node, Way

from integrations.roads.build import Made, build, load
from integrations.roads.embedded import Embedded
from integrations.roads.graph import CLOSED
from integrations.roads.grid import Snap
from integrations.roads.kinds import Place, metres
from integrations.roads.rough import estimate
from integrations.roads.speeds import CLASSES
from tests.roads.servers import RECORDED

pytestmark = pytest.mark.slow
Timed = list[tuple[Place, Place, float]]


@pytest.fixture(scope="module")
def pbf(shared_data: Path) -> Path:
    return shared_data / "osm" / "porto-roads.osm.pbf"


@pytest.fixture(scope="module")
def made(pbf: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    return load(build(pbf, tmp_path_factory.mktemp("porto")))


@pytest.fixture
async def porto(made: Made) -> AsyncIterator[Embedded]:
    roads = Embedded(made)
    await roads.begin()
    yield roads
    await roads.close()


def _timed(keep: Callable[[float], bool] = bool) -> Timed:
    """200 random pairs, half of them within 3 km, with Valhalla 3.9.1's answers to them."""
    lines = [json.loads(line) for line in (RECORDED / "porto.jsonl").read_text().splitlines()]
    found = [((a, b), (c, d), seconds) for a, b, c, d, seconds in lines]
    assert len(found) == 200
    return [one for one in found if keep(metres(one[0], one[1]))]


def _off(times: list[float | None], timed: Timed) -> tuple[float, float]:
    """Median and nine tenths of the difference in per cent."""
    off = sorted(abs((one or 0.0) / other[2] - 1) * 100 for one, other in zip(times, timed, strict=True))
    return statistics.median(off), off[int(len(off) * 0.9)]


@pytest.mark.parametrize(("keep", "median", "nine_tenths"), [
    (lambda metre: metre < 3000, 9.0, 25.0), (lambda metre: metre >= 3000, 6.0, 18.0)])
async def test_random_pairs_take_what_a_road_server_says_and_a_straight_line_is_further_off(
        porto: Embedded, keep: Callable[[float], bool], median: float, nine_tenths: float) -> None:
    timed = _timed(keep)
    ours = [(await porto.legs([one, two]))[0] for one, two, _ in timed]
    line: list[float | None] = [estimate(metres(one, two)) for one, two, _ in timed]
    assert None not in ours
    found, straight = _off(ours, timed), _off(line, timed)
    assert found[0] < median
    assert found[1] < nine_tenths
    assert straight[0] > 1.5 * found[0]
    assert straight[1] > 1.5 * found[1]


async def test_the_way_to_a_door_agrees_with_the_legs(porto: Embedded) -> None:
    for one, two, _ in _timed()[:40]:
        leg = (await porto.legs([one, two]))[0]
        assert (await porto.toward(two)).seconds(*one, None) == pytest.approx(leg, abs=1.0)


def _ways(pbf: Path) -> dict[int, dict[str, str]]:
    return {one.id: dict(one.tags) for one in osmium.FileProcessor(str(pbf), osmium.osm.WAY)
            if isinstance(one, Way) and one.tags.get("highway") in CLASSES}


def test_every_one_way_street_is_closed_against_its_sign(made: Made, pbf: Path) -> None:
    ways, weights = _ways(pbf), made.graph.weights.reshape(-1, 2)
    checked = {"yes": 0, "-1": 0, "no": 0}
    for edge, way in enumerate(made.graph.ids.tolist()):
        said = ways[way].get("oneway", "no")
        other = any(tag.startswith("oneway:") or tag.endswith(("forward", "backward")) for tag in ways[way])
        if said in checked and not other and "junction" not in ways[way] and "motorway" not in ways[way]["highway"]:
            closed = tuple(bool(one) for one in weights[edge] == CLOSED)
            assert closed == {"yes": (False, True), "-1": (True, False), "no": (False, False)}[said], way
            checked[said] += 1
    assert checked["yes"] > 10_000
    assert checked["no"] > 30_000


async def test_a_van_behind_a_door_in_a_one_way_street_drives_round(porto: Embedded, made: Made) -> None:
    weights = made.graph.weights.reshape(-1, 2)
    one_way = [edge for edge in range(len(weights)) if weights[edge, 1] == CLOSED and made.graph.metres[edge] > 100]
    for edge in one_way[:200]:
        early, late = Snap(edge, 0.2, 0.0, 0.0), Snap(edge, 0.8, 0.0, 0.0)
        forth, back = await porto._ask(lambda a=early, b=late: (  # type: ignore[misc]
            porto._network.seconds(a, b), porto._network.seconds(b, a)))
        assert forth == pytest.approx(weights[edge, 0] * 0.6 / 1000, abs=0.01)
        assert back is not None
        assert back > weights[edge, 0] * 0.4 / 1000


def _barriers(pbf: Path) -> dict[int, Place]:
    """Bollards that nothing is said about."""
    return {one.id: (one.lat, one.lon) for one in osmium.FileProcessor(str(pbf), osmium.osm.NODE)
            if isinstance(one, Node) and one.tags.get("barrier") in {"bollard", "block"}
            and not any(mode in one.tags for mode in ("access", "motor_vehicle", "motorcar", "vehicle"))}


def test_no_street_leads_through_a_bollard(made: Made, pbf: Path) -> None:
    stopped = _barriers(pbf)
    graph = made.graph
    junctions: dict[Place, list[int]] = {}
    for number, place in enumerate(zip(graph.lat.round(7).tolist(), graph.lon.round(7).tolist(), strict=True)):
        junctions.setdefault(place, []).append(number)
    ends = [end for place in stopped.values() for end in junctions.get((round(place[0], 7), round(place[1], 7)), [])]
    assert len(ends) > 20
    for end in ends:  # a dead end each: the street on the other side of the bollard ends at a junction of its own
        assert ((graph.tail == end) | (graph.head == end)).sum() == 1
