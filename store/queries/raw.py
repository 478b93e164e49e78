"""Plain SQL on either database: `?` stands for a parameter."""

from typing import Any

from tortoise.connection import get_connection


def dialect() -> str:
    """`sqlite` or `postgres`."""
    return str(get_connection("default").capabilities.dialect)


async def rows(sql: str, *values: Any) -> list[dict[str, Any]]:
    """Run a statement and return its rows."""
    connection = get_connection("default")
    if connection.capabilities.dialect != "sqlite":
        for number in range(1, len(values) + 1):
            sql = sql.replace("?", f"${number}", 1)
    return list(await connection.execute_query_dict(sql, list(values)))
