"""Everything we hold about a person, as plain data for them to read. Codes are named and not shown."""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.pictures.going import pictures_of
from bot.pictures.opening import FULL, opened
from bot.subjects import Subject
from domain.people import Role
from domain.pictures import Unreadable as NotThere
from store import models
from store.crypt import Keys, Unreadable

Plain = dict[str, Any]


async def exported(found: Subject, keys: Keys, now: datetime) -> Plain:
    """The whole of it. Instants are ISO 8601 in UTC."""
    people = {one.id: one for one in found.participants}
    return {
        "phone": found.phone,
        "made_at": now.isoformat(),
        "numbers": [_number(one) for one in found.participants],
        "ways": [{"channel": one.channel, "address": one.theirs, "ours": one.ours, "allowed": one.allowed,
                  "last_wrote": _at(one.heard_at), "last_reached": _at(one.reached_at)}
                 for one in await models.Way.filter(participant_id__in=list(people)).order_by("id")],
        "consents": [await _consent(row, people, keys) for row in await models.Consent.filter(
            participant_id__in=list(people)).order_by("id")],
        "deliveries": [await _delivery(row, keys) for row in found.deliveries],
        "messages": [await _message(row, people, keys) for row in await models.Message.filter(
            participant_id__in=list(people)).order_by("id")],
        "door_notes": [{"kind": row.kind, "at": _at(row.created_at), "delivery": row.delivery_id, "words": await _open(
            keys, people[row.participant_id], "door_notes", row.id, row.sealed_words)}  # type: ignore[attr-defined]
            for row in await models.DoorNoteRow.filter(participant_id__in=list(people)).order_by("id")],
        "codes": [{"delivery": row.delivery_id, "kept_at": _at(row.created_at), "destroyed_at": _at(row.destroyed_at),
                   "code": "kept, and shown only to the driver at the door" if row.sealed else "destroyed"}
                  for row in await models.Code.filter(participant_id__in=list(people)).order_by("id")],
        "pictures": [await _picture(row, keys) for row in await pictures_of(list(people), [
            one.id for one in found.deliveries])],
        "ratings": [{"delivery": row.delivery_id, "score": row.score, "cause": row.cause,  # type: ignore[attr-defined]
                     "at": _at(row.at), "words": await _open(keys, people[row.participant_id], "ratings", row.id,
                                                             row.sealed_words)}
                    for row in await models.RatingRow.filter(participant_id__in=list(people)).order_by("id")],
    }


def _number(who: models.Participant) -> Plain:
    return {"channel": who.channel, "our_number": who.ours, "language": who.language, "opted_out": who.opted_out,
            "refused_brands": list(who.refused or ()), "first_known": _at(who.created_at),
            "last_wrote": _at(who.seen_at), "last_reached": _at(who.reached_at)}


async def _consent(row: models.Consent, people: Mapping[str, models.Participant], keys: Keys) -> Plain:
    who = people[row.participant_id]  # type: ignore[attr-defined]
    return {"at": _at(row.at), "allowed": row.allowed, "source": row.source, "our_number": who.ours,
            "brand": row.brand or "all", "topic": row.topic or "all",
            "words": await _open(keys, who, "consents", row.id, row.sealed_words)}


async def _delivery(row: models.Delivery, keys: Keys) -> Plain:
    who = await models.Participant.get_or_none(id=row.customer_id or "")  # type: ignore[attr-defined]
    entries = await models.Entry.filter(conversation_id=row.id).order_by("id")
    return {"id": row.id, "tracking_number": row.tracking_number, "reference": row.reference, "brand": row.depot.brand,
            "name": row.customer_name, "phone": row.customer_phone, "email": row.customer_email,
            "company": row.company, "receiving": row.receiving,
            "address": row.address, "lat": row.lat, "lon": row.lon, "items": row.items, "status": row.status,
            "window": [_at(row.window_start), _at(row.window_end)],
            "notes": await _open(keys, who, "deliveries", row.id, row.sealed_notes) if who else "",
            "timeline": [{"at": _at(one.at), "kind": one.kind, "text": one.text} for one in entries]}


async def _message(row: models.Message, people: Mapping[str, models.Participant], keys: Keys) -> Plain:
    who = people[row.participant_id]  # type: ignore[attr-defined]
    return {"at": _at(row.created_at), "direction": "to you" if row.outgoing else "from you", "channel": row.channel,
            "delivery": row.conversation_id, "state": row.state,
            "text": await _open(keys, who, "messages", row.id, row.sealed_body)}


async def _picture(row: models.Picture, keys: Keys) -> Plain:
    """A picture with its JPEG in base64, as they may have it; of one that is not kept, that there was one."""
    shown: Plain = {"at": _at(row.at), "delivery": row.conversation_id, "proof": row.proof,
                    "direction": "from you" if row.role == Role.CUSTOMER else "from the driver",
                    "state": "kept" if row.state == "kept" else "not kept", "jpeg": ""}
    try:
        return shown | {"jpeg": b64encode(await opened(row, FULL, keys)).decode()}
    except NotThere:
        return shown


async def _open(keys: Keys, who: models.Participant, table: str, row: str, sealed: bytes | None) -> str:
    if sealed is None:
        return ""
    try:
        return await keys.read(who, table, row, sealed)
    except Unreadable:
        return "(not readable any more)"


def _at(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
