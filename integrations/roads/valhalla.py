"""Valhalla's HTTP API: https://valhalla.github.io/valhalla/api/turn-by-turn/api-reference/."""

from collections.abc import Sequence

import aiohttp
import msgspec

from integrations.roads.kinds import FARTHEST, Place, RoadsError
from integrations.roads.remote import PATIENCE, NoWay, fetched

# 154 too far, 170 unconnected regions, 171 no road near, 440-443 no path
NO_WAY = {154, 170, 171, 440, 441, 442, 443}
TOLERANCE = 60  # degrees


class Summary(msgspec.Struct):
    """What a leg takes, in seconds."""

    time: float


class Leg(msgspec.Struct):
    """From one place to the next."""

    summary: Summary


class Trip(msgspec.Struct):
    """The whole way."""

    legs: list[Leg]


class Answer(msgspec.Struct):
    """A route, or why there is none."""

    trip: Trip | None = None
    error_code: int = 0
    error: str = ""


class Status(msgspec.Struct):
    """What only a Valhalla says of itself."""

    version: str
    tileset_last_modified: int


class Valhalla:
    """Asks a Valhalla server."""

    most = 20  # its own default for locations of one route

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        """`base` is the server's address without a slash at its end."""
        self._session, self._base = session, base

    async def times(self, places: Sequence[Place], heading: float | None) -> tuple[float, ...]:
        """Driving times between neighbours. Left to itself, Valhalla would look for a road 35 km around."""
        where: list[dict[str, float]] = [{"lat": lat, "lon": lon, "search_cutoff": FARTHEST} for lat, lon in places]
        if heading is not None:
            where[0] |= {"heading": round(heading) % 360, "heading_tolerance": TOLERANCE}
        question = {"locations": where, "costing": "auto", "directions_type": "none", "units": "kilometers"}
        _status, answer = await fetched(self._session.post(f"{self._base}/route", json=question, timeout=PATIENCE),
                                        Answer)
        if answer.error_code in NO_WAY:
            raise NoWay
        if answer.trip is None or len(answer.trip.legs) != len(places) - 1:
            msg = f"Valhalla refused: {answer.error or 'no reason given'}"
            raise RoadsError(msg)
        return tuple(leg.summary.time for leg in answer.trip.legs)


async def is_valhalla(session: aiohttp.ClientSession, base: str) -> bool:
    """Whether a Valhalla answers there.

    Raises:
        RoadsError: nobody does, or not in time.
    """
    try:
        await fetched(session.get(f"{base}/status", timeout=PATIENCE), Status)
    except RoadsError as error:
        if isinstance(error.__cause__, msgspec.MsgspecError):
            return False
        raise
    return True
