"""The forms behind a driver's buttons: who took it, why not, how late, what the customer reads."""

from collections.abc import Callable

from bot.slack_words import Voice
from domain.delivery import Reason
from integrations.slack.acts import Act, Do
from integrations.slack.forms import Choice, Field, View, form

HOWS = ("recipient", "third_party", "safe_place", "mailbox", "other")
LATE_BY = (10, 15, 20, 30, 45, 60, 90)


def form_of(say: Voice, act: Act) -> View:
    """The form of an act."""
    return form(act, say.plain(f"form_{act.do}"), say.plain("form_send"), say.plain("form_close"), FIELDS[act.do](say))


def _delivered(say: Voice) -> list[Field]:
    hows = tuple(Choice(one, say.plain(f"how_{one}")) for one in HOWS)
    return [Field("how", say.plain("form_how"), hows, "recipient"), Field("to", say.plain("form_to"), optional=True),
            Field("photo", say.plain("form_photo"), files=True, optional=True)]


def _failed(say: Voice) -> list[Field]:
    reasons = tuple(Choice(str(one), say.plain(f"reason_{one}")) for one in Reason)
    return [Field("reason", say.plain("form_reason"), reasons)]


def _late(say: Voice) -> list[Field]:
    minutes = tuple(Choice(str(one), say.plain("minutes", minutes=one)) for one in LATE_BY)
    return [Field("minutes", say.plain("form_minutes"), minutes, "20")]


def _message(say: Voice) -> list[Field]:
    return [Field("text", say.plain("form_words"), long=True)]


FIELDS: dict[Do, Callable[[Voice], list[Field]]] = {Do.DELIVERED: _delivered, Do.FAILED: _failed, Do.LATE: _late,
                                                     Do.MESSAGE: _message}
