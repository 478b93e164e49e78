"""Vans on started runs, straight into the tables, and what their trackers post."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from bench.forms import OURS, phone
from bot.settings import Settings
from store import models
from store.connect import connect, disconnect
from store.crypt import Keys
from store.ids import new_id

VANS, STOPS = 200, 8
LAT, LON = 41.88, -87.63
STREET = 0.004


def token(van: int) -> str:
    """A van's GPS token."""
    return f"token-of-van-{van:04d}"


def link(van: int) -> str:
    """The tracking link of a van's first customer."""
    return f"link{van:018d}"


async def seed_vans(settings: Settings, vans: int = VANS) -> None:
    """So many drivers, each on a run of eight stops that has started."""
    await connect(settings.database_url)
    keys, now = Keys(settings.secret_keys), datetime.now(UTC)
    depot = await models.Depot.create(id=new_id(), name="Bench", brand="Bench", time_zone="America/Chicago",
                                      default_region="US", language="en", number=OURS, support={}, windows=[],
                                      lat=LAT - 1, lon=LON, created_at=now)
    who = await models.Participant.create(id=new_id(), theirs=phone(1), ours=OURS, created_at=now)
    dice = random.Random(1)  # noqa: S311 the same bench each time
    drivers, deliveries, runs, stops = [], [], [], []
    for van in range(vans):
        driver = models.Driver(id=new_id(), name=f"Driver {van}", phone=phone(van),
                               gps_token_hash=sha256(token(van).encode()).hexdigest(), created_at=now)
        run = models.Run(id=new_id(), driver_id=driver.id, date=now.date(), status="started", created_at=now)
        drivers.append(driver)
        runs.append(run)
        for number in range(STOPS):
            row, name = new_id(), link(van) if number == 0 else new_id()
            deliveries.append(models.Delivery(
                id=row, depot=depot, customer=who, tracking_number=row, customer_name="Ana Ruiz", language="en",
                customer_phone=who.theirs, address="1 Main St", lat=LAT + STREET * (number + 2 + dice.random()),
                lon=LON + STREET * dice.random(), sought=True, window_start=now, window_end=now + timedelta(hours=6),
                items=[{"description": "sofa", "quantity": 1}], status="out_for_delivery",
                link_hash=sha256(name.encode()).hexdigest(), sealed_link=keys.seal(f"deliveries|{row}", name.encode()),
                created_at=now))
            stops.append(models.Stop(id=new_id(), run_id=run.id, delivery_id=row, number=number + 1))
    for model, rows in ((models.Driver, drivers), (models.Delivery, deliveries), (models.Run, runs),
                        (models.Stop, stops)):
        await model.bulk_create(rows, batch_size=500)  # type: ignore[attr-defined]
    await disconnect()


def posts(count: int, each: int = 1, vans: int = VANS) -> Iterator[bytes]:
    """Raw requests of the generic source, each of a van in turn, with `each` fixes of the last seconds.

    Vans crawl north, a few centimetres a fix: whole days of driving would cross doors, and a crossing is another path.
    """
    for number in range(count):
        van, now = number % vans, time.time()
        fixes = ",".join(
            f'{{"lat":{LAT + (number * each + one) * 1e-9:.9f},"lon":{LON + van * 1e-6:.6f},'
            f'"time":{now - (each - 1 - one) * 0.001:.4f},"speed_mps":8.1,"heading":0,"accuracy_m":6}}'
            for one in range(each))
        body = f"[{fixes}]" if each > 1 else fixes
        yield (f"POST /webhooks/gps/generic HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token(van)}\r\n"
               f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}").encode()
