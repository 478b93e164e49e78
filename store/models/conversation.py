"""Tables of the talk: notes of what came in, sessions, timers, messages and their receipts, cases, the timeline."""

# Longer than 250 lines: the tables of the talk, read together.

from tortoise import fields
from tortoise.indexes import Index, PartialIndex
from tortoise.models import Model

ID = 26
"""Letters of an id (`store/ids.py`)."""


class Note(Model):
    """Something that came in, written down before the vendor was answered and acted on once, in order.

    `key` is the sender's own id for it and makes it unique. `lane` is what it is ordered by: a participant's id for
    words, a delivery's for events. `sealed` holds the event; it is emptied once acted on. `parked` says why it was
    set aside for a person.
    """

    seq = fields.BigIntField(primary_key=True, generated=True)
    key = fields.CharField(max_length=120, unique=True)
    kind = fields.CharField(max_length=32)
    lane = fields.CharField(max_length=26)
    sealed = fields.BinaryField(null=True)
    received_at = fields.DatetimeField()
    attempts = fields.IntField(default=0)
    open = fields.BooleanField(default=True)
    acted_at = fields.DatetimeField(null=True)
    parked = fields.CharField(max_length=200, default="")

    class Meta:
        """`open` until acted on or parked: a partial index holds just those."""

        table = "notes"
        indexes = (PartialIndex(fields=("lane", "seq"), name="notes_open", condition={"open": True}),)


class SessionRow(Model):
    """One run of one flow in one conversation: the question it waits on, sealed with the state's fields.

    `asks` is the role it waits for ("" for none). `repeated`: the open question was said again once.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26, db_index=True)
    flow = fields.CharField(max_length=40)
    state = fields.CharField(max_length=60)
    version = fields.IntField(default=1)
    sealed = fields.BinaryField()
    turn = fields.IntField(default=0)
    unclear = fields.IntField(default=0)
    repeated = fields.BooleanField(default=False)
    asks = fields.CharField(max_length=12, default="")
    open = fields.BooleanField(default=True)
    created_at = fields.DatetimeField()

    class Meta:
        """One row a flow; a closed one keeps its turn, so that late timers never fit."""

        table = "sessions"
        unique_together = (("conversation_id", "flow"),)


class Floor(Model):
    """The one open question of a phone, and those that wait behind it, in order of `urgent`, then `at`.

    A row with `held` false waits. `conversation_id` empty: we asked which delivery was meant; `options` are the
    deliveries offered and `note_seq` names the words that wait for the answer.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    participant_id = fields.CharField(max_length=26, db_index=True)
    conversation_id = fields.CharField(max_length=26, default="")
    session_id = fields.CharField(max_length=26, default="")
    role = fields.CharField(max_length=12)
    turn = fields.IntField(default=0)
    urgent = fields.BooleanField(default=False)
    held = fields.BooleanField(default=False)
    options = fields.JSONField(null=True)
    sealed_words = fields.BinaryField(null=True)
    at = fields.DatetimeField()
    until = fields.DatetimeField(null=True)

    class Meta:
        """At most one `held` row a participant."""

        table = "floors"


class Timer(Model):
    """Come back to a session at its turn. Fired once, stale ones are dropped by the engine, never cancelled."""

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26)
    session_id = fields.CharField(max_length=26)
    turn = fields.IntField()
    due_at = fields.DatetimeField()
    open = fields.BooleanField(default=True)
    fired_at = fields.DatetimeField(null=True)

    class Meta:
        """Found by a partial index on `due_at` where `open`."""

        table = "timers"
        indexes = (PartialIndex(fields=("due_at",), name="timers_open", condition={"open": True}),)


class Message(Model):
    """A message in or out. An outgoing row is the outbox: (wording, values), rendered when it is submitted.

    `dedupe` makes a message unique: conversation, session turn or event, recipient. `guards` are checked at the
    moment of sending. `attempt` fences every later write. `sid` is the provider's id. `sealed_body` is what was said
    with codes masked; `segments` and `body_hash` are known once rendered. `address` is where it went when that is not
    the participant's own number: a thread in Slack. `answers_at` is when the person wrote what this answers;
    `held_until` is set while quiet hours keep it back. `channel` is chosen at the moment of sending; `tried` names
    the channels that certainly did not take it, comma-separated.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26, default="", db_index=True)
    participant = fields.ForeignKeyField("store.Participant", "messages", on_delete=fields.RESTRICT)
    outgoing = fields.BooleanField()
    role = fields.CharField(max_length=12)
    channel = fields.CharField(max_length=16, default="sms")
    kind = fields.CharField(max_length=12, default="")
    wordings = fields.JSONField()
    language = fields.CharField(max_length=8, default="")
    sealed_values = fields.BinaryField(null=True)
    sealed_body = fields.BinaryField(null=True)
    sealed_meaning = fields.BinaryField(null=True)
    guards = fields.JSONField()
    promised = fields.IntField(default=0)
    driver_id = fields.CharField(max_length=26, default="")
    dedupe = fields.CharField(max_length=160, unique=True)
    state = fields.CharField(max_length=12)
    why = fields.CharField(max_length=200, default="")
    attempt = fields.IntField(default=0)
    lookups = fields.IntField(default=0)
    due_at = fields.DatetimeField()
    expires_at = fields.DatetimeField(null=True)
    lease_until = fields.DatetimeField(null=True)
    submitted_at = fields.DatetimeField(null=True)
    world_submitted_at = fields.DatetimeField(null=True)
    settled_at = fields.DatetimeField(null=True)
    held_until = fields.DatetimeField(null=True)
    answers_at = fields.DatetimeField(null=True)
    sid = fields.CharField(max_length=64, null=True, unique=True)
    error = fields.IntField(default=0)
    segments = fields.IntField(default=0)
    address = fields.CharField(max_length=80, default="", db_default="")
    tried = fields.CharField(max_length=64, default="", db_default="")
    created_at = fields.DatetimeField()

    class Meta:
        """Sent in the order of their ids for each participant. `outgoing` rows in `queued` are the outbox."""

        table = "messages"
        indexes = (
            PartialIndex(fields=("due_at", "id"), name="messages_queued", condition={"state": "queued"}),
            PartialIndex(fields=("lease_until",), name="messages_unknown", condition={"state": "unknown"}),
            PartialIndex(fields=("id",), name="messages_waiting", condition={"state": "waiting"}),
            Index(fields=("participant_id", "created_at"), name="messages_of_phone"),
        )


class Correction(Model):
    """What staff say a message really meant: who, when, what was understood before and what holds now.

    Both readings are sealed. The newest correction of a message is what its `sealed_meaning` says too.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    message_id = fields.CharField(max_length=26, db_index=True)
    agent = fields.CharField(max_length=64)
    key_prefix = fields.CharField(max_length=32)
    at = fields.DatetimeField()
    sealed_before = fields.BinaryField()
    sealed_after = fields.BinaryField()

    class Meta:
        """Append-only, ordered by id."""

        table = "corrections"


class Receipt(Model):
    """Append-only: each word the provider sent about a message."""

    id = fields.CharField(max_length=26, primary_key=True)
    message_id = fields.CharField(max_length=26, db_index=True)
    attempt = fields.IntField()
    sid = fields.CharField(max_length=64)
    state = fields.CharField(max_length=12)
    error = fields.IntField(default=0)
    at = fields.DatetimeField()

    class Meta:
        """One row for each (message, attempt, state, error)."""

        table = "receipts"
        unique_together = (("message_id", "attempt", "state", "error"),)


class Case(Model):
    """A conversation that needs a person. state: open, claimed, resolved. `queue` is support or dispatch.

    `live` until resolved. `look_at` is when its clock wants to be looked at next (null: at once), `due_at` when a first
    answer is due, `level` how many have been called, `called` who was called last. `told_at`: the customer was told
    when to expect an answer.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26, default="", db_index=True)
    queue = fields.CharField(max_length=12)
    reason = fields.CharField(max_length=120)
    priority = fields.IntField()
    state = fields.CharField(max_length=12, default="open")
    agent = fields.CharField(max_length=64, default="")
    opened_at = fields.DatetimeField()
    claimed_at = fields.DatetimeField(null=True)
    resolved_at = fields.DatetimeField(null=True)
    dedupe = fields.CharField(max_length=160, unique=True)
    live = fields.BooleanField(default=True, db_default=True)
    look_at = fields.DatetimeField(null=True)
    due_at = fields.DatetimeField(null=True)
    level = fields.IntField(default=0, db_default=0)
    called = fields.CharField(max_length=64, default="", db_default="")
    told_at = fields.DatetimeField(null=True)
    answered_at = fields.DatetimeField(null=True)
    snoozed_until = fields.DatetimeField(null=True)

    @property
    def stranger(self) -> str:
        """The participant who wrote, where no delivery lies open for them: such a case is named after them."""
        who, colon, _ = self.dedupe.partition(":")
        return who if colon and len(who) == ID and not self.conversation_id else ""

    class Meta:
        """Listed by priority, then age; its clock finds the live ones by `look_at`."""

        table = "cases"
        indexes = (PartialIndex(fields=("look_at",), name="cases_live", condition={"live": True}),)


class Entry(Model):
    """One line of a delivery's timeline: what happened, was said or decided, and why. Never free text in clear."""

    id = fields.CharField(max_length=26, primary_key=True)
    conversation_id = fields.CharField(max_length=26, db_index=True)
    at = fields.DatetimeField()
    kind = fields.CharField(max_length=40)
    text = fields.CharField(max_length=300)

    class Meta:
        """Append-only, ordered by id."""

        table = "entries"
