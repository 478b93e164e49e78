"""Every page of the console keeps itself current, and keeps what somebody is about to write, choose or open."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Page, expect

from domain import events
from domain.people import ConversationId
from store import models
from store.atomic import atomic
from tests.console.stage import ordered, run
from tests.console.test_browser import AXE, Desk, desk

__all__ = ["desk"]
pytestmark = [pytest.mark.browser, pytest.mark.slow,
              pytest.mark.skipif(not AXE.exists(), reason="a browser's tools are not here: run sh scripts/assets.sh")]
Happens = Callable[[], Awaitable[object]]


async def live(page: Page, path: str) -> None:
    """A page that listens, and would forget it if it were loaded again."""
    await page.goto(path)
    await page.locator("main[data-listening]").wait_for()
    await page.evaluate("window.opened = 'once'")


async def is_the_same(page: Page) -> bool:
    return bool(await page.evaluate("window.opened === 'once'"))


async def test_a_run_moves_by_itself_and_keeps_what_was_chosen(desk: Desk) -> None:
    run_id, stops, ids = await run(desk.house, 3)
    page = await desk.sit("dispatcher", "Dee")
    await live(page, f"{desk.url}/console/runs/{run_id}")
    place = page.locator(f"#place-{stops[2]}")
    await place.select_option("2")
    await page.get_by_role("heading", level=1).click()
    await desk.house.call("POST", f"/stops/{stops[0]}/arrived")
    await expect(page.locator("tbody tr").first).to_contain_text("There now")
    await expect(place).to_have_value("2")
    await desk.house.call("POST", f"/stops/{stops[0]}/delivered")
    await expect(page.locator("tbody tr").first).to_contain_text("Done")
    assert await is_the_same(page)
    listed = await desk.sit("viewer", "Val")
    await live(listed, f"{desk.url}/console/runs")
    await desk.house.call("POST", f"/stops/{stops[0]}/departed")
    await desk.house.call("POST", f"/stops/{stops[1]}/arrived")
    await desk.house.call("POST", f"/stops/{stops[1]}/failed", {"reason": "not_home"})
    await expect(listed.locator("tbody tr").first).to_contain_text("2 of 3")
    assert await is_the_same(listed)
    assert len(ids) == 3


async def test_a_deliverys_page_shows_what_happens_to_it(desk: Desk) -> None:
    delivery = await ordered(desk.house)
    page = await desk.sit("viewer", "Val")
    await live(page, f"{desk.url}/console/deliveries/{delivery}")
    await atomic(lambda: desk.house.context.door.decide(ConversationId(delivery), events.Confirmed()))
    await expect(page.locator(".timeline")).to_contain_text("the customer said the window is good")
    await expect(page.locator(".facts .good")).to_have_text("✓")
    assert await is_the_same(page)


async def test_the_outbox_moves_and_a_reason_that_is_being_written_stays(desk: Desk) -> None:
    await ordered(desk.house)
    row = await models.Message.filter(outgoing=True).get()
    await models.Message.filter(id=row.id).update(state="failed", why="unreachable")
    page = await desk.sit("agent", "Kim")
    await live(page, f"{desk.url}/console/outbox?view=failed")
    await page.get_by_text("Send again").first.click()
    why = page.get_by_label("Why is it right to send it now?").first
    await why.fill("the number was put right")
    await page.get_by_role("heading", level=1).click()
    await ordered(desk.house, "BF-2", "+13125550124", "Ben")
    await expect(page.get_by_role("link", name="Waiting 1")).to_be_visible()
    await models.Message.filter(id=row.id).update(attempt=3)
    await expect(page.locator(".case").first).to_contain_text("3 tries")
    await expect(why).to_be_visible()
    await expect(why).to_have_value("the number was put right")
    assert await is_the_same(page)


async def test_a_rating_stands_there_as_soon_as_it_is_given(desk: Desk) -> None:
    delivery = await models.Delivery.get(id=await ordered(desk.house)).select_related("customer")
    page = await desk.sit("viewer", "Val")
    await live(page, f"{desk.url}/console/ratings")
    await models.RatingRow.create(id="r1", delivery=delivery, score=2, cause="late", at=desk.house.context.clock.now(),
                                  participant_id=delivery.customer.id)
    await expect(page.locator("tbody tr")).to_contain_text("late")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("2.0 of 5")
    assert await is_the_same(page)


async def test_a_page_of_somebody_who_was_signed_out_leads_to_the_sign_in(desk: Desk) -> None:
    page = await desk.sit("agent", "Kim")
    await live(page, f"{desk.url}/console/inbox")
    await models.StaffSession.all().update(ended_at=desk.house.context.clock.machine())
    await expect(page.get_by_role("heading", name="Sign in")).to_be_visible(timeout=20_000)
