"""Driving times: on the operator's own map in this process, from a road server, or along a straight line."""

from pathlib import Path

import aiohttp

from integrations.roads.embedded import embedded
from integrations.roads.kinds import Place, Roads, RoadsError, Toward
from integrations.roads.osrm import Osrm, is_osrm
from integrations.roads.remote import Remote
from integrations.roads.rough import Rough
from integrations.roads.valhalla import Valhalla, is_valhalla

EXPECTED = "expected an .osm.pbf with roads, or a Valhalla or OSRM server as in http://127.0.0.1:8002"
__all__ = ["Place", "Roads", "RoadsError", "Toward", "open_roads"]


async def open_roads(setting: str, cache: Path, session: aiohttp.ClientSession) -> Roads:
    """Roads by the ROADS setting: "" a straight line, an .osm.pbf our own graph, an address a Valhalla or OSRM server.

    Raises:
        RoadsError: the file or the server cannot be used; in one line.
    """
    if not setting:
        return Rough()
    try:
        if setting.endswith(".osm.pbf"):
            return await embedded(Path(setting), cache)
        return await _server(setting.rstrip("/"), session)
    except RoadsError as error:
        msg = f"ROADS: {error}; {EXPECTED}"
        raise RoadsError(msg) from error


async def _server(base: str, session: aiohttp.ClientSession) -> Roads:
    if await is_valhalla(session, base):
        return Remote(Valhalla(session, base))
    if await is_osrm(session, base):
        return Remote(Osrm(session, base))
    raise RoadsError("something answers there, but not as a road server does")
