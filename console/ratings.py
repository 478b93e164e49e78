"""Ratings: what customers said of how it was, with causes and words, and how they add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tortoise.functions import Count

from store import models
from store.crypt import Keys, Unreadable

MOST, ALL = 200, 100_000


@dataclass(frozen=True, slots=True)
class Rating:
    """One rating."""

    delivery: str
    tracking: str
    who: str
    driver: str
    score: int
    cause: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ratings:
    """The newest ratings, and how many there are of each score. `mean` is None while there are none."""

    ratings: tuple[Rating, ...]
    counts: Mapping[int, int]
    mean: float | None


async def ratings(keys: Keys, score: int | None = None, most: int = MOST) -> Ratings:
    """The newest, of one score where asked."""
    counted = await models.RatingRow.all().annotate(many=Count("id")).group_by("score").values("score", "many")
    counts = dict.fromkeys(range(5, 0, -1), 0) | {row["score"]: row["many"] for row in counted}
    wanted = models.RatingRow.filter(score=score) if score else models.RatingRow.all()
    rows = await wanted.order_by("-at").limit(most).select_related("delivery")
    drivers = {row.id: row.name for row in await models.Driver.filter(id__in=[one.driver_id for one in rows] or [""])}
    who = {row.id: row for row in await models.Participant.filter(id__in=[one.participant_id for one in rows] or [""])}
    many = sum(counts.values())
    return Ratings(tuple([await _rating(row, drivers, who, keys) for row in rows]), counts,
                   sum(number * count for number, count in counts.items()) / many if many else None)


async def newest() -> object:
    """What differs when somebody rated, or said more of a late rating: looked at every second, so it is cheap."""
    return await models.RatingRow.all().order_by("-id").limit(MOST).values_list("id", "score", "cause", "sealed_words")


async def _rating(row: models.RatingRow, drivers: Mapping[str, str], who: Mapping[str, models.Participant],
                  keys: Keys) -> Rating:
    words = ""
    if row.sealed_words and row.participant_id in who:
        try:
            words = await keys.read(who[row.participant_id], "ratings", row.id, row.sealed_words)
        except Unreadable:
            words = ""
    return Rating(row.delivery.id, row.delivery.tracking_number, row.delivery.customer_name,
                  drivers.get(row.driver_id, ""), row.score, row.cause, words, row.at)
