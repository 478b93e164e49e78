"""Twilio, as one object: takes texts from the service and from phones, and does with each what Twilio would."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from uuid import uuid4

from multidict import MultiMapping

from simulator.ledger import Entry
from simulator.parts import Parts
from simulator.pictures import Album, Attached
from simulator.twilio.content import Contents
from simulator.twilio.draft import Draft, draft
from simulator.twilio.errors import Refused
from simulator.twilio.faults import Fault
from simulator.twilio.life import Lives
from simulator.twilio.message import FINAL, Message
from simulator.twilio.messages import Messages
from simulator.twilio.optout import ANSWERS, Word, carrier_word
from simulator.twilio.twiml import replies, spoken
from simulator.twilio.webhooks import call_form, inbound_form

NO_MARKS: Mapping[str, str] = MappingProxyType({})
WHATSAPP, OUTSIDE, WINDOW = "whatsapp:", 63016, timedelta(hours=24)


class Twilio:
    """The provider. Whatever it answers was written to the ledger before."""

    def __init__(self, world: Parts, trouble: Callable[[str], int]) -> None:
        """Take up what earlier runs left. `trouble` gives the error a phone answers with, 0 when it is well."""
        self._world = world
        self.account = world.account
        self.messages = Messages()
        self.contents = Contents()
        self.album = Album()
        world.ledger.watch(self.messages.hear)
        self._lives = Lives(world, lambda message: self._trouble(message, trouble))

    def resume(self) -> None:
        """Go on with the texts that were under way when the world stopped."""
        for message in self.messages.newest():
            if not message.inbound and message.status not in FINAL:
                self._world.errands.start(self._lives.live(message))

    def _trouble(self, message: Message, of_phone: Callable[[str], int]) -> int:
        """The phone's own trouble; of free words on WhatsApp also a window that is shut."""
        phone = of_phone(message.to.removeprefix(WHATSAPP))
        held = self.contents.held.get(message.template)
        approved = held is not None and held.status == "approved"
        shut = message.to.startswith(WHATSAPP) and not approved and not self._window(message.to)
        return phone or (OUTSIDE if shut else 0)

    def _window(self, address: str) -> bool:
        """Whether somebody wrote on WhatsApp within the last 24 hours."""
        now = self._world.clock.now()
        return any(one.inbound and one.sender == address and now - one.created < WINDOW
                   for one in self.messages.newest())

    async def create(self, form: MultiMapping[str]) -> Message:
        """Accept what a form asks to be sent; its life begins with `begin`.

        Raises:
            Refused: with Twilio's code, noted as such.
        """
        try:
            asked = draft(form, self.account, self._world.clock.now(), self.messages.opted_out, self.contents.reads)
        except Refused as refused:
            await self.refuse(refused, form)
            raise
        return await self._accept(asked, "outbound-api", "api")

    async def refuse(self, refused: Refused, form: MultiMapping[str]) -> None:
        """Note that a request to send was refused."""
        facts = {"from": form.get("From", ""), "service_sid": form.get("MessagingServiceSid", "")}
        await self._world.ledger.note("refused", code=refused.code, to=form.get("To", ""), body=form.get("Body", ""),
                                      callback=form.get("StatusCallback", ""), **facts)

    def begin(self, message: Message) -> None:
        """Let an accepted text go its way."""
        self._world.errands.start(self._lives.live(message))

    async def live(self, message: Message) -> None:
        """Let an accepted text go its way, and wait for its end."""
        await self._lives.live(message)

    async def cancel(self, message: Message) -> bool:
        """Take a text back; false when it has left already."""
        return await self._lives.cancel(message)

    async def say(self, phone: str, ours: str, text: str, media: int = 0, **marks: str) -> str:
        """Let a phone text a number of ours, with so many pictures; gives the text's sid.

        `marks` go to the ledger with it, for the checker: `canary`, a word of its own, and `for`, its intended hearer.
        Once that is on disk the carrier does its part and the webhook is posted, without anybody waiting for it.
        """
        sid = ("MM" if media else "SM") + uuid4().hex
        return await self._heard(sid, phone, ours, text, media, marks)

    async def attach(self, phone: str, ours: str, text: str, *files: Attached) -> str:
        """Let a phone send these files, with words or without; gives the text's sid."""
        sid = "MM" + uuid4().hex
        self.album.put(sid, files)
        return await self._heard(sid, phone, ours, text, len(files), {})

    async def tap(self, phone: str, ours: str, text: str, marks: Mapping[str, str] = NO_MARKS, **fields: str) -> str:
        """Let somebody on WhatsApp press a button, choose a row or share a place: WhatsApp's own `fields` say which."""
        return await self._heard("SM" + uuid4().hex, phone, ours, text, 0, {"tapped": fields, **marks})

    async def _heard(self, sid: str, phone: str, ours: str, text: str, media: int, facts: Mapping[str, object]) -> str:
        entry = await self._world.ledger.note("inbound", sid=sid, to=ours, body=text, media=media,
                                              **{"from": phone, **facts})
        word = carrier_word(text)
        if word is not None:
            await self._obey(word, phone, ours)
        self._world.errands.start(self._deliver(entry, word))
        return sid

    async def ring(self, phone: str, ours: str) -> str:
        """Let a phone ring a number of ours; gives what the caller hears, empty where nobody answers."""
        sid = "CA" + uuid4().hex
        await self._world.ledger.note("call", sid=sid, to=ours, **{"from": phone})
        answer = await self._world.postman.post(self._world.settings.voice_url,
                                                call_form(self.account, sid, phone, ours))
        heard = spoken(answer.body) if answer.good else ""
        await self._world.ledger.note("call_answered", sid=sid, http=answer.status, heard=heard)
        return heard

    async def redact(self, message: Message) -> None:
        """Empty a text's body, at Twilio only: a phone keeps what it got."""
        await self._world.ledger.note("redacted", sid=message.sid)

    async def delete(self, message: Message) -> None:
        """Forget a text, at Twilio only."""
        await self._world.ledger.note("deleted", sid=message.sid)

    async def _deliver(self, entry: Entry, word: Word | None) -> None:
        message = self.messages.get(entry.text("sid"))
        if message is None or self._world.faults.strike(Fault.INBOUND_DROPPED):
            return
        named = word.value if word is not None and self._world.settings.carrier.advanced else ""
        kinds = [self.album.of(message.sid, number).kind for number in range(message.media)]
        form = inbound_form(self.account, message, self._world.settings.origin, named, kinds)
        tapped = entry.facts.get("tapped")
        form |= {str(name): str(value) for name, value in tapped.items()} if isinstance(tapped, dict) else {}
        for _ in range(2 if self._world.faults.strike(Fault.INBOUND_REPEATED) else 1):
            answer = await self._world.postman.post(self._world.settings.messages_url, form)
            await self._world.ledger.note("inbound_answered", sid=message.sid, http=answer.status)
        for text in replies(answer.body) if answer.good else ():
            await self._answer(message.sender, message.to, text, "twiml")

    async def _obey(self, word: Word, phone: str, ours: str) -> None:
        scope = self.account.service_sid or ours
        was_out = self.messages.opted_out(phone, scope)
        if word is Word.STOP and not was_out:
            await self._world.ledger.note("opted_out", phone=phone, scope=scope)
        elif word is Word.START and was_out:
            await self._world.ledger.note("opted_in", phone=phone, scope=scope)
        rules = self._world.settings.carrier
        changed = was_out if word is Word.START else not was_out
        if rules.advanced if word is Word.HELP else rules.confirms and changed:
            await self._answer(phone, ours, ANSWERS[word], "carrier")

    async def _answer(self, phone: str, ours: str, text: str, by: str) -> None:
        if by == "carrier" or not self.messages.opted_out(phone, self.account.service_sid or ours):
            self.begin(await self._accept(Draft(to=phone, sender=ours, body=text), "outbound-reply", by))

    async def _accept(self, asked: Draft, direction: str, by: str) -> Message:
        sender = asked.sender or self.messages.last_sender(asked.to) or self.account.numbers[0]
        status = "scheduled" if asked.send_at else "accepted" if asked.service_sid else "queued"
        entry = await self._world.ledger.note(
            "accepted", sid=("MM" if asked.media else "SM") + uuid4().hex, to=asked.to, body=asked.body, status=status,
            direction=direction, by=by, media=asked.media, media_urls=list(asked.urls), service_sid=asked.service_sid,
            callback=asked.callback, validity=asked.validity, template=asked.template,
            place=list(asked.place or ()) if asked.to.startswith(WHATSAPP) else [],
            buttons=self.contents.buttons(asked.template), listed=self.contents.is_list(asked.template),
            send_at=asked.send_at.isoformat() if asked.send_at else "", **{"from": sender},
        )
        message = self.messages.get(entry.text("sid"))
        if message is None:
            msg = "an accepted message is not in the ledger's fold"
            raise LookupError(msg)
        return message
