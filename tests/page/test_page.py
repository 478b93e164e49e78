"""The customer's page: without JavaScript, in their language, on a small phone, and silent to strangers."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from store import models
from tests.api.conftest import DEPOT, Caller, order


async def opened(call: Caller, **more: Any) -> tuple[str, str]:
    """A delivery's page and its id."""
    await call("POST", "/depots", DEPOT)
    _, made = await call("POST", "/deliveries", order(**more))
    return f"/t/{made['tracking_url'].rpartition('/')[2]}", made["id"]


async def html(call: Caller, path: str, status: int = 200) -> str:
    async with call.http.get(path) as answer:
        assert answer.status == status
        return await answer.text()


async def test_the_page_says_what_comes_when_and_what_we_texted(call: Caller) -> None:
    page, _ = await opened(call)
    text = await html(call, page)
    assert "Planned for Tuesday 25 November" in text
    assert "3-seat sofa" in text
    assert "built-in" not in text
    assert "<script" not in text


async def test_a_spanish_customer_reads_spanish(call: Caller) -> None:
    customer = {"name": "Ana Ruiz", "phone": "+13125550123", "language": "es"}
    page, _ = await opened(call, customer=customer)
    assert "Prevista para martes" in await html(call, page)


async def test_an_unknown_link_and_a_closed_one_look_alike(call: Caller) -> None:
    page, made = await opened(call)
    unknown = await html(call, "/t/AAAAAAAAAAAAAAAAAAAAAA", 404)
    await models.Delivery.filter(id=made).update(live=False)
    assert await html(call, page, 404) == unknown


async def test_looking_changes_nothing(call: Caller) -> None:
    page, made = await opened(call)
    before = await models.Delivery.filter(id=made).values()
    for agent in ("WhatsApp/2", "facebookexternalhit/1.1", "Slackbot-LinkExpanding", "Twitterbot/1.0"):
        for method in ("GET", "HEAD"):
            async with call.http.request(method, page, headers={"User-Agent": agent}):
                pass
    assert await models.Delivery.filter(id=made).values() == before


async def test_an_answer_needs_the_proof_that_only_the_page_holds(call: Caller) -> None:
    page, made = await opened(call)
    async with call.http.post(f"{page}/confirm", data={"proof": "x"}) as answer:
        assert answer.status == 403
    proof = re.findall(r'name="proof" value="(\w+)"', await html(call, page))[0]
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with call.http.post(f"{page}/confirm", data={"proof": proof}, headers=headers) as answer:
        assert answer.status == 403
    assert not (await models.Delivery.get(id=made)).confirmed
    async with call.http.post(f"{page}/confirm", data={"proof": proof}) as answer:
        assert answer.status == 200
    assert (await models.Delivery.get(id=made)).confirmed


async def test_it_is_found_by_number_and_last_four_digits_and_by_nothing_less(call: Caller) -> None:
    page, _ = await opened(call)
    async with call.http.get("/track?number=BF-1&proof=0123", allow_redirects=False) as answer:
        assert answer.status == 303
        assert answer.headers["Location"].endswith(page)
    async with call.http.get("/track?number=BF-1&proof=60601", allow_redirects=False) as answer:
        assert answer.status == 303
    await html(call, "/track?number=BF-1&proof=9999", 404)
    await html(call, "/track?number=BF-2&proof=0123", 404)


async def test_the_headers_keep_the_link_private(call: Caller) -> None:
    page, _ = await opened(call)
    async with call.http.get(page) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def small(browser: Browser, call: Caller, path: str, scheme: Any = "light", width: int = 320) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": 700}, color_scheme=scheme,
                                        java_script_enabled=False)
    page = await context.new_page()
    await page.goto(str(call.http.make_url(path)))
    return page


@pytest.mark.browser
async def test_the_page_fits_a_small_phone_and_moves_a_delivery_without_javascript(call: Caller, browser: Browser
                                                                                  ) -> None:
    path, made = await opened(call)
    page = await small(browser, call, path)
    await page.locator("summary").click()
    await page.locator("input[name=slot]").first.check()
    await page.get_by_role("button", name="Take this window").click()
    assert await page.get_by_role("status").inner_text() == "Thank you, we have it."
    assert (await models.Delivery.get(id=made)).promised == 2


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_everything_on_it_has_a_name_and_can_be_reached_by_keyboard(call: Caller, browser: Browser,
                                                                         scheme: str) -> None:
    path, _ = await opened(call)
    page = await small(browser, call, path, scheme)
    box = await page.locator("main").bounding_box()
    assert box is not None
    assert box["width"] <= 320
    assert await page.locator("html").get_attribute("lang") == "en"
    assert await page.locator("h1").count() == 1
    assert await page.get_by_label("Anything for the door?").count() == 1
    await page.locator("summary").click()
    names = [await one.inner_text() for one in await page.locator("button").all()]
    assert len(names) >= 3
    assert all(names)
