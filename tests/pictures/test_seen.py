"""Pictures as a real browser shows them: under our own content policy, to staff and to the customer."""

import pytest
from playwright.async_api import Page, expect

from domain.people import Role
from store import models
from tests.console.stage import heard, ordered
from tests.console.test_browser import Desk, desk
from tests.console.test_pictures import kept

__all__ = ["desk"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
SEEN = "all => all.map(one => [one.complete, one.naturalWidth, one.alt])"


async def pictures(page: Page, count: int) -> list[list[object]]:
    """Every picture on the page, once all are there: whether it is complete, its width, its text."""
    shown = page.locator("main img")
    await expect(shown).to_have_count(count)
    await page.wait_for_function("[...document.querySelectorAll('main img')].every(one => one.naturalWidth > 0)")
    return list(await shown.evaluate_all(SEEN))


async def test_staff_see_a_picture_beside_its_words_and_customers_the_photo_of_their_delivery(desk: Desk) -> None:
    house = desk.house
    delivery = await ordered(house)
    await heard(house, "+13125550123", "it is this door", "SM" + "1" * 32)
    message = await models.Message.get(outgoing=False)
    row = await kept(house, delivery, message_id=message.id)
    await kept(house, delivery, role=Role.DRIVER, proof=True)
    page, complaints = await desk.sit("agent", "Kim"), list[str]()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await page.goto(f"{desk.url}/console/conversations/{delivery}")
    found = await pictures(page, 3)  # with its words, as the driver's own line, and on the delivery's facts
    assert {one[2] for one in found} == {"Picture from the customer 1", "Photo of the delivery 1"}
    await page.locator(f'a[href="/console/pictures/{row.id}"]').click()
    await expect(page.get_by_role("heading", name="Picture from the customer")).to_be_visible()
    assert (await pictures(page, 1))[0][1] == 320
    await models.Delivery.filter(id=delivery).update(status="delivered", ended_at=house.context.clock.now())
    link = (await house.call("GET", f"/deliveries/{delivery}"))["tracking_url"]
    customer = await (await desk.room(390)).new_page()
    customer.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await customer.goto(link)
    await expect(customer.get_by_role("heading", name="Photo of the delivery")).to_be_visible()
    [[complete, width, text]] = await pictures(customer, 1)
    assert (complete, width, text) == (True, 320, "Photo of the delivery")
    assert await customer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
