"""The driver's side of Slack: what buttons, forms and words of a driver do, checked against his rows.

Arrived, Delivered, Could not deliver, Running late and Show the code make the same events that a text or the API makes.
Words in a thread that a driver's text may mean ("done", "late 20") are taken as if texted. Any others stay inside until
he presses "Send to ..."; the form behind "Message ..." is that same act at once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.cases import No
from bot.desk import Lying, lies_open
from bot.hearing import Heard, about, hear_from, understood_as
from bot.pictures.wanting import Came, want
from bot.slack_driver_draw import voice
from bot.slack_driver_forms import form_of
from bot.slack_driver_rows import driver_of, open_stop, stop_of_thread
from bot.slack_marks import redraw
from bot.slack_marks import want as want_drawn
from bot.slack_words import Voice
from bot.words import keep_words
from domain.delivery import Reason
from domain.events import Arrived, Delivered, Event, Meant
from domain.meanings import Failed, Late, Meaning, Plain
from domain.message import WordsRef
from domain.people import ConversationId, Role
from flows.engine.addressing import About, address
from integrations.channel import Said
from integrations.slack.acts import Act, Do
from integrations.slack.forms import View, sorry
from integrations.slack.happened import File, Place, Pressed, Submitted, Wrote
from store import models
from store.atomic import after_commit
from store.queries.locks import lock_known
from store.queries.posts import decide_ask

if TYPE_CHECKING:
    from bot.receive import Door
    from bot.slack_acts import Whisper

INSIDE = frozenset({"message", "other"})
HOWS = ("recipient", "third_party", "safe_place", "mailbox", "other")
LATEST = 600


@dataclass(frozen=True, slots=True)
class DriverSide:
    """What drivers do. `whisper` answers kindly what cannot be done."""

    door: "Door"
    whisper: "Whisper"

    async def pressed(self, one: Pressed) -> None:
        """A button of a driver's, in the transaction of its note."""
        act = one.act
        if act is None:
            return
        try:
            await self._press(one, act)
        except No as no:
            await self._no(one.where, one.who.user, no)

    async def _press(self, one: Pressed, act: Act) -> None:
        driver = await driver_of(one.who.user)
        if act.do is Do.ANSWER:
            await self._answer(driver, act)
        elif act.do in {Do.PASS_ON, Do.KEEP}:
            await self._decided(driver, act)
        elif act.do is Do.ARRIVED:
            stop = await open_stop(driver, act.of)
            if stop.status == "open":
                await self._decide(stop.delivery.id, Arrived(self._now))
        elif act.do is Do.CODE:
            stop = await open_stop(driver, act.of)
            if stop.status != "arrived":
                raise No("arrive")
            await self._meant(stop.delivery.id, Plain("need_code"))

    async def submitted(self, one: Submitted) -> None:
        """A form of a driver's, in the transaction of its note."""
        act = one.act
        if act is None:
            return
        try:
            driver = await driver_of(one.who.user)
            await self._sent_in(one, act, driver, await open_stop(driver, act.of))
        except No as no:
            post = await models.SlackPost.get_or_none(kind="stop", subject=f"{act.of}:{one.who.user}")
            await self._no(Place(post.channel if post else ""), one.who.user, no)

    async def _sent_in(self, one: Submitted, act: Act, driver: models.Driver, stop: models.Stop) -> None:
        delivery = stop.delivery.id
        if act.do is Do.DELIVERED:
            await self._delivered(one, stop)
        elif act.do is Do.FAILED and one.fields.get("reason") in set(Reason):
            await self._meant(delivery, Failed(one.fields["reason"]))
        elif act.do is Do.LATE and (minutes := late(one.fields)):
            await self._meant(delivery, Late(minutes))
        elif act.do is Do.MESSAGE and (text := one.fields.get("text", "").strip()):
            words = await self._keep(driver, delivery, text, one.key, one.at)
            await self._meant(delivery, Plain("message"), words)

    async def _delivered(self, one: Submitted, stop: models.Stop) -> None:
        """Handed over: how, to whom, with a photo if one was taken. Being there comes first."""
        how = one.fields.get("how", "recipient")
        to = one.fields.get("to", "").strip()[:80] if how == "third_party" else ""
        if stop.status == "open":
            await self._decide(stop.delivery.id, Arrived(self._now))
        await self._proofs(stop.delivery.id, one.files)
        await self._decide(stop.delivery.id, Delivered(self._now, how if how in HOWS else "other", to))

    async def wrote(self, one: Wrote) -> None:
        """Words of a driver's to the app, in the transaction of their note."""
        try:
            await self._words(one, await driver_of(one.who.user))
        except No as no:
            await self._no(one.where, one.who.user, no)

    async def _words(self, one: Wrote, driver: models.Driver) -> None:
        who = await lock_known(driver.participant_id or "-", one.at)  # type: ignore[attr-defined]
        if who is None:
            raise No("nobody")
        lying = await lies_open(who, self._now)
        said = Said("slack", one.key, who.theirs, who.ours, one.text, one.at)
        heard = understood_as(said, one.at, lying)
        stop = await stop_of_thread(one.where, driver)
        if one.files:
            await self._proofs((stop or await self._certain(heard, lying)).delivery.id, one.files)
        if not one.text.strip():
            return
        if _inside(heard):
            await self._ask(one, driver, stop or await self._certain(heard, lying))
        elif stop is not None:
            await about(self.door, who, ConversationId(stop.delivery.id), Role.DRIVER, heard)
        else:
            await hear_from(self.door, who, heard, lying)

    async def _certain(self, heard: Heard, lying: Lying) -> models.Stop:
        """The stop that words outside of a thread are about. Raises No."""
        found = address(heard.words, lying.desk)
        if isinstance(found, About) and found.role is Role.DRIVER:
            stop = await models.Stop.filter(delivery_id=found.conversation).order_by("-id").select_related(
                "delivery").first()
            if stop is not None:
                return stop
        raise No("stop")

    async def _ask(self, one: Wrote, driver: models.Driver, stop: models.Stop) -> None:
        """Words for nobody yet: kept, and whether they go to the customer is a button."""
        words = await self._keep(driver, stop.delivery.id, one.text, one.key, one.at)
        post = await want_drawn("stop", f"{stop.id}:{driver.slack_user_id}", stop.delivery.id, "", self._now,
                          user=driver.slack_user_id)
        await want_drawn("ask", words, stop.delivery.id, post.id if post else "", self._now)

    async def _decided(self, driver: models.Driver, act: Act) -> None:
        kept = await models.Message.get_or_none(id=act.of)
        if kept is None or kept.participant_id != driver.participant_id:  # type: ignore[attr-defined]
            raise No("gone")
        if not await decide_ask(act.of, "passed" if act.do is Do.PASS_ON else "kept"):
            return
        if act.do is Do.PASS_ON:
            await self._meant(kept.conversation_id, Plain("message"), WordsRef(kept.id))

    async def _answer(self, driver: models.Driver, act: Act) -> None:
        """The answer to a question that is still open, by the one it was asked."""
        asked = models.SessionRow.filter(conversation_id=act.of, open=True, asks=Role.DRIVER)
        held = models.Floor.filter(conversation_id=act.of, participant_id=driver.participant_id,  # type: ignore[attr-defined]
                                   held=True)
        if not await asked.exists() or not await held.exists():
            raise No("gone")
        meaning = Failed(act.more) if act.more in set(Reason) else Plain(act.more)
        if not isinstance(meaning, Plain) or meaning.intent in {"accept", "decline"}:
            await self._meant(act.of, meaning)

    async def _proofs(self, delivery: str, files: tuple[File, ...]) -> None:
        """What a driver attaches shows how it was handed over: written down, and fetched afterwards."""
        for one in files:
            await want(self.door, Came("slack", one.id, one.kind, Role.DRIVER), None, delivery, proof=True)

    async def _keep(self, driver: models.Driver, delivery: str, text: str, key: str, at: datetime) -> WordsRef:
        who = await lock_known(driver.participant_id or "-", at)  # type: ignore[attr-defined]
        if who is None:
            raise No("nobody")
        return await keep_words(self.door, who, delivery, Role.DRIVER, text, at, None, f"slack:{key}")

    async def _meant(self, delivery: str, meaning: Meaning, words: str = "") -> None:
        await self._decide(delivery, Meant(Role.DRIVER, meaning, WordsRef(words)))

    async def _decide(self, delivery: str, event: Event) -> None:
        await self.door.decide(ConversationId(delivery), event)
        await redraw("", delivery)

    @property
    def _now(self) -> datetime:
        return self.door.clock.now()

    async def form(self, one: Pressed, act: Act) -> View:
        """The form of a driver's button, or a sorry. Reads rows, writes none."""
        try:
            driver = await driver_of(one.who.user)
            stop = await open_stop(driver, act.of)
        except No as no:
            say = await self._voice(one.who.user)
            return sorry(say.plain("form_sorry"), say.plain("form_close"), self._told(say, one.who.user, no))
        say = voice(self.door, driver, stop.delivery.depot, name=stop.delivery.customer_name.split(" ")[0])
        return form_of(say, act)

    async def _no(self, where: Place, user: str, no: No) -> None:
        text = self._told(await self._voice(user), user, no)
        after_commit(lambda: self.whisper(where, user, text))

    def _told(self, say: Voice, user: str, no: No) -> str:
        return say("nobody", user=user) if no.why == "nobody" else say(f"no_{no.why}", name=no.who)

    async def _voice(self, user: str) -> Voice:
        driver = await models.Driver.get_or_none(slack_user_id=user)
        depot = await models.Depot.all().order_by("id").first()
        zone = ZoneInfo(depot.time_zone if depot else "UTC")
        return Voice("driver", driver.language if driver else depot.language if depot else "en", zone, self._now)


def late(fields: dict[str, str]) -> int:
    """How many minutes, 0 where that is no number from 1 to 600."""
    text = fields.get("minutes", "").strip()
    return int(text) if text.isdecimal() and len(text) <= 3 and 1 <= int(text) <= LATEST else 0  # noqa: PLR2004 600


def _inside(heard: Heard) -> bool:
    """Words that mean nothing to us as a driver's: they are meant for people, and which is not ours to guess."""
    intents = set(heard.driver.intents) if heard.driver else set()
    return intents <= INSIDE
