"""A message to a driver as Slack shows it: in a stop's thread, with buttons where a text has numbers.

Some of what a text must say is drawn on the stop's own card instead (`CARDED`); some is said in other words, because a
button stands beside it (`INSTEAD`). Everything else is said as it would be texted.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.slack_marks import want
from bot.slack_words import WORDING, Voice, safe
from bot.wording import Wording
from domain.delivery import Reason
from integrations.slack.acts import Act, Do
from store import models

if TYPE_CHECKING:
    from bot.keep import Keeping
    from bot.saying import Part

CARDED = frozenset({"driver_day/on_the_way", "driver_day/on_the_way_again", "driver_day/at_door",
                    "driver_day/at_door_again", "driver_day/known", "driver_day/finished", "driver_day/not_delivered"})
MORNING = "driver_day/schedule"
INSTEAD = {"driver_day/confirming_done": "confirming_done", "driver_day/giving_reason": "giving_reason",
           "driver_day/late_how": "late_how", "access/trying_code": "trying_code", "access/code": "code_waits",
           "access/not_yet": "not_yet", "reschedule/asking_driver": "asking_driver",
           "pictures/to_driver": "picture"}
YES_NO = (("accept", "accept"), ("decline", "decline"))
CHOICES: dict[str, tuple[tuple[str, str], ...]] = {
    "confirming_done": YES_NO,
    "trying_code": (("opened", "accept"), ("closed", "decline")),
    "asking_driver": (("leave_it", "accept"), ("nearly_there", "decline")),
    "giving_reason": tuple((f"reason_{one}", str(one)) for one in Reason),
}


def instead(wording: str) -> str:
    """The name of what Slack says instead; empty where it says the same."""
    return INSTEAD.get(wording.removesuffix("_again"), "")


def carded(part: "Part") -> bool:
    """Whether the stop's card or the day's schedule shows this already."""
    return part.wording in CARDED or (part.wording == MORNING and bool(part.values.get("morning")))


async def shown_on_cards(work: "Keeping", user: str, parts: "list[Part]") -> "list[Part]":
    """What is left to say to a driver in Slack once his schedule and the stop's card show the rest."""
    stop, now = work.rows.stop, work.chat.now
    if stop is not None and any(part.wording == MORNING and carded(part) for part in parts):
        await want("schedule", f"{stop.run.id}:{user}", stop.run.id, "", now, user=user)
    if stop is not None:
        await want("stop", f"{stop.id}:{user}", work.delivery.id, "", now, user=user)
    return [part for part in parts if not carded(part)]


def said(wording: Wording, language: str, name: str, values: Mapping[str, Any], zone: ZoneInfo) -> str:
    """One part of a message, its values free of markup."""
    clean = {key: safe(value) for key, value in values.items()}
    block = instead(name)
    if not block:
        return wording.render(language, name, clean, zone)
    return WORDING.render(language, f"driver/{block}", clean, zone)


def choices(row: models.Message, voice: Voice) -> tuple[tuple[str, str], ...]:
    """The buttons of a message: those of its question."""
    names = [instead(str(one)) for one in row.wordings]
    asked = next((one for one in reversed(names) if one in CHOICES), "")
    return tuple((voice.plain(label), Act(Do.ANSWER, row.conversation_id, value).value)
                 for label, value in CHOICES.get(asked, ()))


def has_code(row: models.Message) -> bool:
    """Whether this message shows a code: it says it is here otherwise, and a button shows it."""
    return any(instead(str(one)) == "trying_code" for one in row.wordings)


async def stop_post(delivery: str, driver: models.Driver, row: models.Message) -> models.SlackPost | None:
    """The card in whose thread words about a delivery belong, for this driver; None where the delivery has no stop."""
    stop = await models.Stop.filter(delivery_id=delivery).order_by("-id").first()
    if stop is None:
        return None
    return await want("stop", f"{stop.id}:{driver.slack_user_id}", delivery, "", row.created_at,
                      user=driver.slack_user_id)


async def address(row: models.Message) -> str | None:
    """Where a message to a driver goes: the thread of its stop, else their direct messages. None: not yet there."""
    driver = await models.Driver.filter(participant_id=row.participant.id).exclude(slack_user_id="").first()
    if driver is None:
        return None
    post = await stop_post(row.conversation_id, driver, row) if row.conversation_id else None
    if post is None:
        return driver.slack_user_id
    if post.state == "failed":
        return driver.slack_user_id
    return f"{post.channel}#{post.ts}" if post.ts else None
