"""A real browser: the system's, else the one Playwright brought. None is a failure, not a skip."""

import shutil

from playwright.async_api import Browser, Playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


async def launch(play: Playwright) -> Browser:
    """Chromium, headless."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return await play.chromium.launch(executable_path=found, args=QUIET)
