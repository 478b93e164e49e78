"""Signing in with Slack, against a small real OpenID Connect server whose tokens are really signed."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.app import create_app
from bot.context import CONTEXT
from store import models
from tests.console.conftest import House, Person, settings
from tests.console.openid import CLIENT, SECRET, TEAM, SlackAccounts

START = "/console/sign-in/slack"


@dataclass
class Both:
    """The console and Slack."""

    house: House
    slack: SlackAccounts


@pytest.fixture
async def both(database_url: str, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]
               ) -> AsyncIterator[Both]:
    slack, port = SlackAccounts(), unused_port()
    await slack.start()
    app = create_app(settings(database_url, public_url=f"http://127.0.0.1:{port}", slack_client_id=CLIENT,
                              slack_client_secret=SECRET, slack_team_id=TEAM, slack_openid_url=slack.url),
                     working=False)
    first = await aiohttp_client(TestServer(app, port=port))
    yield Both(House(aiohttp_client, app[CONTEXT], app, "", first), slack)
    assert slack.server is not None
    await slack.server.close()


async def tied(both: Both, name: str = "Kim", role: str = "agent") -> Person:
    person = await both.house.person(role, name)
    status, text = await person.get(f"{START}?tie=1")
    assert (status, "tied to your Slack account" in text) == (200, True)
    return person


async def test_somebody_who_tied_their_account_signs_in_with_slack(both: Both) -> None:
    await tied(both)
    fresh = await both.house.browser()
    status, text = await fresh.get(f"{START}?to=/console/outbox")
    assert (status, "Outbox" in text, "Kim" in text) == (200, True, True)
    assert ("kim@example.com", "signed in", "", "Slack") in await both.house.audited()


async def test_an_account_with_the_same_e_mail_address_is_somebody_else(both: Both) -> None:
    await both.house.person("owner", "Owner")
    status, text = await (await both.house.browser()).get(START)
    assert (status, "Slack did not sign you in" in text) == (401, True)


async def test_a_slack_account_is_tied_to_one_person_only(both: Both) -> None:
    await tied(both)
    await tied(both, "Lee")
    rows = await models.Staff.filter(slack_user="U0KIM")
    assert [row.name for row in rows] == ["Lee"]


async def test_who_is_tied_acts_by_the_slack_id_so_that_both_places_know_one_person(both: Both) -> None:
    await tied(both)
    row = await models.Staff.get(name="Kim")
    assert (row.slack_team, row.slack_user) == (TEAM, "U0KIM")


@pytest.mark.parametrize("wrong", [
    {"aud": "another-app"}, {"iss": "https://evil.example"}, {"nonce": "of-another"}, {"exp": 1},
    {"https://slack.com/team_id": "T0OTHER"}, {"https://slack.com/user_id": ""}, {"exp": None}])
async def test_a_token_that_is_not_for_us_now_lets_nobody_in(both: Both, wrong: dict[str, Any]) -> None:
    await tied(both)
    both.slack.claims = {name: value for name, value in wrong.items() if value is not None}
    if wrong == {"exp": None}:
        both.slack.claims = {"exp": int(time.time()) - 3600}
    status, _ = await (await both.house.browser()).get(START)
    assert status == 401


async def test_a_token_signed_by_another_key_lets_nobody_in(both: Both) -> None:
    await tied(both)
    both.slack.stranger = rsa.generate_private_key(65537, 2048)
    status, _ = await (await both.house.browser()).get(START)
    assert status == 401


async def test_a_code_of_somebody_elses_attempt_lets_nobody_in(both: Both) -> None:
    await tied(both)
    thief, victim = await both.house.browser(), await both.house.browser()
    async with thief.http.get(START, allow_redirects=False) as away:
        there = away.headers["Location"]
    async with thief.http.session.get(there, allow_redirects=False) as back:
        theirs = back.headers["Location"]
    async with victim.http.session.get(theirs) as answer:
        assert answer.status == 401, "the victim's browser made no such attempt"
    async with victim.http.get(START, allow_redirects=False):
        pass
    async with victim.http.session.get(theirs) as answer:
        assert answer.status == 401, "nor one of that state"


async def test_a_closed_account_is_closed_for_slack_too(both: Both) -> None:
    await tied(both)
    await models.Staff.filter(name="Kim").update(active=False)
    assert (await (await both.house.browser()).get(START))[0] == 401
