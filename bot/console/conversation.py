"""A conversation's page: the timeline, what is known beside it, and the code, shown to whoever says why."""

from typing import Any

from aiohttp import web

from bot.api.messages import CUSTOMER_INTENTS, DRIVER_INTENTS
from bot.console.compose import compose, in_hand, letters
from bot.console.delivery import following
from bot.console.drafts import drafts
from bot.console.inbox import agents
from bot.console.page import Visit, back, route
from bot.console.streams import watch
from bot.paper import HEADERS
from bot.reach import reachable
from bot.staff.audit import audit
from console.conversation import Talk, talk
from console.delivery import facts
from store import models
from store.atomic import atomic
from store.ids import new_id

LONGEST = 300
INTENTS = {"customer": tuple(sorted(CUSTOMER_INTENTS)), "driver": tuple(sorted(DRIVER_INTENTS))}


@route("GET", "/console/conversations/{id}")
async def show(visit: Visit) -> web.StreamResponse:
    """Everything said, decided and known about one delivery."""
    return await shown(visit, visit.request.match_info["id"])


async def shown(visit: Visit, of: str, status: int = 200, **more: Any) -> web.Response:
    """The page, with a word about what was just tried."""
    about = await facts(of, visit.context.keys, visit.now)
    if about is None:
        raise web.HTTPNotFound(text="There is no conversation of that id.", headers=HEADERS)
    query = visit.request.query
    found = await talk(of, None, agents(visit), visit.context.keys, visit.now,
                       again=query.get("again", ""), draft=drafts(visit))
    more = {"facts": about, "quiet": "all" not in query, "here": f"/console/conversations/{of}"} | more
    return await _page(visit, found, query.get("case", ""), status, **more)


async def _page(visit: Visit, found: Talk, wanted: str, status: int = 200, **more: Any) -> web.Response:
    query = visit.request.query
    return visit.page("conversation", status, **{
        "talk": found, "case": in_hand(found, wanted), "box": await compose(visit, found, wanted), "letters": letters(),
        "no": query.get("no", ""), "who": query.get("who", ""), "code": "", "intents": INTENTS,
        "undo": round(visit.context.settings.undo_seconds)} | more)


@route("GET", "/console/conversations/{id}/events")
async def events(visit: Visit) -> web.StreamResponse:
    """Says when the page is another one than it was."""
    return await following(visit, visit.request.match_info["id"])


@route("GET", "/console/cases/{id}")
async def case(visit: Visit) -> web.StreamResponse:
    """A case: its conversation, or what somebody wrote whom we do not know."""
    row = await models.Case.get_or_none(id=visit.request.match_info["id"])
    if row is None:
        raise web.HTTPNotFound(text="There is no case of that id.", headers=HEADERS)
    if row.conversation_id:
        return back(visit, f"/console/conversations/{row.conversation_id}", case=row.id)
    called = next((one.name for one in await reachable(row)), "")
    return await _page(visit, await _strangers(visit, row), row.id, facts=None, quiet=True, called=called,
                       here=f"/console/cases/{row.id}")


async def _strangers(visit: Visit, row: models.Case) -> Talk:
    return await talk("", row, agents(visit), visit.context.keys, visit.now,
                      again=visit.request.query.get("again", ""), draft=drafts(visit))


@route("GET", "/console/cases/{id}/events")
async def case_events(visit: Visit) -> web.StreamResponse:
    """Says when the page of a case without a delivery is another one than it was."""
    row = await models.Case.get_or_none(id=visit.request.match_info["id"])
    if row is None:
        raise web.HTTPNotFound(headers=HEADERS)
    return await watch(visit, f"console case {row.id}",
                       lambda: talk("", row, frozenset(), visit.context.keys, visit.now))


@route("POST", "/console/conversations/{id}/code")
async def code(visit: Visit) -> web.StreamResponse:
    """The code of a door, once, for a reason that is written down first."""
    of, why = visit.request.match_info["id"], visit.form.get("why", "").strip()[:LONGEST]
    delivery = await models.Delivery.get_or_none(id=of)
    if delivery is None:
        raise web.HTTPNotFound(headers=HEADERS)
    if not why:
        return await shown(visit, of, 400, no="why")
    vault = await models.Code.get_or_none(id=delivery.code_id or "-").select_related("participant")
    if vault is None or vault.sealed is None:
        return await shown(visit, of, 404, no="no_code")

    async def work() -> None:
        await audit(visit.context.keys, visit.machine, visit.me.email, "code shown", delivery.tracking_number, why)
        await models.Entry.create(id=new_id(), conversation_id=of, at=visit.now, kind="code read",
                                  text=f"{visit.me.name} looked at the code: {why}"[:300])

    await atomic(work)
    digits = await visit.context.keys.read(vault.participant, "codes", vault.id, vault.sealed)
    return await shown(visit, of, code=digits)
