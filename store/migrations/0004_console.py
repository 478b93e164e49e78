from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('store', '0003_slack')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AuditRow',
            fields=[
                ('seq', fields.BigIntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('who', fields.CharField(max_length=300)),
                ('what', fields.CharField(max_length=40)),
                ('of', fields.CharField(default='', max_length=300)),
                ('why', fields.CharField(default='', max_length=300)),
                ('seal', fields.CharField(max_length=64)),
            ],
            options={'table': 'audit', 'app': 'store', 'pk_attr': 'seq', 'table_description': 'Append-only: who did what to what, when and why. `seal` is a keyed hash over this row and the one before it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Staff',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('email', fields.CharField(unique=True, max_length=254)),
                ('name', fields.CharField(unique=True, max_length=64)),
                ('role', fields.CharField(max_length=12)),
                ('password', fields.CharField(default='', max_length=200)),
                ('sealed_factor', fields.BinaryField(null=True)),
                ('factor_on', fields.BooleanField(default=False)),
                ('factor_step', fields.BigIntField(default=0)),
                ('slack_team', fields.CharField(default='', max_length=32)),
                ('slack_user', fields.CharField(default='', max_length=32)),
                ('active', fields.BooleanField(default=True)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff', 'app': 'store', 'pk_attr': 'id', 'table_description': 'Somebody who signs in. role: owner, admin, dispatcher, agent, viewer.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StaffLink',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('staff', fields.ForeignKeyField('store.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='links', on_delete=OnDelete.CASCADE)),
                ('hashed', fields.CharField(unique=True, max_length=64)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff_links', 'app': 'store', 'pk_attr': 'id', 'table_description': 'A link that works once, for a while: it lets somebody choose a password. Only its hash is kept.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='StaffSession',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('staff', fields.ForeignKeyField('store.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='sessions', on_delete=OnDelete.CASCADE)),
                ('hashed', fields.CharField(unique=True, max_length=64)),
                ('half', fields.BooleanField(default=False)),
                ('browser', fields.CharField(default='', max_length=120)),
                ('address', fields.CharField(default='', max_length=64)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('seen_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff_sessions', 'app': 'store', 'pk_attr': 'id', 'table_description': 'A browser that is signed in. Only the hash of its cookie is kept. `half`: the second factor is still owed.'},
            bases=['Model'],
        ),
    ]
