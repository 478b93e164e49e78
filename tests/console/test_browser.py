"""The console in a real browser on the real service: by keys, live, without scripts, for everybody's eyes."""

# Longer than 250 lines: one service in a browser, slow to open.

import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer, unused_port
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.context import CONTEXT
from bot.staff import people, sessions
from integrations.twilio.segments import segments
from integrations.twilio.smart import smart
from store import models
from store.atomic import atomic
from tests.browser import AXE, faults, launch
from tests.console.conftest import PASSWORD, House, settings
from tests.console.stage import case, codes, heard, ordered, run

pytestmark = [pytest.mark.browser, pytest.mark.slow]
if not AXE.exists():
    pytest.skip("axe is not here: run sh scripts/assets.sh", allow_module_level=True)
WIDE, NARROW = 1280, 375


@dataclass
class Desk:
    """The house, a browser, and its address."""

    house: House
    browser: Browser
    url: str

    async def sit(self, role: str, name: str, width: int = WIDE, **more: Any) -> Page:
        """A page of somebody of that role who is signed in."""
        now = self.house.context.clock.machine()

        async def work() -> str:
            staff = await people.add(f"{name}@example.com", name, role, now)
            return await sessions.begin(staff, sessions.Browser("Firefox Linux", "127.0.0.1"), now)

        context = await self.room(width, **more)
        await context.add_cookies([{"name": "porchlight_console", "value": await atomic(work), "url": self.url}])
        return await context.new_page()

    async def room(self, width: int = WIDE, **more: Any) -> BrowserContext:
        """A fresh browser."""
        return await self.browser.new_context(viewport={"width": width, "height": 800}, **more)


@pytest.fixture
async def desk(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    shutil.copy(sqlite_template, tmp_path / "porchlight.db")
    port = unused_port()
    url = f"http://127.0.0.1:{port}"
    app = create_app(settings(f"sqlite://{tmp_path / 'porchlight.db'}", public_url=url, twilio_account_sid="",
                              undo_seconds=4.0))
    server = TestServer(app, port=port)
    client = TestClient(server)
    await client.start_server()
    _, key = await atomic(lambda: make("tests", SCOPES, app[CONTEXT].clock.machine()))

    async def another(_server: Any) -> Any:
        return client

    async with async_playwright() as play:
        browser = await launch(play)
        yield Desk(House(another, app[CONTEXT], app, key, client), browser, url)
        await browser.close()
    await client.close()


async def test_the_first_owner_opens_the_link_chooses_a_password_and_signs_in_again(desk: Desk) -> None:
    now = desk.house.context.clock.machine()
    token = await atomic(lambda: first(now))
    page = await (await desk.room()).new_page()
    await page.goto(f"{desk.url}/console/link/{token}")
    await page.get_by_label("New password").fill(PASSWORD)
    await page.get_by_role("button", name="Choose and sign in").click()
    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    await page.get_by_role("button", name="Sign out").click()
    await page.get_by_label("E-mail").fill("owner@example.com")
    await page.get_by_label("Password").fill("four walls and a lump")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    await page.get_by_label("Password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    await page.goto(f"{desk.url}/console/link/{token}")
    await expect(page.get_by_role("heading", name="This link is no longer open")).to_be_visible()


async def first(now: Any) -> str:
    return await people.new_link(await people.add("owner@example.com", "Owner", "owner", now), now)


async def test_by_keys_alone_claim_reply_undo_and_send(desk: Desk) -> None:
    delivery = await ordered(desk.house)
    await heard(desk.house, "+13125550123", "I want to talk to a person please", "SM1")
    page = await desk.sit("agent", "Kim")
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    await page.goto(f"{desk.url}/console/inbox")
    await page.locator("main[data-listening]").wait_for()
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Ana Ruiz")).to_be_visible()
    await page.keyboard.press("c")
    await expect(page.get_by_text("Claimed by you")).to_be_visible()
    await page.locator("main[data-listening]").wait_for()
    await page.keyboard.press("r")
    await page.keyboard.type("We will call you at 3")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".timeline .pending")).to_contain_text("We will call you at 3")
    await page.keyboard.press("u")
    await expect(page.get_by_label("Reply", exact=True)).to_have_value("We will call you at 3")
    await expect(page.locator(".timeline")).not_to_contain_text("We will call you at 3")
    await page.get_by_label("Reply", exact=True).fill("We will call you at 4")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".timeline .pending")).to_contain_text("We will call you at 4")
    await page.locator("main[data-listening]").wait_for()
    await page.evaluate("window.opened = 'once'")
    await expect(page.locator(".timeline .pending")).to_have_count(0, timeout=20_000)
    await expect(page.locator(".timeline .sent", has_text="Kim to")).to_contain_text("We will call you at 4")
    assert await page.evaluate("window.opened") == "once", "the stream did it, not a new page"
    said = await models.PendingReply.filter(conversation_id=delivery).order_by("id")
    assert [row.state for row in said] == ["undone", "sent"]
    assert complaints == []


async def test_what_somebody_else_does_is_seen_at_once_and_what_one_writes_is_left_alone(desk: Desk) -> None:
    one = await case(desk.house, await ordered(desk.house))
    kim, lee = await desk.sit("agent", "Kim"), await desk.sit("agent", "Lee")
    await lee.goto(f"{desk.url}/console/inbox")
    await lee.locator("main[data-listening]").wait_for()
    await lee.evaluate("window.opened = 'once'")
    await kim.goto(f"{desk.url}/console/cases/{one}")
    await kim.get_by_label("Private note").fill("half a thought")
    await heard(desk.house, "+13125550123", "hello, are you there?", "SM2")
    await expect(kim.locator(".timeline")).to_contain_text("hello, are you there?")
    await expect(kim.get_by_label("Private note")).to_have_value("half a thought")
    await kim.get_by_role("button", name="Claim").first.click()
    await expect(lee.locator(".case .has").first).to_have_text("Kim")
    assert await lee.evaluate("window.opened") == "once"


async def test_slash_searches_and_the_question_mark_shows_the_keys(desk: Desk) -> None:
    await ordered(desk.house)
    page = await desk.sit("viewer", "Val")
    await page.goto(f"{desk.url}/console/inbox")
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("/")
    await page.keyboard.type("0123")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Ana Ruiz")).to_be_visible()
    await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile("/console/conversations/"))


async def test_a_dispatcher_moves_a_stop(desk: Desk) -> None:
    run_id, stops, _ = await run(desk.house, 4)
    page = await desk.sit("dispatcher", "Dee")
    await page.goto(f"{desk.url}/console/runs")
    await page.get_by_role("link", name="Marco").click()
    await page.get_by_role("button", name="Up: Ana 4").click()
    await expect(page.get_by_role("status")).to_contain_text("Moved")
    await expect(page.locator("tbody tr").nth(2)).to_contain_text("Ana 4")
    rows = await models.Stop.filter(run_id=run_id).order_by("number")
    assert [row.id for row in rows] == [stops[0], stops[1], stops[3], stops[2]]


async def test_a_viewer_sees_and_cannot_touch(desk: Desk) -> None:
    one = await case(desk.house, await ordered(desk.house))
    page = await desk.sit("viewer", "Val")
    await page.goto(f"{desk.url}/console/cases/{one}")
    await expect(page.get_by_role("button", name="Claim")).to_have_count(0)
    await expect(page.get_by_label("Private note")).to_have_count(0)
    await page.goto(f"{desk.url}/console/people")
    await expect(page.get_by_role("heading", name="Not with your role")).to_be_visible()


async def test_without_scripts_everything_is_a_form(desk: Desk) -> None:
    delivery = await ordered(desk.house)
    await codes(desk.house, delivery)
    await case(desk.house, delivery)
    page = await desk.sit("agent", "Kim", java_script_enabled=False)
    await page.goto(f"{desk.url}/console/inbox")
    await page.get_by_role("button", name="Claim").click()
    await page.get_by_label("Reply", exact=True).fill("Good morning")
    await page.get_by_role("button", name="Send").click()
    await page.get_by_role("button", name="Take back").click()
    await expect(page.get_by_label("Reply", exact=True)).to_have_value("Good morning")
    await page.get_by_label("Private note").fill("No answer at the door")
    await page.get_by_role("button", name="Keep the note").click()
    await expect(page.locator(".timeline .note")).to_contain_text("No answer at the door")
    await page.get_by_label("Why do you need it?").fill("the driver rang")
    await page.get_by_role("button", name="Show the code").click()
    await expect(page.locator(".code")).to_have_text("4417#")


async def filled(desk: Desk) -> tuple[str, ...]:
    """Something on every page; every page."""
    house = desk.house
    run_id, _, ids = await run(house, 4)
    await codes(house, ids[0])
    await heard(house, "+13125550201", "I want to talk to a person please", "SM1")
    await heard(house, "+13125550202", "where is my sofa?", "SM2")
    one = await case(house, ids[1], "wants another window while on the van", 1, "dispatch")
    done = await case(house, ids[2])
    await models.Case.filter(id=done).update(agent="Lee", state="resolved", live=False,
                                             answered_at=house.context.clock.now())
    await heard(house, "+13125559876", "who is this?", "SM3")
    row = await models.Message.filter(outgoing=True).first()
    assert row is not None
    await models.Message.filter(id=row.id).update(state="failed", why="unreachable", error=30003)
    return ("/console/inbox", "/console/inbox?q=Ana", f"/console/conversations/{ids[0]}",
            f"/console/conversations/{ids[1]}?case={one}&all=1", f"/console/deliveries/{ids[0]}", "/console/vans",
            "/console/runs", f"/console/runs/{run_id}", "/console/ratings", "/console/answers",
            "/console/wordings", "/console/outbox",
            "/console/outbox?view=failed", "/console/people", "/console/audit", "/console/me")


async def test_axe_finds_nothing_wrong_on_any_page_and_nothing_is_cut_off(desk: Desk) -> None:
    paths = await filled(desk)
    page = await desk.sit("owner", "Olga", bypass_csp=True, reduced_motion="reduce")
    await page.context.add_init_script(path=AXE)
    for name in ("claim", "reply", "note"):
        row = await models.Case.filter(live=True).order_by("id").first()
        assert row is not None
        await page.goto(f"{desk.url}/console/cases/{row.id}")
        button = {"claim": "Claim", "reply": "Send", "note": "Keep the note"}[name]
        if name != "claim":
            await page.get_by_label("Reply" if name == "reply" else "Private note", exact=True).fill("Some words")
        await page.get_by_role("button", name=button).first.click()
    wrong = [one for path in paths for one in await wrongs(page, desk.url + path)]
    signed_out = await (await desk.room(bypass_csp=True)).new_page()
    await signed_out.context.add_init_script(path=AXE)
    for path in ("/console/sign-in", "/console/link/none"):
        wrong += await wrongs(signed_out, desk.url + path)
    assert wrong == []


async def wrongs(page: Page, url: str) -> list[Any]:
    """On a page that is opened at each size, by day and by night."""
    found: list[Any] = []
    for width in (WIDE, NARROW):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.goto(url)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [(url, width, scheme, one) for one in await faults(page)]
        wide = await page.evaluate("document.documentElement.scrollWidth")
        found += [(url, "too wide", wide)] if wide > width else []
    return found


async def claimed(desk: Desk, **more: Any) -> Page:
    """A conversation whose case Kim has, on her page."""
    delivery = await ordered(desk.house, customer={"name": "Ana Ruiz", "phone": "+13125550123", "language": "es"})
    await case(desk.house, delivery)
    page = await desk.sit("agent", "Kim", **more)
    await page.goto(f"{desk.url}/console/conversations/{delivery}")
    async with page.expect_navigation():  # a key pressed before the new page is there is pressed on the old one
        await page.get_by_role("button", name="Claim").click()
    return page


async def test_a_slash_opens_the_replies_and_one_is_found_taken_changed_and_counted_by_keys(desk: Desk) -> None:
    page = await claimed(desk)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    reply = page.get_by_label("Reply", exact=True)
    await page.keyboard.press("r")
    await page.keyboard.press("/")
    await expect(page.get_by_label("Words in it")).to_be_focused()
    await page.keyboard.type("sorry nonsense")
    await expect(page.get_by_text("None has those words.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(reply).to_be_focused()
    await page.keyboard.press("/")
    await page.keyboard.type("new day")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(reply).to_have_value("Lo siento mucho, Ana. ¿Qué día le viene mejor? Se lo dejo arreglado.")
    await expect(page.locator("#size")).to_have_text("68 letters, 1 SMS.")
    await page.keyboard.type(" Kim")
    await expect(page.locator("#size")).to_have_text("72 letters, 2 SMS.")
    await page.keyboard.press("/")
    await expect(reply).to_have_value(re.compile("Kim/$"), timeout=2000)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".timeline .pending")).to_contain_text("Se lo dejo arreglado. Kim/")
    assert complaints == []


async def test_without_scripts_a_reply_to_start_from_is_a_link(desk: Desk) -> None:
    page = await claimed(desk, java_script_enabled=False)
    await page.get_by_text("Replies to start from", exact=True).click()
    await page.get_by_role("link", name=re.compile("I ask the driver")).click()
    await expect(page.get_by_label("Reply", exact=True)).to_have_value(re.compile("^He preguntado a "))
    await expect(page.locator("#size")).to_have_text("61 letters, 1 SMS.")


async def test_the_browser_counts_segments_as_we_do(desk: Desk) -> None:
    page = await claimed(desk)
    texts = ["", "a" * 160, "a" * 161, "€" * 80, "€" * 81, "a" * 152 + "€" * 2, "está " * 14, "está " * 15, "🚚" * 35,
             "🚚" * 36, "🚚" * 34 + "ab", "z" * 66 + "🚚🚚",
             "“quoted” – and… so", "[brackets] {braces} ~", "x\ty", "łódź " * 30]
    counted = await page.evaluate(
        "async (texts) => { const { size } = await import('/static/compose.js'); return texts.map(size); }", texts)
    ours = [segments(smart(one)) for one in texts]
    assert [(one["count"], one["units"]) for one in counted] == [(one.count, one.units) for one in ours]
