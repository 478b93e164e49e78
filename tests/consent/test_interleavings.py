"""STOP and send at once, thousands of times: nothing is submitted after a STOP was acknowledged."""

import asyncio
import os
import random
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot import outbox
from domain.message import Receipt, State
from integrations.channel import Outgoing, Said
from store import models
from store.atomic import atomic
from store.ids import new_id
from tests.door.stage import OURS, Stage
from tests.hours.test_held import Wire

TIMES = 10_000 if os.environ.get("PORCHLIGHT_MANY") else 200
BATCH = 100


@dataclass(slots=True)
class Watch(Wire):
    """A channel that takes a while, and when each phone's STOP was kept and acknowledged, by the machine's clock."""

    stopped: dict[str, datetime] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    async def send(self, message: Outgoing) -> Receipt:
        """Accept, after a while."""
        self.out.append(message)
        self.count += 1
        receipt = Receipt(f"SM{self.count:032x}", State.ACCEPTED)
        await asyncio.sleep(self.dice.random() / 500)
        return receipt


async def queued(stage: Stage, phones: list[str]) -> None:
    """A text for each phone, due now."""
    now = stage.clock.now()
    people = [models.Participant(id=new_id(), theirs=phone, ours=OURS, created_at=now) for phone in phones]
    parts = [{"wording": "desk/nobody", "values": {}, "kind": "answer", "guards": ["consented"], "lasts": 1800.0}]
    letter = {"parts": parts, "base": {"brand": "Bloom", "support": ""}}
    rows = [models.Message(
        id=(row := new_id()), participant_id=who.id, outgoing=True, role="customer", kind="answer",
        wordings=["desk/nobody"], language="en", guards=["consented"], dedupe=row, state="queued", due_at=now,
        created_at=now, sealed_values=stage.keys.seal_json(f"messages|{row}", letter)) for who in people]

    async def kept() -> None:
        await models.Participant.bulk_create(people)
        await models.Message.bulk_create(rows)

    await atomic(kept)


async def stops(stage: Stage, watch: Watch, phones: list[str], dice: random.Random) -> None:
    """Each says STOP when so many others were sent a text or have stopped; it holds once the carrier is answered."""
    before = watch.count + len(watch.stopped)

    async def one(number: int, phone: str) -> None:
        moment = before + dice.randrange(len(phones))
        while watch.count + len(watch.stopped) < moment:  # noqa: ASYNC110 as many events as there are moments
            await asyncio.sleep(dice.random() / 200)
        said = Said("sms", f"SM{phone[-9:]}{number:023x}", phone, OURS, "STOP", stage.clock.now())
        await stage.door.said(said)
        watch.stopped[phone] = stage.clock.machine()

    await asyncio.gather(*(one(number, phone) for number, phone in enumerate(phones)))


async def sends(stage: Stage, over: asyncio.Event) -> None:
    """A worker: send what is due, act on what was said, until all have spoken and nothing is due."""
    while not over.is_set() or await models.Message.filter(state="queued", outgoing=True).exists():
        await stage.outbox.send_due()
        await stage.settle()
        await asyncio.sleep(0)


async def test_nothing_is_submitted_after_a_stop_was_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "BATCH", 8)  # so that claims and stops alternate more often than they would
    watch, dice = Watch(), random.Random(21610)
    stage.outbox.channels["sms"] = watch
    for start in range(0, TIMES, BATCH):
        phones = [f"+1312{start + number:07d}" for number in range(min(BATCH, TIMES - start))]
        await queued(stage, phones)
        over = asyncio.Event()
        workers = [asyncio.create_task(sends(stage, over)) for _ in range(2)]
        await stops(stage, watch, phones, dice)
        over.set()
        await asyncio.gather(*workers)
    begun = models.Message.filter(outgoing=True).exclude(submitted_at=None).select_related("participant")
    late = [row.id for row in await begun if row.submitted_at > watch.stopped[row.participant.theirs]]
    assert late == []  # `submitting` is committed a moment before the request; what came in between came too late
    dropped = await models.Message.filter(state="dropped", why="they opted out").count()
    assert dropped + len(watch.out) == TIMES
    assert min(dropped, len(watch.out)) > TIMES / 50  # both ends of the race were seen
    assert await models.Participant.filter(opted_out=True).count() == TIMES
