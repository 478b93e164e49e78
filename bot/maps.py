"""The map's tiles and style, made from the same file as the roads and served by us, or somebody else's by setting.

Tiles are built while the service already answers: until they are there, pages say everything in words.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from bot.settings import Settings
from integrations.basemap import BasemapError, build, style

log = logging.getLogger(__name__)
CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:{host}; connect-src 'self'{host}; "
       "worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'; trusted-types default")
DAY, NIGHT = "/map/style.json", "/map/style-dark.json"


@dataclass(slots=True)
class Maps:
    """Where pages find the map: addresses of the style by day and by night, "" while there is none."""

    day: str = ""
    night: str = ""
    tiles: Path | None = None


MAPS = web.AppKey("maps", Maps)


def policy(style_url: str) -> str:
    """The Content-Security-Policy of our pages: ourselves alone, and the host of MAP_STYLE_URL where it is set."""
    parts = urlsplit(style_url)
    return CSP.format(host=f" {parts.scheme}://{parts.netloc}" if parts.netloc else "")


def add_maps(app: web.Application, settings: Settings) -> None:
    """Serve the map, if there is a file to draw it from."""
    app[MAPS] = maps = Maps(settings.map_style_url, settings.map_style_url)
    app.router.add_get("/map/{name}", serve)

    async def life(_app: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(_draw(maps, settings)) if _drawn_here(settings) else None
        yield
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    app.cleanup_ctx.append(life)


def _drawn_here(settings: Settings) -> bool:
    return not settings.map_style_url and settings.roads.endswith(".osm.pbf")


async def _draw(maps: Maps, settings: Settings) -> None:
    try:
        maps.tiles = await asyncio.to_thread(build, Path(settings.roads), settings.cache)
    except (BasemapError, OSError) as error:
        log.warning("there is no map to show: %s", error)
        return
    maps.day, maps.night = DAY, NIGHT


async def serve(request: web.Request) -> web.StreamResponse:
    """GET /map/...: the style by day or by night, and the tiles, by ranges."""
    maps, name = request.app[MAPS], request.match_info["name"]
    if maps.tiles is None:
        raise web.HTTPNotFound
    if name == maps.tiles.name:
        return web.FileResponse(maps.tiles, headers={"Cache-Control": "public, max-age=604800, immutable"})
    if f"/map/{name}" not in {DAY, NIGHT}:
        raise web.HTTPNotFound
    drawn = style(f"/map/{maps.tiles.name}", dark=f"/map/{name}" == NIGHT)
    return web.Response(body=msgspec.json.encode(drawn), content_type="application/json",
                        headers={"Cache-Control": "no-cache"})
