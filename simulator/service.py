"""The service's API, asked on behalf of the page, so that no browser ever holds its key."""

from urllib.parse import quote

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=5)
Json = dict[str, object]


class Service:
    """A reader of `/api/v1/deliveries`. `key` may be given later; without one nothing is asked."""

    def __init__(self, url: str, key: str) -> None:
        """Nothing is open until the first question."""
        self._url = url.rstrip("/")
        self.key = key
        self._http: aiohttp.ClientSession | None = None

    async def deliveries(self) -> Json:
        """The newest deliveries: `{"deliveries": [...], "why": ""}`, `why` a sentence where there are none to show."""
        found, why = await self._get("/api/v1/deliveries?limit=100")
        rows = next((value for value in (found or {}).values() if isinstance(value, list)), [])
        return {"deliveries": [row for row in rows if isinstance(row, dict)], "why": why}

    async def delivery(self, delivery: str) -> Json:
        """One delivery: `{"delivery": {...} or null, "why": ""}`."""
        found, why = await self._get(f"/api/v1/deliveries/{quote(delivery, safe='')}")
        return {"delivery": found, "why": why}

    async def close(self) -> None:
        """Let go of every connection."""
        if self._http is not None:
            await self._http.close()

    async def _get(self, path: str) -> tuple[Json | None, str]:
        if not self.key:
            return None, "This world was given no key of the service yet."
        if self._http is None:
            self._http = aiohttp.ClientSession(timeout=TIMEOUT, cookie_jar=aiohttp.DummyCookieJar())
        headers = {"Authorization": f"Bearer {self.key}"}
        try:
            async with self._http.get(self._url + path, headers=headers, allow_redirects=False) as answer:
                if answer.status != 200:  # noqa: PLR2004 the one answer that holds it
                    return None, f"The service answers {answer.status}."
                found = await answer.json()
                return (found, "") if isinstance(found, dict) else (None, "The service answers something else.")
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
            return None, "The service cannot be reached just now."
