"""create_app(settings): routes, start-up and clean-up, the list of channels; nothing else."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial

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
from bot.page_facts import spotted
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
from integrations.roads.kinds import Roads
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


@dataclass(frozen=True, slots=True)
class Parts:
    """What one process is made of, wired and not yet opened."""

    context: Context
    journal: Journal
    ingest: Ingest
    scenes: Scenes
    worker: Worker
    channels: dict[str, Channel]


def create_app(settings: Settings, *, working: bool = True, apart: bool = False) -> web.Application:
    """The whole service. `working` runs the worker inside this process too, `apart` writes the journal by another."""
    app = web.Application(client_max_size=BODY)
    parts = _parts(settings, apart=apart)
    app[CONTEXT], app[INGEST], app[SCENES], app[WORKER] = parts.context, parts.ingest, parts.scenes, parts.worker
    app[slack.EARS] = {}
    app.add_routes([*webhooks.routes, *slack.routes, *mailroom.routes, *picture_routes, *navigation.routes, *gps.routes,
                    *health.routes])
    add_api(app)
    add_pages(app)
    add_brand(app)
    add_maps(app, settings)
    add_console(app)
    app.cleanup_ctx.append(partial(_life, parts, working))
    return app


def _parts(settings: Settings, *, apart: bool) -> Parts:
    clock, keys = Clock(settings.world_clock_file), Keys(settings.secret_keys)
    journal, channels = Journal(settings.database_url, apart=apart), dict[str, Channel]()
    door = Door(settings, clock, keys, journal)
    vans = Vans(alone=is_sqlite(settings.database_url))
    context = Context(settings, clock, keys, door, vans, channels=channels)
    ingest, scenes = Ingest(journal, vans, clock.seconds, event_row), Scenes(context)
    outbox = Outbox(settings, clock, keys, channels)
    outbox.spot = partial(spotted, context=context)
    worker = Worker(door, outbox)
    ingest.woken, ingest.moved = door.wake, scenes.moved
    door.touched = (vans.touched, scenes.touched)
    return Parts(context, journal, ingest, scenes, worker, channels)


async def _life(parts: Parts, working: bool, app: web.Application) -> AsyncIterator[None]:  # noqa: FBT001 by `partial`
    """Open everything, serve, and close in the opposite order; what fails to open closes what was open by then."""
    context = parts.context
    async with AsyncExitStack() as rooms:
        http, outside = await rooms.enter_async_context(session()), await rooms.enter_async_context(public_session())
        roads = await _open_store(parts, rooms, http)
        await rooms.enter_async_context(slack_room(context, app[slack.EARS], parts.worker, working=working))
        await _open_channels(parts, http, outside)
        await context.vans.begin(roads)
        await context.streams.begin()
        await rooms.enter_async_context(fetching(context.door, context.sources, working=working))
        rooms.push_async_callback(parts.worker.stop)
        rooms.push_async_callback(context.streams.end)  # first of all: pages come back to whoever serves next
        if working:
            _look(parts, roads)
            await parts.worker.start()
        yield


async def _open_store(parts: Parts, rooms: AsyncExitStack, http: aiohttp.ClientSession) -> Roads:
    settings = parts.context.settings
    roads = await open_roads(settings.roads, settings.cache, http)  # first: a wrong map opens nothing else
    rooms.push_async_callback(roads.close)
    await connect(settings.database_url)
    rooms.push_async_callback(disconnect)
    await parts.context.keys.check()
    await parts.journal.start()
    for end in (parts.journal.stop, parts.context.vans.end, parts.scenes.end):
        rooms.push_async_callback(end)
    return roads


async def _open_channels(parts: Parts, http: aiohttp.ClientSession, outside: aiohttp.ClientSession) -> None:
    context = parts.context
    parts.channels.update(open_channels(context.settings, http, context.clock))
    media = TwilioMedia(context.settings, http, outside)
    context.sources.update({"sms": media, "whatsapp": media, "email": MailFiles(context.keys)})
    await approved.warn("whatsapp" in parts.channels)


def _look(parts: Parts, roads: Roads) -> None:
    """What the worker looks after beside its rounds, in real seconds."""
    worker, door, speed = parts.worker, parts.context.door, parts.context.clock.speed
    worker.look_every("listen", parts.ingest.listen, max(0.5, LISTEN / speed))
    worker.look_every("people", lambda: _people(door), max(0.2, PEOPLE / speed))
    if parts.context.settings.roads.endswith(".osm.pbf"):
        worker.look_every("places", lambda: seek(door, roads.find), PLACES)


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
        channels["email"] = EmailChannel(settings.smtp_url, settings.mail_from, clock.now, settings.mail_ca)
    else:
        log.info("e-mail is off: SMTP_URL and MAIL_FROM are not both set")
        if settings.imap_url:
            log.warning("IMAP_URL is set and not used: SMTP_URL and MAIL_FROM are not both set")
    return channels
