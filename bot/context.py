"""What every route and worker is handed: built once by `app.py`, never a global."""

from dataclasses import dataclass, field

from aiohttp import web

from bot.clock import Clock
from bot.receive import Door
from bot.settings import Settings
from integrations.channel import Channel, Files
from store.crypt import Keys
from tracking.ingest import Ingest
from tracking.live import Streams
from tracking.vans import Vans


@dataclass(frozen=True, slots=True)
class Context:
    """The wired parts of one process. `channels` are by name; one without credentials is absent.

    `sources` are where pictures are fetched from, by the name of the channel they came by.
    """

    settings: Settings
    clock: Clock
    keys: Keys
    door: Door
    vans: Vans
    streams: Streams = field(default_factory=Streams)
    channels: dict[str, Channel] = field(default_factory=dict)
    sources: dict[str, Files] = field(default_factory=dict)


CONTEXT = web.AppKey("context", Context)
INGEST = web.AppKey("ingest", Ingest)
