"""Moving a stop: to another place in its run, or to another run, whoever asks (a dispatcher's page, a system).

Every open stop of the runs concerned is locked by its conversation, in order of ids, before anything is numbered anew:
two dispatchers who move at once then see each other's moves. What customers were told is not broken: nothing moves
before a stop that is over, under way, or whose customer was told that the van comes to them next.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from domain.events import Reassigned
from domain.people import ConversationId, DriverId
from store import models
from store.atomic import after_commit
from store.ids import new_id
from store.queries.locks import lock_conversation

if TYPE_CHECKING:
    from bot.receive import Door

OPEN, GONE = "open", "removed"


class CannotMove(Exception):
    """It stays where it is. The text is a sentence for whoever asked."""


async def move_stop(door: "Door", stop: str, run: str, place: int) -> models.Stop:
    """Give a stop another place (from 1) in a run, inside the caller's transaction; its present run for `run` "".

    Raises:
        CannotMove: with the reason.
    """
    row = await models.Stop.get_or_none(id=stop).select_related("run__driver", "delivery")
    if row is None:
        raise CannotMove("there is no stop of that id")
    await _lock(row.run.id, run or row.run.id)
    row = await models.Stop.get(id=stop).select_related("run__driver", "delivery")
    target = await models.Run.get_or_none(id=run or row.run.id).select_related("driver")
    if target is None:
        raise CannotMove("there is no run of that id")
    _may_leave(row, target)
    line = await _line(target.id, row.id)
    _may_enter(line, place)
    left, old = row.run, DriverId(row.run.driver.id)
    row.run = target
    await row.save(update_fields=["run_id"])
    await _number([*line[:place - 1], row, *line[place - 1:]])
    if left.id != target.id:
        await _number(await _line(left.id, row.id))
    await _tell(door, row, old)
    return row


async def places(run: str) -> tuple[int, int]:
    """The first and the last place in a run that a stop may be moved to."""
    line = await _line(run, "")
    return _first(line), max(_first(line), len(line))


async def _lock(*runs: str) -> None:
    stops = await models.Stop.filter(run_id__in=list(runs), status__in=(OPEN, "arrived")).select_related("delivery")
    for delivery in sorted({one.delivery.id for one in stops}):
        await lock_conversation(delivery)


def _may_leave(row: models.Stop, target: models.Run) -> None:
    if row.status != OPEN:
        raise CannotMove(f"this stop is {'under way' if row.status == 'arrived' else 'over'}")
    if row.next_told:
        raise CannotMove("its customer was told that the van comes to them next")
    if target.status == "finished":
        raise CannotMove("that run is finished")
    if target.status != row.run.status:
        raise CannotMove(f"this run is {row.run.status} and that one {target.status}: their customers were told "
                         "different things")


def _may_enter(line: Sequence[models.Stop], place: int) -> None:
    first = _first(line)
    if not first <= place <= len(line) + 1:
        raise CannotMove(f"place: expected {first} to {len(line) + 1}: what comes before is over, under way, or "
                         "was told that it is next")


def _first(line: Sequence[models.Stop]) -> int:
    fixed = [at for at, one in enumerate(line, 1) if one.status != OPEN or one.next_told]
    return max(fixed, default=0) + 1


async def _line(run: str, but: str) -> list[models.Stop]:
    return await models.Stop.filter(run_id=run).exclude(status=GONE).exclude(id=but).order_by("number", "id")


async def _number(line: Iterable[models.Stop]) -> None:
    for number, one in enumerate(line, 1):
        if one.number != number:
            await models.Stop.filter(id=one.id).update(number=number)
            one.number = number


async def _tell(door: "Door", row: models.Stop, old: DriverId) -> None:
    new = DriverId(row.run.driver.id)
    if new != old:
        await door.decide(ConversationId(row.delivery.id), Reassigned(old))
    else:
        await models.Entry.create(id=new_id(), conversation_id=row.delivery.id, at=door.clock.now(), kind="stop moved",
                                  text=f"its place in the run is {row.number} now")
    for kept in door.kept:
        await kept(row.delivery.id, row.run.id)
    for touched in door.touched:
        for driver in {old, new}:
            after_commit(partial(touched, row.delivery.id, driver))
