"""Tables of the staff: people who sign in, their sessions and one-time links, and the audit log. All machine time."""

from tortoise import fields
from tortoise.models import Model


class Staff(Model):
    """Somebody who signs in. role: owner, admin, dispatcher, agent, viewer.

    `name` is how cases and Slack name them and never changes. `password` is an argon2id hash, "" for none.
    `sealed_factor` is the second factor's secret, in force once `factor_on`; `factor_step` is the last step used.
    `slack_team` and `slack_user` come from a verified sign-in.
    """

    id = fields.CharField(max_length=26, primary_key=True)
    email = fields.CharField(max_length=254, unique=True)
    name = fields.CharField(max_length=64, unique=True)
    role = fields.CharField(max_length=12)
    password = fields.CharField(max_length=200, default="")
    sealed_factor = fields.BinaryField(null=True)
    factor_on = fields.BooleanField(default=False)
    factor_step = fields.BigIntField(default=0)
    slack_team = fields.CharField(max_length=32, default="")
    slack_user = fields.CharField(max_length=32, default="")
    active = fields.BooleanField(default=True)
    created_at = fields.DatetimeField()

    class Meta:
        """E-mail addresses are kept in lower case."""

        table = "staff"


class StaffSession(Model):
    """A browser that is signed in. Only the hash of its cookie is kept. `half`: the second factor is still owed."""

    id = fields.CharField(max_length=26, primary_key=True)
    staff = fields.ForeignKeyField("store.Staff", "sessions", on_delete=fields.CASCADE)
    hashed = fields.CharField(max_length=64, unique=True)
    half = fields.BooleanField(default=False)
    browser = fields.CharField(max_length=120, default="")
    address = fields.CharField(max_length=64, default="")
    created_at = fields.DatetimeField()
    seen_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        """Ended ones stay, to be looked at."""

        table = "staff_sessions"


class StaffLink(Model):
    """A link that works once, for a while: it lets somebody choose a password. Only its hash is kept."""

    id = fields.CharField(max_length=26, primary_key=True)
    staff = fields.ForeignKeyField("store.Staff", "links", on_delete=fields.CASCADE)
    hashed = fields.CharField(max_length=64, unique=True)
    expires_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """A newer link for the same person ends the older ones."""

        table = "staff_links"


class StaffCode(Model):
    """A recovery code: it stands once for the second factor. `id` is its keyed hash, and all that is kept."""

    id = fields.CharField(max_length=64, primary_key=True)
    staff = fields.ForeignKeyField("store.Staff", "codes", on_delete=fields.CASCADE)
    used_at = fields.DatetimeField(null=True)

    class Meta:
        """Newer ones replace all older ones of the same person."""

        table = "staff_codes"


class AuditRow(Model):
    """Append-only: who did what to what, when and why. `seal` is a keyed hash over this row and the one before it."""

    seq = fields.BigIntField(primary_key=True, generated=False)
    at = fields.DatetimeField()
    who = fields.CharField(max_length=300)
    what = fields.CharField(max_length=40)
    of = fields.CharField(max_length=300, default="")
    why = fields.CharField(max_length=300, default="")
    seal = fields.CharField(max_length=64)

    class Meta:
        """Numbered without gaps from 1."""

        table = "audit"
