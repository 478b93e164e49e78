"""The routes of /console, one file a page: read values from `console`, act through the door, answer with a page."""

import importlib
import pkgutil

from aiohttp import web

from bot.console.page import ROUTES, guarded
from bot.console.state import PASSWORDS, TRIES, Tries
from bot.console.streams import add_streams
from bot.console.vans import add_vans
from bot.staff.passwords import Passwords


def add_console(app: web.Application) -> None:
    """Register every page. A route that the table of roles does not know ends the start."""
    for one in pkgutil.iter_modules(__path__):
        importlib.import_module(f"bot.console.{one.name}")
    app[PASSWORDS], app[TRIES] = Passwords(), Tries()
    add_streams(app)
    add_vans(app)
    for route in ROUTES:
        if route.method == "GET":
            app.router.add_get(route.path, guarded(route), allow_head=False)
        else:
            app.router.add_post(route.path, guarded(route))
