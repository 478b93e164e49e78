"""Ratings: how it was, in the customers' view."""

from typing import Any

from bot.api.route import Call, page, route
from store import models


@route("GET", "/ratings", "ratings:read")
async def listed(call: Call) -> dict[str, Any]:
    """List ratings, newest first."""
    async def show(row: models.RatingRow) -> dict[str, Any]:
        who = await models.Participant.get(id=row.participant_id)
        words = await call.context.keys.read(who, "ratings", row.id, row.sealed_words) if row.sealed_words else None
        return {"id": row.id, "delivery_id": row.delivery.id, "driver_id": row.driver_id or None, "score": row.score,
                "cause": row.cause or None, "words": words, "at": row.at.isoformat()}

    return await page(call, models.RatingRow.all().select_related("delivery"), show)
