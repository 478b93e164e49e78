"""Bolt, wired: every kind of request of Slack's goes to one function of ours, and its answer is the acknowledgement.

`process_before_response`: the note is durable before Slack is answered, and the decision follows. Our own signature
check came first, so Bolt's is off. Opening or redrawing a form cannot wait: Slack gives three seconds.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from integrations.channel import SendError
from integrations.slack.errors import understood
from integrations.slack.workspace import Workspace

log = logging.getLogger(__name__)
ANY = re.compile(r".*", re.DOTALL)
OK = 200
BOLT = logging.getLogger("slack_bolt.porchlight")
BOLT.setLevel(logging.ERROR)  # below that the library writes about bodies
BOLT.addFilter(lambda _record: False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack is told at once: the acknowledgement, with `ack` or `text` in it, then `view` opened or redrawn.

    `status` 200, or 400 and 503 for what could not be taken: Slack brings events again.
    """

    status: int = 200
    ack: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    trigger: str = ""
    view: dict[str, Any] | None = None
    redraws: str = ""
    hash: str = ""


Take = Callable[[Mapping[str, Any]], Awaitable[Answer]]


def bolt(workspace: Workspace, take: Take) -> AsyncApp:
    """An app that hands every request to `take`."""
    async def authorize(**_of_the_request: object) -> AuthorizeResult:
        home = await workspace.home()
        return AuthorizeResult(enterprise_id=home.enterprise or None, team_id=home.team, bot_user_id=home.bot,
                               bot_id=home.bot_id or None, bot_token=workspace.client.token)

    app = AsyncApp(client=workspace.client, authorize=authorize, process_before_response=True, logger=BOLT,
                   signing_secret="checked before", request_verification_enabled=False,  # noqa: S106 it is none
                   raise_error_for_unhandled_request=False)

    showing: set[asyncio.Task[None]] = set()

    async def listener(ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        answer = await take(body)
        if answer.status != OK:
            return BoltResponse(status=answer.status)
        await (ack(text=answer.text) if answer.text else ack(**answer.ack))
        if answer.view is not None:
            task = asyncio.create_task(show(workspace.client, answer))
            showing.add(task)
            task.add_done_callback(showing.discard)
        return None

    for kind in (app.event, app.action, app.view, app.view_closed, app.options, app.command, app.shortcut):
        kind(ANY)(listener)
    return app


async def show(client: AsyncWebClient, answer: Answer) -> None:
    """Open a form, or redraw an open one. One that comes too late is seen in the log and harms nobody."""
    try:
        with understood():
            if answer.redraws:
                await client.views_update(view_id=answer.redraws, hash=answer.hash or None, view=answer.view or {})
            else:
                await client.views_open(trigger_id=answer.trigger, view=answer.view or {})
    except SendError as error:
        log.warning("a form could not be shown: %s", error)
