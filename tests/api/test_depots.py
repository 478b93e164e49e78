"""Brands and depots over the API: where they are, when they may write, how their pages look."""

import pytest

from bot.brand import NIGHT, PAPER, READABLE, contrast, readable
from store import models
from tests.api.conftest import DEPOT, OURS, Caller, order


async def test_a_depot_says_where_it_is_when_it_writes_and_its_colour(call: Caller) -> None:
    own = {"jurisdiction": "US-IL", "hours": {"from": "09:30", "to": "19:00"}, "colour": "#1f6f54"}
    status, depot = await call("POST", "/depots", DEPOT | own)
    assert status == 201
    _, read = await call("GET", f"/depots/{depot['id']}")
    assert {name: read[name] for name in own} == own


@pytest.mark.parametrize(("wrong", "field"), [
    ({"jurisdiction": "IL"}, "jurisdiction"),
    ({"jurisdiction": "FR-75"}, "jurisdiction"),
    ({"hours": {"from": "19:00", "to": "09:00"}}, "hours"),
    ({"hours": {"from": "9", "to": "19:00"}}, "hours.from"),
    ({"colour": "green"}, "colour"),
    ({"colour": "#1f6f54;}body{display:none"}, "colour"),
])
async def test_what_a_depot_cannot_be_is_said_by_its_field(call: Caller, wrong: dict[str, object], field: str) -> None:
    status, problem = await call("POST", "/depots", DEPOT | wrong)
    assert status == 422
    assert field in str(problem)


async def test_a_depot_changes_what_is_named_and_keeps_the_rest(call: Caller) -> None:
    _, made = await call("POST", "/depots", DEPOT | {"hours": {"from": "09:30", "to": "19:00"}})
    new = {"time_zone": "Europe/Paris", "default_region": "FR", "language": "fr", "number": "06 12 34 56 78",
           "jurisdiction": "FR-75C", "hours": None, "colour": "#1f6f54", "proof_photo": "message",
           "windows": [{"days": "mon-fri", "from": "09:00", "to": "11:00", "capacity": 3}]}
    status, read = await call("PATCH", f"/depots/{made['id']}", new)
    assert status == 200
    assert read == made | new | {"number": "+33612345678"}
    assert (await call("GET", f"/depots/{made['id']}"))[1] == read
    assert (await call("PATCH", f"/depots/{made['id']}", {}))[1] == read
    _, back = await call("PATCH", f"/depots/{made['id']}", {"number": ""})
    assert back["number"] == made["number"]


@pytest.mark.parametrize(("wrong", "field"), [
    ({"time_zone": "Mars/Olympus"}, "time_zone"), ({"time_zone": None}, "time_zone"), ({"language": "tlh"}, "language"),
    ({"jurisdiction": "FR-75"}, "jurisdiction"), ({"default_region": "FR"}, "jurisdiction"),
    ({"number": "12"}, "number"), ({"hours": {"from": "19:00", "to": "09:00"}}, "hours"),
    ({"brand": "Other"}, "brand"), ({"proof_photo": "loud"}, "proof_photo"), ({"name": ""}, "name"),
    ({"windows": [{"days": "someday", "from": "09:00", "to": "11:00", "capacity": 3}]}, "windows.0.days")])
async def test_a_change_that_a_depot_cannot_take_changes_nothing(call: Caller, wrong: dict[str, object],
                                                                  field: str) -> None:
    _, made = await call("POST", "/depots", DEPOT | {"jurisdiction": "US-IL"})
    status, problem = await call("PATCH", f"/depots/{made['id']}", {"colour": "#1f6f54"} | wrong)
    assert (status, problem["errors"][0]["field"]) == (422, field)
    assert (await call("GET", f"/depots/{made['id']}"))[1] == made
    assert (await call("PATCH", "/depots/none", {}))[0] == 404


async def test_who_is_written_to_stays_with_their_number_and_new_orders_begin_at_the_new_one(call: Caller) -> None:
    _, made = await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order())
    await call("PATCH", f"/depots/{made['id']}", {"number": "+13125550101"})
    await call("POST", "/deliveries", order("BF-2"))
    assert await models.Participant.all().order_by("ours").values_list("ours", flat=True) == [OURS, "+13125550101"]


async def test_a_page_wears_its_brands_colour_in_a_stylesheet_of_its_own(call: Caller) -> None:
    await call("POST", "/depots", DEPOT | {"colour": "#ffe14d"})
    _, delivery = await call("POST", "/deliveries", order())
    path = delivery["tracking_url"].partition(".com")[2]
    async with call.http.get(path) as page:
        assert 'href="/brand/ffe14d.css"' in await page.text()
        assert "style-src 'self'" in page.headers["Content-Security-Policy"]
    async with call.http.get("/brand/ffe14d.css") as sheet:
        assert sheet.content_type == "text/css"
        assert "--glow: #ffe14d" in await sheet.text()
    async with call.http.get("/brand/ffe14d;x.css") as other:
        assert other.status == 404


@pytest.mark.parametrize("colour", [(255, 225, 77), (31, 111, 84), (0, 0, 0), (255, 255, 255), (200, 0, 0)])
def test_text_in_a_brands_colour_can_be_read_on_both_papers(colour: tuple[int, int, int]) -> None:
    for paper in (PAPER, NIGHT):
        assert contrast(readable(colour, paper), paper) >= READABLE
