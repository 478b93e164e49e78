"""What a database really has: every column, index and key, in words that can be compared."""

from tortoise.connection import get_connection

from store.connect import connect, disconnect

SQLITE = ("""SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
             FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'""",
          """SELECT t.name, i."unique", i.origin, i.partial, iif(i.origin = 'c', i.name, ''),
                    (SELECT sql FROM sqlite_master WHERE name = i.name), group_concat(c.name) AS columns
             FROM sqlite_master t, pragma_index_list(t.name) i, pragma_index_info(i.name) c
             WHERE t.type = 'table' GROUP BY t.name, i.name""",
          """SELECT t.name, k."from", k."table", k."to", k.on_update, k.on_delete
             FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table'""")
POSTGRES = ("""SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
               FROM information_schema.columns WHERE table_schema = 'public'""",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
               WHERE connamespace = 'public'::regnamespace""")


async def schema(database_url: str) -> set[str]:
    """One text a column, index or key."""
    await connect(database_url)
    connection = get_connection("default")
    queries = SQLITE if connection.capabilities.dialect == "sqlite" else POSTGRES
    found = {str(tuple(row.values())) for one in queries for row in await connection.execute_query_dict(one)}
    await disconnect()
    return found
