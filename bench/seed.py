"""A depot and customers with one delivery each, straight into the tables."""

from datetime import UTC, datetime, timedelta

from bench.forms import OURS, phone
from bot.settings import Settings
from store import models
from store.connect import connect, disconnect
from store.crypt import Keys
from store.ids import new_id

WINDOWS = [{"days": "mon-sun", "from": "08:00", "to": "12:00", "capacity": 4000}]


async def seed(settings: Settings, customers: int) -> None:
    """So many customers, each waiting for one parcel tomorrow."""
    await connect(settings.database_url)
    keys, now = Keys(settings.secret_keys), datetime.now(UTC)
    depot = await models.Depot.create(id=new_id(), name="Bench", brand="Bench", time_zone="America/Chicago",
                                      default_region="US", language="en", number=OURS, support={}, windows=WINDOWS,
                                      created_at=now)
    people = [models.Participant(id=new_id(), theirs=phone(number), ours=OURS, created_at=now)
              for number in range(customers)]
    await models.Participant.bulk_create(people)
    people = await models.Participant.all().order_by("id")
    await models.Delivery.bulk_create([_delivery(depot, who, keys, now) for who in people])
    await disconnect()


def _delivery(depot: models.Depot, who: models.Participant, keys: Keys, now: datetime) -> models.Delivery:
    row = new_id()
    start = now + timedelta(days=1)
    return models.Delivery(id=row, depot=depot, customer=who, tracking_number=row, customer_name="Ana Ruiz",
                           customer_phone=who.theirs, language="en", address="1 Main St", window_start=start,
                           window_end=start + timedelta(hours=2), items=[{"description": "sofa", "quantity": 1}],
                           status="scheduled", link_hash=row, sealed_link=keys.seal(f"deliveries|{row}", b"link"),
                           created_at=now)
