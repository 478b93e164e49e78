"""Depots in the console: an admin changes what the API may change, and the audit log says who did."""

import pytest

from store import models
from tests.console.conftest import OURS, House
from tests.console.stage import DEPOT

HERE = "/console/depots"
FORM = {"name": "Bloom North", "language": "en", "time_zone": "America/Chicago", "default_region": "US",
        "jurisdiction": "", "number": OURS, "phone": "+13125550177", "from": "", "to": "", "colour": ""}


async def test_an_admin_changes_hours_sender_language_and_zone_and_it_is_audited(house: House) -> None:
    made = await house.call("POST", "/depots", DEPOT)
    admin = await house.person("admin")
    new = {"language": "es", "time_zone": "America/Denver", "number": "(312) 555-0101", "from": "09:00", "to": "18:00",
           "colour": "#1f6f54", "phone": "+13125550178"}
    status, text = await admin.post(f"{HERE}/{made['id']}", HERE, **(FORM | new))
    assert (status, "Kept." in text, 'value="#1f6f54"' in text) == (200, True, True)
    read = await house.call("GET", f"/depots/{made['id']}")
    assert {name: read[name] for name in ("language", "time_zone", "number", "hours", "colour")} == {
        "language": "es", "time_zone": "America/Denver", "number": "+13125550101", "colour": "#1f6f54",
        "hours": {"from": "09:00", "to": "18:00"}}
    assert read["support"]["phone"] == "+13125550178"
    assert read["windows"] == made["windows"]
    assert await house.audited() == [("admin@example.com", "depot changed", "Bloom North",
                                      "colour, hours, language, number, support, time_zone")]


async def test_a_form_that_says_nothing_new_changes_and_audits_nothing(house: House) -> None:
    made = await house.call("POST", "/depots", DEPOT)
    admin = await house.person("admin")
    assert (await admin.post(f"{HERE}/{made['id']}", HERE, **FORM))[0] == 200
    assert await house.call("GET", f"/depots/{made['id']}") == made
    assert await house.audited() == []


@pytest.mark.parametrize(("wrong", "says"), [
    ({"time_zone": "Mars"}, "time_zone: an IANA time zone"),
    ({"from": "19:00", "to": "09:00"}, "hours: hours that end"),
    ({"from": "09:00"}, "hours.to: "), ({"number": "12"}, "number: "), ({"colour": "red"}, "colour: ")])
async def test_what_cannot_be_is_said_and_nothing_is_kept(house: House, wrong: dict[str, str], says: str) -> None:
    made = await house.call("POST", "/depots", DEPOT)
    admin = await house.person("admin")
    status, text = await admin.post(f"{HERE}/{made['id']}", HERE, **(FORM | {"name": "Other"} | wrong))
    assert (status, says in text) == (400, True), text
    assert await models.Depot.filter(name="Bloom North", time_zone="America/Chicago").exists()
    assert await house.audited() == []
