"""Forms that open at once, before anything is decided, and the words a slash command answers.

Everything here reads rows and writes none. What cannot be done now opens as a short sorry instead of a form.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.receive import Door
from bot.slack_acts import STAFF
from bot.slack_draw import eta_values, voice
from bot.slack_words import Voice, person
from integrations.slack.acts import Act, Do
from integrations.slack.forms import Choice, Field, View, form, sorry
from integrations.slack.happened import Asked, Chose, Pressed
from integrations.slack.listeners import Answer
from store import models

OURS = ("looking", "driver", "sorry")
UNTIL = ("15", "60", "240", "open")
BLANK = re.compile(r"\{\{\s*(\w{1,20})\s*\}\}")
MOVING = 2.0


class DriverForms(Protocol):
    """A driver's forms (`bot/slack_drivers.py`)."""

    async def form(self, one: Pressed, act: Act) -> View:
        """The form of a driver's button, or a sorry."""


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
        say, found = await voice(self.door, row.conversation_id if row else "")
        why = self._refused(one, act, row, found)
        if why or row is None:
            who = person(row.agent) if row and row.agent else ""
            return sorry(say.plain("form_sorry"), say.plain("form_close"), say(f"no_{why}", who=who))
        return FORMS[act.do](say, act, _canned(say, found), round(self.door.settings.undo_seconds))

    def _refused(self, one: Pressed, act: Act, row: models.Case | None, found: models.Delivery | None) -> str:
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
        return "nobody" if act.do is Do.REPLY and (found is None or found.customer is None) else ""

    async def _canned(self, one: Chose, act: Act) -> View | None:
        row = await models.Case.get_or_none(id=act.of)
        if row is None or act.do is not Do.REPLY:
            return None
        say, found = await voice(self.door, row.conversation_id)
        answers = _canned(say, found)
        text = answers.get(one.chosen, ("", ""))[1]
        return _reply(say, act, answers, round(self.door.settings.undo_seconds), text, one.chosen)

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


Answers = dict[str, tuple[str, str]]


def _canned(say: Voice, found: models.Delivery | None) -> Answers:
    """Answers to start from, by key: name and text, in the customer's language; the depot's own after ours."""
    if found is None:
        return {}
    who = found.customer
    theirs = Voice("desk", (who.language if who else "") or found.language, say.zone, say.now,
                   {**say.values, "driver": ""})
    ours = {key: (say.plain(f"canned_{key}_name"), theirs.plain(f"canned_{key}")) for key in OURS}
    own = found.depot.support.get("canned") or []
    return ours | {f"own{number}": (str(one["name"]), filled(str(one["text"]), dict(theirs.values)))
                   for number, one in enumerate(own)}


def filled(text: str, values: dict[str, object]) -> str:
    """A text of staff's with its blanks filled, in one pass; a blank we do not know stays as it was written."""
    return BLANK.sub(lambda one: str(values.get(one[1], one[0])), text)


def _reply(say: Voice, act: Act, answers: Answers, seconds: int, text: str = "", chosen: str = "") -> View:
    words = Field("text", say.plain("form_text"), first=text, long=True, optional=False,
                  block=f"text_{chosen}" if chosen else "")
    menu = Field("canned", say.plain("form_canned"), tuple(Choice(key, name) for key, (name, _) in answers.items()),
                 chosen, optional=True, lively=True)
    to = Field("to", say.plain("form_to"), (Choice("customer", say.plain("to_customer")),
                                            Choice("driver", say.plain("to_driver", driver=""))), "customer")
    return form(act, say.plain("form_reply"), say.plain("form_send"), say.plain("form_close"),
                [words, menu, to] if answers else [words, to], say("undo_hint", seconds=seconds))


def _note(say: Voice, act: Act, _answers: Answers, _seconds: int) -> View:
    return form(act, say.plain("form_note"), say.plain("form_keep"), say.plain("form_close"),
                [Field("text", say.plain("form_inside"), long=True)])


def _snooze(say: Voice, act: Act, _answers: Answers, _seconds: int) -> View:
    choices = tuple(Choice(one, say.plain(f"in_{one}")) for one in UNTIL)
    return form(act, say.plain("form_snooze"), say.plain("form_snooze"), say.plain("form_close"),
                [Field("until", say.plain("form_until"), choices, "60")])


FORMS: dict[Do, Callable[[Voice, Act, Answers, int], View]] = {Do.REPLY: _reply, Do.NOTE: _note, Do.SNOOZE: _snooze}
