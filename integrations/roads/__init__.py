"""Driving times: on the operator's own map in this process, from a road server, or along a straight line."""

from pathlib import Path

import aiohttp

from integrations.roads.embedded import embedded
from integrations.roads.kinds import Place, Roads, RoadsError, Toward
from integrations.roads.rough import Rough

__all__ = ["Place", "Roads", "RoadsError", "Toward", "open_roads"]


async def open_roads(setting: str, cache: Path, session: aiohttp.ClientSession) -> Roads:
    """Roads by the ROADS setting: "" a straight line, an .osm.pbf our own graph, an address a Valhalla or OSRM server.

    Raises:
        RoadsError: the file or the server cannot be used; in one line.
    """
    if setting.endswith(".osm.pbf"):
        return await embedded(Path(setting), cache)
    del session
    return Rough()
