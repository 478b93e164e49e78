"""Takes the pictures in docs/ from the real service: `python -m tests.console.pictures [FOLDER]`."""

import asyncio
import shutil
import sys
import tempfile
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any, Literal

from aiohttp.test_utils import TestClient, TestServer, unused_port
from playwright.async_api import Page, async_playwright

from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.context import CONTEXT
from bot.sla import ANSWER_WITHIN
from store import models
from store.atomic import atomic
from store.migrate import migrate
from tests.browser import launch
from tests.console.conftest import House, settings
from tests.console.stage import case, codes, heard, run
from tests.console.test_browser import Desk

TO = Path(__file__).parents[2] / "docs" / "pictures"
SIZES = {"desktop": 1280, "phone": 375}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PEOPLE = ("Ana Ruiz", "Ben Okafor", "Chloé Martin", "David Lind", "Eva Novak", "Farid Haddad")
SAID = ("I want to talk to a person please", "The gate code is 4417#", "where is my sofa?",
        "can you come on Friday instead", "the box is damaged", "hello?")


async def begun(house: House) -> dict[str, str]:
    """A morning in Chicago: two runs, and people who write."""
    run_id, stops, ids = await run(house, 6)
    await run(house, 4, "Ines", "+13125550191", "BX", 11)
    for number, (delivery, name) in enumerate(zip(ids, PEOPLE, strict=True)):
        await models.Delivery.filter(id=delivery).update(customer_name=name)
        await heard(house, f"+1312555{number + 201:04d}", SAID[number], f"SM{number}")
    await heard(house, "+13125559876", "who is this?", "SM99")
    await codes(house, ids[0])
    await case(house, ids[1], "the driver waits at the gate", 1, "dispatch")
    late = await models.Case.filter(conversation_id=ids[0]).first()
    if late is not None:
        await models.Case.filter(id=late.id).update(due_at=house.context.clock.now() - timedelta(minutes=4))
    failed = await models.Message.filter(outgoing=True, conversation_id=ids[4]).order_by("-id").first()
    if failed is not None:
        await models.Message.filter(id=failed.id).update(state="undelivered", why="the phone is off", error=30003)
    await lately(house)
    row = await models.Delivery.get(id=ids[5]).select_related("customer")
    await models.RatingRow.create(id="r1", delivery=row, score=2, cause="late", participant_id=row.customer.id,
                                  at=house.context.clock.now())
    return {"run": run_id, "stop": stops[4], "first": ids[0], "second": ids[1]}


async def lately(house: House) -> None:
    """A week of cases, and who is called."""
    now, within = house.context.clock.now(), ANSWER_WITHIN[2]
    for number, (who, minutes) in enumerate(product(("Kim", "Lee", "Noor"), (2, 3, 5, 9, 4, 6, 12))):
        made, opened = await case(house, ""), now - timedelta(days=number % 7, minutes=90)
        await models.Case.filter(id=made).update(
            agent=who, state="resolved", live=False, opened_at=opened, due_at=opened + within,
            answered_at=opened + timedelta(minutes=minutes * (1 + number % 3)),
            resolved_at=opened + timedelta(minutes=20 + 4 * minutes))
    depot = await models.Depot.first()
    if depot is not None:
        depot.support = depot.support | {"hours": "0-24", "duty": [
            {"slack_user_id": "U0KIM"}, {"slack_user_id": "U0LEE"}]}
        await depot.save()


async def take(desk: Desk, to: Path) -> None:
    """Each page by day; the inbox and a conversation by night and on a phone too."""
    named = await begun(desk.house)
    kim = await desk.sit("owner", "Kim")
    await desk.sit("agent", "Lee")
    for name in ("Kim", "Lee"):
        await models.Staff.filter(name=name).update(slack_user=f"U0{name.upper()}")
    await kim.goto(f"{desk.url}/console/conversations/{named['first']}")
    await kim.get_by_role("button", name="Claim").first.click()
    await kim.get_by_label("Private note").fill("She rang the depot twice already, be gentle.")
    await kim.get_by_role("button", name="Keep the note").click()
    await kim.get_by_label("Why do you need it?").fill("the driver has no reception")
    await kim.get_by_role("button", name="Show the code").click()
    pages = {"inbox": "/console/inbox", "conversation": f"/console/conversations/{named['first']}",
             "run": f"/console/runs/{named['run']}", "runs": "/console/runs", "outbox": "/console/outbox?view=failed",
             "ratings": "/console/ratings", "answers": "/console/answers",
             "wordings": "/console/wordings", "people": "/console/people",
             "audit": "/console/audit", "me": "/console/me", "vans": "/console/vans",
             "delivery": f"/console/deliveries/{named['first']}"}
    for (size, width), scheme in product(SIZES.items(), SCHEMES):
        both = ("inbox", "conversation", "answers") if (size, scheme) != ("desktop", "light") else tuple(pages)
        context = await desk.room(width, color_scheme=scheme, reduced_motion="reduce")
        await context.add_cookies(await kim.context.cookies())  # type: ignore[arg-type]
        page = await context.new_page()
        for name in both:
            await page.goto(desk.url + pages[name])
            if name == "conversation":
                await page.get_by_label("Reply", exact=True).fill("Hello Ana, Kim here. Marco is two stops away.")
                if (size, scheme) == ("desktop", "light"):
                    await page.get_by_role("button", name="Send").click()
                await page.wait_for_timeout(300)
            await page.screenshot(path=to / f"console-{name}-{size}-{scheme}.png", full_page=size == "phone")
        await context.close()
    for (size, width), scheme in product(SIZES.items(), SCHEMES):
        await replies(desk, kim, named["first"], (width, scheme), to / f"console-replies-{size}-{scheme}.png")
    page = await (await desk.room()).new_page()
    await page.goto(f"{desk.url}/console/sign-in")
    await page.screenshot(path=to / "console-sign-in.png")


async def replies(desk: Desk, kim: Page, delivery: str, look: tuple[int, Literal["light", "dark"]], to: Path) -> None:
    """The box to write in, with replies to start from."""
    width, scheme = look
    context = await desk.room(width, color_scheme=scheme, reduced_motion="reduce")
    await context.add_cookies(await kim.context.cookies())  # type: ignore[arg-type]
    page = await context.new_page()
    await page.goto(f"{desk.url}/console/conversations/{delivery}")
    await page.locator("main[data-listening]").wait_for()
    await page.keyboard.press("r")
    await page.keyboard.press("/")
    await page.keyboard.press("ArrowDown")
    await page.locator(".compose").screenshot(path=to)
    await context.close()


async def main(to: Path) -> None:
    """Serve, fill, look."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "porchlight.db"
        await migrate(f"sqlite://{path}")
        port = unused_port()
        url = f"http://127.0.0.1:{port}"
        app = create_app(settings(f"sqlite://{path}", public_url=url, twilio_account_sid="", undo_seconds=30.0))
        client = TestClient(TestServer(app, port=port))
        await client.start_server()
        _, key = await atomic(lambda: make("pictures", SCOPES, app[CONTEXT].clock.machine()))

        async def another(_server: Any) -> Any:
            return client

        async with async_playwright() as play:
            browser = await launch(play)
            await take(Desk(House(another, app[CONTEXT], app, key, client), browser, url), to)
            await browser.close()
        await client.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]) if sys.argv[1:] else TO))
