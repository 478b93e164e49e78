"""A hundred thousand hostile fixes over HTTP: no 5xx, nothing absurd believed, and every good one kept."""

import json
import random
import time
from collections.abc import Callable
from typing import Any

from store import models
from tests.api.conftest import Caller, call
from tests.gps.test_routes import Day
from tracking.admit import Verdict

__all__ = ["call"]
BATCHES, ITEMS, GOOD = 125, 800, 5
NOTHING: tuple[Any, ...] = (None, True, "", "x", "NaN", [], {}, [[{}]], -1e308, 1e308, 10 ** 400, "\x00", "\ud800")
STREET, WEST = 41.88, -87.63


def good(at: float, began: float) -> dict[str, Any]:
    """A van that drives north at eight metres a second."""
    return {"lat": round(STREET + (at - began) * 7.2e-5, 7), "lon": WEST, "time": round(at, 3), "speed_mps": 8.0,
            "heading": 0, "accuracy_m": 5.0}


Fixes = dict[str, Any]
Spoil = Callable[[Fixes, random.Random], object]
SPOILT: tuple[Spoil, ...] = (
    lambda _fix, dice: dice.choice(NOTHING),
    lambda fix, dice: fix | {dice.choice(["lat", "lon", "time"]): dice.choice(NOTHING)},
    lambda fix, dice: fix | {"lat": dice.uniform(-1e4, 1e4), "lon": dice.uniform(-1e4, 1e4)},
    lambda fix, _dice: fix | {"lat": 0, "lon": 0},
    lambda fix, dice: fix | {"time": time.time() + dice.choice([61, 3_600, 86_400, 4e9, 1e300])},
    lambda fix, dice: fix | {"time": fix["time"] - dice.choice([86_400 * 40, 1024 * 7 * 86_400, 1e9])},
    lambda fix, dice: fix | {"accuracy_m": dice.choice([201, 5_000, 65_535, 1e5])},
    lambda fix, dice: fix | {"lat": STREET + dice.choice([-9, 9]) * dice.random(), "lon": dice.uniform(-180, 180)},
    lambda fix, dice: fix | {"speed_mps": dice.choice(NOTHING), "heading": dice.choice(NOTHING)},
    lambda fix, dice: {dice.choice("abc"): fix},
    lambda fix, _dice: [fix, fix],
    lambda fix, dice: fix | {"time": str(fix["time"]) + dice.choice("Zx:-")},
)


def hostile(dice: random.Random, fair: Fixes) -> object:
    """A fix as no honest tracker sends it, made of one that is."""
    near = fair | {"lat": fair["lat"] + dice.random() / 5_000, "time": fair["time"] - dice.random()}
    return dice.choice(SPOILT)(near, dice)


async def test_a_hundred_thousand_hostile_fixes_break_nothing_and_cost_no_good_one(call: Caller) -> None:
    day, dice, began = await Day(call).begin(), random.Random(20261127), time.time()
    posted = [good(began, began)]  # the first of all there is nothing to hold against
    assert (await day.posts(posted[0]))[0] == 200
    for _ in range(BATCHES):
        now = time.time()
        fair = [good(now - 0.01 * (GOOD - one), began) for one in range(GOOD)]
        items = [hostile(dice, fair[0]) for _ in range(ITEMS - GOOD)]
        for at, one in zip(sorted(dice.sample(range(ITEMS), GOOD)), fair, strict=True):
            items.insert(at, one)
        status, said = await day.posts(items)
        assert status == 200, said
        posted += fair
    rows = await models.PositionRow.all().values_list("at", "lat", "lon", "verdict")
    kept = {lat for _, lat, _, _ in rows}
    assert all(one["lat"] in kept for one in posted)
    believed = [(lat, lon) for _, lat, lon, verdict in rows if verdict == Verdict.BELIEVED.value]
    assert all(abs(lat - STREET) < 0.2 and abs(lon - WEST) < 0.01 for lat, lon in believed)
    van = await models.VanRow.get()
    assert abs((van.lat or 0) - posted[-1]["lat"]) < 0.02
    assert abs((van.at or 0) - posted[-1]["time"]) < 60


async def test_any_body_to_any_source_is_answered_and_never_with_5xx(call: Caller) -> None:
    day, dice = await Day(call).begin(), random.Random(7)
    pieces = [b"{", b"}", b"[", b"]", b'"lat"', b":", b",", b"1e999", b"\x00", b"\xff", b"null", b"<a>", b"lat=1&lon=2"]
    for source in ("generic", "owntracks", "traccar", "osmand"):
        for _ in range(60):
            body = b"".join(dice.choices(pieces, k=dice.randrange(0, 40)))
            status, said = await day.posts(body, source, **{"Content-Type": dice.choice(["application/json", "x"])})
            assert status < 500, (source, body, said)
            assert json.loads(said or "{}") is not None or status == 200
