"""Forms that open at once, before anything is decided, and the words a slash command answers.

Everything here reads rows and writes none. What cannot be done now opens as a short sorry instead of a form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.canned import Canned, canned
from bot.reach import Reach, reachable
from bot.receive import Door
from bot.slack_acts import STAFF
from bot.slack_draw import eta_values, voice
from bot.slack_words import Voice, person
from domain.people import Role
from integrations.slack.acts import Act, Do
from integrations.slack.forms import Choice, Field, View, form, sorry
from integrations.slack.happened import Asked, Chose, Pressed
from integrations.slack.listeners import Answer
from store import models

UNTIL = ("15", "60", "240", "open")
MOVING = 2.0


class DriverForms(Protocol):
    """A driver's forms (`bot/slack_drivers.py`)."""

    async def form(self, one: Pressed, act: Act) -> View:
        """The form of a driver's button, or a sorry."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a form is drawn from. `whom` is written to; `people` is everybody who could be."""

    say: Voice
    act: Act
    seconds: int = 0
    whom: Reach | None = None
    people: tuple[Reach, ...] = ()
    answers: tuple[Canned, ...] = ()


@dataclass(frozen=True, slots=True)
class Forms:
    """Answers what must be answered at once. `channels` are those where staff may act."""

    door: Door
    channels: frozenset[str]
    drivers: DriverForms

    async def answer(self, happened: Pressed | Chose | Asked) -> Answer:
        """A form opened or redrawn, or words."""
        if isinstance(happened, Asked):
            return Answer(text=await self._where(happened))
        if happened.act is None:
            return Answer()
        if isinstance(happened, Chose):
            view = await self._canned(happened, happened.act)
            return Answer(view=view, redraws=happened.view, hash=happened.hash) if view else Answer()
        view = (await self._staff(happened, happened.act) if happened.act.do in STAFF
                else await self.drivers.form(happened, happened.act))
        return Answer(trigger=happened.trigger, view=view)

    async def _staff(self, one: Pressed, act: Act) -> View:
        row = await models.Case.get_or_none(id=act.of)
        say, _ = await voice(self.door, row.conversation_id if row else "")
        people = await reachable(row) if row else ()
        why = self._refused(one, act, row, people)
        if why or row is None:
            who = person(row.agent) if row and row.agent else ""
            return sorry(say.plain("form_sorry"), say.plain("form_close"), say(f"no_{why}", who=who))
        return FORMS[act.do](await self._drawing(row, act, say, people))

    async def _drawing(self, row: models.Case, act: Act, say: Voice, people: tuple[Reach, ...]) -> Drawing:
        whom = next((one for one in people if act.more in {"", one.role}), None)
        answers = await canned(row, whom, self.door.clock.now(), say.language) if act.do is Do.REPLY else ()
        return Drawing(say, act, round(self.door.settings.undo_seconds), whom, people, answers)

    def _refused(self, one: Pressed, act: Act, row: models.Case | None, people: tuple[Reach, ...]) -> str:
        if one.where.channel not in self.channels:
            return "place"
        if row is None:
            return "gone"
        if act.do is Do.NOTE:
            return ""
        if row.state != "claimed":
            return "resolved" if row.state == "resolved" else "yours_first"
        if row.agent != one.who.user:
            return "taken"
        return "nobody" if act.do is Do.REPLY and not any(act.more in {"", to.role} for to in people) else ""

    async def _canned(self, one: Chose, act: Act) -> View | None:
        row = await models.Case.get_or_none(id=act.of)
        if row is None or act.do is not Do.REPLY:
            return None
        say, _ = await voice(self.door, row.conversation_id)
        drawing = await self._drawing(row, act, say, await reachable(row))
        text = next((answer.text for answer in drawing.answers if answer.key == one.chosen), "")
        return _reply(drawing, text, one.chosen)

    async def _where(self, one: Asked) -> str:
        """Where a driver is and what comes next: nobody has to ring to ask."""
        wanted = one.text.strip().casefold()
        drivers = await models.Driver.filter(name__icontains=wanted).order_by("name").limit(5) if wanted else []
        say, _ = await voice(self.door, "")
        lines = [await _seen(say, driver) for driver in drivers]
        return "\n".join(lines) or say("where_nobody")


async def _seen(say: Voice, driver: models.Driver) -> str:
    van = await models.VanRow.get_or_none(driver_id=driver.id)
    if van is None or van.at is None:
        return say("where_unknown", name=driver.name)
    stops = await models.Stop.filter(run__driver_id=driver.id, run__status="started", status__in=("open", "arrived")
                                     ).order_by("number").select_related("delivery")
    eta = await models.EtaRow.get_or_none(delivery_id=stops[0].delivery.id) if stops else None
    following = stops[0].delivery.customer_name.split(" ")[0] if stops else ""
    times = eta_values(eta) if eta else {"soonest": "", "by": ""}
    return say("where", name=driver.name, at=datetime.fromtimestamp(van.at, ZoneInfo("UTC")).isoformat(),
               moving=(van.speed or 0) > MOVING, following=following, left=len(stops), **times)


def _reply(form_: Drawing, text: str = "", chosen: str = "") -> View:
    say, who = form_.say, form_.whom
    reads = (say.plain("form_text_driver", driver=who.name) if who and who.role is Role.DRIVER
             else say.plain("form_text", name=who.name if who else ""))
    words = Field("text", reads, first=text, long=True, optional=False, block=f"text_{chosen}" if chosen else "")
    menu = Field("canned", say.plain("form_canned"), tuple(Choice(one.key, one.name) for one in form_.answers),
                 chosen, optional=True, lively=True)
    to = Field("to", say.plain("form_to"), tuple(Choice(one.role, _called(say, one)) for one in form_.people),
               who.role if who else "")
    fields = [words, *([menu] if form_.answers else []), *([to] if len(form_.people) > 1 else [])]
    return form(form_.act, say.plain("form_reply"), say.plain("form_send"), say.plain("form_close"), fields,
                say("undo_hint", seconds=form_.seconds))


def _called(say: Voice, one: Reach) -> str:
    return say.plain("to_driver", driver=one.name) if one.role is Role.DRIVER else say.plain(
        "to_customer", name=one.name)


def _note(form_: Drawing) -> View:
    say = form_.say
    return form(form_.act, say.plain("form_note"), say.plain("form_keep"), say.plain("form_close"),
                [Field("text", say.plain("form_inside"), long=True)])


def _snooze(form_: Drawing) -> View:
    say = form_.say
    choices = tuple(Choice(one, say.plain(f"in_{one}")) for one in UNTIL)
    return form(form_.act, say.plain("form_snooze"), say.plain("form_snooze"), say.plain("form_close"),
                [Field("until", say.plain("form_until"), choices, "60")])


FORMS: dict[Do, Callable[[Drawing], View]] = {Do.REPLY: _reply, Do.NOTE: _note, Do.SNOOZE: _snooze}
