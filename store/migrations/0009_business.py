from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields


class Migration(migrations.Migration):
    dependencies = [('store', '0008_recovery')]

    initial = False

    operations = [
        ops.AddField(
            model_name='Delivery',
            name='company',
            field=fields.CharField(default='', db_default='', max_length=120),
        ),
        ops.AddField(
            model_name='Delivery',
            name='receiving',
            field=fields.CharField(default='', db_default='', max_length=200),
        ),
    ]
