"""What is done with a case from the console: each is the same function that Slack's buttons call (`bot/cases.py`)."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import web

from bot import cases, replies
from bot.cases import No
from bot.console.inbox import agents
from bot.console.page import Visit, back, route
from bot.paper import HEADERS
from bot.staff.audit import audit
from domain.people import Role
from store import models
from store.atomic import atomic
from store.ids import new_id
from store.queries.locks import lock_conversation

LONGEST = 1000
MINUTES = {"15": 15, "60": 60, "240": 240, "1440": 1440}
Act = Callable[[Visit, models.Case, str], Awaitable[str]]


def _agent(visit: Visit, held: str) -> str:
    """The name to act by: the one that holds it if that is oneself, else the Slack id where there is one."""
    return held if held in agents(visit) else visit.me.slack_user or visit.me.name


@route("POST", "/console/cases/{id}/{act:claim|reply|note|snooze|hand_back|take_over|resolve|agree|decline}")
async def act(visit: Visit) -> web.StreamResponse:
    """Do it, and go back to where it stands; a refusal is said there."""
    row = await models.Case.get_or_none(id=visit.request.match_info["id"])
    if row is None:
        raise web.HTTPNotFound(text="There is no case of that id.", headers=HEADERS)
    name = visit.request.match_info["act"]
    where = f"/console/conversations/{row.conversation_id}" if row.conversation_id else f"/console/cases/{row.id}"
    case = {"case": row.id} if row.conversation_id else {}
    try:
        await atomic(lambda: ACTS[name](visit, row, _agent(visit, row.agent)))
    except No as no:
        return back(visit, where, **case, no=no.why, who=no.who)
    if name == "claim" and visit.form.get("from") == "inbox":
        return back(visit, where, **case)
    return back(visit, "/console/inbox" if name == "resolve" else where, **({} if name == "resolve" else case))


async def _claim(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.claim(visit.context.door, row.id, agent)
    return ""


async def _reply(visit: Visit, row: models.Case, agent: str) -> str:
    text = visit.form.get("text", "").strip()[:LONGEST]
    to = visit.form.get("to", "")
    if not text:
        raise No("empty")
    made = await replies.reply(visit.context.door, row.id, agent, text, to if to in set(Role) else "")
    await audit(visit.context.keys, visit.machine, visit.me.email, "sent by hand", f"reply {made.id} to {made.role}",
                await _tracking(row))
    return made.id


async def _note(visit: Visit, row: models.Case, agent: str) -> str:
    text = visit.form.get("text", "").strip()[:LONGEST]
    if not text:
        raise No("empty")
    return await cases.note(visit.context.door, row.id, agent, text)


async def _snooze(visit: Visit, row: models.Case, agent: str) -> str:
    minutes = MINUTES.get(visit.form.get("until", ""), 60)
    await cases.snooze(row.id, agent, visit.now + timedelta(minutes=minutes))
    return ""


async def _hand_back(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.hand_back(visit.context.door, row.id, agent)
    return ""


async def _take_over(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.take_over(visit.context.door, row.id, agent)
    return ""


async def _resolve(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.resolve(visit.context.door, row.id, agent)
    return ""


async def _agree(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.resolve(visit.context.door, row.id, agent, agreed=True)
    return ""


async def _decline(visit: Visit, row: models.Case, agent: str) -> str:
    await cases.resolve(visit.context.door, row.id, agent, agreed=False)
    return ""


ACTS: dict[str, Act] = {"claim": _claim, "reply": _reply, "note": _note, "snooze": _snooze, "hand_back": _hand_back,
                        "take_over": _take_over, "resolve": _resolve, "agree": _agree, "decline": _decline}


@route("POST", "/console/replies/{id}/undo")
async def undo(visit: Visit) -> web.StreamResponse:
    """Take words back that have not left yet; they stand in the box again."""
    reply = visit.request.match_info["id"]
    row = await models.PendingReply.get_or_none(id=reply)
    if row is None:
        raise web.HTTPNotFound(headers=HEADERS)
    where = f"/console/conversations/{row.conversation_id}" if row.conversation_id else f"/console/cases/{row.case_id}"

    async def work() -> None:
        await replies.undo(reply, _agent(visit, row.agent))
        await audit(visit.context.keys, visit.machine, visit.me.email, "taken back", f"reply {reply}")

    try:
        await atomic(work)
    except No as no:
        return back(visit, where, case=row.case_id, no=no.why, who=no.who)
    return back(visit, where, case=row.case_id, again=reply)


@route("POST", "/console/conversations/{id}/open")
async def begin(visit: Visit) -> web.StreamResponse:
    """Begin a case oneself, to write to somebody who did not ask: it is claimed at once."""
    of = visit.request.match_info["id"]

    async def work() -> str:
        if await lock_conversation(of) is None:
            raise No("gone")
        row = await models.Case.filter(conversation_id=of, live=True, queue=cases.SUPPORT).order_by("priority").first()
        if row is None:
            case = new_id()
            row = await models.Case.create(id=case, conversation_id=of, queue=cases.SUPPORT, priority=3, dedupe=case,
                                           reason="opened by a person", opened_at=visit.now)
        await cases.claim(visit.context.door, row.id, _agent(visit, row.agent))
        return row.id

    try:
        return back(visit, f"/console/conversations/{of}", case=await atomic(work))
    except No as no:
        if no.why == "gone":
            raise web.HTTPNotFound(headers=HEADERS) from None
        return back(visit, f"/console/conversations/{of}", no=no.why, who=no.who)


async def _tracking(row: models.Case) -> str:
    found = await models.Delivery.get_or_none(id=row.conversation_id or "-")
    return found.tracking_number if found else ""
