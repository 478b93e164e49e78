"""Every route times every role, against the one table; nothing outside of it is served or started."""

import re
from typing import Any

import pytest
from aiohttp import web

from bot.console.page import ROUTES, Route, guarded
from bot.staff.roles import HALF, NOBODY, ROLES, TABLE, allowed
from tests.console.conftest import House

ADDED_ELSEWHERE: set[tuple[str, str]] = set()


def served(app: web.Application) -> set[tuple[str, str]]:
    return {(route.method, route.resource.canonical) for route in app.router.routes()
            if route.resource is not None and route.resource.canonical.startswith("/console")}


def plain(path: str) -> str:
    """As aiohttp shows it: without the pattern of a part."""
    return re.sub(r"\{(\w+):[^}]*\}", r"{\1}", path)


async def test_the_router_and_the_table_hold_the_same_routes(house: House) -> None:
    assert {(method, plain(path)) for method, path in TABLE} == served(house.app)


async def test_a_route_without_a_row_does_not_start() -> None:
    async def nothing(_visit: Any) -> web.StreamResponse:
        return web.Response()

    with pytest.raises(KeyError):
        guarded(Route("GET", "/console/forgotten", nothing))


def filled(path: str) -> str:
    return re.sub(r"\{(?:id|token|driver)\}", "01NOTHING", re.sub(r"\{act:(\w+)[^}]*\}", r"\1", path))


@pytest.mark.parametrize("role", list(ROLES.values()))
async def test_each_role_is_let_into_what_the_table_says_and_refused_the_rest(house: House, role: str) -> None:
    person = await house.person(role)
    proof, wrong = await person.proof(), []
    for (method, path), letters in TABLE.items():
        if letters in {NOBODY, HALF} or path == "/console/sign-out" or path.endswith("/events"):
            continue
        async with person.http.request(method, filled(path), data={"proof": proof} if method == "POST" else None,
                                       allow_redirects=False) as answer:
            refused = answer.status == 403
        if refused == allowed(method, path, role):
            wrong.append((method, path, answer.status))
    assert wrong == []


async def test_nobody_without_a_session_gets_past_sign_in(house: House) -> None:
    stranger, wrong = await house.browser(), []
    for (method, path), letters in TABLE.items():
        if letters == NOBODY:
            continue
        async with stranger.http.request(method, filled(path), allow_redirects=False) as answer:
            if answer.status not in {303, 401} or answer.headers.get("Location", "/console/sign").startswith(
                    "/console/inbox"):
                wrong.append((method, path, answer.status))
    assert wrong == []


async def test_every_route_of_the_table_is_one_that_was_declared() -> None:
    assert {(one.method, one.path) for one in ROUTES} | ADDED_ELSEWHERE == set(TABLE)


@pytest.mark.parametrize(("role", "may"), [("viewer", False), ("agent", True), ("dispatcher", True)])
async def test_what_a_role_may_not_do_is_not_on_its_page(house: House, role: str, may: bool) -> None:  # noqa: FBT001 a row of the table
    person = await house.person(role)
    _, text = await person.get("/console/inbox")
    assert ("/console/people" in text, "/console/audit" in text) == (False, False)
    assert allowed("POST", "/console/messages/{id}/retry", role) is may
