"""Tables of the ways to reach a participant beside their phone's texts, and of what WhatsApp has approved."""

from tortoise import fields
from tortoise.models import Model


class Way(Model):
    """One way to reach a participant: an address of theirs at one of ours, on one channel.

    A participant stays one phone at one of our numbers, whatever else reaches them. `heard_at` is when they last wrote
    that way, by the provider's clock where it told (`heard_sid` names those words): WhatsApp's window opens by it.
    `dead` is the provider's code that says nothing will ever arrive there, 0 while something may.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    participant = fields.ForeignKeyField("store.Participant", "ways", on_delete=fields.CASCADE)
    channel = fields.CharField(max_length=16)
    theirs = fields.CharField(max_length=254)
    ours = fields.CharField(max_length=254)
    allowed = fields.BooleanField(default=True)
    heard_at = fields.DatetimeField(null=True)
    heard_sid = fields.CharField(max_length=120, default="")
    told_at = fields.DatetimeField(null=True)
    reached_at = fields.DatetimeField(null=True)
    dead = fields.IntField(default=0)
    created_at = fields.DatetimeField()

    class Meta:
        """A phone that only ever gets texts has no row until something is known of it."""

        table = "ways"
        unique_together = (("participant", "channel", "theirs", "ours"),)
        indexes = (("channel", "theirs", "ours"),)


class ContentTemplate(Model):
    """A template as Twilio's Content API knew it when it was last asked. `name` holds a mark of its text.

    `status` is Meta's word: approved, pending, received, rejected, paused, disabled, or unsubmitted.
    """

    name = fields.CharField(max_length=120, primary_key=True)
    sid = fields.CharField(max_length=34)
    status = fields.CharField(max_length=24)
    why = fields.CharField(max_length=200, default="")
    checked_at = fields.DatetimeField()

    class Meta:
        """Filled by `porchlight templates`."""

        table = "content_templates"
