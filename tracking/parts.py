"""What an estimate is made of: how much of it is driving, and how much standing at the doors before. Pure.

In minutes and to five, as the page tells the time itself: no more exact, and too coarse to tell from it at which moment
the van stands at another door. Both are rounded so that they add up to the time that is left (product.md N5).
"""

from msgspec import Struct

STEP = 300.0
MINUTES = 5


class Parts(Struct, frozen=True, gc=False):
    """Minutes that are driven, and minutes at the doors before."""

    driving: int
    stops: int


def parts(left: float, standing: float) -> Parts:
    """Of the seconds that are left, so many are spent standing."""
    whole, stops = round(left / STEP) * MINUTES, round(standing / STEP) * MINUTES
    stops = min(whole, max(0, stops))
    return Parts(max(0, whole - stops), stops)
