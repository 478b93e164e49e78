"""The workspace's page, in a real browser: everything that a driver and an agent do, with their own hands."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.browser import launch
from tests.slack.conftest import ANA, Place
from tests.slack.stage import depot, hear, order

pytestmark = pytest.mark.browser
HUMAN = "I want to talk to a person please"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        found = await launch(play)
        yield found
        await found.close()


async def office(place: Place, browser: Browser, member: str, channel: str) -> Page:
    """The page, as one member, without a word in its console."""
    page = await browser.new_page()
    page.set_default_timeout(20_000)
    wrong: list[str] = []
    page.on("console", lambda one: wrong.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda one: wrong.append(str(one)))
    await page.goto(str(place.servers[1].make_url("/slack")))
    await page.get_by_label("You are").select_option(label=member)
    await page.get_by_role("button", name=channel).click()
    page.wrong = wrong  # type: ignore[attr-defined]
    return page


async def test_an_agent_claims_answers_and_resolves_with_the_mouse(place: Place, browser: Browser) -> None:
    await depot(place)
    await order(place)
    await hear(place, ANA, "sofa")
    page = await office(place, browser, "Kim", "# support")
    await place.twilio.say(ANA, "+13125550100", HUMAN)
    await page.get_by_role("button", name="Claim").click()
    await page.get_by_role("button", name="Reply to Ana").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Or start from").select_option(label="I am looking into it")
    await expect(form.get_by_label("What Ana reads")).to_have_value("Hello Ana, I am looking into it and write to you "
                                                                    "here in a few minutes.")
    await form.get_by_label("What Ana reads").fill("Hello Ana, OKAPI comes at three.")
    await form.get_by_role("button", name="Send").click()
    await hear(place, ANA, "OKAPI")
    await expect(page.get_by_text("Sent.")).to_be_visible(timeout=20_000)
    await page.get_by_role("button", name="Resolve").click()
    await expect(page.get_by_text("Resolved by")).to_be_visible(timeout=20_000)
    assert page.wrong == []  # type: ignore[attr-defined]


async def test_a_driver_does_a_stop_with_the_mouse(place: Place, browser: Browser) -> None:
    await depot(place)
    first = await order(place)
    driver = await place.call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550999",
                                                   "slack_user_id": "U0MARCO"})
    run = await place.call("POST", "/runs", {"driver_id": driver["id"], "date": "2031-11-25", "stops": [first]})
    await place.call("POST", f"/runs/{run['id']}/start")
    page = await office(place, browser, "Marco Bell", "Messages with Porchlight")
    await page.get_by_role("button", name="Arrived").click()
    await page.get_by_role("button", name="Delivered").click()
    form = page.get_by_role("dialog")
    await form.get_by_label("Who took it?").select_option(label="Somebody else")
    await form.get_by_label("Their name").fill("Mr Lindqvist")
    await form.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Delivered at")).to_be_visible(timeout=20_000)
    await hear(place, ANA, "Lindqvist")
    await page.get_by_label("Message", exact=True).fill("/where marco")
    await page.get_by_role("button", name="Send", exact=True).click()
    await expect(page.get_by_text("no position yet")).to_be_visible(timeout=20_000)
    assert page.wrong == []  # type: ignore[attr-defined]
