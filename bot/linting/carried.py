"""Will a phone and its carrier take it: what it costs, what it invites, whose it is, how to opt out, where it links."""

import re

from bot.linting import keywords
from bot.linting.samples import BRAND, LINK
from bot.linting.tongue import Found, Saying, Tongue, small
from bot.linting.whole import listed
from integrations.twilio.segments import Segments, segments
from integrations.twilio.smart import smart

LIMIT = 2
UNASKED = frozenset(
    "notices/scheduled notices/scheduled_strange notices/out_for_delivery notices/next notices/near notices/late "
    "notices/delivered notices/missed changes/window changes/details changes/called_off consent/stopped "
    "consent/started consent/help consent/driver_help reschedule/confirming_window rating/asking_score "
    "access/asking_customer".split())
"""What may be the first that somebody reads of us in a while."""

FIRST = ("notices/scheduled", "notices/scheduled_strange")
STRANGE = "notices/scheduled_strange"
MAILED = frozenset("notices changes whereabouts identity reschedule rating aftercare".split())
"""The flows whose words customers get by mail; what concerns a number or presses never goes that way."""
HOST = re.compile(r"https?://([^/\s]+)|\bwww\.\S+")
ADDRESSES = re.compile(r"https?:|www\.|\b(?:bit\.ly|tinyurl|t\.co|goo\.gl|is\.gd|cutt\.ly|rebrand\.ly|ow\.ly)\b|"
                       r"\w\.(?:com|net|org|link|app)\b")


def size(saying: Saying) -> Segments:
    """What a wording costs at most with usual values, as it is sent."""
    return max((segments(smart(text)) for text in saying.texts), key=lambda one: (one.count, one.units),
               default=Segments("GSM-7", 0, 0))


def cost(tongue: Tongue, english: Tongue) -> Found:
    """The most it costs with usual values, against what is allowed; an allowance nobody needs is a finding too."""
    for one in tongue.sayings:
        found = size(one)
        limit = one.allowed or LIMIT
        if found.count > limit:
            yield one.name, f"{found.count} segments ({found.encoding}, {found.units} units) where {limit} are allowed"
        elif one.allowed > max(found.count, LIMIT):
            yield one.name, f"its template allows {one.allowed} segments and {found.count} are enough"


def invitations(tongue: Tongue, english: Tongue) -> Found:
    """An answer that is asked for, quoted, offered beside a number or in capitals is no keyword of a carrier."""
    invites = tongue.check.get("invites", "reply")
    for one in tongue.sayings:
        ways_out = {"STOP", "START"} if one.name in keywords.WAYS_OUT else set[str]()
        for text in one.texts:
            taken = keywords.shouted(text) | keywords.invited(text, invites)
            if odd := {word for word in taken if word.upper() not in ways_out}:
                yield one.name, f"invites what carriers take for themselves: {listed(odd)}"
                break


def brand(tongue: Tongue, english: Tongue) -> Found:
    """Whoever reads it first knows whose it is."""
    for one in tongue.sayings:
        if one.name in UNASKED and any(not text.startswith(BRAND) for text in one.texts):
            yield one.name, "may be the first that somebody reads and does not begin with the brand"


def way_out(tongue: Tongue, english: Tongue) -> Found:
    """STOP stands in what somebody reads first of us."""
    for one in tongue.sayings:
        if one.name in FIRST and any(keywords.shouted(text) != {"STOP"} for text in one.texts):
            yield one.name, "is a first message and does not say STOP"


def mailed(tongue: Tongue, english: Tongue) -> Found:
    """A mail is ended by its own link, and answered as a mail is."""
    texts = tongue.check.get("never_in_mails", "")
    for one in tongue.sayings:
        if odd := {word for text in one.mailed for word in keywords.shouted(text) if word.casefold() in keywords.STOP}:
            yield one.name, f"asks the reader of a mail for {listed(odd)}"
        goes = one.name.partition("/")[0] in MAILED and one.name != STRANGE
        if texts and goes and any(re.search(texts, text, re.IGNORECASE) for text in one.mailed):
            yield one.name, "speaks of texts in a mail"


def hosts(tongue: Tongue, english: Tongue) -> Found:
    """An address comes in by `link` alone, and is on our own host."""
    for one in tongue.sayings:
        if any(ADDRESSES.search(piece) for piece in one.pieces):
            yield one.name, "names an address of its own; only {{ link }} may"
        if odd := {host for text in one.texts for host in HOST.findall(text)} - set(HOST.findall(LINK)):
            yield one.name, f"links to {listed(odd)}"
    for where, text in small(tongue):
        if ADDRESSES.search(text):
            yield where, "names an address of its own"
