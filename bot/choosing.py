"""Before a message is submitted: in which forms it could go, and which way and form it takes."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import approved, letters, mail_links, mails, pressing, ways
from bot.brand import look
from bot.brands import IN_MAILS, Look, logo
from bot.pictures.carrying import Carried, carried
from bot.planner import Form, Plan, Reach, Wish, plan
from bot.saying import Letter
from bot.settings import Settings
from bot.wording import Wording
from domain.message import Kind
from domain.people import Role
from integrations.channel import Mail, Template
from integrations.twilio.segments import segments
from store import models
from store.crypt import Keys
from store.ids import new_id

PLANNED = ("sms", "whatsapp", "email")


@dataclass(frozen=True, slots=True)
class Draft:
    """A rendered message: as free words, and as an approved template where one fits; `along` are pictures.

    `press` is the same with what can be pressed, inside WhatsApp's window; `place` goes on a map, in degrees.
    """

    text: str
    template: Template | None = None
    buttons: bool = False
    mail: Mail | None = None
    along: Carried = Carried()
    press: Template | None = None
    place: tuple[float, float] | None = None


async def drafted(row: models.Message, letter: Letter, text: str, keys: Keys, words: Wording, settings: Settings,
                  now: datetime) -> Draft:
    """The forms a message could go in. Rendered outside any transaction.

    Codes, people's own words and what is about several deliveries go as free words only.
    """
    draft = Draft(text, along=await carried(row, letter, keys, settings.url, now))
    if not (settings.whatsapp or settings.mails):
        return draft
    if any(part.code or part.words or part.about for part in letter.parts):
        return draft
    values, zone = await letters.values_of(row, letter, keys, settings.url, now)
    values = values | letter.parts[0].values
    if settings.whatsapp:
        names = tuple(part.wording for part in letter.parts)
        template, buttons = await approved.fitting(names, row.language, values, zone, words) or (None, False)
        press = await pressing.pressed(names, row.language, values, zone, words)
        draft = replace(draft, template=template, buttons=buttons, press=press)
    way = await ways.mailbox_of(await row.participant) if settings.mails else None
    if way is None:
        return draft
    leave = mail_links.sign(keys.token_key, mail_links.LEAVE, way.id)
    seen = await _look(row, settings)
    written = await letters.render(row, letter, keys, words, settings.url, now, mail=True) or text
    return replace(draft, mail=mails.mailed(row, written, values, settings.url, leave, now, seen))


async def _look(row: models.Message, settings: Settings) -> Look:
    """Its brand's colour and logo."""
    delivery = await models.Delivery.get_or_none(id=row.conversation_id).select_related("depot")
    if delivery is None:
        return Look()
    path = logo(settings.brands, delivery.depot.brand, IN_MAILS)
    return look(delivery.depot.colour, f"{settings.url}{path}" if path else "")


async def choose(row: models.Message, draft: Draft, channels: AbstractSet[str], now: datetime) -> Plan:
    """The way this message takes, by the planner; of somebody with one way, that one, as long as something arrives."""
    who = row.participant
    if row.channel not in PLANNED:
        return Plan(Reach(row.channel, row.address or who.theirs, who.ours), "")
    reaches = await ways.of(who)
    if row.lookups:  # nobody knows what became of an earlier attempt: no other way may say the same again
        reaches = [one for one in reaches if one.channel == row.channel]
    wish = Wish(Kind(row.kind), now, frozenset(channels), await _preferred(row, len(reaches)),
                frozenset(filter(None, row.tried.split(","))), segments(draft.text).count, draft.template is not None,
                draft.mail is not None)
    made = plan(reaches, wish)
    if made.form is Form.FREE and made.reach and made.reach.channel == "whatsapp" and draft.press and not draft.buttons:
        return replace(made, form=Form.PRESSED)
    if made.form is Form.FREE and made.reach and made.reach.channel == "whatsapp" and draft.buttons:
        return replace(made, form=Form.TEMPLATE)
    return made if len(reaches) > 1 else replace(made, why="" if made.reach else made.why)


async def _preferred(row: models.Message, count: int) -> str:
    if row.role != Role.CUSTOMER or not row.conversation_id or count == 1:
        return ""
    delivery = await models.Delivery.get_or_none(id=row.conversation_id)
    return delivery.channel if delivery else ""


async def decided(row: models.Message, made: Plan, now: datetime) -> None:
    """Keep the choice in the delivery's timeline, for staff; nothing where there was no choice."""
    if not made.why or not row.conversation_id:
        return
    delivery = await models.Delivery.get(id=row.conversation_id).select_related("depot")
    text = _local(made.why, ZoneInfo(delivery.depot.time_zone))
    names = " + ".join(str(one) for one in row.wordings)
    await models.Entry.create(id=new_id(), conversation_id=row.conversation_id, at=now, kind="channel",
                              text=f"{names} to {row.role} {text}"[:300])


def _local(text: str, zone: ZoneInfo) -> str:
    before, brace, rest = text.partition("{")
    if not brace:
        return text
    instant, _, after = rest.partition("}")
    return f"{before}{datetime.fromisoformat(instant).astimezone(zone):%a %H:%M}{after}"
