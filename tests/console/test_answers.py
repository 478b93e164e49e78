"""How long people waited, for whom, and who is there now."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.console.answers import bars
from bot.console.desks import desks
from bot.sla import ANSWER_WITHIN
from console.answers import answers, spans
from store import models
from tests.console.conftest import House
from tests.console.stage import case, ordered

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


async def over(house: House, agent: str, first: float, done: float, *, days: float = 1.0, night: float = 0.0) -> None:
    """A case of somebody's: so many minutes to the first answer and to the end; `night`: opened before the desk did."""
    made = await case(house, "", "wants a person", 1)
    opened = NOW - timedelta(days=days)
    begins = opened + timedelta(minutes=night)
    await models.Case.filter(id=made).update(
        agent=agent, state="resolved", live=False, opened_at=opened, due_at=begins + ANSWER_WITHIN[1],
        answered_at=begins + timedelta(minutes=first), resolved_at=begins + timedelta(minutes=done))


def test_a_median_and_nine_in_ten_are_waits_that_there_were() -> None:
    assert (spans([]).many, spans([]).median, spans([]).most) == (0, None, None)
    assert (spans([60]).median, spans([60]).most) == (60, 60)
    found = spans(range(100, 0, -1))
    assert (found.many, found.median, found.most) == (100, 50, 90)


async def test_times_are_told_for_everybody_and_for_each_by_the_desks_own_clock(house: House) -> None:
    await ordered(house)
    await house.person("agent", "Kim")
    await models.Staff.filter(name="Kim").update(slack_user="U0KIM")
    for minutes in (1, 2, 3):
        await over(house, "Kim", minutes, 10 * minutes)
    await over(house, "U0KIM", 4, 40, night=600)
    await over(house, "Lee", 20, 30)
    await over(house, "Lee", 1, 2, days=40)
    found = await answers(7, NOW, "America/Chicago", ANSWER_WITHIN)
    kim, lee = found.people
    assert (kim.who, kim.cases, kim.first.median, kim.first.most) == ("Kim", 4, 120, 240)
    assert (kim.done.median, kim.done.most, kim.due, kim.in_time) == (1200, 2400, 4, 4)
    assert (lee.who, lee.cases, lee.first.median, lee.in_time, lee.due) == ("Lee", 1, 1200, 0, 1)
    assert (found.whole.cases, found.whole.first.median, found.whole.first.most) == (5, 180, 1200)
    assert [one.first.many for one in found.each] == [0, 0, 0, 0, 0, 5, 0]
    drawn = bars(found)
    assert (drawn[5].most, round(drawn[5].height, 1)) == (64, round(64 * 180 / 1200, 1))


async def test_what_is_late_and_not_answered_counts_and_what_is_not_due_yet_does_not(house: House) -> None:
    await ordered(house)
    for minutes in (-5, 5):
        made = await case(house, "", "wants a person", 1)
        await models.Case.filter(id=made).update(opened_at=NOW - timedelta(minutes=10),
                                                 due_at=NOW + timedelta(minutes=minutes))
    found = await answers(1, NOW, "UTC", ANSWER_WITHIN)
    assert (found.whole.cases, found.whole.due, found.whole.in_time) == (2, 1, 0)
    assert found.whole.first.median is None


@pytest.mark.parametrize(("role", "sees"), [("agent", {"Kim"}), ("dispatcher", {"Kim", "Lee"}), ("viewer", set())])
async def test_a_colleagues_times_are_for_those_who_lead(house: House, role: str, sees: set[str]) -> None:
    await ordered(house)
    kim = await house.person(role, "Kim" if role == "agent" else "Dee")
    now = house.context.clock.now()
    for name in ("Kim", "Lee"):
        made = await case(house, "")
        await models.Case.filter(id=made).update(agent=name, answered_at=now,
                                                 opened_at=now - timedelta(hours=1), due_at=None)
    _, text = await kim.get("/console/answers")
    assert {name for name in ("Kim", "Lee") if f'<th scope="row">{name}</th>' in text} == sees
    assert '<th scope="row">Everybody</th><td>2</td><td>1 h</td>' in text


async def test_who_is_on_duty_and_when_a_closed_desk_opens_is_shown(house: House) -> None:
    await house.call("POST", "/depots", {
        "name": "Bloom North", "brand": "Bloom", "time_zone": "America/Chicago", "default_region": "US", "windows": [],
        "support": {"hours": "mon-fri 9-17", "duty": [{"slack_user_id": "U0KIM"}, {"slack_user_id": "U0LEE"},
                                                      {"slack_user_id": "U0GONE"}]}})
    val = await house.person("viewer", "Val")
    await house.person("agent", "Kim")
    await house.person("agent", "Gone")
    await models.Staff.filter(name="Kim").update(slack_user="U0KIM")
    await models.Staff.filter(name="Gone").update(slack_user="U0GONE", active=False)
    [open_now] = await desks(NOW)
    assert (open_now.here, open_now.people) == (True, ("Kim", "U0LEE"))
    [closed] = await desks(NOW + timedelta(hours=8))
    assert (closed.here, closed.opens) == (False, datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
    for path in ("/console/answers", "/console/inbox"):
        _, text = await val.get(path)
        assert "Kim, U0LEE" in text or "9:00 AM" in text
