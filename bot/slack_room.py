"""Slack, wired into one process: the workspace, the ears, the hands, Socket Mode where an app token is set."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler

from bot.context import Context
from bot.slack import Ears
from bot.slack_acts import Acts
from bot.slack_draw import DRAWS
from bot.slack_driver_draw import DRIVER_DRAWS
from bot.slack_drivers import DriverSide
from bot.slack_forms import Forms
from bot.slack_marks import kept
from bot.slack_posts import Poster
from bot.ticks import Worker
from integrations.channel import SendError
from integrations.public import public_session
from integrations.slack.channel import EVERY, Pace, SlackChannel
from integrations.slack.files import SlackFiles
from integrations.slack.happened import Place
from integrations.slack.listeners import BOLT
from integrations.slack.workspace import Workspace, session
from store.atomic import atomic
from store.connect import is_sqlite
from store.queries.posts import give_up_posts, mark_with_estimates, try_refused_anew

log = logging.getLogger(__name__)
OFF = "Slack is off: SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, or SLACK_APP_TOKEN, are not all set"
NOWHERE = "no conversation that needs a person is shown in Slack: SLACK_SUPPORT_CHANNEL is not set"
LOOK = 0.3


@dataclass(slots=True)
class Whisperer:
    """Says something to one person only, beside everything else. What Slack does not take is lost, and harms nobody."""

    channel: SlackChannel
    tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def __call__(self, where: Place, user: str, text: str) -> None:
        """Say it soon."""
        if where.channel:
            task = asyncio.create_task(self._say(where, user, text))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def _say(self, where: Place, user: str, text: str) -> None:
        try:
            await self.channel.whisper(where.channel, user, text, where.thread)
        except SendError as error:
            log.warning("a word to one person was lost: %s", error)


@contextlib.asynccontextmanager
async def slack_room(context: Context, ears: dict[str, Ears], worker: Worker, *, working: bool) -> AsyncIterator[None]:
    """Slack while the service runs; without credentials one clear line, and nothing. `working`: cards are drawn too."""
    settings, door = context.settings, context.door
    if not settings.slack:
        log.warning(OFF)
        yield
        return
    channels = frozenset({settings.slack_support_channel, settings.slack_dispatch_channel} - {""})
    if not channels:
        log.warning(NOWHERE)
    await _left_over(settings.database_url)
    async with session() as http, public_session() as outside:
        workspace = Workspace(settings.slack_bot_token, f"{settings.slack_api_url}/", http)
        context.sources["slack"] = files = SlackFiles(workspace, http, outside)
        pace = Pace(every=EVERY / context.clock.speed)  # of the world's seconds, as a carrier's pacing is
        channel = SlackChannel(workspace, pace, files)
        context.channels["slack"] = channel
        whisper = Whisperer(channel)
        drivers = DriverSide(door, whisper)
        door.ears |= Acts(door, whisper, channels, drivers).ears()
        door.kept, door.absent = (*door.kept, kept), workspace.absent
        worker.outbox.busy = lambda one: channel.pace.wait(one) is not None
        worker.look_every("estimates", _estimates, 60.0)
        forms = Forms(door, channels, drivers)
        ears["slack"] = Ears(door, context.clock, channel.workspace, forms.answer)
        poster = Poster(door, channel, DRAWS | DRIVER_DRAWS)
        async with _drawing(poster, working=working), _socket(ears["slack"], settings.slack_app_token):
            yield
        ears.clear()
        await asyncio.gather(*whisper.tasks, return_exceptions=True)


async def _left_over(database_url: str) -> None:
    """What a dead process left is nobody's now, where only one serves; what Slack refused is tried anew."""
    if is_sqlite(database_url):
        await atomic(give_up_posts)
    await atomic(try_refused_anew)


@contextlib.asynccontextmanager
async def _drawing(poster: Poster, *, working: bool) -> AsyncIterator[None]:
    """Look for what must be drawn until the end, and end between two looks: what is being posted is posted whole."""
    over = asyncio.Event()

    async def look() -> None:
        while not over.is_set():
            try:
                await poster.draw_due()
            except Exception:
                log.exception("what must be drawn could not be looked for")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), LOOK)

    task = asyncio.create_task(look()) if working else None
    yield
    over.set()
    if task is not None:
        await asyncio.wait({task}, timeout=15)
        task.cancel()


async def _estimates() -> int:
    await atomic(mark_with_estimates)
    return 0


@contextlib.asynccontextmanager
async def _socket(ears: Ears, token: str) -> AsyncIterator[None]:
    """Socket Mode: no address of ours need be reachable. It reconnects by itself; a start without Slack goes on."""
    if not token:
        yield
        return
    handler = AsyncSocketModeHandler(ears.app, token, BOLT, ears.workspace.client)
    handler.client.auto_reconnect_enabled = True
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    except Exception as error:  # noqa: BLE001 the library raises anything; a service without Slack still serves
        log.warning("Socket Mode is not connected: %s", type(error).__name__)
    yield
    with contextlib.suppress(Exception):
        await handler.close_async()  # type: ignore[no-untyped-call]
