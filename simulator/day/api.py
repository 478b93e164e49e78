"""The service's API, as a merchant, a dispatcher and an agent use it. Asks again while the service restarts."""

import asyncio
from typing import Any

import aiohttp

PATIENCE = 480


class Api:
    """`/api/v1` with a key. Every POST carries an Idempotency-Key, so that asking again does nothing twice."""

    def __init__(self, url: str, key: str) -> None:
        """Nothing is open until `start`."""
        self._url = f"{url}/api/v1"
        self._headers = {"Authorization": f"Bearer {key}"}
        self._number = 0
        self._http: aiohttp.ClientSession | None = None

    async def get(self, path: str) -> dict[str, Any]:
        """Read."""
        return await self._ask("GET", path, None)

    async def post(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do."""
        return await self._ask("POST", path, body or {})

    async def patch(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Change."""
        return await self._ask("PATCH", path, body)

    async def all(self, path: str) -> list[dict[str, Any]]:
        """Every item of a list."""
        rows: list[dict[str, Any]] = []
        cursor = ""
        while True:
            mark = "&" if "?" in path else "?"
            page = await self.get(f"{path}{mark}limit=200" + (f"&cursor={cursor}" if cursor else ""))
            rows += page["items"]
            if not page["next_cursor"]:
                return rows
            cursor = page["next_cursor"]

    async def close(self) -> None:
        """Let go of every connection."""
        if self._http is not None:
            await self._http.close()

    async def _ask(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20))
        self._number += 1
        headers = self._headers | ({"Idempotency-Key": f"day-{self._number}"} if method == "POST" else {})
        for _ in range(PATIENCE):
            try:
                async with self._http.request(method, self._url + path, json=body, headers=headers) as answer:
                    found = await answer.json(content_type=None)
                    if answer.status < 500:  # noqa: PLR2004 what the service itself could not help is asked again
                        return _good(answer.status, found, method, path)
            except (aiohttp.ClientError, TimeoutError, OSError):
                pass
            await asyncio.sleep(0.25)
        msg = f"{method} {path}: the service does not answer"
        raise RuntimeError(msg)


def _good(status: int, found: Any, method: str, path: str) -> dict[str, Any]:
    if status >= 400:  # noqa: PLR2004 a problem
        msg = f"{method} {path}: {status} {found}"
        raise RuntimeError(msg)
    return dict(found)
