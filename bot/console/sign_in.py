"""Signing in: a password, then the second factor where there is one; a link that works once; and signing out."""

from aiohttp import web

from bot.console.page import SECOND, SIGN_IN, Visit, back, cookie, give_cookie, local, route
from bot.console.state import PASSWORDS, TRIES
from bot.paper import HEADERS
from bot.staff import factor, people, recovery, sessions
from bot.staff.audit import audit
from bot.staff.passwords import LONGEST, Weak, check, stale
from store import models
from store.atomic import atomic
from store.queries.staff import use_step

WEEK = int(sessions.WHOLE.total_seconds())


@route("GET", "/console/sign-in")
async def ask(visit: Visit) -> web.StreamResponse:
    """The form, or the console for somebody who is signed in."""
    if visit.session is not None and visit.staff is not None:
        return back(visit, "/console")
    return _asked(visit)


def _asked(visit: Visit, status: int = 200, why: str = "") -> web.Response:
    to = visit.form.get("to") or visit.request.query.get("to", "")
    return visit.page("sign_in", status, why=why, to=to, slack=visit.context.settings.slack_sign_in,
                      email=visit.form.get("email", ""))


@route("POST", "/console/sign-in")
async def enter(visit: Visit) -> web.StreamResponse:
    """An account and its password; the answer and its time are alike for a wrong one and an unknown account."""
    tries, address = visit.request.app[TRIES], visit.request.remote or ""
    email = visit.form.get("email", "").strip().casefold()[:254]
    wait = max(tries.account.wait(email), tries.address.wait(address))
    if wait:
        return _asked(visit, 429, "wait")
    found = await models.Staff.get_or_none(email=email, active=True)
    kept, typed = found.password if found else "", visit.form.get("password", "")[:LONGEST]
    if not await visit.request.app[PASSWORDS].fits(kept, typed) or found is None:
        tries.account.wrong(email)
        tries.address.wrong(address)
        if found is not None:
            await _told(visit, found, "sign-in refused", "wrong password")
        return _asked(visit, 401, "wrong")
    tries.account.right(email)
    if stale(kept):
        found.password = await visit.request.app[PASSWORDS].hashed(typed)
        await found.save(update_fields=["password"])
    return await signed_in(visit, found, "password", half=found.factor_on)


async def signed_in(visit: Visit, staff: models.Staff, how: str, *, half: bool = False) -> web.StreamResponse:
    """A new session in place of the old one, and on to where they wanted to go."""
    async def work() -> str:
        if visit.session is not None:
            await sessions.end(visit.session.id, visit.session.staff.id, visit.machine)
        if not half:
            await audit(visit.context.keys, visit.machine, staff.email, "signed in", why=how)
        return await sessions.begin(staff, _browser(visit), visit.machine, half=half)

    secret = await atomic(work)
    to = local(visit.form.get("to", ""))
    answer = web.HTTPSeeOther(SECOND if half else to, headers=HEADERS)
    give_cookie(visit.context, answer, cookie(visit.context), secret, WEEK)
    raise answer


def _browser(visit: Visit) -> sessions.Browser:
    agent = visit.request.headers.get("User-Agent", "")
    name = next((one for one in ("Firefox", "Edg", "Chrome", "Safari") if one in agent), "a browser")
    where = next((one for one in ("Windows", "Android", "iPhone", "Mac OS", "Linux") if one in agent), "")
    return sessions.Browser(f"{name.replace('Edg', 'Edge')} {where}".strip(), visit.request.remote or "")


async def _told(visit: Visit, staff: models.Staff, what: str, why: str) -> None:
    await atomic(lambda: audit(visit.context.keys, visit.machine, staff.email, what, why=why))


@route("GET", "/console/sign-in/code")
async def ask_code(visit: Visit) -> web.StreamResponse:
    """The second factor's form."""
    return visit.page("sign_in_code", why="")


@route("POST", "/console/sign-in/code")
async def enter_code(visit: Visit) -> web.StreamResponse:
    """The second factor's digits, or those of a recovery code, taken once."""
    tries, staff = visit.request.app[TRIES], visit.me
    name = f"code {staff.id}"
    if tries.account.wait(name):
        return visit.page("sign_in_code", 429, why="wait")
    how = await _second(visit, staff)
    if not how:
        tries.account.wrong(name)
        await _told(visit, staff, "sign-in refused", "wrong second factor")
        return visit.page("sign_in_code", 401, why="wrong")
    tries.account.right(name)
    return await signed_in(visit, staff, f"password and {how}")


async def _second(visit: Visit, staff: models.Staff) -> str:
    """What was typed as the second factor, used up; empty when it is none."""
    typed = visit.form.get("code", "")
    if await recovery.use(staff.id, typed, visit.context.keys, visit.machine):
        return f"recovery code, {await recovery.left(staff.id)} left"
    secret = visit.context.keys.open(f"staff|{staff.id}", staff.sealed_factor or b"").decode()
    step = factor.step_of(secret, typed, visit.machine)
    return "second factor" if step is not None and await use_step(staff.id, step) else ""


@route("GET", "/console/link/{token}")
async def open_link(visit: Visit) -> web.StreamResponse:
    """A link that works once: the form to choose a password. Looking at it does not use it up."""
    found = await people.link(visit.request.match_info["token"], visit.machine)
    if found is None:
        return visit.page("link_gone", 404)
    return visit.page("link", who=found.staff, why="")


@route("POST", "/console/link/{token}")
async def use_link(visit: Visit) -> web.StreamResponse:
    """The password is chosen: the link is used up, older sessions end, and they are in."""
    found = await people.link(visit.request.match_info["token"], visit.machine)
    if found is None:
        return visit.page("link_gone", 404)
    staff, password = found.staff, visit.form.get("password", "")
    try:
        check(password, staff.email.partition("@")[0], staff.name)
    except Weak as weak:
        return visit.page("link", 400, who=staff, why=str(weak))
    hashed = await visit.request.app[PASSWORDS].hashed(password)
    if not await atomic(lambda: people.choose_password(found, hashed, visit.machine)):
        return visit.page("link_gone", 404)
    await _told(visit, staff, "password chosen", "with a one-time link")
    return await signed_in(visit, staff, "one-time link")


@route("POST", "/console/sign-out")
async def leave(visit: Visit) -> web.StreamResponse:
    """The session ends."""
    if visit.session is not None:
        await sessions.end(visit.session.id, visit.me.id, visit.machine)
    answer = web.HTTPSeeOther(SIGN_IN, headers=HEADERS)
    answer.del_cookie(cookie(visit.context), path="/")
    raise answer
