"""One's own account: password, second factor, sessions."""

from aiohttp import web

from bot.console.page import Visit, back, route
from bot.console.state import PASSWORDS, TRIES
from bot.staff import factor, sessions
from bot.staff.audit import audit
from bot.staff.passwords import LONGEST, Weak, check
from store.atomic import atomic
from store.queries.staff import use_step

HERE = "/console/me"


@route("GET", HERE)
async def show(visit: Visit) -> web.StreamResponse:
    """Who one is here, and where one is signed in."""
    return await _shown(visit)


async def _shown(visit: Visit, status: int = 200, why: str = "", secret: str = "") -> web.Response:
    mine = await sessions.of(visit.me, visit.machine)
    link = factor.address(secret, visit.me.email, "Porchlight") if secret else ""
    return visit.page("me", status, sessions=mine, this=visit.session, why=why, secret=secret, factor_link=link,
                      slack=visit.context.settings.slack_sign_in,
                      machine=visit.machine)


@route("POST", "/console/me/password")
async def password(visit: Visit) -> web.StreamResponse:
    """Another password, for the old one; every other session ends."""
    tries, mine = visit.request.app[TRIES].account, visit.me
    old, new = visit.form.get("old", "")[:LONGEST], visit.form.get("new", "")
    if tries.wait(mine.email):
        return await _shown(visit, 429, "Too many tries. Please wait a little.")
    if not await visit.request.app[PASSWORDS].fits(mine.password, old):
        tries.wrong(mine.email)
        return await _shown(visit, 400, "The present password was not right.")
    try:
        check(new, mine.email.partition("@")[0], mine.name)
    except Weak as weak:
        return await _shown(visit, 400, str(weak))
    mine.password = await visit.request.app[PASSWORDS].hashed(new)

    async def work() -> None:
        await mine.save(update_fields=["password"])
        await sessions.end_all(mine.id, visit.machine, visit.session.id if visit.session else "")
        await audit(visit.context.keys, visit.machine, mine.email, "password changed")

    await atomic(work)
    return back(visit, HERE, done="password")


@route("POST", "/console/me/factor")
async def second(visit: Visit) -> web.StreamResponse:
    """Begin with a second factor, confirm it by its first digits, or do without it again."""
    do = visit.form.get("do", "")
    if do == "begin" and visit.me.factor_on:
        return await _shown(visit, 400, "Turn the present second factor off first.")
    if do == "begin":
        secret = factor.new_secret()
        visit.me.sealed_factor = visit.context.keys.seal(f"staff|{visit.me.id}", secret.encode())
        await visit.me.save(update_fields=["sealed_factor"])
        return await _shown(visit, secret=secret)
    return await (_confirm(visit) if do == "confirm" else _without(visit))


async def _confirm(visit: Visit) -> web.StreamResponse:
    if visit.me.sealed_factor is None:
        return await _shown(visit, 400, "Begin again, please.")
    secret = visit.context.keys.open(f"staff|{visit.me.id}", visit.me.sealed_factor).decode()
    step = factor.step_of(secret, visit.form.get("code", ""), visit.machine)
    if step is None or not await use_step(visit.me.id, step):
        return await _shown(visit, 400, "Those digits are not the present ones.", secret)
    return await _turned(visit, on=True)


async def _without(visit: Visit) -> web.StreamResponse:
    if not await visit.request.app[PASSWORDS].fits(visit.me.password, visit.form.get("old", "")[:LONGEST]):
        return await _shown(visit, 400, "The present password was not right.")
    visit.me.sealed_factor = None
    return await _turned(visit, on=False)


async def _turned(visit: Visit, *, on: bool) -> web.StreamResponse:
    visit.me.factor_on = on

    async def work() -> None:
        await visit.me.save(update_fields=["factor_on", "sealed_factor"])
        await sessions.end_all(visit.me.id, visit.machine, visit.session.id if visit.session else "")
        await audit(visit.context.keys, visit.machine, visit.me.email, f"second factor {'on' if on else 'off'}")

    await atomic(work)
    return back(visit, HERE, done="factor")


@route("POST", "/console/me/sessions/{id}/end")
async def end(visit: Visit) -> web.StreamResponse:
    """End one of one's own sessions."""
    await sessions.end(visit.request.match_info["id"], visit.me.id, visit.machine)
    return back(visit, HERE, done="session")
