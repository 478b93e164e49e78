"""Tables of Slack: what stands there of ours, what agents are about to say, what they wrote for each other, proofs.

Slack lets an app read its history slowly if at all, so everything that matters is kept here and drawn from here.
"""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model


class SlackPost(Model):
    """A message of ours in Slack that is drawn from rows, and drawn again whenever they change: the latest wins.

    `kind` and `subject` say what is drawn: a case, a stop, a run's schedule, words for a thread. It goes to `channel`,
    or to the direct messages of `user`; `parent` is the post in whose thread it stands. `ts` is Slack's id of it.
    `wanted` counts the changes and `shown` is the count that was drawn last; `dirty` while they differ. state: new,
    submitting, unknown, shown, failed. `seen` is the last message that was carried into its thread, or who is called.
    `about` is a delivery or a run. `lease_until` and `retry_at` are machine time.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    kind = fields.CharField(max_length=12)
    subject = fields.CharField(max_length=40)
    about = fields.CharField(max_length=26, default="", db_index=True)
    channel = fields.CharField(max_length=32, default="")
    user = fields.CharField(max_length=32, default="")
    parent = fields.CharField(max_length=26, default="")
    ts = fields.CharField(max_length=32, default="", db_index=True)
    state = fields.CharField(max_length=12, default="new")
    dirty = fields.BooleanField(default=True)
    wanted = fields.IntField(default=1)
    shown = fields.IntField(default=0)
    drawn = fields.CharField(max_length=64, default="")
    attempt = fields.IntField(default=0)
    tries = fields.IntField(default=0)
    lease_until = fields.DatetimeField(null=True)
    retry_at = fields.DatetimeField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    seen = fields.CharField(max_length=26, default="")
    created_at = fields.DatetimeField()

    class Meta:
        """One row for each thing drawn; a partial index finds those that must be drawn."""

        table = "slack_posts"
        unique_together = (("kind", "subject"),)
        indexes = (PartialIndex(fields=("id",), name="slack_posts_dirty", condition={"dirty": True}),)


class PendingReply(Model):
    """An agent's words to a customer or driver that wait out the seconds in which they may be taken back.

    state: pending, sent, undone. `words` names the kept message; `send_at` is machine time.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    case_id = fields.CharField(max_length=26, db_index=True)
    conversation_id = fields.CharField(max_length=26)
    agent = fields.CharField(max_length=64)
    role = fields.CharField(max_length=12)
    words = fields.CharField(max_length=26)
    state = fields.CharField(max_length=12, default="pending")
    send_at = fields.DatetimeField()
    created_at = fields.DatetimeField()

    class Meta:
        """Found by a partial index while pending."""

        table = "pending_replies"
        indexes = (PartialIndex(fields=("send_at",), name="replies_pending", condition={"state": "pending"}),)


class CaseNote(Model):
    """What staff wrote for each other about a case: never shown to a customer or driver. Sealed."""

    id = fields.CharField(max_length=26, primary_key=True)
    case_id = fields.CharField(max_length=26, db_index=True)
    agent = fields.CharField(max_length=64)
    sealed_words = fields.BinaryField()
    at = fields.DatetimeField()

    class Meta:
        """In the order of their ids."""

        table = "case_notes"


class Proof(Model):
    """What shows that it was handed over: a photo's id at the provider and its kind, or a name. Content may follow."""

    id = fields.CharField(max_length=26, primary_key=True)
    delivery_id = fields.CharField(max_length=26, db_index=True)
    kind = fields.CharField(max_length=80)
    source = fields.CharField(max_length=16)
    reference = fields.CharField(max_length=64)
    sealed = fields.BinaryField(null=True)
    at = fields.DatetimeField()

    class Meta:
        """One row for each file."""

        table = "proofs"
        unique_together = (("source", "reference", "delivery_id"),)
