"""The page in a real browser: to type on, to watch, to read; for everybody, at every size, asking no other site."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, Page, expect

from simulator import page as page_files
from tests.simulator.conftest import ANA, MARCO, OURS, Place, Worlds

Opened = Callable[..., Awaitable[Page]]

CONTRASTS = """() => {
  const channels = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (rgb) => rgb.slice(0, 3).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const hex = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
    .match(/\\w\\w/g).map((one) => parseInt(one, 16));
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = channels(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] === 1) return [color];
    }
    return ["--page", "--page-2", "--lamp-soft"].map(hex);
  };
  const mixed = (front, back, part) => front.slice(0, 3).map((one, at) => one * part + back[at] * (1 - part));
  const rows = [];
  for (const element of document.querySelectorAll("body *")) {
    const own = [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    const style = getComputedStyle(element);
    if (!own || !element.checkVisibility() || element.closest(".hidden, noscript, .skip")) continue;
    for (const back of behind(element)) {
      const [one, other] = [light(mixed(channels(style.color), back, Number(style.opacity))), light(back)];
      rows.push([`${element.tagName}.${element.className} ${element.textContent.slice(0, 20)}`,
                 (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)]);
    }
  }
  return rows;
}"""
UNNAMED = """() => [...document.querySelectorAll("button, select, textarea, input, a[href], [role]")]
  .filter((one) => one.checkVisibility())
  .filter((one) => !(one.getAttribute("aria-label") || one.getAttribute("aria-labelledby") || one.textContent.trim()
                     || one.labels?.length || one.matches("p[role=status]")))
  .map((one) => one.outerHTML.slice(0, 80))"""
UNLABELLED = """() => [...document.querySelectorAll("select, textarea")]
  .filter((one) => !one.labels[0]?.textContent.trim()).map((one) => one.id)"""
SMALL = """() => [...document.querySelectorAll("button, select, textarea")].filter((one) => one.checkVisibility())
  .map((one) => [one.className || one.id || one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 40 || box.height < 40).map(([name]) => name)"""


@pytest.fixture
async def lived_in(worlds: Worlds) -> Place:
    """A world with two phones, a few texts and a delivery with a timeline."""
    world = await worlds(api_key="pk_reads")
    await world.parts.ledger.note("phone", number=ANA, name="Ana Ruiz", role="customer")
    await world.parts.ledger.note("phone", number=MARCO, name="Marco", role="driver")
    await world.parts.ledger.note("phone", number="+13125550124", name="Ben Okoye", role="customer")
    world.service.timeline.append({"at": "2026-11-24T13:52:00-06:00", "kind": "Arrived",
                                   "text": "Marco is at the gate, so Ana is asked for the code."})
    await world.twilio.say(ANA, OURS, "Where is it?")
    await world.send(Body="On the van. https://track.example.com/t/x7")
    await world.send(To=MARCO, Body="At Ana R. 2 delivered 3 could not 5 code")
    await world.until(lambda: len(world.phones.thread(ANA)) == 2 and len(world.phones.thread(MARCO)) == 1)
    return world


@pytest.fixture
async def opened(browser: Browser, lived_in: Place) -> Opened:
    """Opens the page; anything the browser complains of or fetches elsewhere fails the test."""

    async def at(width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        context = await browser.new_context(viewport={"width": width, "height": height},
                                            color_scheme="dark" if scheme == "dark" else "light")
        page = await context.new_page()
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda sent: troubles.append(sent.url) if not sent.url.startswith(lived_in.url) else None)
        page.__dict__["troubles"] = troubles
        await page.goto(lived_in.url)
        await expect(page.locator("#live-word")).to_have_text("live")
        await expect(page.locator(".bubble")).to_have_count(3)
        await expect(page.locator(".timeline li")).to_have_count(1)
        return page

    return at


def troubles(page: Page) -> list[str]:
    found = page.__dict__["troubles"]
    assert isinstance(found, list)
    return found


async def test_what_is_typed_as_the_customer_is_sent_and_answers_appear(opened: Opened, lived_in: Place) -> None:
    page = await opened()
    customer, driver = page.locator(".phone").nth(0), page.locator(".phone").nth(1)
    await expect(customer.locator(".bubble.mine")).to_contain_text("Where is it?")
    await page.get_by_label("Text as Ana Ruiz").fill("press 4417# & push")
    await page.keyboard.press("Enter")
    await expect(customer.locator(".bubble.mine").last).to_contain_text("press 4417# & push")
    await lived_in.until(lambda: any(post.form.get("Body") == "press 4417# & push" for post in lived_in.service.posts))
    await lived_in.send(To=MARCO, Body="Ana R.: the code is <b>4417#</b>. Did it open? 8 = yes, 9 = no.")
    await expect(driver.locator(".bubble.theirs").last).to_contain_text("<b>4417#</b>. Did it open?")
    await driver.get_by_role("button", name="8 yes").click()
    await expect(driver.locator(".bubble.mine").last).to_contain_text("8")
    assert lived_in.phones.thread(MARCO)[-1].text == "8"
    assert troubles(page) == []


async def test_the_machines_decisions_appear_as_they_are_made(opened: Opened, lived_in: Place) -> None:
    page = await opened()
    lived_in.service.timeline.append({"at": "2026-11-24T13:53:00-06:00", "kind": "code_kept", "text": "It is kept."})
    rows = page.get_by_label("Decisions, oldest first").locator("li")
    await expect(rows).to_have_count(2, timeout=8000)
    await expect(rows.first).to_contain_text("Marco is at the gate")
    await expect(rows.last).to_contain_text("code kept")
    await expect(rows.last.locator("time")).to_have_text("1:53 PM")
    await expect(page.locator("#delivery option:checked")).to_contain_text("BF-10023 · Ana Ruiz")


async def test_other_phones_can_be_taken_up(opened: Opened, lived_in: Place) -> None:
    page = await opened()
    await page.get_by_label("Customer's phone").locator("select").select_option(label="Ben Okoye")
    await page.get_by_label("Text as Ben Okoye").fill("hello, Ben here")
    await page.locator(".phone").nth(0).get_by_role("button", name="Send", exact=True).click()
    await expect(page.locator(".phone").nth(0).locator(".bubble")).to_have_count(1)
    assert [one.text for one in lived_in.phones.thread("+13125550124")] == ["hello, Ben here"]


async def test_a_picture_and_a_call_work_too(opened: Opened, lived_in: Place) -> None:
    page = await opened()
    phone = page.locator(".phone").nth(0)
    await phone.get_by_role("button", name="Send a picture along").click()
    await phone.get_by_role("button", name="Send", exact=True).click()
    await expect(phone.locator(".photo")).to_have_count(1)
    assert lived_in.phones.thread(ANA)[-1].media == 1
    lived_in.service.answer = "<Response><Say>Please text us.</Say></Response>"
    await phone.get_by_role("button", name="Ring the number as Ana Ruiz").click()
    await expect(phone.locator(".heard")).to_have_text("You hear: Please text us.")


async def test_the_keyboard_alone_reaches_everything(opened: Opened) -> None:
    page = await opened()
    reached = set()
    for _ in range(40):
        await page.keyboard.press("Tab")
        reached.add(await page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"skip", "customer-pick", "driver-pick", "customer-text", "driver-text", "send", "ring", "picture", "thread",
            "delivery", "timeline"} <= reached


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_word_is_readable_and_every_control_has_a_name(opened: Opened, scheme: str) -> None:
    page = await opened(scheme=scheme)
    contrasts = await page.evaluate(CONTRASTS)
    assert len(contrasts) > 25
    assert [(name, ratio) for name, ratio in contrasts if ratio < 4.5] == []
    assert await page.evaluate(UNNAMED) == []
    assert await page.evaluate(UNLABELLED) == []
    logs = await page.evaluate("[...document.querySelectorAll('[role=log]')].map((one) => one.ariaLive)")
    assert logs == ["polite"] * 3
    headings = await page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map((one) => one.tagName)")
    assert headings == ["H1", "H2", "H2", "H2", "H2", "H2"]
    ids = await page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert troubles(page) == []


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (768, 1024), (1440, 900)])
async def test_nothing_sticks_out_and_fingers_find_every_button(opened: Opened, width: int, height: int) -> None:
    page = await opened(width, height)
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await page.evaluate(SMALL) == []
    await page.get_by_label("Text as Marco").fill("at the door")
    await page.keyboard.press("Enter")
    await expect(page.locator(".phone").nth(1).locator(".bubble.mine").last).to_be_in_viewport()


async def test_the_page_and_its_files_forbid_what_they_do_not_need(lived_in: Place) -> None:
    for path in ("/", *(f"/page/{name}" for name in page_files.TYPES if name != "index.html")):
        async with lived_in.http.get(lived_in.url + path) as answer:
            policy, text = answer.headers["Content-Security-Policy"], await answer.text()
            assert answer.status == 200
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert " style=" not in text
        assert "onclick" not in text
