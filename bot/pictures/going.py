"""Pictures that go: by their age, or because their person asks for it. The row stays and says that there was one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from store import models

KEPT_FOR, AS_IT_CAME = timedelta(days=30), timedelta(days=1)
AT_ONCE = 200
GONE = "gone"


async def pictures_whose_time_is_up(now: datetime) -> int:
    """Let go of what is a month old (reliability 4.6). How many went."""
    await models.AttachedFile.filter(at__lt=now - AS_IT_CAME).delete()
    old = models.Picture.filter(at__lt=now - KEPT_FOR).exclude(state=GONE).order_by("id").limit(AT_ONCE)
    return await _let_go(await old.values_list("id", flat=True), "its time was up")


async def erase_pictures(people: Sequence[models.Participant], deliveries: Sequence[str]) -> int:
    """Let go of everything they sent and everything that shows their door, wanted ones included. How many went."""
    ids = await _theirs([one.id for one in people], deliveries).values_list("id", flat=True)
    return await _let_go(ids, "erased")


async def pictures_of(people: Sequence[str], deliveries: Sequence[str]) -> list[models.Picture]:
    """Everything they sent and everything that shows their door, oldest first."""
    return await _theirs(people, deliveries).order_by("id")


def _theirs(people: Sequence[str], deliveries: Sequence[str]) -> QuerySet[models.Picture]:
    mine, at_mine = Q(owner_id__in=list(people) or ["-"]), Q(conversation_id__in=list(deliveries) or ["-"])
    return models.Picture.filter(mine | at_mine)


async def _let_go(ids: object, why: str) -> int:
    some = [str(one) for one in ids]  # type: ignore[attr-defined]
    if some:
        await models.PictureBytes.filter(id__in=some).delete()
        await models.Picture.filter(id__in=some).update(state=GONE, open=False, why=why, digest="")
    return len(some)
