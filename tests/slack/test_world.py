"""The workspace behaves as Slack does where it matters: refusals, retries, pace, three seconds, a memory on disk."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer, unused_port

from simulator.app import SLACK, WORLD, create_world
from simulator.settings import WorldSettings
from simulator.slack.desk import Desk
from simulator.slack.place import Slack
from simulator.slack.settings import Team, direct
from tests.slack.conftest import SUPPORT
from tests.slack.stage import until

BUTTON = {"type": "actions", "elements": [{"type": "button", "action_id": "claim", "value": "1.claim.01J",
                                           "text": {"type": "plain_text", "text": "Claim"}}]}
FORM = {"type": "modal", "callback_id": "x", "private_metadata": "1.note.01J",
        "title": {"type": "plain_text", "text": "Note"}, "submit": {"type": "plain_text", "text": "Keep"},
        "blocks": [{"type": "input", "block_id": "text", "label": {"type": "plain_text", "text": "Words"},
                    "element": {"type": "plain_text_input", "action_id": "text"}}]}


class App:
    """An app that answers what it is told to, and remembers what it got."""

    def __init__(self) -> None:
        self.status, self.got = 200, list[dict[str, Any]]()

    async def hear(self, request: web.Request) -> web.Response:
        body = await request.text()
        self.got.append({"body": body, "retry": request.headers.get("X-Slack-Retry-Num", "")})
        return web.Response(status=self.status)


class Stand:
    """A workspace with an app under it."""

    def __init__(self, world: web.Application, app: App, http: ClientSession, url: str) -> None:
        self.world, self.app, self.http, self.url = world, app, http, url

    @property
    def slack(self) -> Slack:
        return self.world[SLACK]

    async def call(self, method: str, token: str = Team().token, **body: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.post(f"{self.url}/slack/api/{method}", json=body, headers=headers) as answer:
            found = await answer.json()
            return dict(found) | {"http": answer.status, "after": answer.headers.get("Retry-After", "")}


@pytest.fixture
async def stand(tmp_path: Path) -> AsyncIterator[Stand]:
    app, port = App(), unused_port()
    service = web.Application()
    service.router.add_post("/webhooks/slack", app.hear)
    under = TestServer(service, port=port)
    await under.start_server()
    team = Team(retries=(0.05, 0.05, 0.05))
    world = create_world(WorldSettings(tmp_path / "world.jsonl", f"http://127.0.0.1:{port}", slack=team))
    over = TestServer(world)
    await over.start_server()
    async with ClientSession() as http:
        yield Stand(world, app, http, str(over.make_url("/")).rstrip("/"))
    await over.close()
    await under.close()


async def test_a_wrong_token_an_unknown_method_and_a_strange_channel_are_refused_as_slack_does(stand: Stand) -> None:
    assert (await stand.call("auth.test", "xoxb-wrong"))["error"] == "invalid_auth"
    assert (await stand.call("chat.erase"))["error"] == "unknown_method"
    assert (await stand.call("chat.postMessage", channel="C0NONE", text="x"))["error"] == "channel_not_found"
    assert (await stand.call("chat.postMessage", channel=SUPPORT, text="x", thread_ts="1.1"))[
        "error"] == "thread_not_found"
    assert (await stand.call("chat.update", channel=SUPPORT, ts="1.1", text="x"))["error"] == "message_not_found"
    assert (await stand.call("users.info", user="U0NONE"))["error"] == "user_not_found"
    assert (await stand.call("views.open", trigger_id="1", view=FORM))["error"] == "invalid_trigger_id"


async def test_a_fifth_message_in_a_second_must_wait(stand: Stand) -> None:
    answers = [await stand.call("chat.postMessage", channel=SUPPORT, text=str(number)) for number in range(6)]
    assert [one["ok"] for one in answers] == [True] * 4 + [False] * 2
    assert (answers[-1]["http"], answers[-1]["error"], answers[-1]["after"]) == (429, "ratelimited", "1")


async def test_an_event_comes_again_until_it_is_acknowledged(stand: Stand) -> None:
    stand.app.status = 503
    await stand.slack.hands("U0KIM").say(SUPPORT, "hello")
    await until(lambda: len(stand.app.got) == 2)
    stand.app.status = 200
    await until(lambda: len(stand.app.got) == 3)
    await until(lambda: any(one.kind == "slack_answered" and one.facts["http"] == 200
                            for one in stand.world[WORLD].ledger.entries))
    assert [one["retry"] for one in stand.app.got] == ["", "1", "2"]
    assert len({json.loads(one["body"])["event_id"] for one in stand.app.got}) == 1


async def test_a_form_opens_within_three_seconds_of_a_press_and_only_once(stand: Stand) -> None:
    posted = await stand.call("chat.postMessage", channel=SUPPORT, text="x", blocks=[BUTTON])
    post = stand.slack.desk.posts[SUPPORT, posted["ts"]]
    await stand.slack.hands("U0KIM").press(post, "Claim")
    [trigger] = stand.slack.api.triggers
    user, until_ = stand.slack.api.triggers[trigger]
    stand.slack.api.triggers["old"] = (user, until_ - 10)
    assert (await stand.call("views.open", trigger_id="old", view=FORM))["error"] == "trigger_expired"
    opened = await stand.call("views.open", trigger_id=trigger, view=FORM)
    assert opened["ok"]
    assert (await stand.call("views.open", trigger_id=trigger, view=FORM))["error"] == "invalid_trigger_id"
    view = stand.slack.desk.views[opened["view"]["id"]]
    changed = await stand.call("views.update", view_id=view.id, hash="other", view=FORM)
    assert changed["error"] == "hash_conflict"
    await stand.slack.hands("U0KIM").submit(view, text="hello")
    assert stand.slack.desk.views == {}
    assert "view_submission" in stand.app.got[-1]["body"]


async def test_a_message_carries_its_metadata_to_whoever_asks_for_it(stand: Stand) -> None:
    mark = {"event_type": "porchlight", "event_payload": {"id": "01J"}}
    await stand.call("chat.postMessage", channel="U0MARCO", text="x", metadata=mark)
    found = await stand.call("conversations.history", channel=direct("U0MARCO"), include_all_metadata=True)
    assert [one["metadata"] for one in found["messages"]] == [mark]
    bare = await stand.call("conversations.history", channel=direct("U0MARCO"))
    assert "metadata" not in bare["messages"][0]


async def test_everything_is_on_the_ledger_and_comes_back_from_it(stand: Stand) -> None:
    posted = await stand.call("chat.postMessage", channel=SUPPORT, text="x", blocks=[BUTTON])
    await stand.call("chat.update", channel=SUPPORT, ts=posted["ts"], text="y")
    await stand.call("chat.postEphemeral", channel=SUPPORT, user="U0KIM", text="psst")
    await stand.slack.hands("U0LEE").say(SUPPORT, "words", canary="ZEBRA", hearer="staff")
    again = Desk(Team().bot)
    for entry in stand.world[WORLD].ledger.entries:
        again.hear(entry)
    assert again.posts == stand.slack.desk.posts
    assert again.whispers == stand.slack.desk.whispers
    assert [post.text for post in again.in_channel(SUPPORT)] == ["y", "words"]
    said = next(one for one in stand.world[WORLD].ledger.entries if one.kind == "slack_said")
    assert (said.facts["canary"], said.facts["for"]) == ("ZEBRA", "staff")


async def test_scripts_may_do_by_http_what_people_do_on_the_page(stand: Stand) -> None:
    posted = await stand.call("chat.postMessage", channel=SUPPORT, text="x", blocks=[BUTTON])

    async def post(act: str, user: str = "U0KIM", **body: Any) -> tuple[int, Any]:
        async with stand.http.post(f"{stand.url}/world/slack/{user}/{act}", json=body) as answer:
            return answer.status, await answer.json()

    status, done = await post("press", channel=SUPPORT, ts=posted["ts"], what="Claim")
    assert (status, done["http"]) == (200, 200)
    assert (await post("press", channel=SUPPORT, ts=posted["ts"], what="Erase"))[0] == 400
    assert (await post("say", channel="me", text="to the app"))[1]["channel"] == direct("U0KIM")
    assert (await post("say", channel=SUPPORT, text=""))[0] == 400
    assert (await post("submit", view="V1", fields={}))[0] == 400
    async with stand.http.get(f"{stand.url}/world/slack/U0LEE/channels/{direct('U0KIM')}") as answer:
        assert answer.status == 404  # nobody reads the direct messages of others
    async with stand.http.post(f"{stand.url}/world/slack/U0KIM/say", data={"text": "x"}) as answer:
        assert answer.status == 415
