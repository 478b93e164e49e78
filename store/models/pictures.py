"""Tables of pictures: which are wanted, what became of each, and, apart from that, their sealed bytes."""

from tortoise import fields
from tortoise.indexes import PartialIndex
from tortoise.models import Model


class Picture(Model):
    """A picture that somebody sent: first wanted, then kept or not to be had. Its bytes are in `picture_bytes`.

    `source` and `reference` find it at the provider; `message_id` is the message it came with. `owner_id` is the
    participant under whose key it is sealed: the delivery's customer, at whose door it was taken. `role` is who sent
    it, `proof` whether it shows that the delivery was handed over. state: wanted, kept, refused, lost, gone. `open`
    while wanted. `attempt` fences what a worker writes after its lease. `digest` is of the bytes that came: evidence
    of which picture it was. `lease_until` and `retry_at` are machine time.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26, default="", db_index=True)
    message_id = fields.CharField(max_length=26, default="", db_index=True)
    owner_id = fields.CharField(max_length=26, db_index=True)
    role = fields.CharField(max_length=12)
    source = fields.CharField(max_length=16)
    reference = fields.CharField(max_length=120)
    kind = fields.CharField(max_length=80, default="")
    proof = fields.BooleanField(default=False)
    state = fields.CharField(max_length=12, default="wanted")
    why = fields.CharField(max_length=160, default="")
    open = fields.BooleanField(default=True)
    attempt = fields.IntField(default=0)
    lease_until = fields.DatetimeField(null=True)
    retry_at = fields.DatetimeField(null=True)
    width = fields.IntField(default=0)
    height = fields.IntField(default=0)
    size = fields.IntField(default=0)
    digest = fields.CharField(max_length=64, default="")
    at = fields.DatetimeField()

    class Meta:
        """One row for each file of a delivery; a partial index finds those that are wanted."""

        table = "pictures"
        unique_together = (("source", "reference", "conversation_id"),)
        indexes = (PartialIndex(fields=("id",), name="pictures_wanted", condition={"open": True}),)


class PictureBytes(Model):
    """The full and the small drawing of a picture, sealed under its owner's key. Apart, so that lists stay light."""

    id = fields.CharField(max_length=26, primary_key=True)
    sealed_full = fields.BinaryField()
    sealed_small = fields.BinaryField()

    class Meta:
        """Has the id of its picture."""

        table = "picture_bytes"


class AttachedFile(Model):
    """A file of a mail, sealed as it came, until it is drawn anew: nobody keeps a mail for us to ask again."""

    id = fields.CharField(max_length=64, primary_key=True)
    sealed = fields.BinaryField()
    at = fields.DatetimeField()

    class Meta:
        """Named by its mail and its number; gone once its picture is settled, or after a day."""

        table = "attached_files"
