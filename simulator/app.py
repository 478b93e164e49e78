"""A whole world as one web application: Twilio's API, Slack's API, mail, the control API, the pages."""

from collections.abc import AsyncIterator

from aiohttp import web

from simulator import page
from simulator.control import Control
from simulator.crowd import Crowd
from simulator.mail.post import Post
from simulator.parts import Parts, parts
from simulator.phones import Phones
from simulator.scene import Scene
from simulator.service import Service
from simulator.settings import WorldSettings
from simulator.slack.control import Control as Office
from simulator.slack.place import Slack
from simulator.stream import Stream
from simulator.twilio.provider import Twilio
from simulator.twilio.routes import Api
from simulator.voices import Voices

WORLD = web.AppKey("world", Parts)
PHONES = web.AppKey("phones", Phones)
TWILIO = web.AppKey("twilio", Twilio)
CROWD = web.AppKey("crowd", Crowd)
SCENE = web.AppKey("scene", Scene)
SERVICE = web.AppKey("service", Service)
SLACK = web.AppKey("slack", Slack)
MAIL = web.AppKey("mail", Post)
VOICES = web.AppKey("voices", Voices)


def create_world(settings: WorldSettings) -> web.Application:
    """The world that `settings` describe, its ledger open and read.

    Its parts are under the keys `WORLD`, `PHONES`, `TWILIO`, `CROWD`, `SCENE`, `SERVICE`, `SLACK`, `MAIL` and `VOICES`,
    for scripts in the same process. Mail is taken on a port of its own once the application starts.

    Raises:
        InUse: another world writes to that ledger.
    """
    world, phones = parts(settings), Phones()
    world.ledger.watch(phones.hear)
    twilio, post = Twilio(world, phones.trouble), Post(world, phones)
    voices = Voices(phones, twilio, post)
    service, stream = Service(settings.service_url, settings.api_key), Stream(phones)
    slack = Slack(settings.slack, world.ledger, world.errands, settings.service_url, world.clock, settings.seed)
    office = Office(slack)
    app = web.Application()
    app[SERVICE] = service
    app[WORLD], app[PHONES], app[TWILIO] = world, phones, twilio
    app[CROWD], app[SCENE] = Crowd(world, phones, voices), Scene(settings.service_url)
    app[SLACK], app[MAIL], app[VOICES] = slack, post, voices
    app.add_routes([*Api(world, twilio).routes(), *Control(world, phones, twilio, voices, service).routes(),
                    *page.routes(), *app[SCENE].routes(), *slack.api.routes(), *office.routes(),
                    web.get("/world/events", stream.events)])

    app.cleanup_ctx.append(_life)
    app.on_shutdown.append(stream.close)
    app.on_shutdown.append(office.close)
    return app


async def _life(app: web.Application) -> AsyncIterator[None]:
    """Mail has a port of its own; the ledger is closed last, when nobody notes anything more."""
    await app[MAIL].start()
    app[TWILIO].resume()
    yield
    for part in (app[SERVICE], app[SCENE], app[SLACK], app[WORLD].errands, app[MAIL], app[WORLD]):
        await part.close()
