"""How a brand looks: GET /brand/{colour}.css, readable on light and dark paper, and GET /brand/{brand}/logo.svg.

The colour is the whole of the address, so the stylesheet needs no database and may be kept for ever; the pages' policy
allows no style but our own files.
"""

import asyncio
from pathlib import Path

from aiohttp import web

from bot.brands import LARGEST, Look
from bot.context import CONTEXT

PAPER, NIGHT = (0xFB, 0xF7, 0xF0), (0x14, 0x1B, 0x23)
WHITE, DARK = (0xFF, 0xFF, 0xFF), (0x16, 0x18, 0x1D)
READABLE = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""
STEPS = 20
Colour = tuple[int, int, int]
HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
STILL = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff",
         "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


def add_brand(app: web.Application) -> None:
    """Register the route."""
    app.router.add_get("/brand/{colour:[0-9a-f]{6}}.css", stylesheet)
    app.router.add_get("/brand/{brand:[a-z0-9-]+}/{file:logo\\.(?:svg|png)}", picture)


async def stylesheet(request: web.Request) -> web.Response:
    """The few variables that a brand changes."""
    code = request.match_info["colour"]
    red, green, blue = bytes.fromhex(code)
    day, night = (readable((red, green, blue), paper) for paper in (PAPER, NIGHT))
    text = (f":root {{ --glow: #{code}; --warm: {_hex(day)}; }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ --glow: #{code}; --warm: {_hex(night)}; }} }}\n")
    return web.Response(text=text, content_type="text/css", headers=HEADERS)


async def picture(request: web.Request) -> web.Response:
    """A brand's logo out of its folder. An SVG may run nothing."""
    asked, brands = request.match_info, request.app[CONTEXT].settings.brands
    path = Path(brands) / asked["brand"] / asked["file"]
    if not brands or not path.is_file() or path.stat().st_size > LARGEST:
        raise web.HTTPNotFound
    kind = {".svg": "image/svg+xml", ".png": "image/png"}[path.suffix]
    return web.Response(body=await asyncio.to_thread(path.read_bytes), content_type=kind, headers=STILL)


def look(colour: str, logo_url: str) -> Look:
    """A brand's mails: its colour itself where dark letters can be read on it, else behind white ones."""
    if not colour:
        return Look(logo=logo_url)
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    plain, night = (red, green, blue), _hex(readable((red, green, blue), DARK))
    if contrast(plain, DARK) >= READABLE:
        return Look(colour, _hex(DARK), night, logo_url)
    return Look(_hex(readable(plain, WHITE)), _hex(WHITE), night, logo_url)


def address(colour: str) -> str:
    """Where the stylesheet of `#rrggbb` is; empty for no colour."""
    return f"/brand/{colour.removeprefix('#')}.css" if colour else ""


def readable(colour: Colour, paper: Colour) -> Colour:
    """The colour, made so much darker or lighter that text of it can be read on that paper."""
    goal = (0, 0, 0) if _light(paper) > 0.5 else (255, 255, 255)  # noqa: PLR2004 the middle
    mixes = (_mixed(colour, goal, step / STEPS) for step in range(STEPS + 1))
    return next((one for one in mixes if contrast(one, paper) >= READABLE), goal)


def contrast(one: Colour, other: Colour) -> float:
    """Between 1 and 21, by WCAG 2.2."""
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


def _mixed(colour: Colour, goal: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, goal, strict=True))
    return red, green, blue


def _light(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 sRGB
                        for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hex(colour: Colour) -> str:
    return "#" + bytes(colour).hex()
