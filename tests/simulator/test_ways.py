"""One order told three ways, in a real browser: each device shows its own way, and an answer goes back by it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page, expect

from domain.people import MessageId
from integrations.channel import Mail, Outgoing
from integrations.email.channel import EmailChannel
from simulator.app import MAIL
from tests.browser import AXE, faults
from tests.simulator.conftest import OURS, Place, Worlds

ANA, BEN, CLEO = "+13125550123", "+13125550124", "+13125550125"
SOFIA, BOX = "+13125550145", "cleo@mailbox.example"
CHAT = "whatsapp:+14155550100"
HTML = ("<!doctype html><html lang='en'><title>Bloom</title><body style='background:#ffffff'><p>Bloom</p>"
        "<p>your sofa comes <b>tomorrow</b></p><script>alert(1)</script></body></html>")


@dataclass
class Inbox:
    """The service's webhook for mail."""

    url: str = ""
    took: list[bytes] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.took.append(await request.read())
        return web.Response()


@pytest.fixture
async def posted() -> AsyncIterator[Inbox]:
    """Where answers by mail are brought to."""
    office = Inbox()
    app = web.Application()
    app.add_routes([web.post("/webhooks/email/t", office.take)])
    async with TestServer(app) as server:
        office.url = str(server.make_url("/webhooks/email/t"))
        yield office


@pytest.fixture
async def house(worlds: Worlds, posted: Inbox) -> Place:
    """Three neighbours told in English, one in Spanish; each has got the first message."""
    world = await worlds(api_key="pk_reads")
    world.app[MAIL].inbox = posted.url
    people = ((ANA, "Ana", "en", "sms", ""), (BEN, "Ben", "en", "whatsapp", ""), (CLEO, "Cleo", "en", "email", BOX),
              (SOFIA, "Sofía", "es", "email", "sofia@mailbox.example"))
    for number, name, language, way, box in people:
        await world.parts.ledger.note("phone", number=number, name=name, role="customer", language=language,
                                      email=box, traits={"way": way})
    await world.send(To=ANA, Body="Bloom: your sofa comes tomorrow. 1 = good, 2 = another time.")
    contents = world.twilio.contents
    made = contents.make("asks", "en", {"twilio/quick-reply": {
        "body": "Hello from Bloom. Is tomorrow good?",
        "actions": [{"id": "1", "title": "Good"}, {"id": "2", "title": "Another time"}]}})
    contents.submit(made.sid)
    await world.send(To=f"whatsapp:{BEN}", From=CHAT, ContentSid=made.sid)
    await mailed(world, BOX, "Bloom: your delivery BF-1", "your sofa comes tomorrow")
    await world.until(lambda: all(world.phones.thread(one) for one in (ANA, BEN, CLEO)))
    return world


async def mailed(world: Place, to: str, subject: str, text: str, row: str = "0" * 26) -> None:
    """A mail as the service sends one."""
    channel = EmailChannel(f"smtp://127.0.0.1:{world.app[MAIL].port}", "Bloom <hello@bloom.example>",
                           world.parts.clock.now)
    mail = Mail(subject, HTML, "thread", "https://x.example/leave", b"")
    await channel.send(Outgoing(MessageId(row), 1, to, OURS, text, "", timedelta(hours=1), mail=mail))


@pytest.fixture
async def page(house: Place, browser: Browser) -> Page:
    return await opened(browser, house, "light", 1280)


async def opened(browser: Browser, house: Place, scheme: Any, width: int) -> Page:
    context = await browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme,
                                        bypass_csp=True)
    page = await context.new_page()
    await page.goto(house.url)
    await expect(page.locator(".device")).to_have_count(4)
    await expect(page.locator(".device .bubble, .device .letter")).to_have_count(3)
    return page


async def test_each_language_is_a_row_of_devices_and_english_comes_first(page: Page) -> None:
    assert await page.locator(".told h3").all_inner_texts() == ["English", "Español"]
    names = await page.locator(".device h4").all_inner_texts()
    assert names == ["Ana, by SMS", "Ben, by WhatsApp", "Cleo, by e-mail", "Sofía, by e-mail"]


async def test_a_text_is_answered_by_text(page: Page, house: Place) -> None:
    await page.get_by_label("Answer by SMS as Ana").fill("where is it?")
    await page.keyboard.press("Enter")
    await expect(page.locator(".device.sms .bubble.mine")).to_contain_text("where is it?")
    await house.until(lambda: any(one.form.get("From") == ANA for one in house.service.posts))


async def test_a_whatsapp_shows_that_it_was_a_template_and_its_button_is_tapped(page: Page, house: Place) -> None:
    device = page.locator(".device.whatsapp")
    await expect(device.locator(".note")).to_have_text("Approved template")
    await device.get_by_role("button", name="Another time").click()
    await expect(device.locator(".bubble.mine")).to_contain_text("Another time")
    await house.until(lambda: any(one.form.get("ButtonPayload") for one in house.service.posts))
    form = next(one.form for one in house.service.posts if one.form.get("ButtonPayload"))
    assert (form["From"], form["To"], form["ButtonPayload"], form["Body"]) == (
        f"whatsapp:{BEN}", CHAT, "2", "Another time")


async def test_a_mail_is_shown_as_it_came_and_as_text_and_runs_nothing(page: Page, house: Place) -> None:
    device = page.locator(".device.email").first
    frame = page.frame_locator(".device.email iframe").first
    await expect(frame.locator("b")).to_have_text("tomorrow")
    await device.get_by_role("button", name="Text").click()
    await expect(device.locator("pre")).to_have_text("your sofa comes tomorrow\n")
    bubble = house.phones.thread(CLEO)[0]
    async with house.http.get(f"{house.url}/world/phones/{CLEO}/mails/{bubble.number}") as answer:
        assert answer.headers["Content-Security-Policy"].startswith("sandbox ")
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert await answer.text() == HTML + "\n"
    async with house.http.get(f"{house.url}/world/phones/{ANA}/mails/{bubble.number}") as answer:
        assert answer.status == 404


async def test_a_mail_is_answered_by_mail_with_what_it_answers_quoted(page: Page, house: Place,
                                                                      posted: Inbox) -> None:
    await page.get_by_label("Answer by e-mail as Cleo").fill("could you come on Friday?")
    await page.keyboard.press("Enter")
    await house.until(lambda: bool(posted.took))
    mail = message_from_bytes(posted.took[0], policy=policy.default)
    assert (mail["From"], mail["In-Reply-To"]) == (f"Cleo <{BOX}>", house.phones.thread(CLEO)[0].sid)
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert text.startswith("could you come on Friday?\n\n-- \nCleo")
    assert "> your sofa comes tomorrow" in text
    await expect(page.locator(".letter.mine .line")).to_have_text("could you come on Friday?")


async def test_who_gets_mails_answers_a_text_by_text(page: Page, house: Place) -> None:
    await house.send(To=CLEO, Body="Bloom: you are next. Anything to know at the door?")
    device = page.locator(".device.email").first
    await expect(device.locator(".note")).to_have_text("By text, as it cannot wait for a mail")
    await page.get_by_label("Answer the text as Cleo").fill("mind the dog")
    await page.keyboard.press("Enter")
    await house.until(lambda: any(one.form.get("From") == CLEO for one in house.service.posts))


async def test_whoever_asks_why_is_led_to_what_was_decided(page: Page) -> None:
    await page.get_by_role("button", name="Why? What the machine decided for Ben").click()
    await expect(page.get_by_label("Customer's phone").locator("select")).to_have_value(BEN)
    await expect(page.locator("#timeline")).to_be_focused()


async def test_axe_finds_nothing_wrong_and_nothing_sticks_out(house: Place, browser: Browser) -> None:
    if not AXE.exists():
        pytest.skip("axe is not here: run sh scripts/assets.sh")
    for scheme, width in (("light", 1280), ("dark", 1280), ("light", 375), ("dark", 375)):
        page = await opened(browser, house, scheme, width)
        assert await page.evaluate("document.documentElement.scrollWidth") == width
        await page.add_script_tag(path=str(AXE))
        assert await faults(page) == [], (scheme, width)
        await page.context.close()


async def test_a_message_id_that_came_before_is_shown_once(house: Place) -> None:
    await mailed(house, BOX, "Bloom: your delivery BF-1", "your sofa comes tomorrow")
    assert len(house.phones.thread(CLEO)) == 1
    assert [one.kind for one in house.parts.ledger.entries if one.kind.startswith("mail")] == ["mail", "mail_again"]


async def test_a_mail_to_nobodys_address_is_kept_and_shown_to_nobody(house: Place) -> None:
    await mailed(house, "nobody@mailbox.example", "Bloom", "hello", "1" * 26)
    assert house.parts.ledger.entries[-1].text("phone") == ""
    assert house.parts.ledger.entries[-1].text("to") == "nobody@mailbox.example"
