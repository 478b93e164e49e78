"""A driver's cards: the day's schedule and one card a stop, whose thread is that stop's."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.facts import delivery as as_delivery
from bot.slack_draw import Draw, eta_values
from bot.slack_words import Markup, Voice
from bot.wording import mask
from domain.people import Role
from integrations.slack.acts import Act, Do
from integrations.slack.cards import Button, Card
from store import models

if TYPE_CHECKING:
    from bot.receive import Door

MARKS = {"done": "✓", "failed": "✗", "removed": "–", "arrived": "●"}
MAP = "https://www.openstreetmap.org/directions?to={lat:.5f}%2C{lon:.5f}"


def voice(door: "Door", driver: models.Driver | None, depot: models.Depot, **values: object) -> Voice:
    """How a driver is spoken to about a stop."""
    return Voice("driver", driver.language if driver else depot.language, ZoneInfo(depot.time_zone), door.clock.now(),
                 values)


async def schedule(door: "Door", post: models.SlackPost) -> Card | None:
    """The day, a line a stop, ticked off as it goes."""
    run = await models.Run.get_or_none(id=post.subject.partition(":")[0]).select_related("driver")
    stops = await models.Stop.filter(run_id=run.id if run else "-").order_by("number").select_related(
        "delivery__depot")
    if run is None or not stops or run.driver.slack_user_id != post.user:
        return None
    say = voice(door, run.driver, stops[0].delivery.depot)
    left = sum(one.status in {"open", "arrived"} for one in stops)
    lines = [say("schedule_line", mark=Markup(MARKS.get(one.status, "○")), address=one.delivery.address,
                 name=_first(one.delivery), start=one.delivery.window_start.isoformat(),
                 end=one.delivery.window_end.isoformat()) for one in stops]
    return Card(say.plain("schedule_title", total=len(stops), left=left), tuple(lines))


def _first(row: models.Delivery) -> str:
    return row.customer_name.split(" ")[0] or "?"


async def stop(door: "Door", post: models.SlackPost) -> Card | None:
    """One stop: where, what, who is there, notes, when, and what can be done there now."""
    stop_id, _, user = post.subject.partition(":")
    row = await models.Stop.get_or_none(id=stop_id).select_related("delivery__depot", "run__driver")
    if row is None:
        return None
    found, driver = row.delivery, row.run.driver
    say = voice(door, driver, found.depot, name=_first(found))
    title = say.plain("title", number=row.number, start=found.window_start.isoformat(),
                      end=found.window_end.isoformat())
    if driver.slack_user_id != user or row.status == "removed":
        return Card(title, foot=say("removed"))
    return Card(title, await _lines(door, say, row), foot=_foot(say, row), buttons=_buttons(say, row))


async def _lines(door: "Door", say: Voice, row: models.Stop) -> tuple[str, ...]:
    found = row.delivery
    if row.status in {"done", "failed"}:
        return (say("address_plain", address=found.address),)
    place = "" if found.lat is None or found.lon is None else MAP.format(lat=found.lat, lon=found.lon)
    lines = [say("address", address=found.address, map=Markup(place)) if place
             else say("address_plain", address=found.address),
             say("what", items=as_delivery(found).items), say("there", confirmed=found.confirmed)]
    eta = await models.EtaRow.get_or_none(delivery_id=found.id)
    if eta is not None and row.status == "open":
        lines.append(say("comes", **eta_values(eta)))
    lines += [say("code_known")] if found.code_id else []
    return (*lines, *await _notes(door, say, found.id))


async def _notes(door: "Door", say: Voice, delivery: str) -> list[str]:
    """What to know at the door, without a number to ring in it."""
    rows = await models.DoorNoteRow.filter(delivery_id=delivery).order_by("id").select_related("participant")
    texts = [(one.kind, await door.keys.read(one.participant, "door_notes", one.id, one.sealed_words)) for one in rows]
    return [say("note", kind=say.plain(f"note_{kind}"), words=mask(text)) for kind, text in texts]


def _foot(say: Voice, row: models.Stop) -> str:
    if row.status == "done":
        return say("done", at=(row.left_at or say.now).isoformat())
    if row.status == "failed":
        return say("failed", why=say.plain(f"reason_{row.delivery.reason or 'other'}"))
    if row.status == "arrived":
        return say("here", at=(row.arrived_at or say.now).isoformat())
    return say("open" if row.next_told else "later")


def _buttons(say: Voice, row: models.Stop) -> tuple[Button, ...]:
    def button(do: Do, label: str, style: str = "") -> Button:
        return Button(say.plain(label), Act(do, row.id), style)

    if row.run.status != "started" or row.status not in {"open", "arrived"}:
        return ()
    message = [button(Do.MESSAGE, "message")] if row.delivery.customer_id else []  # type: ignore[attr-defined]
    if row.status == "arrived":
        return (button(Do.DELIVERED, "delivered", "primary"), button(Do.FAILED, "failed_button", "danger"),
                button(Do.CODE, "show_code"), *message)
    if not row.next_told:
        return (button(Do.ARRIVED, "arrived"), *message)
    return (button(Do.ARRIVED, "arrived", "primary"), button(Do.FAILED, "failed_button"), button(Do.LATE, "late"),
            *message)


async def code(door: "Door", post: models.SlackPost) -> Card | None:
    """A message that showed a code: it stands while the driver is at that door, then nothing of it is left."""
    shown = await models.Message.get_or_none(id=post.subject).select_related("participant")
    if shown is None:
        return None
    there = models.Stop.filter(delivery_id=post.about, status="arrived")
    if await there.filter(run__driver__participant_id=shown.participant.id).exists():
        return None
    found = await models.Delivery.get(id=post.about).select_related("depot")
    driver = await models.Driver.filter(participant_id=shown.participant.id).first()
    return Card(foot=voice(door, driver, found.depot)("code_gone"))


async def ask(door: "Door", post: models.SlackPost) -> Card | None:
    """A driver's own words: they stay inside unless he says that they go to the customer."""
    kept = await models.Message.get_or_none(id=post.subject).select_related("participant")
    found = await models.Delivery.get_or_none(id=post.about).select_related("depot")
    if kept is None or found is None or not kept.sealed_body or kept.role != Role.DRIVER:
        return None
    driver = await models.Driver.filter(participant_id=kept.participant.id).first()
    say = voice(door, driver, found.depot, name=_first(found))
    if post.seen:
        return Card(foot=say(post.seen))
    words = await door.keys.read(kept.participant, "messages", kept.id, kept.sealed_body)
    return Card(lines=(say("ask_pass_on", words=words),),
                buttons=(Button(say.plain("pass_on"), Act(Do.PASS_ON, kept.id), "primary"),
                         Button(say.plain("keep"), Act(Do.KEEP, kept.id))))


DRIVER_DRAWS: dict[str, Draw] = {"schedule": schedule, "stop": stop, "code": code, "ask": ask}
