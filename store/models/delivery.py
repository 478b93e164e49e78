"""Tables of the work: depots, deliveries, drivers, runs and stops, held slots, promises, ratings."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model


class Depot(Model):
    """Where vans leave from, its windows are what rescheduling offers."""

    id = fields.CharField(max_length=26, primary_key=True)
    name = fields.CharField(max_length=120)
    brand = fields.CharField(max_length=120)
    lat = fields.FloatField(null=True)
    lon = fields.FloatField(null=True)
    time_zone = fields.CharField(max_length=64)
    default_region = fields.CharField(max_length=2)
    language = fields.CharField(max_length=8)
    number = fields.CharField(max_length=64, default="")
    support = fields.JSONField()
    windows = fields.JSONField()
    jurisdiction = fields.CharField(max_length=6, default="", db_default="")
    hours = fields.JSONField(null=True)
    colour = fields.CharField(max_length=7, default="", db_default="")
    proof_photo = fields.CharField(max_length=8, default="page", db_default="page")
    created_at = fields.DatetimeField()

    class Meta:
        """`windows` is a list of {days, from, to, capacity}; `number` is ours that this depot writes from.

        `jurisdiction` is ISO 3166-2, for doors that do not say theirs; `hours` are {from, to}, narrower than the
        law's; `colour` is the brand's, as #rrggbb. `proof_photo` says where customers see the photo of what was
        delivered: on their `page`, by `message` too where that goes, or `off`.
        """

        table = "depots"


class Driver(Model):
    """Somebody who drives. Their GPS token is kept as a hash."""

    id = fields.CharField(max_length=26, primary_key=True)
    name = fields.CharField(max_length=120)
    participant = fields.ForeignKeyField("store.Participant", "drivers", null=True, on_delete=fields.RESTRICT)
    phone = fields.CharField(max_length=32)
    language = fields.CharField(max_length=8, default="en")
    slack_user_id = fields.CharField(max_length=32, default="")
    gps_token_hash = fields.CharField(max_length=64, unique=True)
    created_at = fields.DatetimeField()

    class Meta:
        """Found by their phone through `participant`."""

        table = "drivers"


class Delivery(Model):
    """The parcel's journey. Its id is its conversation's id, and its row is the conversation's lock.

    `sought`: it came with a place, or its address was looked up on the map. `receiving`: when a `company` takes
    deliveries, as people write it. `agent` is who has taken over (empty: nobody). `promised` counts the windows told.
    `link_hash` finds the tracking page; the link itself is sealed.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    depot = fields.ForeignKeyField("store.Depot", "deliveries", on_delete=fields.RESTRICT)
    customer = fields.ForeignKeyField("store.Participant", "deliveries", null=True, on_delete=fields.RESTRICT)
    tracking_number = fields.CharField(max_length=64, unique=True)
    reference = fields.CharField(max_length=120, default="")
    customer_name = fields.CharField(max_length=120, default="")
    customer_phone = fields.CharField(max_length=32, default="")
    customer_email = fields.CharField(max_length=254, default="")
    company = fields.CharField(max_length=120, default="", db_default="")
    receiving = fields.CharField(max_length=200, default="", db_default="")
    language = fields.CharField(max_length=8)
    channel = fields.CharField(max_length=16, default="sms")
    address = fields.CharField(max_length=300)
    lat = fields.FloatField(null=True)
    lon = fields.FloatField(null=True)
    sought = fields.BooleanField(default=False)
    window_start = fields.DatetimeField(db_index=True)
    window_end = fields.DatetimeField()
    items = fields.JSONField()
    service_minutes = fields.IntField(default=5)
    sealed_notes = fields.BinaryField(null=True)
    status = fields.CharField(max_length=20, db_index=True)
    reason = fields.CharField(max_length=24, default="")
    promised = fields.IntField(default=1)
    confirmed = fields.BooleanField(default=False)
    live = fields.BooleanField(default=True)
    agent = fields.CharField(max_length=64, default="")
    code_id = fields.CharField(max_length=26, default="")
    link_hash = fields.CharField(max_length=64, unique=True)
    sealed_link = fields.BinaryField()
    ended_at = fields.DatetimeField(null=True)
    version = fields.IntField(default=1)
    created_at = fields.DatetimeField()

    class Meta:
        """`live` is true until nothing more can be said about it: a partial index finds a phone's open matters."""

        table = "deliveries"
        indexes = (PartialIndex(fields=("customer_id",), name="deliveries_of_phone", condition={"live": True}),
                   PartialIndex(fields=("id",), name="deliveries_unsought", condition={"sought": False}))


class Run(Model):
    """A driver's ordered stops for a day. status: planned, started, finished."""

    id = fields.CharField(max_length=26, primary_key=True)
    driver = fields.ForeignKeyField("store.Driver", "runs", on_delete=fields.RESTRICT)
    date = fields.DateField()
    starts_at = fields.DatetimeField(null=True)
    start_lat = fields.FloatField(null=True)
    start_lon = fields.FloatField(null=True)
    status = fields.CharField(max_length=12, default="planned")
    created_at = fields.DatetimeField()

    class Meta:
        """Starting it sends the morning's schedule."""

        table = "runs"


class Stop(Model):
    """A delivery's place in a run. status: open, arrived, done, failed, removed."""

    id = fields.CharField(max_length=26, primary_key=True)
    run = fields.ForeignKeyField("store.Run", "stops", on_delete=fields.RESTRICT)
    delivery = fields.ForeignKeyField("store.Delivery", "stops", on_delete=fields.RESTRICT)
    number = fields.IntField()
    status = fields.CharField(max_length=12, default="open")
    next_told = fields.BooleanField(default=False)
    arrived_at = fields.DatetimeField(null=True)
    left_at = fields.DatetimeField(null=True)

    class Meta:
        """A delivery has at most one stop that is not removed."""

        table = "stops"
        indexes = (("run_id", "number"),)


class HeldSlot(Model):
    """A place in a depot's window: held while a customer answers (`until`), or booked (`until` null)."""

    id = fields.CharField(max_length=26, primary_key=True)
    depot_id = fields.CharField(max_length=26)
    key = fields.CharField(max_length=64, db_index=True)
    delivery_id = fields.CharField(max_length=26, db_index=True)
    start = fields.DatetimeField()
    end = fields.DatetimeField()
    until = fields.DatetimeField(null=True)

    class Meta:
        """One place for each delivery and window."""

        table = "held_slots"
        unique_together = (("key", "delivery_id"),)


class PromiseRow(Model):
    """A time or window we told a customer. `kept` is known when the van arrived or the window passed."""

    id = fields.CharField(max_length=26, primary_key=True)
    delivery = fields.ForeignKeyField("store.Delivery", "promises", on_delete=fields.RESTRICT)
    start = fields.DatetimeField()
    end = fields.DatetimeField()
    source = fields.CharField(max_length=32)
    at = fields.DatetimeField()
    kept = fields.BooleanField(null=True)

    class Meta:
        """Never updated but for `kept`."""

        table = "promises"


class RatingRow(Model):
    """How it was, in the customer's view."""

    id = fields.CharField(max_length=26, primary_key=True)
    delivery = fields.ForeignKeyField("store.Delivery", "ratings", on_delete=fields.RESTRICT)
    driver_id = fields.CharField(max_length=26, default="")
    score = fields.IntField()
    cause = fields.CharField(max_length=32, default="")
    sealed_words = fields.BinaryField(null=True)
    participant_id = fields.CharField(max_length=26)
    at = fields.DatetimeField()

    class Meta:
        """One a delivery."""

        table = "ratings"
        unique_together = (("delivery",),)
