from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('store', '0005_hours')]

    initial = False

    operations = [
        ops.CreateModel(
            name='ContentTemplate',
            fields=[
                ('name', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=120)),
                ('sid', fields.CharField(max_length=34)),
                ('status', fields.CharField(max_length=24)),
                ('why', fields.CharField(default='', max_length=200)),
                ('checked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'content_templates', 'app': 'store', 'pk_attr': 'name', 'table_description': "A template as Twilio's Content API knew it when it was last asked. `name` holds a mark of its text."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Way',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('participant', fields.ForeignKeyField('store.Participant', source_field='participant_id', db_constraint=True, to_field='id', related_name='ways', on_delete=OnDelete.CASCADE)),
                ('channel', fields.CharField(max_length=16)),
                ('theirs', fields.CharField(max_length=254)),
                ('ours', fields.CharField(max_length=254)),
                ('allowed', fields.BooleanField(default=True)),
                ('heard_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('heard_sid', fields.CharField(default='', max_length=120)),
                ('told_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reached_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('dead', fields.IntField(default=0)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'ways', 'app': 'store', 'unique_together': (('participant', 'channel', 'theirs', 'ours'),), 'indexes': [Index(fields=['channel', 'theirs', 'ours'])], 'pk_attr': 'id', 'table_description': 'One way to reach a participant: an address of theirs at one of ours, on one channel.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Message',
            name='tried',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
    ]
