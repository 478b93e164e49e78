"""A whole world as one web application: Twilio's API, Slack's API, the control API, the pages."""

from collections.abc import AsyncIterator

from aiohttp import web

from simulator import page
from simulator.control import Control
from simulator.crowd import Crowd
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

WORLD = web.AppKey("world", Parts)
PHONES = web.AppKey("phones", Phones)
TWILIO = web.AppKey("twilio", Twilio)
CROWD = web.AppKey("crowd", Crowd)
SCENE = web.AppKey("scene", Scene)
SERVICE = web.AppKey("service", Service)
SLACK = web.AppKey("slack", Slack)


def create_world(settings: WorldSettings) -> web.Application:
    """The world that `settings` describe, its ledger open and read.

    Its parts are under the keys `WORLD`, `PHONES`, `TWILIO`, `CROWD`, `SCENE`, `SERVICE` and `SLACK`, for scripts in
    the same process.

    Raises:
        InUse: another world writes to that ledger.
    """
    world, phones = parts(settings), Phones()
    world.ledger.watch(phones.hear)
    twilio = Twilio(world, phones.trouble)
    service, stream = Service(settings.service_url, settings.api_key), Stream(phones)
    slack = Slack(settings.slack, world.ledger, world.errands, settings.service_url, world.clock, settings.seed)
    office = Office(slack)
    app = web.Application()
    app[SERVICE] = service
    app[WORLD], app[PHONES], app[TWILIO] = world, phones, twilio
    app[CROWD], app[SCENE] = Crowd(world, phones, twilio), Scene(settings.service_url)
    app[SLACK] = slack
    app.add_routes([*Api(world, twilio).routes(), *Control(world, phones, twilio, service).routes(), *page.routes(),
                    *app[SCENE].routes(), *slack.api.routes(), *office.routes(),
                    web.get("/world/events", stream.events)])

    async def life(_app: web.Application) -> AsyncIterator[None]:
        twilio.resume()
        yield
        await service.close()
        await app[SCENE].close()
        await slack.close()
        await world.close()

    app.cleanup_ctx.append(life)
    app.on_shutdown.append(stream.close)
    app.on_shutdown.append(office.close)
    return app
