from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import PartialIndex

class Migration(migrations.Migration):
    dependencies = [('store', '0002_understood')]

    initial = False

    operations = [
        ops.CreateModel(
            name='CaseNote',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('case_id', fields.CharField(db_index=True, max_length=26)),
                ('agent', fields.CharField(max_length=64)),
                ('sealed_words', fields.BinaryField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'case_notes', 'app': 'store', 'pk_attr': 'id', 'table_description': 'What staff wrote for each other about a case: never shown to a customer or driver. Sealed.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PendingReply',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('case_id', fields.CharField(db_index=True, max_length=26)),
                ('conversation_id', fields.CharField(max_length=26)),
                ('agent', fields.CharField(max_length=64)),
                ('role', fields.CharField(max_length=12)),
                ('words', fields.CharField(max_length=26)),
                ('state', fields.CharField(default='pending', max_length=12)),
                ('send_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'pending_replies', 'app': 'store', 'indexes': [PartialIndex(fields=['send_at'], name='replies_pending', condition={'state': 'pending'})], 'pk_attr': 'id', 'table_description': "An agent's words to a customer or driver that wait out the seconds in which they may be taken back."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Proof',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('delivery_id', fields.CharField(db_index=True, max_length=26)),
                ('kind', fields.CharField(max_length=80)),
                ('source', fields.CharField(max_length=16)),
                ('reference', fields.CharField(max_length=64)),
                ('sealed', fields.BinaryField(null=True)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'proofs', 'app': 'store', 'unique_together': (('source', 'reference', 'delivery_id'),), 'pk_attr': 'id', 'table_description': "What shows that it was handed over: a photo's id at the provider and its kind, or a name. Content may follow."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SlackPost',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('kind', fields.CharField(max_length=12)),
                ('subject', fields.CharField(max_length=40)),
                ('about', fields.CharField(default='', db_index=True, max_length=26)),
                ('channel', fields.CharField(default='', max_length=32)),
                ('user', fields.CharField(default='', max_length=32)),
                ('parent', fields.CharField(default='', max_length=26)),
                ('ts', fields.CharField(default='', db_index=True, max_length=32)),
                ('state', fields.CharField(default='new', max_length=12)),
                ('dirty', fields.BooleanField(default=True)),
                ('wanted', fields.IntField(default=1)),
                ('shown', fields.IntField(default=0)),
                ('drawn', fields.CharField(default='', max_length=64)),
                ('attempt', fields.IntField(default=0)),
                ('tries', fields.IntField(default=0)),
                ('lease_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('retry_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('submitted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('seen', fields.CharField(default='', max_length=26)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'slack_posts', 'app': 'store', 'unique_together': (('kind', 'subject'),), 'indexes': [PartialIndex(fields=['id'], name='slack_posts_dirty', condition={'dirty': True})], 'pk_attr': 'id', 'table_description': 'A message of ours in Slack that is drawn from rows, and drawn again whenever they change: the latest wins.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Case',
            name='answered_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Case',
            name='called',
            field=fields.CharField(default='', db_default='', max_length=64),
        ),
        ops.AddField(
            model_name='Case',
            name='due_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Case',
            name='level',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Case',
            name='live',
            field=fields.BooleanField(default=True, db_default=True),
        ),
        ops.AddField(
            model_name='Case',
            name='look_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Case',
            name='snoozed_until',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='Case',
            name='told_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddIndex(
            model_name='Case',
            index=PartialIndex(fields=['look_at'], name='cases_live', condition={'live': True}),
        ),
        ops.AddIndex(
            model_name='Message',
            index=PartialIndex(fields=['id'], name='messages_waiting', condition={'state': 'waiting'}),
        ),
        ops.AddField(
            model_name='Message',
            name='address',
            field=fields.CharField(default='', db_default='', max_length=80),
        ),
    ]
