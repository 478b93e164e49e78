"""The routes of /api/v1, one file a resource: validate, call the door or read the store, answer."""

from functools import partial

from aiohttp import web
from aiohttp.web_urldispatcher import AbstractResource

from bot.api import cases, conversations, deliveries, depots, drivers, keys, messages, ratings, runs, stops
from bot.api.openapi import serve_document, serve_page
from bot.api.problems import Problem, response
from bot.api.route import BODY, ROUTES, bound

RESOURCES = (cases, conversations, deliveries, depots, drivers, keys, messages, ratings, runs, stops)


def add_api(app: web.Application) -> None:
    """Register every route that `RESOURCES` declare, and the description of them.

    An application of its own, and without middleware: one anywhere costs each webhook a detour through all of them.
    """
    api = web.Application(client_max_size=BODY)
    for one in ROUTES:
        api.router.add_route(one.method, f"/v1{one.path}", bound(one))
    api.router.add_get("/openapi.json", serve_document)
    api.router.add_get("/docs", serve_page)
    api.router.add_route("*", "/{tail:.*}", partial(nothing, tuple(api.router.resources())))
    app.add_subapp("/api", api)


async def nothing(known: tuple[AbstractResource, ...], request: web.Request) -> web.Response:
    """What no route under /api answers is a problem document too: no such place, or not by this method."""
    found = [await one.resolve(request) for one in known]
    allowed = sorted({method for _, methods in found for method in methods})
    if not allowed:
        return response(Problem(404, f"{request.method} {request.path}: Not Found"))
    answer = response(Problem(405, f"{request.method} {request.path}: Method Not Allowed"))
    answer.headers["Allow"] = ",".join(allowed)
    return answer
