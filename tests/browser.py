"""A real browser: the system's, else the one Playwright brought. None is a failure, not a skip."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, Playwright, async_playwright, expect

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
AXE = Path(__file__).parents[1] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
expect.set_options(timeout=20_000)  # for an event, which ends the wait: a busy machine is slow, and not wrong
RULES = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return [found.passes.length, found.violations.map((one) =>
    [one.id, one.nodes[0].html.slice(0, 160), one.nodes[0].failureSummary.slice(0, 200)])];
}"""


async def launch(play: Playwright) -> Browser:
    """Chromium, headless."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return await play.chromium.launch(executable_path=found, args=QUIET)


@asynccontextmanager
async def browsing() -> AsyncIterator[Browser]:
    """A browser for as long as one looks."""
    async with async_playwright() as play:
        made = await launch(play)
        yield made
        await made.close()


async def faults(page: Page) -> list[list[str]]:
    """What the auditors' rules find: rule, element, why. The page bypasses its policy and began with `AXE`."""
    passed, found = await page.evaluate(RULES)
    assert passed > 10, "the rules looked at nothing"
    assert isinstance(found, list)
    return found
