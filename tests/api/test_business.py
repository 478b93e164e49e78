"""Businesses that receive: a company beside its person, hours outside of which no window is taken or offered."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.receiving import receives
from store import models
from tests.api.conftest import DEPOT, Caller, order

ACME = {"name": "Ana Ruiz", "phone": "+13125550123", "company": "Acme Joinery", "receiving": "mon-thu 7-12; fri 7-11"}
ZONE = ZoneInfo("America/Chicago")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In the week of Monday 24 November 2031."""
    return datetime(2031, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(("start", "end", "open_"), [
    (at(25, 7), at(25, 12), True), (at(25, 6, 59), at(25, 9), False), (at(25, 11), at(25, 12, 1), False),
    (at(28, 9), at(28, 11), True), (at(28, 9), at(28, 12), False), (at(29, 8), at(29, 10), False),
    (at(25, 8), at(26, 9), False)])
def test_a_business_is_there_for_a_whole_window_or_not_at_all(start: datetime, end: datetime, *, open_: bool) -> None:
    assert receives(str(ACME["receiving"]), start, end, ZONE) is open_
    assert receives("", start, end, ZONE)


def window(start: datetime, end: datetime) -> dict[str, str]:
    return {"start": start.isoformat(), "end": end.isoformat()}


async def test_a_company_is_kept_shown_and_named_at_the_door(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    body = order(customer=ACME, reference="PO 7781", window=window(at(25, 8), at(25, 10)))
    status, made = await call("POST", "/deliveries", body)
    assert status == 201
    assert {name: made["customer"][name] for name in ACME} == ACME
    assert made["reference"] == "PO 7781"
    async with call.http.get(made["tracking_url"].partition(".com")[2]) as page:
        assert "Acme Joinery, 1 Main St, Chicago IL 60601" in await page.text()


async def test_no_window_is_taken_when_they_are_shut(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    status, problem = await call("POST", "/deliveries", order(customer=ACME, window=window(at(25, 11), at(25, 13))))
    assert (status, problem["errors"][0]["field"]) == (422, "window")
    assert "mon-thu 7-12; fri 7-11" in problem["errors"][0]["expected"]
    status, problem = await call("POST", "/deliveries", order(customer=ACME | {"receiving": "when open"}))
    assert (status, problem["errors"][0]["field"]) == (422, "customer.receiving")
    assert not await models.Delivery.all().exists()
    _, made = await call("POST", "/deliveries", order(customer=ACME, window=window(at(25, 8), at(25, 10))))
    moved = {"window": window(at(29, 8), at(29, 10))}
    assert (await call("PATCH", f"/deliveries/{made['id']}", moved))[0] == 422
    assert (await call("GET", f"/deliveries/{made['id']}"))[1]["window"] == made["window"]


async def test_a_company_and_its_hours_are_changed_and_no_window_may_fall_outside_of_them(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, made = await call("POST", "/deliveries", order(customer=ACME, window=window(at(25, 8), at(25, 10))))
    path = f"/deliveries/{made['id']}"
    status, changed = await call("PATCH", path, {"company": "Acme & Sons", "receiving": "tue 8-18"})
    assert status == 200
    assert (changed["customer"]["company"], changed["customer"]["receiving"]) == ("Acme & Sons", "tue 8-18")
    for body, field in (({"receiving": "mon-fri 13-17"}, "window"), ({"receiving": "when open"}, "receiving"),
                        ({"window": window(at(27, 8), at(27, 10))}, "window")):
        status, problem = await call("PATCH", path, body)
        assert (status, problem["errors"][0]["field"]) == (422, field)
    _, same = await call("GET", path)
    assert (same["customer"]["receiving"], same["window"]) == ("tue 8-18", made["window"])
    both = {"receiving": "thu 7-11", "window": window(at(27, 8), at(27, 10))}
    assert (await call("PATCH", path, both))[0] == 200
    _, freed = await call("PATCH", path, {"company": "", "receiving": ""})
    assert (freed["customer"]["company"], freed["customer"]["receiving"]) == ("", "")
    async with call.http.get(made["tracking_url"].partition(".com")[2]) as page:
        assert "Acme" not in await page.text()


async def test_only_windows_when_they_are_there_are_offered(call: Caller) -> None:
    windows = [{"days": "daily", "from": hours[0], "to": hours[1], "capacity": 5}
               for hours in (("08:00", "10:00"), ("13:00", "15:00"))]
    await call("POST", "/depots", DEPOT | {"windows": windows})
    _, made = await call("POST", "/deliveries", order(customer=ACME, window=window(at(25, 8), at(25, 10))))
    async with call.http.get(made["tracking_url"].partition(".com")[2]) as page:
        text = await page.text()
    assert 'name="slot"' in text
    assert "T13:00" not in text
    assert "T08:00" in text
