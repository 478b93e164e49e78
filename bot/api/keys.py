"""API keys: made, listed, revoked."""

from typing import Any, ClassVar

from pydantic import Field, field_validator

from bot.api.keyring import DEFAULT, SCOPES, make
from bot.api.problems import wrong
from bot.api.route import Call, Model, found, page, route
from store import models


class NewKey(Model):
    """A key as it is made. Nobody gives what they do not have."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "name": "warehouse", "scopes": ["deliveries:read", "deliveries:write"]}

    name: str = Field(min_length=1, max_length=64)
    scopes: list[str] = Field(default_factory=lambda: list(DEFAULT))

    @field_validator("scopes")
    @classmethod
    def _known(cls, scopes: list[str]) -> list[str]:
        if not set(scopes) <= set(SCOPES):
            msg = f"some of {', '.join(SCOPES)}"
            raise ValueError(msg)
        return scopes


def show(row: models.ApiKey) -> dict[str, Any]:
    """A key, without itself."""
    return {"id": row.id, "name": row.name, "prefix": row.prefix, "scopes": row.scopes,
            "created_at": row.created_at.isoformat(),
            "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None}


@route("POST", "/keys", "keys:write", NewKey, 201)
async def create(call: Call, body: NewKey) -> dict[str, Any]:
    """Make a key; it is shown once."""
    if not set(body.scopes) <= set(call.key.scopes):
        raise wrong("scopes", "only scopes that your own key has", call.key.scopes[0], 403)
    row, secret = await make(body.name, tuple(body.scopes), call.context.clock.machine())
    return show(row) | {"key": secret}


@route("GET", "/keys", "keys:write")
async def listed(call: Call) -> dict[str, Any]:
    """List keys."""
    return await page(call, models.ApiKey.all(), show)


@route("DELETE", "/keys/{id}", "keys:write")
async def revoke(call: Call) -> dict[str, Any]:
    """Revoke a key at once."""
    row = await found(models.ApiKey, call.path["id"], "key")
    row.revoked_at = row.revoked_at or call.context.clock.machine()
    await row.save(update_fields=["revoked_at"])
    return show(row)
