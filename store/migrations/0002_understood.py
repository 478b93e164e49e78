from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('store', '0001_initial')]

    operations = [
        ops.CreateModel(
            name='Correction',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=26)),
                ('message_id', fields.CharField(db_index=True, max_length=26)),
                ('agent', fields.CharField(max_length=64)),
                ('key_prefix', fields.CharField(max_length=32)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('sealed_before', fields.BinaryField()),
                ('sealed_after', fields.BinaryField()),
            ],
            options={'table': 'corrections', 'app': 'store', 'pk_attr': 'id', 'table_description': 'What staff say a message really meant: who, when, what was understood before and what holds now.'},
            bases=['Model'],
        ),
    ]
