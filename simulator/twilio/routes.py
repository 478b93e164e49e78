"""Twilio's REST API over HTTP: create, fetch, list, cancel, redact, delete; with the faults of the day."""

import asyncio
import hmac
import time
from base64 import b64decode
from collections.abc import Awaitable, Callable
from typing import NoReturn

from aiohttp import web
from multidict import MultiMapping

from simulator.parts import Parts
from simulator.twilio.errors import Refused, answer
from simulator.twilio.faults import Fault
from simulator.twilio.listing import page
from simulator.twilio.message import API, FINAL, Message
from simulator.twilio.provider import Twilio

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
LONGEST_WAIT = 5.0


class Api:
    """The routes under `/2010-04-01/Accounts/{sid}`."""

    def __init__(self, world: Parts, twilio: Twilio) -> None:
        """Speak for one provider."""
        self._world, self._twilio = world, twilio

    def routes(self) -> list[web.RouteDef]:
        """Every route, for an application's router."""
        base = f"/{API}/Accounts/{{account}}"
        one = f"{base}/Messages/{{sid}}.json"
        return [
            web.get(f"{base}.json", self._guarded(self._account)),
            web.post(f"{base}/Messages.json", self._guarded(self._create)),
            web.get(f"{base}/Messages.json", self._guarded(self._list)),
            web.get(one, self._guarded(self._fetch)),
            web.post(one, self._guarded(self._update)),
            web.delete(one, self._guarded(self._delete)),
            web.get("/v1/ContentAndApprovals", self._guarded(self._twilio.contents.listed)),
            web.post("/v1/Content", self._guarded(self._twilio.contents.created)),
            web.post("/v1/Content/{sid}/ApprovalRequests/whatsapp", self._guarded(self._twilio.contents.submitted)),
            web.get(f"{base}/Messages/{{sid}}/Media.json", self._guarded(self._media_list)),
            web.get(f"{base}/Messages/{{sid}}/Media/{{media:ME[0-9a-f]{{32}}}}", self._guarded(self._media)),
            web.delete(f"{base}/Messages/{{sid}}/Media/{{media:ME[0-9a-f]{{32}}}}.json",
                       self._guarded(self._delete_media)),
            web.get("/twilio-files/{sid}/{media}", self._file),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                self._authenticate(request)
                return await handler(request)
            except Refused as refused:
                return answer(refused)

        return guarded

    def _authenticate(self, request: web.Request) -> None:
        account = self._twilio.account
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        try:
            pair = b64decode(given, validate=True) if scheme.lower() == "basic" else b""
        except ValueError:
            pair = b""
        if not hmac.compare_digest(pair, f"{account.sid}:{account.token}".encode()):
            raise Refused(20003)
        if request.match_info.get("account", account.sid) != account.sid:
            raise Refused(20404)

    async def _account(self, _request: web.Request) -> web.Response:
        account = self._twilio.account
        return web.json_response({"sid": account.sid, "friendly_name": "A small world", "status": "active",
                                  "type": "Full", "uri": f"/{API}/Accounts/{account.sid}.json"})

    async def _create(self, request: web.Request) -> web.StreamResponse:
        form = await request.post()
        texts: MultiMapping[str] = form  # type: ignore[assignment]  # files are not what Twilio takes here
        await self._before(request, texts)
        message = await self._twilio.create(texts)
        if self._world.faults.strike(Fault.CALLBACK_FIRST):
            await self._some_of_its_life(message)
        else:
            self._twilio.begin(message)
        return await self._after(request, message)

    async def _before(self, request: web.Request, form: MultiMapping[str]) -> None:
        """Whatever goes wrong before a message is accepted."""
        faults = self._world.faults
        if rule := faults.strike(Fault.DELAY):
            await asyncio.sleep(rule.seconds)
        if rule := faults.strike(Fault.TOO_MANY):
            refused = Refused(20429, rule.seconds)
        elif faults.strike(Fault.ERROR_BEFORE):
            refused = Refused(20500)
        elif faults.strike(Fault.RESET_BEFORE):
            await self._world.ledger.note("fault", fault=Fault.RESET_BEFORE, to=form.get("To", ""))
            _reset(request)
        else:
            return
        await self._twilio.refuse(refused, form)
        raise refused

    async def _after(self, request: web.Request, message: Message) -> web.StreamResponse:
        """The answer to an accepted message, or whatever becomes of it."""
        faults = self._world.faults
        for fault in (Fault.RESET_AFTER, Fault.ERROR_AFTER, Fault.GARBAGE):
            if faults.strike(fault):
                await self._world.ledger.note("fault", fault=fault, sid=message.sid)
                return _spoilt(fault, request)
        return web.json_response(message.as_json(self._twilio.account), status=201)

    async def _some_of_its_life(self, message: Message) -> None:
        life = self._world.errands.start(self._twilio.live(message))
        await asyncio.wait([life], timeout=LONGEST_WAIT)

    async def _list(self, request: web.Request) -> web.Response:
        lag = self._world.faults.strike(Fault.LIST_LAG)
        seen_until = time.time() - (lag.seconds if lag else 0.0)
        rows = (one for one in self._twilio.messages.newest() if one.real <= seen_until)
        return web.json_response(page(rows, request.query).as_json(self._twilio.account, request.query))

    async def _fetch(self, request: web.Request) -> web.Response:
        return web.json_response(self._found(request).as_json(self._twilio.account))

    async def _update(self, request: web.Request) -> web.Response:
        message, form = self._found(request), await request.post()
        match form.get("Status"), form.get("Body"):
            case "canceled", None:
                if not await self._twilio.cancel(message):
                    raise Refused(30409)
            case None, "":
                _must_be_over(message)
                await self._twilio.redact(message)
            case _:
                raise Refused(30400)
        return web.json_response(self._found(request).as_json(self._twilio.account))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._found(request)
        _must_be_over(message)
        await self._twilio.delete(message)
        return web.Response(status=204)

    async def _media_list(self, request: web.Request) -> web.Response:
        message = self._found(request)
        uri = f"/{API}/Accounts/{self._twilio.account.sid}/Messages/{message.sid}/Media"
        album = self._twilio.album
        rows = [{"sid": sid, "account_sid": self._twilio.account.sid, "parent_sid": message.sid,
                 "content_type": album.of(message.sid, number).kind, "date_created": None, "date_updated": None,
                 "uri": f"{uri}/{sid}.json"} for number, sid in album.there(message.sid, message.media)]
        return web.json_response({"media_list": rows, "page": 0, "page_size": 50, "first_page_uri": f"{uri}.json",
                                  "next_page_uri": None, "previous_page_uri": None, "uri": f"{uri}.json"})

    async def _media(self, request: web.Request) -> web.Response:
        """Sent on to where the file is, as Twilio does: nobody who has it needs credentials there."""
        message, media = self._found(request), request.match_info["media"]
        if media not in [sid for _, sid in self._twilio.album.there(message.sid, message.media)]:
            raise Refused(20404)
        raise web.HTTPTemporaryRedirect(f"/twilio-files/{message.sid}/{media}")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """The file itself; whoever shows credentials here has been led astray."""
        message = self._twilio.messages.get(request.match_info["sid"])
        there = {sid: at for at, sid in self._twilio.album.there(message.sid, message.media)} if message else {}
        number = there.get(request.match_info["media"])
        if message is None or number is None or "Authorization" in request.headers:
            raise web.HTTPBadRequest(text="no such file, or credentials where none belong")
        found = self._twilio.album.of(message.sid, number)
        return web.Response(body=found.body, content_type=found.kind.partition(";")[0])

    async def _delete_media(self, request: web.Request) -> web.Response:
        self._twilio.album.delete(request.match_info["media"])
        await self._world.ledger.note("media_deleted", sid=request.match_info["sid"], media=request.match_info["media"])
        return web.Response(status=204)

    def _found(self, request: web.Request) -> Message:
        message = self._twilio.messages.get(request.match_info["sid"])
        if message is None:
            raise Refused(20404)
        return message


def _must_be_over(message: Message) -> None:
    if message.status not in FINAL:
        raise Refused(20009)


def _reset(request: web.Request) -> NoReturn:
    if request.transport is not None:
        request.transport.abort()
    raise web.HTTPServiceUnavailable


def _spoilt(fault: Fault, request: web.Request) -> web.Response:
    if fault is Fault.RESET_AFTER:
        _reset(request)
    if fault is Fault.ERROR_AFTER:
        return answer(Refused(20500))
    return web.Response(text="<html>Created", status=201, content_type="text/html")
