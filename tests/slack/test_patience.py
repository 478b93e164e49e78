"""People press again what was not taken; the workspace's own pauses and pace pass with the world's time."""

import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, unused_port

from simulator.app import SLACK, WORLD, create_world
from simulator.clock import Pace, WorldClock
from simulator.settings import WorldSettings
from simulator.slack.desk import Post
from simulator.slack.patience import Patient
from simulator.slack.settings import Team
from tests.slack.conftest import SUPPORT
from tests.slack.stage import until
from tests.slack.test_world import BUTTON, FORM


class Away:
    """An app that is away for its first requests, and opens a form for a press once it is back."""

    def __init__(self) -> None:
        self.away, self.got, self.view = 2, list[str](), FORM
        self.world: web.Application | None = None

    async def hear(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.got.append(request.headers.get("X-Slack-Retry-Num", ""))
        self.away -= 1
        if self.away >= 0:
            return web.Response(status=503)
        body = json.loads(str(form["payload"])) if "payload" in form else {}
        if body.get("type") == "block_actions" and self.world is not None:
            await self.world[SLACK].api.views_open({"trigger_id": body["trigger_id"], "view": self.view})
        return web.Response()


@pytest.fixture
async def away(tmp_path: Path) -> AsyncIterator[tuple[Away, web.Application]]:
    """A world a thousand times as fast, and an app under it."""
    app, port, service = Away(), unused_port(), web.Application()
    service.router.add_post("/webhooks/slack", app.hear)
    clock = tmp_path / "clock.json"
    WorldClock.begin(clock, Pace(datetime(2026, 11, 24, tzinfo=UTC), time.time(), 1000.0))
    world = create_world(WorldSettings(tmp_path / "world.jsonl", f"http://127.0.0.1:{port}", clock_file=clock))
    app.world = world
    async with TestServer(service, port=port), TestServer(world) as over:
        async with ClientSession(str(over.make_url("/"))) as http:
            headers = {"Authorization": f"Bearer {Team().token}"}
            for _ in range(6):  # at a thousand times its pace there is room for them all
                body = {"channel": SUPPORT, "text": "x", "blocks": [BUTTON]}
                async with http.post("/slack/api/chat.postMessage", json=body, headers=headers) as answer:
                    assert (await answer.json())["ok"]
        yield app, world


def card(world: web.Application) -> Post:
    return world[SLACK].posts(SUPPORT)[0]


async def test_a_press_that_was_not_taken_is_made_again_until_it_is(away: tuple[Away, web.Application]) -> None:
    app, world = away
    kim = Patient(world[SLACK].hands("U0KIM"))
    assert await kim.press(card(world), "Claim")
    assert app.got == ["", "", ""]  # Slack itself brings no press again
    assert not await kim.press(card(world), "Erase")


async def test_a_form_is_opened_and_sent_in_however_often_that_takes(away: tuple[Away, web.Application]) -> None:
    app, world = away
    kim = Patient(world[SLACK].hands("U0KIM"))
    assert await kim.fill(card(world), "Claim", text="hello")
    sent = [one for one in world[WORLD].ledger.entries if one.kind == "slack_submitted"]
    assert len(sent) == 1
    app.view = {name: value for name, value in FORM.items() if name != "submit"}
    assert not await kim.fill(card(world), "Claim", text="hello")  # a sorry: nothing to send in
    assert world[SLACK].desk.views == {}


async def test_the_minutes_before_an_event_comes_again_are_the_worlds(away: tuple[Away, web.Application]) -> None:
    app, world = away
    app.away = 3
    await world[SLACK].hands("U0KIM").say(SUPPORT, "hello")
    await until(lambda: len(app.got) == 4)
    assert app.got == ["", "1", "2", "3"]
    tried = [one.at for one in world[WORLD].ledger.entries if one.kind == "slack_answered"]
    assert (tried[-1] - tried[0]).total_seconds() >= sum(Team().retries)  # six minutes of its day, in no time of ours
