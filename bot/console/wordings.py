"""Every wording as a customer or driver would read it, with what it costs, in each language. Looking only."""

from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import UndefinedError

from bot.console.page import Visit, route
from bot.wording import ROOT, Wording
from console.wordings import uses
from integrations.twilio.segments import segments
from integrations.twilio.smart import smart

ZONE = ZoneInfo("America/Chicago")
WINDOW = "2026-11-25T14:00:00-06:00/2026-11-25T16:00:00-06:00"
SAMPLE = {
    "brand": "Bloom", "support": "+13125550177", "items": "3-seat sofa", "name": "Ana", "driver": "Marco",
    "address": "1 Main St", "tracking": "BF-10023", "at": "2026-11-24T14:05:00-06:00",
    "start": "2026-11-25T14:00:00-06:00", "end": "2026-11-25T16:00:00-06:00", "now": "2026-11-24T12:00:00-06:00",
    "slot_start": "2026-11-25T14:00:00-06:00", "slot_end": "2026-11-25T16:00:00-06:00",
    "link": "https://track.example.com/t/AAAAAAAAAAAAAAAAAAAAAA", "code": "4417#", "words": "the bell says Smith",
    "first": False, "before": 3, "minutes": 10, "how": "recipient", "to": "", "place": "", "reason": "not_home",
    "notes": ["hazard: big dog"], "planned": True, "spoken": "en", "morning": True, "slots": [WINDOW] * 3,
    "stops": ["Ana, 1 Main St"] * 2, "windows": [WINDOW] * 2,
    "options": ["11 lamp (Tue 24 Nov)", "12 desk (Wed 25 Nov)"],
    "count": 2, "metres": 120, "proof": True, "map": "https://track.example.com/at/41.8781,-87.6298",
    "photo": "https://track.example.com/p/AAAAAAAAAAAAAAAAAAAAAA",
}


@dataclass(frozen=True, slots=True)
class Preview:
    """A wording in one language with sample values: its text, and the SMS it costs. `why` is there for none."""

    name: str
    text: str
    count: int
    encoding: str
    why: str = ""


@route("GET", "/console/wordings")
async def show(visit: Visit) -> web.StreamResponse:
    """All wordings of a language, flow by flow."""
    spoken = languages()
    language = visit.request.query.get("language", "en")
    language = language if language in spoken else spoken[0]
    return visit.page("wordings", languages=spoken, spoken=language, flows=previews(language), uses=await uses())


def languages() -> tuple[str, ...]:
    """Every language there are wordings in, English first."""
    found = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
    return tuple(sorted(found, key=lambda one: one != "en"))


@cache
def previews(language: str) -> dict[str, tuple[Preview, ...]]:
    """Every wording of a language by flow. Templates do not change while we run."""
    wording = Wording()
    return {path.stem: tuple(_preview(wording, language, f"{path.stem}/{block}")
                             for block in wording.env.get_template(f"{language}/{path.name}").blocks)
            for path in sorted((ROOT / language).glob("*.j2"))}


def _preview(wording: Wording, language: str, name: str) -> Preview:
    try:
        text = smart(wording.render(language, name, SAMPLE, ZONE))
    except (UndefinedError, KeyError, TypeError, ValueError) as error:
        return Preview(name, "", 0, "", str(error))
    size = segments(text)
    return Preview(name, text, size.count, size.encoding)
