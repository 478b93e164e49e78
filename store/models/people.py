"""Tables about people: who may be reached, what they consented to, their secrets, and who may call the API."""

from tortoise import fields
from tortoise.models import Model


class Participant(Model):
    """One phone at one of our numbers: the lock under which that phone's notes are drained.

    `sealed_key` is this participant's own data key, itself sealed by `SECRET_KEYS`; shredding it makes everything
    they wrote unreadable. `seen_at` is when they last wrote to us. `opted_out` and `refused` are what the consent
    ledger comes to: the whole number, or brands that share it. An erased one keeps a keyed hash in `theirs`.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    channel = fields.CharField(max_length=16, default="sms")
    theirs = fields.CharField(max_length=64)
    ours = fields.CharField(max_length=64)
    language = fields.CharField(max_length=8, default="")
    sealed_key = fields.BinaryField(null=True)
    opted_out = fields.BooleanField(default=False)
    refused = fields.JSONField(null=True)
    strange = fields.BooleanField(default=False)
    seen_at = fields.DatetimeField(null=True)
    reached_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()

    class Meta:
        """One row for each pair of numbers."""

        table = "participants"
        unique_together = (("channel", "theirs", "ours"),)


class Consent(Model):
    """Append-only: who allowed or refused what, in which words, when. The latest row counts.

    `brand` and `topic` are empty where all of the number is meant. `evidence` names the message or order it rests on.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    participant = fields.ForeignKeyField("store.Participant", "consents", on_delete=fields.RESTRICT)
    allowed = fields.BooleanField()
    source = fields.CharField(max_length=32)
    brand = fields.CharField(max_length=120, default="", db_default="")
    topic = fields.CharField(max_length=16, default="", db_default="")
    evidence = fields.CharField(max_length=64, default="", db_default="")
    sealed_words = fields.BinaryField(null=True)
    at = fields.DatetimeField(db_index=True)

    class Meta:
        """Never updated, never deleted."""

        table = "consents"


class Tombstone(Model):
    """What is left of somebody who was erased: what they refused, by a keyed hash of phone or mailbox and ours."""

    id = fields.CharField(max_length=64, primary_key=True)
    opted_out = fields.BooleanField(default=False)
    refused = fields.JSONField(default=list)
    at = fields.DatetimeField()

    class Meta:
        """An opt-out survives the person's erasure."""

        table = "tombstones"


class Forgetting(Model):
    """A provider's copy that must go: `sid` by its channel. `done_at` is the receipt, `tries` failed so far."""

    id = fields.CharField(max_length=26, primary_key=True)
    subject = fields.CharField(max_length=64, db_index=True)
    channel = fields.CharField(max_length=16)
    sid = fields.CharField(max_length=64)
    tries = fields.IntField(default=0)
    why = fields.CharField(max_length=120, default="")
    asked_at = fields.DatetimeField()
    done_at = fields.DatetimeField(null=True)

    class Meta:
        """Kept as the proof of it: a `sid` says nothing once its message is gone."""

        table = "forgettings"


class Code(Model):
    """The vault: how a door opens, sealed. `destroyed_at` is set, and the ciphertext gone, after the delivery."""

    id = fields.CharField(max_length=26, primary_key=True)
    participant = fields.ForeignKeyField("store.Participant", "codes", on_delete=fields.RESTRICT)
    delivery_id = fields.CharField(max_length=26, db_index=True)
    sealed = fields.BinaryField(null=True)
    shown_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    destroyed_at = fields.DatetimeField(null=True)

    class Meta:
        """Digits live here and nowhere else."""

        table = "codes"


class DoorNoteRow(Model):
    """What the driver must know at the door: kind is instruction, hazard or safe_place."""

    id = fields.CharField(max_length=26, primary_key=True)
    participant = fields.ForeignKeyField("store.Participant", "door_notes", on_delete=fields.RESTRICT)
    delivery_id = fields.CharField(max_length=26, db_index=True)
    kind = fields.CharField(max_length=16)
    sealed_words = fields.BinaryField()
    created_at = fields.DatetimeField()

    class Meta:
        """Shown before arrival."""

        table = "door_notes"


class ApiKey(Model):
    """A system that may call the API. Only the hash of the key is kept."""

    id = fields.CharField(max_length=26, primary_key=True)
    name = fields.CharField(max_length=64)
    prefix = fields.CharField(max_length=32)
    hashed = fields.CharField(max_length=64, unique=True)
    scopes = fields.JSONField()
    created_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Two may be active at once, for rotation."""

        table = "api_keys"


class IdempotentAnswer(Model):
    """The answer to a POST under its Idempotency-Key, kept in the transaction that did the work."""

    id = fields.CharField(max_length=96, primary_key=True)
    body_hash = fields.CharField(max_length=64)
    status = fields.IntField()
    answer = fields.JSONField()
    created_at = fields.DatetimeField(db_index=True)

    class Meta:
        """`id` is the API key's id and the caller's key."""

        table = "idempotent_answers"


class Cursor(Model):
    """A named place in a stream that is swept, such as what the provider received, or a small fact of the whole."""

    name = fields.CharField(max_length=64, primary_key=True)
    value = fields.TextField()

    class Meta:
        """One row a name."""

        table = "cursors"
