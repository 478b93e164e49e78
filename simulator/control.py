"""The world's own API, for people and scripts: phones, what stands on them, the ledger, the clock, the bad days."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from simulator.parts import Parts
from simulator.phones import Phone, Phones
from simulator.service import Service
from simulator.twilio.faults import Fault, Rule
from simulator.twilio.provider import Twilio
from simulator.voices import Voices

E164 = re.compile(r"\+[1-9]\d{6,14}")
LONGEST = 1600
MOST_MEDIA = 10
MOST_ENTRIES = 5000
OF_MAILS = {"Content-Security-Policy": "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
                                       "style-src 'unsafe-inline'; frame-ancestors 'self'",
            "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
"""A mail is somebody else's document: it has styles of its own, runs nothing and fetches nothing."""
Json = dict[str, object]
Handler = Callable[[web.Request], Awaitable[Json]]


class Wrong(Exception):
    """A request that cannot be done. The text says what was expected."""


@dataclass(frozen=True, slots=True)
class Control:
    """The routes under `/world`. Only requests of type application/json change anything: no other site can send one."""

    world: Parts
    phones: Phones
    twilio: Twilio
    voices: Voices
    service: Service

    def routes(self) -> list[web.RouteDef]:
        """Every route, for an application's router."""
        return [
            web.get("/world/phones", _plain(self.list_phones)),
            web.post("/world/phones", _plain(self.introduce)),
            web.get("/world/phones/{number}/thread", _plain(self.thread)),
            web.post("/world/phones/{number}/say", _plain(self.say)),
            web.get("/world/phones/{number}/mails/{n}", self.mail),
            web.post("/world/phones/{number}/ring", _plain(self.ring)),
            web.get("/world/ledger", _plain(self.ledger)),
            web.get("/world/clock", _plain(self.clock)),
            web.post("/world/clock/hold", _plain(self.hold)),
            web.post("/world/clock/release", _plain(self.release)),
            web.post("/world/faults", _plain(self.faults)),
            web.post("/world/service", _plain(self.know_service)),
            web.get("/world/deliveries", _plain(self.deliveries)),
            web.get("/world/deliveries/{id}", _plain(self.delivery)),
        ]

    async def list_phones(self, _request: web.Request) -> Json:
        """All phones, and the numbers of the service."""
        return {"phones": [phone.as_json() for phone in self.phones.everybody()],
                "numbers": list(self.world.account.numbers)}

    async def introduce(self, request: web.Request) -> Json:
        """Add a phone, or change one: what is not named stays as it was."""
        body = await _body(request)
        number = _number(body.get("number"))
        known = (self.phones.get(number) or Phone(number)).as_json()
        changed = {name: body.get(name, value) for name, value in known.items()}
        traits = changed["traits"]
        if not isinstance(traits, dict) or not isinstance(changed["trouble"], int):
            msg = "traits: expected an object; trouble: a whole number"
            raise Wrong(msg)
        await self.world.ledger.note("phone", **changed)
        return (self.phones.get(number) or Phone(number)).as_json()

    async def thread(self, request: web.Request) -> Json:
        """What stands on a phone's screen, oldest first."""
        phone = self._phone(request)
        return {"phone": phone.as_json(), "thread": [one.as_json() for one in self.phones.thread(phone.number)]}

    async def say(self, request: web.Request) -> Json:
        """Let somebody text one of our addresses; `canary` and `for` go to the ledger for the checker.

        `by` is sms, whatsapp or email: the way of theirs that is used; without it the one that `to` or habit names.
        A number that stands on a WhatsApp's button taps it.
        """
        body = await _body(request)
        text, media = body.get("text", ""), body.get("media", 0)
        if not isinstance(media, int) or not 0 <= media <= MOST_MEDIA:
            msg = f"media: expected 0 to {MOST_MEDIA}"
            raise Wrong(msg)
        if not isinstance(text, str) or len(text) > LONGEST or not (text.strip() or media):
            msg = f"text: expected 1 to {LONGEST} characters"
            raise Wrong(msg)
        phone = request.match_info["number"]
        ours = self._way(_number(phone), body)
        marks = {name: str(body[name]) for name in ("canary", "for") if body.get(name)}
        try:
            return {"sid": await self.voices.say(phone, ours, text, media, **marks), "to": ours}
        except LookupError as error:
            raise Wrong(str(error)) from None

    async def mail(self, request: web.Request) -> web.Response:
        """The HTML of a mail as a document of its own, with its own styles and nothing that runs or is fetched."""
        thread = self.phones.thread(self._phone(request).number)
        found = [one for one in thread if str(one.number) == request.match_info["n"] and one.html]
        if not found:
            raise web.HTTPNotFound
        return web.Response(text=found[0].html, content_type="text/html", headers=OF_MAILS)

    async def ring(self, request: web.Request) -> Json:
        """Let a phone ring one of our numbers; says what the caller hears."""
        body = await _body(request)
        phone = _number(request.match_info["number"])
        return {"heard": await self.twilio.ring(phone, self._ours(phone, body.get("to")))}

    async def ledger(self, request: web.Request) -> Json:
        """The entries after number `after`, at most 5000 of them."""
        after = request.query.get("after", "0")
        if not after.isdigit():
            msg = "after: expected a number"
            raise Wrong(msg)
        rows = self.world.ledger.entries[int(after):int(after) + MOST_ENTRIES]
        return {"entries": [one.as_json() for one in rows], "last": len(self.world.ledger.entries)}

    async def clock(self, _request: web.Request) -> Json:
        """World time and how it runs."""
        pace = self.world.clock.pace
        return {"now": self.world.clock.now().isoformat(), "speed": pace.speed, "held": pace.held is not None,
                "zone": self.world.settings.zone}

    async def hold(self, request: web.Request) -> Json:
        """Stop the world."""
        await _body(request)
        try:
            held = self.world.clock.hold()
        except RuntimeError as error:
            raise Wrong(str(error)) from None
        await self.world.ledger.note("clock_held", instant=held.isoformat())
        return await self.clock(request)

    async def release(self, request: web.Request) -> Json:
        """Let the world go on; says for how many real seconds it stood."""
        await _body(request)
        try:
            stood = self.world.clock.release().total_seconds()
        except RuntimeError as error:
            raise Wrong(str(error)) from None
        await self.world.ledger.note("clock_released", seconds=stood)
        return {**await self.clock(request), "stood": stood}

    async def faults(self, request: web.Request) -> Json:
        """Put these rules of Twilio's bad days in force, and no others."""
        rules = (await _body(request)).get("rules")
        try:
            found = [_rule(one) for one in rules] if isinstance(rules, list) else None
        except (KeyError, TypeError, ValueError):
            found = None
        if found is None:
            msg = f"rules: expected a list of fault, chance, seconds, times; faults are {', '.join(Fault)}"
            raise Wrong(msg)
        self.world.faults.set(found)
        return {"rules": len(found)}

    async def know_service(self, request: web.Request) -> Json:
        """Take the key of the service's API: it is kept in memory and shown to nobody."""
        key = (await _body(request)).get("api_key")
        if not isinstance(key, str) or not key.isascii() or not key.isprintable():
            msg = "api_key: expected a key of the service"
            raise Wrong(msg)
        self.service.key = key
        return {"known": True}

    async def deliveries(self, _request: web.Request) -> Json:
        """The service's deliveries, briefly."""
        return await self.service.deliveries()

    async def delivery(self, request: web.Request) -> Json:
        """One delivery of the service, with its timeline."""
        return await self.service.delivery(request.match_info["id"])

    def _way(self, phone: str, body: Json) -> str:
        """The address of ours that somebody says something to."""
        match body.get("by"):
            case None:
                return self._ours(phone, body.get("to"))
            case "sms":
                return self.world.account.numbers[0]
            case "whatsapp" if self.world.account.whatsapp:
                return self.world.account.whatsapp[0]
            case "email":
                return "@"
        msg = "by: expected sms, whatsapp or email"
        raise Wrong(msg)

    def _phone(self, request: web.Request) -> Phone:
        phone = self.phones.get(request.match_info["number"])
        if phone is None:
            raise web.HTTPNotFound
        return phone

    def _ours(self, phone: str, asked: object) -> str:
        """The number of ours that was named, or that this phone talked with last, or the first."""
        if asked is not None and asked not in self.world.account.numbers:
            msg = "to: expected one of the service's numbers"
            raise Wrong(msg)
        return str(asked or self.twilio.messages.last_sender(phone) or self.world.account.numbers[0])


def _plain(handler: Handler) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def plain(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except Wrong as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    return plain


async def _body(request: web.Request) -> Json:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        msg = "expected a JSON object"
        raise Wrong(msg)
    return body


def _number(text: object) -> str:
    if not isinstance(text, str) or not E164.fullmatch(text):
        msg = "number: expected E.164, as +13125550123"
        raise Wrong(msg)
    return text


def _rule(raw: Json) -> Rule:
    times = raw.get("times")
    return Rule(Fault(str(raw["fault"])), float(str(raw.get("chance", 1))), float(str(raw.get("seconds", 0))),
                None if times is None else int(str(times)))
