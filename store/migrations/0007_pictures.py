from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields
from tortoise.indexes import PartialIndex

class Migration(migrations.Migration):
    dependencies = [('store', '0006_channels')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Picture',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('conversation_id', fields.CharField(default='', db_index=True, max_length=26)),
                ('message_id', fields.CharField(default='', db_index=True, max_length=26)),
                ('owner_id', fields.CharField(db_index=True, max_length=26)),
                ('role', fields.CharField(max_length=12)),
                ('source', fields.CharField(max_length=16)),
                ('reference', fields.CharField(max_length=120)),
                ('kind', fields.CharField(default='', max_length=80)),
                ('proof', fields.BooleanField(default=False)),
                ('state', fields.CharField(default='wanted', max_length=12)),
                ('why', fields.CharField(default='', max_length=160)),
                ('open', fields.BooleanField(default=True)),
                ('attempt', fields.IntField(default=0)),
                ('lease_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('retry_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('width', fields.IntField(default=0)),
                ('height', fields.IntField(default=0)),
                ('size', fields.IntField(default=0)),
                ('digest', fields.CharField(default='', max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'pictures', 'app': 'store', 'unique_together': (('source', 'reference', 'conversation_id'),), 'indexes': [PartialIndex(fields=['id'], name='pictures_wanted', condition={'open': True})], 'pk_attr': 'id', 'table_description': 'A picture that somebody sent: first wanted, then kept or not to be had. Its bytes are in `picture_bytes`.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AttachedFile',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('sealed', fields.BinaryField()),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'attached_files', 'app': 'store', 'pk_attr': 'id', 'table_description': 'A file of a mail, sealed as it came, until it is drawn anew: nobody keeps a mail for us to ask again.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PictureBytes',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('sealed_full', fields.BinaryField()),
                ('sealed_small', fields.BinaryField()),
            ],
            options={'table': 'picture_bytes', 'app': 'store', 'pk_attr': 'id', 'table_description': "The full and the small drawing of a picture, sealed under its owner's key. Apart, so that lists stay light."},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='Depot',
            name='proof_photo',
            field=fields.CharField(default='page', db_default='page', max_length=8),
        ),
    ]
