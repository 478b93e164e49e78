"""A place on the map as a link of ours: carriers take links to our own host, and phones open what it leads to."""

from aiohttp import web

from bot.paper import HEADERS

routes = web.RouteTableDef()
DEGREES = r"-?[0-9]{1,3}\.[0-9]{4}"
NORTH, EAST = 90, 180


@routes.get(f"/at/{{lat:{DEGREES}}},{{lon:{DEGREES}}}")
async def there(request: web.Request) -> web.Response:
    """On to a map that navigates there. The place is all that is told to it."""
    lat, lon = float(request.match_info["lat"]), float(request.match_info["lon"])
    if abs(lat) > NORTH or abs(lon) > EAST:
        raise web.HTTPNotFound(headers=HEADERS)
    to = f"https://www.google.com/maps/search/?api=1&query={lat:.4f},{lon:.4f}"
    return web.Response(status=302, headers=HEADERS | {"Location": to})
