"""GET /brand/{colour}.css: a brand's colour on its pages, made readable on light and on dark paper.

The colour is the whole of the address, so the stylesheet needs no database and may be kept for ever; the pages' policy
allows no style but our own files.
"""

from aiohttp import web

PAPER, NIGHT = (0xFB, 0xF7, 0xF0), (0x14, 0x1B, 0x23)
READABLE = 4.5
"""Contrast of text that WCAG 2.2 asks for at level AA (success criterion 1.4.3)."""
STEPS = 20
Colour = tuple[int, int, int]
HEADERS = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


def add_brand(app: web.Application) -> None:
    """Register the route."""
    app.router.add_get("/brand/{colour:[0-9a-f]{6}}.css", stylesheet)


async def stylesheet(request: web.Request) -> web.Response:
    """The few variables that a brand changes."""
    code = request.match_info["colour"]
    red, green, blue = bytes.fromhex(code)
    day, night = (readable((red, green, blue), paper) for paper in (PAPER, NIGHT))
    text = (f":root {{ --glow: #{code}; --warm: {_hex(day)}; }}\n"
            f"@media (prefers-color-scheme: dark) {{ :root {{ --glow: #{code}; --warm: {_hex(night)}; }} }}\n")
    return web.Response(text=text, content_type="text/css", headers=HEADERS)


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
