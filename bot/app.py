"""create_app(settings): routes, start-up and clean-up, the list of channels; nothing else."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import aiohttp
from aiohttp import web

from bot import approved, gps, health, mailroom, navigation, slack, webhooks
from bot.api import add_api
from bot.brand import add_brand
from bot.clock import Clock
from bot.console import add_console
from bot.context import CONTEXT, INGEST, Context
from bot.maps import add_maps
from bot.motion import release
from bot.notes import event_row
from bot.outbox import Outbox
from bot.pages import SCENES, add_pages
from bot.pictures.attached import MailFiles
from bot.pictures.fetching import fetching
from bot.pictures.routes import routes as picture_routes
from bot.places import seek
from bot.receive import Door
from bot.replies import send_replies
from bot.scenes import Scenes
from bot.settings import Settings
from bot.sla import look_at_cases
from bot.slack_room import slack_room
from bot.ticks import Worker
from integrations.channel import Channel
from integrations.email.channel import EmailChannel
from integrations.public import public_session
from integrations.roads import open_roads
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.media import TwilioMedia
from integrations.twilio.transport import session
from integrations.twilio.whatsapp_channel import WhatsAppChannel
from store.connect import connect, disconnect, is_sqlite
from store.crypt import Keys
from store.journal import Journal
from tracking.ingest import Ingest
from tracking.vans import Vans

log = logging.getLogger(__name__)
WORKER = web.AppKey("worker", Worker)
BODY = 1 << 20
LISTEN, PLACES, PEOPLE = 20.0, 2.0, 1.0


def create_app(settings: Settings, *, working: bool = True) -> web.Application:
    """The whole service. `working` runs the worker inside this process too."""
    app = web.Application(client_max_size=BODY)
    app.add_routes([*webhooks.routes, *slack.routes, *mailroom.routes, *picture_routes, *navigation.routes, *gps.routes,
                    *health.routes])
    clock, keys = Clock(settings.world_clock_file), Keys(settings.secret_keys)
    journal = Journal(settings.database_url)
    channels: dict[str, Channel] = {}
    door = Door(settings, clock, keys, journal)
    vans = Vans(alone=is_sqlite(settings.database_url))
    app[CONTEXT] = context = Context(settings, clock, keys, door, vans, channels=channels)
    app[slack.EARS] = {}
    app[INGEST] = ingest = Ingest(journal, vans, clock.now, event_row)
    app[SCENES] = scenes = Scenes(context)
    app[WORKER] = worker = Worker(door, Outbox(settings, clock, keys, channels))
    ingest.woken, ingest.moved = door.wake, scenes.moved
    door.touched = (vans.touched, scenes.touched)
    add_api(app)
    add_pages(app)
    add_brand(app)
    add_maps(app, settings)
    add_console(app)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        async with session() as http, public_session() as outside, AsyncExitStack() as rooms:
            roads = await open_roads(settings.roads, settings.cache, http)  # first: a wrong map opens nothing else
            await connect(settings.database_url)
            await keys.check()
            await journal.start()
            await rooms.enter_async_context(slack_room(context, app[slack.EARS], worker, working=working))
            channels.update(open_channels(settings, http, clock))
            media = TwilioMedia(settings, http, outside)
            context.sources.update({"sms": media, "whatsapp": media, "email": MailFiles(keys)})
            await approved.warn("whatsapp" in channels)
            await vans.begin(roads)
            await context.streams.begin()
            await rooms.enter_async_context(fetching(door, context.sources, working=working))
            if working:
                worker.look_every("listen", ingest.listen, max(0.5, LISTEN / clock.speed))
                if settings.roads.endswith(".osm.pbf"):
                    worker.look_every("places", lambda: seek(door, roads.find), PLACES)
                worker.look_every("people", lambda: _people(door), max(0.2, PEOPLE / clock.speed))
                await worker.start()
            yield
            await context.streams.end()
            await worker.stop()
            await rooms.aclose()
            await scenes.end()
            await vans.end()
            await roads.close()
            await journal.stop()
            await disconnect()

    app.cleanup_ctx.append(life)
    return app


async def _people(door: Door) -> int:
    """What waits for a person: cases, answers that may still be taken back, drivers who drive."""
    return await look_at_cases(door) + await send_replies(door) + await release(door)


def open_channels(settings: Settings, http: aiohttp.ClientSession, clock: Clock) -> dict[str, Channel]:
    """The channels that have credentials; a missing one is said once, in one line."""
    channels: dict[str, Channel] = {}
    if settings.texts:
        channels["sms"] = TwilioChannel(settings, http)
    else:
        log.warning("texts are off: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM are not all set")
    if settings.whatsapp:
        channels["whatsapp"] = WhatsAppChannel(settings, http)
    else:
        log.info("WhatsApp is off: TWILIO_WHATSAPP_FROM is not set, or the Twilio account is not")
    if settings.mails:
        channels["email"] = EmailChannel(settings.smtp_url, settings.mail_from, clock.now)
    else:
        log.info("e-mail is off: SMTP_URL and MAIL_FROM are not both set")
        if settings.imap_url:
            log.warning("IMAP_URL is set and not used: SMTP_URL and MAIL_FROM are not both set")
    return channels
