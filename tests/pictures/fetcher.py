"""The job in a process of its own, so that a test can pull its plug: python -m tests.pictures.fetcher URL ORIGIN."""

import asyncio
import sys

from bot.clock import Clock
from bot.pictures.fetching import fetching
from bot.receive import Door
from bot.settings import Settings
from integrations.public import public_session
from integrations.twilio.media import TwilioMedia
from integrations.twilio.transport import session
from store.connect import connect, disconnect
from store.crypt import Keys
from store.journal import Journal
from tests.pictures.conftest import ACCOUNT


async def main(url: str, origin: str) -> None:
    """Fetch until killed, or until nothing is wanted for a while."""
    settings = Settings(secret_keys=("k" * 40,), database_url=url, twilio_account_sid=ACCOUNT.sid,
                        twilio_auth_token=(ACCOUNT.token,), twilio_api_url=origin, _env_file=None)  # type: ignore[call-arg]
    await connect(url)
    async with session() as http, public_session() as outside:
        door = Door(settings, Clock(), Keys(settings.secret_keys), Journal(url))
        media = TwilioMedia(settings, http, outside)
        async with fetching(door, {"sms": media}, working=True):
            print("begun", flush=True)  # noqa: T201 the test waits for it
            await asyncio.sleep(60)
    await disconnect()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
