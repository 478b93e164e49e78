"""Tables of the vans: every position that was posted, the latest of each driver, and when each delivery comes.

Times are seconds since 1970 in UTC as floats, places degrees, speeds metres a second: as `domain.position` has them.
The journal writes these tables, in the commit of the fix that moved them. History is never on the read path.
"""

from tortoise import fields
from tortoise.models import Model


class PositionRow(Model):
    """One posted fix that was kept. `verdict` says whether it was believed, and why not."""

    seq = fields.BigIntField(primary_key=True, generated=True)
    driver_id = fields.CharField(max_length=26)
    at = fields.FloatField()
    lat = fields.FloatField()
    lon = fields.FloatField()
    speed = fields.FloatField(null=True)
    heading = fields.FloatField(null=True)
    accuracy = fields.FloatField(null=True)
    verdict = fields.CharField(max_length=12)
    received = fields.FloatField(db_index=True)

    class Meta:
        """The same place at the same time is kept once, however often it is posted.

        Time first: what is posted now goes to the index's last page, where a driver's own page, picked at random among
        hundreds, costs twice the rest of the row.
        """

        table = "positions"
        unique_together = (("at", "driver_id", "lat", "lon"),)


class EtaRow(Model):
    """When a delivery comes, as estimated last. It lies between `soonest` and `by`, `at` is when we thought so.

    Its own table, so that estimates, which move all day, never wait for a conversation's lock nor hold one up.
    """

    delivery_id = fields.CharField(max_length=26, primary_key=True)
    soonest = fields.FloatField()
    likely = fields.FloatField()
    by = fields.FloatField()
    at = fields.FloatField()

    class Meta:
        """One row a delivery, written again whenever the estimate moved enough to matter."""

        table = "etas"


class VanRow(Model):
    """Where a driver's van is, and what the rules know of it: `state` is JSON of `tracking.state.Known`."""

    driver_id = fields.CharField(max_length=26, primary_key=True)
    at = fields.FloatField(null=True)
    lat = fields.FloatField(null=True)
    lon = fields.FloatField(null=True)
    speed = fields.FloatField(null=True)
    heading = fields.FloatField(null=True)
    received = fields.FloatField()
    state = fields.TextField()

    class Meta:
        """One row a driver, written again with every fix."""

        table = "vans"
