"""Signing in with Slack, and tying an account to a Slack account: only by its ids there, never by an e-mail address."""

import base64
import binascii
import logging
from datetime import timedelta

import msgspec
from aiohttp import web

from bot.console.page import Visit, back, give_cookie, local, route
from bot.console.sign_in import signed_in
from bot.paper import HEADERS
from bot.staff.audit import audit
from integrations.slack.openid import App, Attempt, Identity, NotSignedIn, address, who
from store import models
from store.atomic import atomic
from store.crypt import Unreadable

log = logging.getLogger(__name__)
PLACE, COOKIE, LASTS = "console slack", "porchlight_slack", timedelta(minutes=10)
BACK = "/console/sign-in/slack/back"


class Kept(msgspec.Struct, frozen=True):
    """What the browser keeps, sealed, while its owner is at Slack. `tie`: the account to tie, "" to sign in."""

    state: str
    nonce: str
    verifier: str
    at: float
    to: str
    tie: str


def _app(visit: Visit) -> App:
    settings = visit.context.settings
    if not settings.slack_sign_in:
        raise web.HTTPNotFound(text="Signing in with Slack is off.", headers=HEADERS)
    return App(settings.slack_openid_url, settings.slack_client_id, settings.slack_client_secret,
               settings.slack_team_id, settings.url + BACK)


@route("GET", "/console/sign-in/slack")
async def leave(visit: Visit) -> web.StreamResponse:
    """To Slack, with an attempt of this browser's own."""
    app, attempt = _app(visit), Attempt.new()
    tie = visit.staff.id if visit.staff is not None and "tie" in visit.request.query else ""
    kept = Kept(attempt.state, attempt.nonce, attempt.verifier, visit.machine.timestamp(),
                local(visit.request.query.get("to", "")), tie)
    sealed = visit.context.keys.seal(PLACE, msgspec.json.encode(kept))
    answer = web.HTTPSeeOther(address(app, attempt), headers=HEADERS)
    give_cookie(visit.context, answer, COOKIE, base64.urlsafe_b64encode(sealed).decode(), int(LASTS.total_seconds()))
    raise answer


@route("GET", BACK)
async def come_back(visit: Visit) -> web.StreamResponse:
    """Back from Slack."""
    app, query, kept = _app(visit), visit.request.query, _kept(visit)
    if kept is None:
        return _lost(visit)
    attempt = Attempt(kept.state, kept.nonce, kept.verifier)
    try:
        found = await who(app, attempt, query.get("state", ""), query.get("code", ""))
    except NotSignedIn as why:
        log.warning("nobody was signed in with Slack: %s", why)
        return _lost(visit)
    if kept.tie:
        return await _tie(visit, kept.tie, found)
    staff = await models.Staff.get_or_none(slack_team=found.team, slack_user=found.user, active=True)
    if staff is None:
        return _lost(visit)
    visit.form["to"] = kept.to
    return await signed_in(visit, staff, "Slack", half=staff.factor_on)


def _kept(visit: Visit) -> Kept | None:
    try:
        sealed = base64.urlsafe_b64decode(visit.request.cookies.get(COOKIE, ""))
        kept = msgspec.json.decode(visit.context.keys.open(PLACE, sealed), type=Kept)
    except (Unreadable, binascii.Error, ValueError, msgspec.DecodeError):
        return None
    return kept if visit.machine.timestamp() - kept.at < LASTS.total_seconds() else None


def _lost(visit: Visit) -> web.Response:
    return visit.page("sign_in", 401, why="no_slack", to="", slack=True, email="")


async def _tie(visit: Visit, staff: str, found: Identity) -> web.StreamResponse:
    """The account of whoever is signed in here is from now on this Slack account's, and no other's."""
    if visit.staff is None or visit.staff.id != staff:
        return _lost(visit)

    async def work() -> None:
        await models.Staff.filter(slack_team=found.team, slack_user=found.user).update(slack_team="", slack_user="")
        await models.Staff.filter(id=staff).update(slack_team=found.team, slack_user=found.user)
        await audit(visit.context.keys, visit.machine, visit.me.email, "tied to Slack", f"{found.team} {found.user}")

    await atomic(work)
    return back(visit, "/console/me", done="slack")


