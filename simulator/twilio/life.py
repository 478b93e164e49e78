"""A text's life after it was accepted: queued, sending, sent, delivered or not, with a callback for every step."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from simulator.parts import Parts
from simulator.twilio.faults import Fault
from simulator.twilio.message import CANCELABLE, FINAL, Message
from simulator.twilio.webhooks import status_form

EXPIRED = 30036
NEVER_SENT = (63003, 63016, 63024)
QUEUED, SENDING, SENT, ARRIVING = (0.05, 0.2), (0.1, 0.6), (0.2, 1.0), (0.4, 2.0)


@dataclass(frozen=True, slots=True)
class Step:
    """The status a text takes `after` so many seconds of world time; `code` says why it failed."""

    after: float
    status: str
    code: int = 0


def course(message: Message, trouble: int, backlog: float, dice: random.Random) -> list[Step]:
    """The steps still before a text. `trouble` is the error its phone answers with, `backlog` its wait in seconds."""
    waited = backlog + dice.uniform(*SENDING)
    first = Step(dice.uniform(*QUEUED), "queued")
    if trouble in NEVER_SENT:
        steps = [first, Step(dice.uniform(*SENT), "failed", trouble)]
    elif waited > message.validity:
        steps = [first, Step(message.validity, "failed", EXPIRED)]
    else:
        end = Step(dice.uniform(*ARRIVING), "undelivered" if trouble else "delivered", trouble)
        steps = [first, Step(waited, "sending"), Step(dice.uniform(*SENT), "sent"), end]
    names = [step.status for step in steps]
    return steps[names.index(message.status) + 1:] if message.status in names else steps


class Lives:
    """The lives of all texts under way.

    What a text is about to become is settled in memory before it is written, so that a cancellation and a departure
    never both win while the disk is busy.
    """

    def __init__(self, world: Parts, trouble: Callable[[Message], int]) -> None:
        """Share the world's parts. `trouble` gives the error a message will meet, 0 when all is well."""
        self._world, self._trouble = world, trouble
        self._becoming: dict[str, str] = {}

    async def live(self, message: Message) -> None:
        """Take one text through its life."""
        self._becoming.setdefault(message.sid, message.status)
        if message.send_at is not None and message.status == "scheduled":
            await self._world.clock.sleep(message.send_at - self._world.clock.now())
        struck = self._world.faults.strike(Fault.BACKLOG)
        trouble = self._trouble(message)
        for step in course(message, trouble, struck.seconds if struck else 0.0, self._world.dice):
            await self._world.clock.sleep(timedelta(seconds=step.after))
            if not await self._become(message, step):
                break
        self._becoming.pop(message.sid, None)

    async def cancel(self, message: Message) -> bool:
        """Take a text back; false when it has left already."""
        if self._becoming.get(message.sid, message.status) not in CANCELABLE:
            return False
        self._becoming[message.sid] = "canceled"
        await self._world.ledger.note("status", sid=message.sid, status="canceled")
        self._call_back(message, Step(0, "canceled"))
        return True

    async def _become(self, message: Message, step: Step) -> bool:
        if self._becoming[message.sid] in FINAL:
            return False
        self._becoming[message.sid] = step.status
        await self._world.ledger.note("status", sid=message.sid, status=step.status, code=step.code)
        self._call_back(message, step)
        return True

    def _call_back(self, message: Message, step: Step) -> None:
        if message.callback:
            self._world.errands.start(self._callback(message, step))

    async def _callback(self, message: Message, step: Step) -> None:
        if self._world.faults.strike(Fault.CALLBACK_DROPPED):
            await self._world.ledger.note("callback_dropped", sid=message.sid, status=step.status)
            return
        late = self._world.faults.strike(Fault.CALLBACK_REORDERED)
        if late:
            await asyncio.sleep(late.seconds)
        form = status_form(self._world.account, message, step.status, step.code)
        for _ in range(2 if self._world.faults.strike(Fault.CALLBACK_REPEATED) else 1):
            await self._world.ledger.note("callback", sid=message.sid, status=step.status)
            answer = await self._world.postman.post(message.callback, form)
            if not answer.good:
                facts = {"sid": message.sid, "status": step.status, "http": answer.status}
                await self._world.ledger.note("callback_failed", **facts)
