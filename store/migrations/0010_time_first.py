from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

# Tortoise drops a constraint by dropping its index, which SQLite does not allow for one that stands in the table.
REBUILT = (
    'CREATE TABLE "positions_time_first" ('
    '"seq" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "driver_id" VARCHAR(26) NOT NULL, "at" REAL NOT NULL, '
    '"lat" REAL NOT NULL, "lon" REAL NOT NULL, "speed" REAL, "heading" REAL, "accuracy" REAL, '
    '"verdict" VARCHAR(12) NOT NULL, "received" REAL NOT NULL, '
    'CONSTRAINT "uid_positions_at_fd171f" UNIQUE ("at", "driver_id", "lat", "lon"))',
    'INSERT INTO "positions_time_first" SELECT "seq", "driver_id", "at", "lat", "lon", "speed", "heading", "accuracy", '
    '"verdict", "received" FROM "positions"',
    'DROP TABLE "positions"',
    'ALTER TABLE "positions_time_first" RENAME TO "positions"',
    'CREATE INDEX "idx_positions_receive_5ab6ff" ON "positions" ("received")',
)


class _Remove(ops.RemoveConstraint):
    async def database_forward(self, app_label, old_state, new_state, state_editor=None):
        if state_editor and state_editor.DIALECT == 'sqlite':
            for statement in REBUILT:
                await state_editor.client.execute_query(statement)
        else:
            await super().database_forward(app_label, old_state, new_state, state_editor)


class _Add(ops.AddConstraint):
    async def database_forward(self, app_label, old_state, new_state, state_editor=None):
        if state_editor and state_editor.DIALECT != 'sqlite':
            await super().database_forward(app_label, old_state, new_state, state_editor)


class Migration(migrations.Migration):
    dependencies = [('store', '0009_business')]

    initial = False

    operations = [
        _Remove(model_name='PositionRow', name=None, fields=['driver_id', 'at', 'lat', 'lon']),
        _Add(model_name='PositionRow', constraint=UniqueConstraint(fields=('at', 'driver_id', 'lat', 'lon'), name=None)),
    ]
