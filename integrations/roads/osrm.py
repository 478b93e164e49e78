"""OSRM's HTTP API: https://project-osrm.org/docs/v5.24.0/api/."""

from collections.abc import Sequence

import aiohttp
import msgspec

from integrations.roads.kinds import FARTHEST, Place, RoadsError
from integrations.roads.remote import PATIENCE, NoWay, fetched

NO_WAY = {"NoRoute", "NoSegment", "NoTable"}
TOLERANCE = 60  # degrees


class Leg(msgspec.Struct):
    """From one place to the next, in seconds."""

    duration: float


class Route(msgspec.Struct):
    """The whole way."""

    legs: list[Leg]


class Answer(msgspec.Struct):
    """A route, or why there is none. `code` is "Ok" or names the fault."""

    code: str
    message: str = ""
    routes: list[Route] = []


class Osrm:
    """Asks an OSRM server."""

    most = 100  # its own default; longer ones would also outgrow an address line

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        """`base` is the server's address without a slash at its end."""
        self._session, self._base = session, base

    async def times(self, places: Sequence[Place], heading: float | None) -> tuple[float, ...]:
        """Driving times between neighbours. Without a radius OSRM would begin at the nearest road, a sea away."""
        where = ";".join(f"{lon:.6f},{lat:.6f}" for lat, lon in places)
        asked = {"overview": "false", "steps": "false", "radiuses": ";".join([f"{FARTHEST:.0f}"] * len(places))}
        if heading is not None:
            asked["bearings"] = f"{round(heading) % 360},{TOLERANCE}" + ";" * (len(places) - 1)
        url = f"{self._base}/route/v1/driving/{where}"
        _status, answer = await fetched(self._session.get(url, params=asked, timeout=PATIENCE), Answer)
        if answer.code in NO_WAY:
            raise NoWay
        if answer.code != "Ok" or not answer.routes or len(answer.routes[0].legs) != len(places) - 1:
            msg = f"OSRM refused: {answer.message or answer.code}"
            raise RoadsError(msg)
        return tuple(leg.duration for leg in answer.routes[0].legs)


async def is_osrm(session: aiohttp.ClientSession, base: str) -> bool:
    """Whether an OSRM answers there; it names its answers even where it has no road to show.

    Raises:
        RoadsError: nobody does, or not in time.
    """
    try:
        await fetched(session.get(f"{base}/nearest/v1/driving/0,0", timeout=PATIENCE), Answer)
    except RoadsError as error:
        if isinstance(error.__cause__, msgspec.MsgspecError):
            return False
        raise
    return True
