"""One's own account: password and sessions; the second factor is `second.py`."""

from aiohttp import web

from bot.console.page import Visit, back, route
from bot.console.state import PASSWORDS, TRIES
from bot.staff import factor, recovery, sessions
from bot.staff.audit import audit
from bot.staff.passwords import LONGEST, Weak, check
from store.atomic import atomic

HERE = "/console/me"


@route("GET", HERE)
async def show(visit: Visit) -> web.StreamResponse:
    """Who one is here, and where one is signed in."""
    return await shown(visit)


async def shown(visit: Visit, status: int = 200, why: str = "", secret: str = "",
                codes: tuple[str, ...] = ()) -> web.Response:
    """The page. `secret` and `codes` are of a second factor that is being set up, and are shown this once."""
    mine = await sessions.of(visit.me, visit.machine)
    link = factor.address(secret, visit.me.email, "Porchlight") if secret else ""
    return visit.page("me", status, sessions=mine, this=visit.session, why=why, secret=secret, factor_link=link,
                      codes=codes, codes_left=await recovery.left(visit.me.id), codes_of=recovery.MANY,
                      slack=visit.context.settings.slack_sign_in, machine=visit.machine)


@route("POST", "/console/me/password")
async def password(visit: Visit) -> web.StreamResponse:
    """Another password, for the old one; every other session ends."""
    tries, mine = visit.request.app[TRIES].account, visit.me
    old, new = visit.form.get("old", "")[:LONGEST], visit.form.get("new", "")
    if tries.wait(mine.email):
        return await shown(visit, 429, "Too many tries. Please wait a little.")
    if not await visit.request.app[PASSWORDS].fits(mine.password, old):
        tries.wrong(mine.email)
        return await shown(visit, 400, "The present password was not right.")
    try:
        check(new, mine.email.partition("@")[0], mine.name)
    except Weak as weak:
        return await shown(visit, 400, str(weak))
    mine.password = await visit.request.app[PASSWORDS].hashed(new)

    async def work() -> None:
        await mine.save(update_fields=["password"])
        await sessions.end_all(mine.id, visit.machine, visit.session.id if visit.session else "")
        await audit(visit.context.keys, visit.machine, mine.email, "password changed")

    await atomic(work)
    return back(visit, HERE, done="password")


@route("POST", "/console/me/sessions/{id}/end")
async def end(visit: Visit) -> web.StreamResponse:
    """End one of one's own sessions."""
    await sessions.end(visit.request.match_info["id"], visit.me.id, visit.machine)
    return back(visit, HERE, done="session")
