"""Takes the pictures in docs/ from the real service: `python -m tests.page.pictures PORTO.osm.pbf`."""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Page, async_playwright

from tests.browser import launch
from tests.page.service import Round, Service, serving, sign_in

TO = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {"desktop": (1200, 800), "phone": (390, 780)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
START = (41.1395, -8.6205)
DOORS = ((41.1467, -8.6106), (41.1515, -8.6050), (41.1540, -8.5985), (41.1494, -8.5960), (41.1425, -8.6010))
STREETS = ("Praça da Liberdade 126", "Rua de Santa Catarina 312", "Rua da Constituição 40", "Rua do Heroísmo 8",
           "Avenida Rodrigues de Freitas 64")
OTHERS = (("Ines", (41.1500, -8.6160)), ("Ahmed", (41.1440, -8.6045)), ("Sara", (41.1385, -8.6100)))


def looks() -> Iterator[tuple[str, Literal["light", "dark"]]]:
    """Each size by day and by night."""
    yield from product(SIZES, SCHEMES)


async def page(browser: Browser, size: str, scheme: Literal["light", "dark"]) -> Page:
    """A fresh page of that size."""
    width, height = SIZES[size]
    context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme,
                                        reduced_motion="reduce")
    return await context.new_page()


async def begun(service: Service) -> tuple[Round, ...]:
    """Marco is on his way to the first of five doors, three others drive elsewhere; one is late, one silent."""
    addresses = [f"{street}, 4000-{120 + number} Porto" for number, street in enumerate(STREETS)]
    run, others = await Round(service, DOORS, "Marco").begin(START, addresses), []
    for number, (name, where) in enumerate(OTHERS):
        other = await Round(service, DOORS[number:], name).begin(
            where, addresses[number:], prefix=f"B{number}", phone=3125550320 + 100 * number,
            hours=0.4 if name == "Ahmed" else 3.0)
        await other.fix(where, 8.0, 40.0 + 90 * number)
        others.append(other)
    await service.ready_map()
    await run.drive((41.1437, -8.6153))
    return run, *others


async def beat(*runs: Round) -> None:
    """They crawl through the town, and are heard of."""
    while True:
        for run in runs:
            await run.fix((run.at[0] + 5e-6, run.at[1] + 5e-6), 2.0, 40.0)
        await asyncio.sleep(1)


async def take(service: Service, browser: Browser) -> None:
    """All of them."""
    run, ines, _silent, sara = await begun(service)
    alive = asyncio.create_task(beat(run, ines, sara))
    for size, scheme in looks():
        one = await page(browser, size, scheme)
        await one.goto(run.pages[0])
        await one.locator("[data-drawn=true]").wait_for()
        await one.wait_for_timeout(1500)
        await one.screenshot(path=TO / f"map-customer-{size}-{scheme}.png")
        await sign_in(one, service)
        await one.goto(f"{service.url}/console/vans")
        await one.locator("[data-drawn=true]").wait_for()
        if size == "desktop":
            await one.get_by_role("button", name="Marco").click()
        await one.wait_for_timeout(2500)
        await one.screenshot(path=TO / f"map-vans-{size}-{scheme}.png")
        await one.context.close()
    for name, size, scheme in (("page-light", "phone", "light"), ("page-dark", "phone", "dark"),
                               ("page-desktop", "desktop", "light")):
        one = await page(browser, size, scheme)  # type: ignore[arg-type]
        await one.goto(run.pages[4])
        await one.screenshot(path=TO / f"{name}.png", full_page=size == "phone")
        await one.context.close()
    one = await page(browser, "phone", "light")
    await one.goto(run.pages[2])
    await one.locator("[data-drawn=true]").wait_for()
    await one.wait_for_timeout(1000)
    await one.screenshot(path=TO / "map-customer-area.png")
    alive.cancel()


async def main(pbf: str) -> None:
    """Serve, drive, look."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving(Path(folder), pbf, speed=8.0) as service, async_playwright() as play:
            browser = await launch(play)
            await take(service, browser)
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
