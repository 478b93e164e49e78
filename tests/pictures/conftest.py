"""A depot in a fresh database, and a provider on loopback that pictures are fetched from and sent by."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.pictures.fetching import Fetching
from integrations.public import public_session
from integrations.twilio import inbound
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.media import TwilioMedia
from integrations.twilio.transport import session
from integrations.twilio.whatsapp_channel import WhatsAppChannel
from simulator.app import TWILIO, WORLD, create_world
from simulator.pictures import Attached, door
from simulator.settings import Account, WorldSettings
from simulator.twilio.webhooks import inbound_form
from store import models
from tests.door.stage import OURS, Stage, make_stage

ANA, BO, MARCO, CHAT = "+13125550111", "+13125550112", "+13125550199", "+14155550100"
ACCOUNT = Account(service_sid="", numbers=(OURS,))


@dataclass
class Scene:
    """The stage, the provider beside it, and the job that fetches."""

    stage: Stage
    world: web.Application
    job: Fetching
    origin: str

    async def sends(self, phone: str, *files: Attached, text: str = "", ours: str = OURS) -> str:
        """A phone sends files; the provider's webhook, as it would come, goes through the door. The text's sid."""
        sid = await self.world[TWILIO].attach(phone, ours, text, *(files or (door(phone),)))
        message = self.world[TWILIO].messages.get(sid)
        assert message is not None
        kinds = [self.world[TWILIO].album.of(sid, at).kind for at in range(message.media)]
        form = inbound_form(ACCOUNT, message, self.origin, "", kinds)
        await self.stage.door.said(inbound.parse(form, ACCOUNT.sid, self.stage.clock.now()))
        await self.stage.settle()
        return sid

    async def fetches(self) -> None:
        """Everything that is wanted and due is fetched, and what follows is decided."""
        while await self.job.fetch_due():
            await self.stage.settle()

    def told(self, kind: str) -> list[dict[str, Any]]:
        """What the provider's ledger says."""
        return [dict(one.facts) for one in self.world[WORLD].ledger.entries if one.kind == kind]

    async def rows(self, **chosen: Any) -> list[models.Picture]:
        return await models.Picture.filter(**chosen).order_by("id")


@pytest.fixture
async def scene(db: str, tmp_path: Path) -> AsyncIterator[Scene]:
    stage = await make_stage(db)
    app = create_world(WorldSettings(tmp_path / "world.jsonl", "http://127.0.0.1:9", account=ACCOUNT))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    settings = stage.door.settings.model_copy(update={
        "twilio_account_sid": ACCOUNT.sid, "twilio_auth_token": (ACCOUNT.token,), "twilio_from": OURS,
        "twilio_whatsapp_from": CHAT, "public_url": "http://127.0.0.1:9", "twilio_api_url": origin})
    stage.outbox.settings = stage.door.settings = settings
    async with session() as http, public_session() as outside:
        stage.outbox.channels |= {"sms": TwilioChannel(settings, http), "whatsapp": WhatsAppChannel(settings, http)}
        media = TwilioMedia(settings, http, outside)
        yield Scene(stage, app, Fetching(stage.door, {"sms": media, "whatsapp": media}), origin)
    await stage.door.journal.stop()
    await runner.cleanup()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made
