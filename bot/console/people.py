"""Staff: who there is, a new one, another role, a new link, closing an account, ending sessions. All of it audited."""

from aiohttp import web

from bot.console.page import Visit, back, route
from bot.paper import HEADERS
from bot.staff import people, sessions
from bot.staff.audit import audit
from bot.staff.leaving import removed
from bot.staff.roles import ROLES
from console.people import staff_list
from store import models
from store.atomic import atomic

HERE = "/console/people"


@route("GET", HERE)
async def show(visit: Visit) -> web.StreamResponse:
    """Everybody, with their role and where they are signed in."""
    return await _shown(visit)


async def _shown(visit: Visit, status: int = 200, why: str = "", link: str = "", whose: str = "") -> web.Response:
    shown = await staff_list(visit.machine, sessions.IDLE, sessions.WHOLE)
    return visit.page("people", status, people=shown, roles=tuple(ROLES.values()), why=why, link=link, whose=whose,
                      machine=visit.machine)


@route("POST", HERE)
async def invite(visit: Visit) -> web.StreamResponse:
    """Somebody new: their link is shown once, to be handed over."""
    role = visit.form.get("role", "")

    async def work() -> tuple[str, str]:
        if role == "owner" and visit.me.role != "owner":
            raise people.Wrong("only an owner can make somebody an owner")
        made = await people.add(visit.form.get("email", ""), visit.form.get("name", ""), role, visit.machine)
        token = await people.new_link(made, visit.machine)
        await audit(visit.context.keys, visit.machine, visit.me.email, "person added", f"{made.email} as {made.role}")
        return made.email, token

    try:
        email, token = await atomic(work)
    except people.Wrong as wrong:
        return await _shown(visit, 400, str(wrong))
    return await _shown(visit, link=f"{visit.context.settings.url}/console/link/{token}", whose=email)


@route("POST", "/console/people/{id}/{act:role|link|close|reopen|end}")
async def act(visit: Visit) -> web.StreamResponse:
    """Change something about somebody."""
    found = await models.Staff.get_or_none(id=visit.request.match_info["id"])
    if found is None:
        raise web.HTTPNotFound(headers=HEADERS)
    try:
        token = await atomic(lambda: _act(visit, found, visit.request.match_info["act"]))
    except people.Wrong as wrong:
        return await _shown(visit, 400, str(wrong))
    if token:
        return await _shown(visit, link=f"{visit.context.settings.url}/console/link/{token}", whose=found.email)
    return back(visit, HERE, done="person")


async def _act(visit: Visit, staff: models.Staff, name: str) -> str:
    token, said = "", name
    if name == "role":
        said = f"role {staff.role} to {visit.form.get('role', '')}"
        await people.change_role(visit.me, staff, visit.form.get("role", ""))
    elif name == "close":
        await people.close(visit.me, staff, visit.machine)
        said = ", ".join(one for one in (said, await removed(visit.context.door, staff)) if one)
    else:
        people.may_touch(visit.me, staff)
        token = await _reach(visit, staff, name)
    await audit(visit.context.keys, visit.machine, visit.me.email, f"person: {name}", f"{staff.email}: {said}")
    return token


async def _reach(visit: Visit, staff: models.Staff, name: str) -> str:
    if name == "end":
        await sessions.end_all(staff.id, visit.machine, visit.session.id if visit.session else "")
        return ""
    if name == "reopen":
        staff.active = True
        await staff.save(update_fields=["active"])
        return ""
    if not staff.active:
        raise people.Wrong("this account is closed; open it again first")
    return await people.new_link(staff, visit.machine)
