"""A depot with deliveries, drivers and runs in a real database, and the door to them. No network."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot import letters, timers
from bot.clock import Clock
from bot.outbox import Outbox
from bot.receive import Door
from bot.settings import Settings
from domain import events
from domain.people import ConversationId
from integrations.channel import Said
from store import models
from store.atomic import atomic
from store.crypt import Keys
from store.ids import new_id
from store.journal import Journal
from store.queries.locks import participant

OURS = "+13125550100"
ZONE = ZoneInfo("America/Chicago")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZONE).astimezone(UTC)


class HandClock(Clock):
    """A clock that a test moves."""

    def __init__(self) -> None:
        """Noon of the day before."""
        super().__init__()
        self.world = NOON

    def now(self) -> datetime:
        """The world's instant."""
        return self.world

    def seconds(self) -> float:
        """The same in seconds since 1970."""
        return self.world.timestamp()


@dataclass(slots=True)
class Stage:
    """Everything a test of the door needs."""

    door: Door
    outbox: Outbox
    clock: HandClock
    depot: models.Depot
    number: int = 0
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> Keys:
        """The keys everything is sealed with."""
        return self.door.keys

    async def delivery(self, phone: str, name: str = "Ana Ruiz", item: str = "lamp", hours: int = 26,
                       language: str = "en") -> str:
        """An order for tomorrow at two, told to the customer. Its id."""
        start = self.clock.now() + timedelta(hours=hours)
        row = new_id()

        async def work() -> None:
            who = await participant("sms", phone, OURS, self.clock.now())
            await models.Delivery.create(
                id=row, depot=self.depot, customer=who, tracking_number=f"BF-{row[-6:]}", customer_name=name,
                customer_phone=phone, language=language, address="1 Main St", window_start=start,
                window_end=start + timedelta(hours=2), items=[{"description": item, "quantity": 1}],
                status="scheduled", link_hash=row, sealed_link=self.keys.seal(f"deliveries|{row}", b"link"),
                created_at=self.clock.now())
            await self.door.decide(ConversationId(row), events.Scheduled())

        await atomic(work)
        return row

    async def driver(self, phone: str, name: str = "Marco Bell") -> models.Driver:
        """Somebody who drives."""
        who = await atomic(lambda: participant("sms", phone, OURS, self.clock.now()))
        return await models.Driver.create(id=new_id(), name=name, participant=who, phone=phone,
                                          gps_token_hash=new_id(), created_at=self.clock.now())

    async def run(self, driver: models.Driver, *deliveries: str) -> models.Run:
        """A run with these stops in order, started."""
        run = await models.Run.create(id=new_id(), driver=driver, date=date(2026, 11, 24), status="started",
                                      created_at=self.clock.now())
        for number, one in enumerate(deliveries, 1):
            await models.Stop.create(id=new_id(), run=run, delivery_id=one, number=number)
        for number, one in enumerate(deliveries):
            await self.happen(one, events.OutForDelivery(first=number == 0))
        await self.settle()
        return run

    async def happen(self, delivery: str, event: events.Event) -> None:
        """Something happens to a delivery, by the API."""
        await atomic(lambda: self.door.decide(ConversationId(delivery), event))

    async def says(self, phone: str, text: str, sid: str = "", media: tuple[str, ...] = ()) -> bool:
        """Words from a phone, noted and acted on."""
        self.number += 1
        said = Said("sms", sid or f"SM{self.number:032x}", phone, OURS, text, self.clock.now(), media)
        new = await self.door.said(said)
        await self.settle()
        return new

    async def passes(self, span: timedelta) -> None:
        """Time passes in steps, timers fire."""
        until = self.clock.world + span
        while self.clock.world < until:
            self.clock.world = min(until, self.clock.world + timedelta(minutes=1))
            await timers.fire_due(self.door)
            await self.settle()

    async def settle(self) -> None:
        """Act until nothing is left to act on."""
        while await self.door.act():
            pass

    async def new_texts(self, phone: str) -> list[str]:
        """What this phone would be sent that no earlier call showed."""
        after = self.seen.get(phone, "")
        fresh = await (models.Message.filter(outgoing=True, participant__theirs=phone, id__gt=after).order_by("id")
                       .select_related("participant"))
        if fresh:
            self.seen[phone] = fresh[-1].id
        return [await self._text(row) for row in fresh]

    async def newest(self) -> list[tuple[str, str]]:
        """Everything that anybody would be sent since the last call: (phone, text)."""
        fresh = await (models.Message.filter(outgoing=True, id__gt=self.seen.get("", "")).order_by("id")
                       .select_related("participant"))
        if fresh:
            self.seen[""] = fresh[-1].id
        return [(row.participant.theirs, await self._text(row)) for row in fresh]

    async def _text(self, row: models.Message) -> str:
        return await letters.render(row, letters.opened(row, self.keys), self.keys, self.outbox.wording,
                                    "https://t.example", self.clock.now()) or ""


async def make_stage(url: str) -> Stage:
    """A stage on a connected database."""
    settings = Settings(secret_keys=("k" * 40,), database_url=url, _env_file=None)  # type: ignore[call-arg]
    clock, keys, journal = HandClock(), Keys(settings.secret_keys), Journal(url)
    await journal.start()
    door = Door(settings, clock, keys, journal)
    depot = await models.Depot.create(
        id=new_id(), name="Bloom North", brand="Bloom", time_zone=str(ZONE), default_region="US", language="en",
        number=OURS, support={"phone": "+13125550177"}, created_at=clock.now(),
        windows=[{"days": "mon-sat", "from": "08:00", "to": "12:00", "capacity": 2},
                 {"days": "mon-sat", "from": "16:00", "to": "20:00", "capacity": 2}])
    return Stage(door, Outbox(settings, clock, keys, {}), clock, depot)
