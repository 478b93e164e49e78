"""Somebody leaves the workspace, or is removed in the console: they are out at once, and what they had is open."""

from typing import Any

import pytest

from bot.context import CONTEXT
from bot.staff import people, sessions
from simulator.slack.place import words
from simulator.slack.settings import Member
from store import models
from store.atomic import atomic
from tests.slack.conftest import SUPPORT, Place
from tests.slack.stage import until
from tests.slack.test_support import opened


def changed(place: Place, user: str, key: str = "EvLEFT00001", team: str = "", **marks: Any) -> dict[str, Any]:
    """What Slack tells when a profile changes."""
    team = team or place.slack.team.id
    return {"type": "event_callback", "token": "none", "team_id": team, "api_app_id": place.slack.team.app,
            "event": {"type": "user_change", "user": {"id": user, "team_id": team, "name": "kim", **marks},
                      "event_ts": "1700000000.000100"},
            "event_id": key, "event_time": 1700000000}


async def account(place: Place, name: str, role: str, user: str) -> str:
    """Somebody signed in to the console whose account is tied to Slack; the cookie."""
    context = place.app[CONTEXT]

    async def work() -> str:
        staff = await people.add(f"{name}@example.com", name, role, context.clock.machine())
        await models.Staff.filter(id=staff.id).update(slack_user=user, slack_team=place.slack.team.id)
        return await sessions.begin(staff, sessions.Browser("Firefox", "127.0.0.1"), context.clock.machine())

    return await atomic(work)


async def seen(place: Place, cookie: str) -> int:
    async with place.http.get(f"{place.url}/console/inbox", headers={"Cookie": f"porchlight_console={cookie}"},
                              allow_redirects=False) as answer:
        return answer.status


async def audited() -> list[tuple[str, str, str, str]]:
    return [(row.who, row.what, row.of, row.why) for row in await models.AuditRow.all().order_by("seq")]


async def test_who_leaves_slack_is_out_of_the_console_and_what_they_had_is_open_again(place: Place) -> None:
    await account(place, "Olga", "owner", "U0OLGA")
    cookie = await account(place, "Kim", "agent", "U0KIM")
    card = await opened(place)
    await place.slack.hands("U0KIM").press(card, "Claim")
    await place.slack.wait(SUPPORT, "<@U0KIM> has it", "")
    assert await seen(place, cookie) == 200
    place.slack.tell(changed(place, "U0KIM", deleted=True))
    await place.slack.wait(SUPPORT, "Open since", "")
    assert await seen(place, cookie) == 303
    row = await models.Case.get()
    assert (row.state, row.agent, row.live) == ("open", "", True)
    assert (await models.Delivery.get()).agent == "", "the assistant answers again"
    assert await audited() == [("Slack", "left Slack", "kim@example.com",
                                "account closed, 1 sessions ended, 1 claimed case open again")]
    await place.slack.wait(SUPPORT, "<@U0LEE>", card.ts)
    await place.slack.hands("U0KIM").press(card, "Claim")
    assert (await models.Case.get()).state == "open", "the workspace still knows them; we were told that they left"


async def test_who_left_slack_and_has_no_account_here_is_not_called(place: Place) -> None:
    """They left while nobody told us: Slack is asked before the next in line is called."""
    place.slack.join(Member("U0KIM", "Kim", deleted=True))
    card = await opened(place)
    call = await place.slack.wait(SUPPORT, "<@U0LEE>", card.ts)
    assert "this needs a person" in words(call)
    assert place.slack.posts(SUPPORT, "<@U0KIM>") == []


async def test_the_last_owner_is_signed_out_and_keeps_the_account(place: Place) -> None:
    cookie = await account(place, "Olga", "owner", "U0OLGA")
    place.slack.tell(changed(place, "U0OLGA", deleted=True))
    await until(models.AuditRow.all().exists)
    assert await seen(place, cookie) == 303
    assert (await models.Staff.get(name="Olga")).active
    assert (await audited())[0][3] == "the last owner's account stays open, 1 sessions ended"


@pytest.mark.parametrize("marks", [{"deleted": False}, {"deleted": True, "team": "T0ELSE"}], ids=["stays", "elsewhere"])
async def test_another_change_and_another_workspaces_people_are_nobodys_matter(
        place: Place, marks: dict[str, Any]) -> None:
    cookie = await account(place, "Kim", "agent", "U0KIM")
    place.slack.tell(changed(place, "U0KIM", **marks))
    place.slack.tell(changed(place, "U0OTHER", "EvLEFT00002", deleted=True))
    await until(lambda: len([one for one in place.ledger("slack_answered") if one["http"] == 200]) >= 2)
    assert await seen(place, cookie) == 200
    assert await audited() == []


async def test_removed_in_the_console_their_cases_are_open_again(place: Place) -> None:
    await account(place, "Kim", "agent", "U0KIM")
    owner = await account(place, "Olga", "owner", "U0OLGA")
    card = await opened(place)
    await place.slack.hands("U0KIM").press(card, "Claim")
    await place.slack.wait(SUPPORT, "<@U0KIM> has it", "")
    session = await models.StaffSession.filter(staff__name="Olga").get()
    kim = await models.Staff.get(name="Kim")
    proof = sessions.proof(place.app[CONTEXT].keys.token_key, session.hashed)
    async with place.http.post(f"{place.url}/console/people/{kim.id}/close", data={"proof": proof},
                               headers={"Cookie": f"porchlight_console={owner}"}) as answer:
        assert answer.status == 200
    assert (await models.Case.get()).state == "open"
    said = "kim@example.com: close, 1 claimed case open again"
    assert ("olga@example.com", "person: close", said, "") in await audited()
    await place.slack.wait(SUPPORT, "<@U0LEE>", card.ts)
