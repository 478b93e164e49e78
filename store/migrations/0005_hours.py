from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('store', '0004_console')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Forgetting',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('subject', fields.CharField(db_index=True, max_length=64)),
                ('channel', fields.CharField(max_length=16)),
                ('sid', fields.CharField(max_length=64)),
                ('tries', fields.IntField(default=0)),
                ('why', fields.CharField(default='', max_length=120)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('done_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'forgettings', 'app': 'store', 'pk_attr': 'id', 'table_description': "A provider's copy that must go: `sid` by its channel. `done_at` is the receipt, `tries` failed so far."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Tombstone',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('opted_out', fields.BooleanField(default=False)),
                ('refused', fields.JSONField(default=list, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tombstones', 'app': 'store', 'pk_attr': 'id', 'table_description': 'What is left of somebody who was erased: the keyed hash of phone and number, and that they had opted out.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Consent',
            name='brand',
            field=fields.CharField(default='', db_default='', max_length=120),
        ),
        ops.AddField(
            model_name='Consent',
            name='evidence',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='Consent',
            name='topic',
            field=fields.CharField(default='', db_default='', max_length=16),
        ),
        ops.AddField(
            model_name='Depot',
            name='colour',
            field=fields.CharField(default='', db_default='', max_length=7),
        ),
        ops.AddField(
            model_name='Depot',
            name='hours',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
        ops.AddField(
            model_name='Depot',
            name='jurisdiction',
            field=fields.CharField(default='', db_default='', max_length=6),
        ),
        ops.AddField(
            model_name='Message',
            name='answers_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Message',
            name='held_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Participant',
            name='refused',
            field=fields.JSONField(null=True, encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads),
        ),
    ]
