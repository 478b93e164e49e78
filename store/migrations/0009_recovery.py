from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.fields.base import OnDelete
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('store', '0007_pictures')]

    initial = False

    operations = [
        ops.CreateModel(
            name='StaffCode',
            fields=[
                ('id', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ('staff', fields.ForeignKeyField('store.Staff', source_field='staff_id', db_constraint=True, to_field='id', related_name='codes', on_delete=OnDelete.CASCADE)),
                ('used_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'staff_codes', 'app': 'store', 'pk_attr': 'id', 'table_description': 'A recovery code: it stands once for the second factor. `id` is its keyed hash, and all that is kept.'},
            bases=['Model'],
        ),
    ]
