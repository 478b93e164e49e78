"""create_app(settings): routes, start-up and clean-up, the list of channels; nothing else."""

import logging
from collections.abc import AsyncIterator

import aiohttp
from aiohttp import web

from bot import health, webhooks
from bot.api import add_api
from bot.clock import Clock
from bot.context import CONTEXT, Context
from bot.outbox import Outbox
from bot.pages import add_pages
from bot.receive import Door
from bot.settings import Settings
from bot.ticks import Worker
from integrations.channel import Channel
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.transport import session
from store.connect import connect, disconnect
from store.crypt import Keys
from store.journal import Journal

log = logging.getLogger(__name__)
WORKER = web.AppKey("worker", Worker)
BODY = 1 << 20


def create_app(settings: Settings, *, working: bool = True) -> web.Application:
    """The whole service. `working` runs the worker inside this process too."""
    app = web.Application(client_max_size=BODY)
    app.add_routes(webhooks.routes)
    app.add_routes(health.routes)
    clock, keys = Clock(settings.world_clock_file), Keys(settings.secret_keys)
    journal = Journal(settings.database_url)
    channels: dict[str, Channel] = {}
    door = Door(settings, clock, keys, journal)
    app[CONTEXT] = Context(settings, clock, keys, door, channels)
    app[WORKER] = worker = Worker(door, Outbox(settings, clock, keys, channels))
    add_api(app)
    add_pages(app)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        await connect(settings.database_url)
        await keys.check()
        await journal.start()
        async with session() as http:
            channels.update(open_channels(settings, http))
            if working:
                await worker.start()
            yield
            await worker.stop()
        await journal.stop()
        await disconnect()

    app.cleanup_ctx.append(life)
    return app


def open_channels(settings: Settings, http: aiohttp.ClientSession) -> dict[str, Channel]:
    """The channels that have credentials; a missing one is said once, in one line."""
    if not settings.texts:
        log.warning("texts are off: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM are not all set")
        return {}
    return {"sms": TwilioChannel(settings, http)}
