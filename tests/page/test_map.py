"""The maps in a real browser: drawn from our own tiles under the strictest headers, and moved by the stream alone."""

# Longer than 250 lines: one stage in a browser, slow to open.

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from integrations.basemap import build
from tests.basemap.places import harbour
from tests.browser import AXE, browsing, faults
from tests.page.map_stage import VAN, Stage, fleet

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]
DRAWN = "[data-drawn=true]"
PATIENCE = 20_000
if not AXE.exists():
    pytest.skip("the map's files are not here: run sh scripts/assets.sh", allow_module_level=True)


@pytest.fixture(scope="module")
def tiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiles")
    return build(harbour(folder / "harbour.osm.pbf"), folder)


@pytest_asyncio.fixture(loop_scope="module")
async def stage(tiles: Path) -> AsyncIterator[Stage]:
    made = Stage(tiles)
    await made.start()
    yield made
    await made.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_browser() -> AsyncIterator[Browser]:
    async with browsing() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def browser(one_browser: Browser) -> AsyncIterator[Browser]:
    """One for all, for it takes two seconds to start; nobody meets what another test left open."""
    yield one_browser
    for one in list(one_browser.contexts):
        await one.close()


@dataclass
class Seen:
    """A page and everything it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


async def look(browser: Browser, url: str, width: int = 390, **more: Any) -> Seen:
    context = await browser.new_context(viewport={"width": width, "height": 800}, **more)
    seen = Seen(await context.new_page())
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("console", lambda said: seen.complaints.append(said.text) if said.type == "error" else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    await seen.page.goto(url)
    return seen


async def test_the_map_is_drawn_from_our_own_tiles_and_asks_nobody_else(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await expect(seen.page.get_by_role("img", name="The van")).to_be_visible()
    await expect(seen.page.get_by_role("img", name="Your door")).to_be_visible()
    await expect(seen.page.get_by_text("OpenStreetMap contributors")).to_be_visible()
    assert seen.complaints == []
    assert {one.split("/")[2] for one in seen.asked if not one.startswith("data:")} == {stage.url.split("/")[2]}
    assert any("tiles.pmtiles" in one for one in seen.asked)


async def test_the_van_and_the_words_move_by_events_alone(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one", reduced_motion="reduce")
    van = seen.page.get_by_role("img", name="The van")
    await expect(van).to_have_attribute("data-at", "60.16550,24.94200", timeout=PATIENCE)
    asked = len([one for one in seen.asked if one.endswith("/t/one")])
    stage.tell(van=VAN | {"lat": 60.1688, "lon": 24.9488, "heading": 350, "at": VAN["at"] + 9},
               eta={"text": "We expect it 14:20 – 14:30"}, stops="1 stop before you")
    await expect(van).to_have_attribute("data-at", "60.16880,24.94880")
    await expect(seen.page.locator("[data-live=eta]")).to_have_text("We expect it 14:20 – 14:30")
    await expect(seen.page.locator("[data-live=stops]")).to_have_text("1 stop before you")
    assert len([one for one in seen.asked if one.endswith("/t/one")]) == asked


async def test_the_van_glides_between_two_positions(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    van = seen.page.get_by_role("img", name="The van")
    await expect(van).to_have_attribute("data-at", "60.16550,24.94200", timeout=PATIENCE)
    await van.evaluate("""mark => { window.places = []
        new MutationObserver(() => window.places.push(mark.dataset.at)).observe(mark, {attributes: true}) }""")
    stage.tell(van=VAN | {"lat": 60.1695, "at": VAN["at"] + 9})
    await expect(van).to_have_attribute("data-at", "60.16950,24.94200", timeout=PATIENCE)
    places = set(await seen.page.evaluate("window.places"))
    assert places - {"60.16550,24.94200", "60.16950,24.94200"}, "it jumped"


async def test_a_van_out_of_sight_folds_the_map_away_and_leaves_the_words(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    stage.tell(van=None, age="The map opens here when your driver is near.")
    await expect(seen.page.locator("#map")).to_be_hidden()
    await expect(seen.page.locator("[data-live=age]")).to_have_text("The map opens here when your driver is near.")
    stage.tell(van=VAN, age="Position from just now")
    await expect(seen.page.locator("#map")).to_be_visible()
    await expect(seen.page.get_by_role("img", name="The van")).to_be_visible()


async def test_nothing_of_the_map_is_loaded_while_no_van_may_be_seen(stage: Stage, browser: Browser) -> None:
    stage.now["van"] = None
    seen = await look(browser, f"{stage.url}/t/one")
    stage.tell(stops="5 stops before you")
    await expect(seen.page.locator("[data-live=stops]")).to_have_text("5 stops before you")
    assert not [one for one in seen.asked if "maplibre" in one or "pmtiles" in one]


async def test_a_restarted_server_is_found_again_and_the_page_says_so_meanwhile(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await stage.stop()
    await expect(seen.page.get_by_text("Connecting again")).to_be_visible(timeout=PATIENCE)
    stage.now["stops"] = "You are next"
    await stage.start()
    await expect(seen.page.locator("[data-live=stops]")).to_have_text("You are next", timeout=PATIENCE)
    await expect(seen.page.get_by_text("Connecting again")).to_be_hidden()
    assert stage.opened >= 2


async def test_an_old_position_is_greyed_and_its_age_is_said(stage: Stage, browser: Browser) -> None:
    stage.now["van"] = VAN | {"age": 110}
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator("#live.old")).to_be_attached(timeout=PATIENCE)
    await expect(seen.page.locator("[data-live=age]")).to_have_text("Position 2 minutes old")


async def test_a_van_that_falls_silent_leaves_the_open_page_and_is_called_so(stage: Stage, browser: Browser) -> None:
    stage.now["van"] = VAN | {"age": 5}
    page = await (await browser.new_context()).new_page()
    await page.clock.install()
    await page.goto(f"{stage.url}/t/one")
    await expect(page.locator("[data-live=age]")).to_have_text("Position from just now")
    await page.clock.fast_forward(310_000)
    await expect(page.locator("[data-live=age]")).to_have_text(
        "No position from the van for 5 minutes. The time above is the last we know.")
    await expect(page.locator("#map")).to_be_hidden()


async def test_how_exactly_the_place_is_told_is_drawn_and_said(stage: Stage, browser: Browser) -> None:
    stage.now["van"] = VAN | {"age": 5, "within": 400}
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator("[data-live=age]")).to_have_text("Position from just now, to within 400 m")
    await expect(seen.page.locator(".halo")).to_be_visible(timeout=PATIENCE)
    stage.tell(van=VAN | {"age": 5, "within": 10})
    await expect(seen.page.locator(".halo")).to_be_hidden()
    assert seen.complaints == []


async def test_a_screen_reader_hears_a_new_time_at_once_and_is_spared_the_rest(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    said = seen.page.locator("#live-said")
    await expect(seen.page.locator("[data-live=age]")).to_have_text("Position from just now")
    for count in (4, 3, 2):
        stage.tell(stops=f"{count} stops before you")
    await expect(seen.page.locator("[data-live=stops]")).to_have_text("2 stops before you")
    assert await said.text_content() == ""
    stage.tell(eta={"text": "We expect it 14:40 – 14:50"})
    await expect(said).to_have_text("We expect it 14:40 – 14:50. 2 stops before you")


async def test_a_new_status_draws_the_page_anew_but_not_under_a_person_who_writes(stage: Stage, browser: Browser
                                                                                ) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await seen.page.get_by_label("Anything for the door?").fill("the side door")
    stage.tell(status="Almost there")
    await expect(seen.page.locator("h1")).to_have_text("Almost there")
    await expect(seen.page.get_by_label("Anything for the door?")).to_have_value("the side door")
    await seen.page.get_by_label("Anything for the door?").fill("")
    async with seen.page.expect_navigation():
        stage.tell(status="At your door")


async def test_the_map_fits_a_small_phone_and_lets_the_page_scroll(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one", 320, has_touch=True)
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 320
    await seen.page.locator("#map").hover()
    await seen.page.mouse.wheel(0, 200)
    await seen.page.wait_for_function("scrollY > 0")
    for name in ("Zoom in", "Zoom out"):
        box = await seen.page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


async def test_the_map_and_its_buttons_are_reached_by_keyboard(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    reached = []
    for _ in range(6):
        await seen.page.keyboard.press("Tab")
        reached.append(await seen.page.evaluate("document.activeElement.ariaLabel || document.activeElement.tagName"))
    assert [one for one in reached if one in {"Map", "Zoom in", "Zoom out"}] == ["Map", "Zoom in", "Zoom out"]
    assert "TEXTAREA" in reached


async def test_the_day_turns_to_night_with_the_persons_wish(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/t/one", color_scheme="light")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    assert not [one for one in seen.asked if "night.json" in one]
    async with seen.page.expect_request("**/night.json"):
        await seen.page.emulate_media(color_scheme="dark")
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("path", ["/t/one", "/console/vans"])
async def test_where_the_map_cannot_be_loaded_the_words_go_on(stage: Stage, browser: Browser, path: str) -> None:
    context = await browser.new_context(viewport={"width": 1200, "height": 800})
    page = await context.new_page()
    await page.route("**/static/vendor/**", lambda route: route.abort())
    await page.goto(stage.url + path)
    await expect(page.locator("#map")).to_have_count(0, timeout=PATIENCE)
    stage.tell(stops="You are next")
    stage.vans[0]["age"] = "1 s old"
    stage.tell_vans()
    await expect(page.get_by_text("You are next" if path == "/t/one" else "1 s old", exact=True)).to_be_visible()


async def test_a_door_beyond_the_tiles_has_no_map(stage: Stage, browser: Browser) -> None:
    stage.now |= {"home": {"lat": 60.5, "lon": 25.5}, "van": VAN | {"lat": 60.499, "lon": 25.499}}
    seen = await look(browser, f"{stage.url}/t/one")
    await expect(seen.page.locator("#map")).to_have_count(0, timeout=PATIENCE)
    await expect(seen.page.locator("[data-live=age]")).to_be_visible()


async def test_a_connection_that_died_unnoticed_is_missed_where_the_server_pings(stage: Stage, browser: Browser
                                                                                ) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    pinged = await pings(page)
    await page.clock.install()
    await page.goto(f"{stage.url}/t/one")
    await expect(page.locator("[data-live=age]")).to_have_text("Position from just now")
    stage.ping()
    async with asyncio.timeout(PATIENCE / 1000):
        await pinged.wait()
        await page.clock.fast_forward(50_000)
        await page.clock.run_for(2_000)
        while stage.opened < 2:  # noqa: ASYNC110 the stage knows, and tells nobody
            await asyncio.sleep(0.01)


async def pings(page: Page) -> asyncio.Event:
    """Set when the browser has heard a ping."""
    heard, tools = asyncio.Event(), await page.context.new_cdp_session(page)
    tools.on("Network.eventSourceMessageReceived", lambda said: heard.set() if said["eventName"] == "ping" else None)
    await tools.send("Network.enable")
    return heard


@pytest.mark.parametrize("path", ["/t/one", "/console/vans"])
async def test_axe_finds_nothing_wrong_by_day_and_by_night(stage: Stage, browser: Browser, path: str) -> None:
    seen = await look(browser, "about:blank", 390, bypass_csp=True)
    await seen.page.add_init_script(path=AXE)
    for scheme in ("light", "dark"):
        await seen.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await seen.page.goto(stage.url + path)
        await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
        assert await faults(seen.page) == [], scheme


async def test_the_vans_stand_in_a_list_with_trouble_first(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", 1200)
    await expect(seen.page.get_by_role("button", name="Marco Silva")).to_be_visible()
    order = ["Olli Virtanen", "Sara Lind", "Ines Costa", "Ahmed Nasser", "Marco Silva"]
    assert await seen.page.locator("[data-van] .name").all_inner_texts() == order
    bare = await look(browser, f"{stage.url}/console/vans", 1200, java_script_enabled=False)
    assert await bare.page.locator("[data-van] .name").all_inner_texts() == order


async def test_without_javascript_the_table_says_the_same(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", java_script_enabled=False)
    for van in fleet():
        row = seen.page.locator(f"[data-van={van['id']}]")
        for text in (van["driver"], van["next"]["label"], van["next"]["eta"], van["age"], *van["exceptions"]):
            await expect(row).to_contain_text(text)
        await expect(row).to_contain_text(f"{van['run']['done']} of {van['run']['of']}")


async def test_a_van_in_new_trouble_moves_up_by_itself(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", 1200)
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    assert seen.complaints == []
    stage.vans[0] |= {"exceptions": ["unattended 25 min", "silent 3 min", "late 9 min"], "run": {"done": 8, "of": 12}}
    stage.tell_vans()
    await expect(seen.page.locator("[data-van]").first).to_contain_text("unattended 25 min")
    await expect(seen.page.locator("[data-van]").first).to_contain_text("8 of 12")


async def test_a_row_shows_its_van_on_the_map(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", 1200)
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await seen.page.get_by_role("button", name="Ines Costa").click()
    await expect(seen.page.locator(".mark.chosen")).to_have_attribute("data-at", "60.17020,24.93750")
    await expect(seen.page.locator("[data-van=v2]")).to_have_class("late chosen")


async def test_the_search_box_leaves_the_rows_that_match(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", 1200)
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    await seen.page.get_by_label("Find a van").fill("quay")
    await expect(seen.page.locator("[data-van]:visible")).to_have_count(1)
    await expect(seen.page.locator("[data-van=v3]")).to_be_visible()
    await expect(seen.page.get_by_text("1 of 5 vans")).to_be_visible()
    stage.tell_vans()
    await seen.page.get_by_label("Find a van").fill("")
    await expect(seen.page.locator("[data-van]:visible")).to_have_count(5)


async def test_a_van_taken_off_the_road_leaves_list_and_map(stage: Stage, browser: Browser) -> None:
    seen = await look(browser, f"{stage.url}/console/vans", 360)
    await expect(seen.page.locator(DRAWN)).to_be_visible(timeout=PATIENCE)
    assert await seen.page.evaluate("document.documentElement.scrollWidth") <= 360
    await expect(seen.page.locator(".map .mark")).to_have_count(4)
    stage.vans = stage.vans[1:]
    stage.tell_vans()
    await expect(seen.page.locator("[data-van]")).to_have_count(4)
    await expect(seen.page.locator(".map .mark")).to_have_count(3)
