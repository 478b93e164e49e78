"""The page and the dispatcher's map on the real service in a real browser: ordered, driven, killed, and back."""

# Longer than 250 lines: one service in a browser, slow to open.

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.basemap.places import town
from tests.browser import AXE, faults
from tests.page.service import Round, Service, serving, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]
START = (60.1525, 24.905)
DOORS = ((60.1725, 24.925), (60.1725, 24.945), (60.1725, 24.965), (60.1825, 24.965), (60.1825, 24.945))
LAST = len(DOORS) - 1
DRAWN = "[data-drawn=true]"
PATIENCE = 20_000
if not AXE.exists():
    pytest.skip("the map's files are not here: run sh scripts/assets.sh", allow_module_level=True)


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(town(tmp_path_factory.mktemp("roads") / "town.osm.pbf"))


@pytest.fixture
async def service(roads: str, tmp_path: Path) -> AsyncIterator[Service]:
    async with serving(tmp_path, roads, speed=10.0) as made:
        yield made


class Seen:
    """A page, what it asked for, and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda one: self.asked.append(one.url))
        page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda one: self.complaints.append(str(one)))

    def text(self, name: str) -> str:
        """Where the page keeps a live text."""
        return f"[data-live={name}]"

    async def says(self, name: str) -> str:
        """A live text, "" while it is hidden."""
        found = self.page.locator(self.text(name))
        return await found.inner_text() if await found.is_visible() else ""

    def foreign(self, url: str) -> list[str]:
        """Requests that left our origin."""
        return [one for one in self.asked if not one.startswith((url + "/", "data:", f"blob:{url}"))]


async def look(browser: Browser, url: str, width: int = 390, **more: bool) -> Seen:
    context = await browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce", **more)  # type: ignore[arg-type]
    seen = Seen(await context.new_page())
    await seen.page.goto(url)
    return seen


@dataclass(slots=True)
class Evening:
    """One customer, who is fifth, with one page that is opened once; the van is drawn as `van`, on the map `box`."""

    service: Service
    run: Round
    seen: Seen
    van: Locator
    box: Locator

    def live(self, name: str) -> Locator:
        """A live text of the page."""
        return self.seen.page.locator(self.seen.text(name))


async def evening(service: Service, browser: Browser) -> Evening:
    run = await Round(service, DOORS).begin(START)
    await service.ready_map()
    await run.drive((60.1625, 24.905))
    seen = await look(browser, run.pages[LAST])
    await seen.page.evaluate("window.opened = 'once'")
    return Evening(service, run, seen, seen.page.get_by_role("img", name="The van"), seen.page.locator("#map"))


async def test_a_customer_watches_the_van_come_and_a_killed_service_come_back(service: Service, browser: Browser
                                                                              ) -> None:
    it = await evening(service, browser)
    await _far_off_it_is_told_in_words(it)
    await _nearer_the_map_opens(it)
    await _next_it_is_seen_exactly(it)
    assert await it.seen.page.evaluate("window.opened") == "once"
    assert it.seen.complaints == []
    await _a_killed_service_is_waited_for(it)
    await _without_javascript_the_page_says_the_same(it, browser)
    async with it.seen.page.expect_navigation():
        await it.run.done(LAST)
    await expect(it.seen.page.locator("h1")).to_have_text("Delivered")
    await expect(it.box).to_have_count(0)
    assert not it.seen.foreign(service.url)
    assert not [one for one in it.seen.complaints if "Content Security Policy" in one]


async def _far_off_it_is_told_in_words(it: Evening) -> None:
    await expect(it.live("stops")).to_have_text("4 stops before you")
    await expect(it.live("age")).to_have_text("The map opens here when your driver is near.")
    assert re.fullmatch(r"We expect it between \d+:\d\d.PM and \d+:\d\d.PM", await it.seen.says("eta"))
    assert re.fullmatch(r"About \d+ min of driving and 20 min at the stops before you\.", await it.seen.says("why"))
    assert not [one for one in it.seen.asked if "maplibre" in one]


async def _nearer_the_map_opens(it: Evening) -> None:
    await it.run.done(0)
    await it.run.fix()
    await expect(it.live("stops")).to_have_text("3 stops before you")
    await expect(it.seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await expect(it.van).to_have_attribute("data-at", "60.16000,24.90500")
    await expect(it.live("age")).to_contain_text("to within 400 m")


async def _next_it_is_seen_exactly(it: Evening) -> None:
    early = await it.seen.says("eta")
    for number in (1, 2, 3):
        await it.run.done(number)
    await it.run.fix()
    await expect(it.live("stops")).to_have_text("You are next")
    await expect(it.van).to_have_attribute("data-at", "60.16250,24.90500", timeout=PATIENCE)
    assert "within" not in await it.seen.says("age")
    await expect(it.live("eta")).not_to_have_text(early)
    await it.run.drive((60.1655, 24.905))
    await expect(it.van).to_have_attribute("data-at", "60.16550,24.90500")


async def _a_killed_service_is_waited_for(it: Evening) -> None:
    await it.service.kill()
    await expect(it.seen.page.get_by_text("Connecting again")).to_be_visible(timeout=PATIENCE)
    await expect(it.box).to_be_visible()
    await it.service.start()
    await it.run.fix((60.1660, 24.905), 9.0)
    await expect(it.seen.page.get_by_text("Connecting again")).to_be_hidden(timeout=PATIENCE)
    await expect(it.van).to_have_attribute("data-at", "60.16600,24.90500", timeout=PATIENCE)
    await expect(it.live("stops")).to_have_text("You are next")
    assert await it.seen.page.evaluate("window.opened") == "once"


async def _without_javascript_the_page_says_the_same(it: Evening, browser: Browser) -> None:
    for more in range(5):  # an hour told to five minutes may turn between the two looks, but not five times
        await it.run.fix((60.1660 + more * 1e-5, 24.905), 9.0)
        await expect(it.van).to_have_attribute("data-at", f"{60.1660 + more * 1e-5:.5f},24.90500", timeout=PATIENCE)
        bare = await look(browser, it.run.pages[LAST], java_script_enabled=False)
        both = [(await bare.says(name), await it.seen.says(name)) for name in ("status", "eta", "stops")]
        if all(one == other for one, other in both):
            break
    assert [one for one, _ in both] == [other for _, other in both]
    assert (await bare.says("age")).startswith("Position ")
    assert not bare.foreign(it.service.url)


async def test_a_van_that_falls_silent_is_called_silent_and_leaves_the_map(roads: str, tmp_path: Path, browser: Browser
                                                                          ) -> None:
    async with serving(tmp_path, roads, speed=60.0) as service:
        run = await Round(service, DOORS[:1]).begin(START)
        await service.ready_map()
        await run.drive((60.1625, 24.905))
        seen = await look(browser, run.pages[0])
        await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
        said = re.compile(r"No position from the van for \d+ minutes\. The time above is the last we know\.")
        await seen.page.wait_for_timeout(6_000)
        await seen.page.reload()
        await expect(seen.page.locator(seen.text("age"))).to_have_text(said)
        await expect(seen.page.locator("#map")).to_be_hidden()
        await run.fix((60.1640, 24.905), 9.0)
        await expect(seen.page.locator("#map")).to_be_visible(timeout=PATIENCE)


async def test_axe_finds_nothing_wrong_on_any_page_by_day_and_by_night(service: Service, browser: Browser) -> None:
    run = await Round(service, DOORS).begin(START)
    await service.ready_map()
    await run.drive((60.1625, 24.905))
    await run.done(0)
    context = await browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True,
                                        reduced_motion="reduce")
    await context.add_init_script(path=AXE)
    page = await context.new_page()
    pages = {run.pages[1]: DRAWN, run.pages[4]: "[data-live=age]", run.pages[0]: "h1", f"{service.url}/track": "form",
             f"{service.url}/track?number=BF-1&proof=nothing": "form", f"{service.url}/t/none": "h1",
             f"{service.url}/console/vans": "form"}  # which asks to sign in
    for path, sign in pages.items():
        await _nothing_is_wrong(page, path, sign)
    await sign_in(page, service)
    await page.goto(f"{service.url}/console/vans")
    await page.get_by_role("button", name="Marco").click()
    await expect(page.locator("#run li")).to_have_count(5)
    await expect(page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    assert await faults(page) == []


async def _nothing_is_wrong(page: Page, path: str, sign: str) -> None:
    """By day and by night, once `sign` says that the page is as it stays; and nothing sticks out."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await page.goto(path)
        await expect(page.locator(sign).first).to_be_visible(timeout=PATIENCE)
        assert await faults(page) == [], (path, scheme)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 360, path


async def test_the_dispatcher_chooses_a_van_and_sees_its_stops_change_by_events_alone(service: Service,
                                                                                    browser: Browser) -> None:
    run = await Round(service, DOORS).begin(START)
    other = await Round(service, DOORS[:1], "Ines").begin(START, prefix="BI", phone=3125550220)
    await service.ready_map()
    await other.fix((60.1560, 24.925))
    await run.drive((60.1625, 24.905))
    seen = await look(browser, f"{service.url}/console/sign-in", 1200)
    await sign_in(seen.page, service)
    await seen.page.goto(f"{service.url}/console/vans")
    await _two_vans_are_on_the_map_and_one_is_chosen(seen)
    await seen.page.evaluate("window.opened = 'once'")
    await _its_stops_change(service, run, seen)
    await service.kill()
    await expect(seen.page.get_by_text("Connecting again")).to_be_visible(timeout=PATIENCE)
    await service.start()
    await expect(seen.page.get_by_text("Connecting again")).to_be_hidden(timeout=PATIENCE)
    assert await seen.page.evaluate("window.opened") == "once"
    await _closed_the_focus_goes_back(seen)
    assert not seen.foreign(service.url)
    assert not [one for one in seen.complaints if "Content Security Policy" in one]
    await _without_javascript_the_run_is_a_list(service, browser, seen)


async def _two_vans_are_on_the_map_and_one_is_chosen(seen: Seen) -> None:
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await expect(seen.page.locator(".map .mark")).to_have_count(2)
    await seen.page.get_by_role("button", name="Marco").focus()
    await seen.page.keyboard.press("Enter")
    await expect(seen.page.get_by_role("heading", name="Stops of Marco")).to_be_visible()
    await expect(seen.page.get_by_role("img", name=re.compile("^Stop 1, next, 1 Lamp St"))).to_be_visible()
    await expect(seen.page.locator(".map .stop")).to_have_count(5)


async def _its_stops_change(service: Service, run: Round, seen: Seen) -> None:
    await run.done(0)
    await service("POST", f"/stops/{run.stops[1]}/failed", {"reason": "not_home"})
    await expect(seen.page.locator("#run li.done")).to_have_count(1)
    await expect(seen.page.locator("#run li.failed")).to_contain_text("2 Lamp St")
    await expect(seen.page.locator("#run li.next")).to_contain_text("3 Lamp St")
    await expect(seen.page.locator(".map .stop.failed")).to_have_count(1)
    before = await seen.page.locator(".mark.chosen").get_attribute("data-at")
    await run.drive((60.1645, 24.905))
    await expect(seen.page.locator(".mark.chosen")).not_to_have_attribute("data-at", before or "")


async def _closed_the_focus_goes_back(seen: Seen) -> None:
    await seen.page.get_by_role("button", name="Close").click()
    await expect(seen.page.locator("#run")).to_be_hidden()
    await expect(seen.page.locator(".map .stop")).to_have_count(0)
    await expect(seen.page.get_by_role("button", name="Marco")).to_be_focused()


async def _without_javascript_the_run_is_a_list(service: Service, browser: Browser, seen: Seen) -> None:
    marco = await seen.page.locator("[data-van]", has_text="Marco").get_attribute("data-van")
    bare = await (await browser.new_context(java_script_enabled=False)).new_page()
    await bare.context.add_cookies(await seen.page.context.cookies())
    await bare.goto(f"{service.url}/console/vans?van={marco}")
    await expect(bare.locator("#run li")).to_have_count(5)
