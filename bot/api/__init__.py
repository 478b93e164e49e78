"""The routes of /api/v1, one file a resource: validate, call the door or read the store, answer."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.api import cases, conversations, deliveries, depots, drivers, keys, messages, ratings, runs, stops
from bot.api.openapi import serve_document, serve_page
from bot.api.problems import TITLES, Problem, response
from bot.api.route import BODY, ROUTES, bound

RESOURCES = (cases, conversations, deliveries, depots, drivers, keys, messages, ratings, runs, stops)


def add_api(app: web.Application) -> None:
    """Register every route that `RESOURCES` declare, and the description of them.

    An application of its own: its middleware costs a webhook nothing.
    """
    api = web.Application(middlewares=[problems], client_max_size=BODY)
    for one in ROUTES:
        api.router.add_route(one.method, f"/v1{one.path}", bound(one))
    api.router.add_get("/openapi.json", serve_document)
    api.router.add_get("/docs", serve_page)
    app.add_subapp("/api", api)


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What aiohttp itself refuses under /api is a problem document too."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status not in TITLES:
            raise
        return response(Problem(error.status, f"{request.method} {request.path}: {error.reason}"))
