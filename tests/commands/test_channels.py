"""Channels from the command line: what is wrong ends with 2, what WhatsApp has not approved with 1."""

from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.approved import specs
from bot.commands import templates
from bot.pressing import choices
from bot.settings import BadSettings, Settings, load
from simulator.app import TWILIO, create_world
from simulator.settings import Account, WorldSettings

ACCOUNT = Account()


@pytest.mark.parametrize(("name", "value"), [("TWILIO_WHATSAPP_FROM", "12"), ("TWILIO_FROM", "many"),
                                             ("SMTP_URL", "http://mail"), ("MAIL_FROM", "Bloom")])
def test_a_wrong_channel_setting_is_named_with_an_example(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"{name}: expected .*; for example"):
        load({name: value})


def test_a_whatsapp_sender_may_be_written_as_twilio_shows_it() -> None:
    assert load({"TWILIO_WHATSAPP_FROM": "whatsapp:+14155550100"}).twilio_whatsapp_from == "+14155550100"


async def test_templates_are_missing_then_submitted_once_and_one_that_is_refused_is_named(
        database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world: web.Application = create_world(WorldSettings(tmp_path / "world.jsonl", account=ACCOUNT))
    async with TestServer(world) as server:
        settings = Settings(_env_file=None, database_url=database_url,  # type: ignore[call-arg]
                            twilio_account_sid=ACCOUNT.sid, twilio_auth_token=(ACCOUNT.token,),
                            twilio_whatsapp_from="+14155550100", twilio_api_url=str(server.make_url("")))
        world[TWILIO].contents.rejects.add("rating")
        assert await templates._work(settings, "check") == len({one.wording for one in specs().values()})
        assert await templates._work(settings, "submit") == 1
        assert await templates._work(settings, "submit") == 1
        assert len(world[TWILIO].contents.held) == len(specs()) + len(choices())
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "not opened by WhatsApp until approved: rating/asking_score"
