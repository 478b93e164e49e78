"""Setting up the second factor: its key, its recovery codes, and doing without it again."""

from aiohttp import web

from bot.console.me import HERE, shown
from bot.console.page import Visit, back, route
from bot.console.state import PASSWORDS
from bot.staff import factor, recovery, sessions
from bot.staff.audit import audit
from bot.staff.passwords import LONGEST
from store.atomic import atomic
from store.queries.staff import use_step

WRONG = "The present password was not right."


@route("POST", "/console/me/factor")
async def second(visit: Visit) -> web.StreamResponse:
    """Begin with a second factor, confirm it by its first digits, make new codes, or do without it again."""
    do = visit.form.get("do", "")
    if do == "begin":
        return await _begin(visit)
    return await {"confirm": _confirm, "codes": _codes}.get(do, _without)(visit)


async def _begin(visit: Visit) -> web.StreamResponse:
    if visit.me.factor_on:
        return await shown(visit, 400, "Turn the present second factor off first.")
    secret = factor.new_secret()
    visit.me.sealed_factor = visit.context.keys.seal(f"staff|{visit.me.id}", secret.encode())
    await visit.me.save(update_fields=["sealed_factor"])
    return await shown(visit, secret=secret)


async def _confirm(visit: Visit) -> web.StreamResponse:
    if visit.me.sealed_factor is None or visit.me.factor_on:
        return await shown(visit, 400, "Begin again, please.")
    secret = visit.context.keys.open(f"staff|{visit.me.id}", visit.me.sealed_factor).decode()
    step = factor.step_of(secret, visit.form.get("code", ""), visit.machine)
    if step is None or not await use_step(visit.me.id, step):
        return await shown(visit, 400, "Those digits are not the present ones.", secret)
    visit.me.factor_on = True

    async def work() -> tuple[str, ...]:
        await _turned(visit, "second factor on")
        return await recovery.renew(visit.me.id, visit.context.keys)

    return await shown(visit, codes=await atomic(work))


async def _codes(visit: Visit) -> web.StreamResponse:
    """Ten new recovery codes for the password; the old ones end."""
    if not visit.me.factor_on or not await _is_password(visit):
        return await shown(visit, 400, WRONG)

    async def work() -> tuple[str, ...]:
        await audit(visit.context.keys, visit.machine, visit.me.email, "new recovery codes")
        return await recovery.renew(visit.me.id, visit.context.keys)

    return await shown(visit, codes=await atomic(work))


async def _without(visit: Visit) -> web.StreamResponse:
    if not await _is_password(visit):
        return await shown(visit, 400, WRONG)
    visit.me.sealed_factor, visit.me.factor_on = None, False

    async def work() -> None:
        await _turned(visit, "second factor off")
        await recovery.forget(visit.me.id)

    await atomic(work)
    return back(visit, HERE, done="factor")


async def _is_password(visit: Visit) -> bool:
    typed = visit.form.get("old", "")[:LONGEST]
    return await visit.request.app[PASSWORDS].fits(visit.me.password, typed)


async def _turned(visit: Visit, what: str) -> None:
    await visit.me.save(update_fields=["factor_on", "sealed_factor"])
    await sessions.end_all(visit.me.id, visit.machine, visit.session.id if visit.session else "")
    await audit(visit.context.keys, visit.machine, visit.me.email, what)
