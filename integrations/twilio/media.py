"""What came with a text or a WhatsApp: fetched from Twilio with our credentials, from where it sends us without them.

A reference is `MM.../ME...`: the addresses of a webhook are taken apart and never asked. So a forger who names another
address gets nothing of ours, and what is fetched belongs to the message it came with.
"""

import re

import aiohttp
from yarl import URL

from integrations.channel import SendError
from integrations.public import bounded, is_at, read_address, same_origin
from integrations.twilio.channel import Account
from integrations.twilio.errors import refused

REFERENCE = re.compile(r"(?:SM|MM)[0-9a-f]{32}/ME[0-9a-f]{32}")
HOSTS = (".twiliocdn.com", ".amazonaws.com")
PATH = re.compile(r"/[^/\\].*")
REDIRECTS = frozenset({301, 302, 303, 307, 308})
OK, NOT_YET, DEADLINE = 200, 404, 20.0


class TwilioMedia:
    """Fetches by reference. `api` reaches Twilio, `outside` public addresses only; neither is closed here."""

    def __init__(self, account: Account, api: aiohttp.ClientSession, outside: aiohttp.ClientSession,
                 deadline: float = DEADLINE) -> None:
        """Nothing is asked yet. `deadline` in seconds bounds both steps together at twice its length."""
        self._account, self._api, self._outside = account, api, outside
        self._timeout = aiohttp.ClientTimeout(total=deadline)

    async def fetch(self, reference: str, most: int) -> bytes:
        """The bytes of a file.

        Raises:
            SendError: permanent: it is gone, too large, or somewhere it may not be fetched from.
        """
        if not REFERENCE.fullmatch(reference):
            msg = "not a file of Twilio's"
            raise SendError(msg, permanent=True)
        message, _, media = reference.partition("/")
        account = self._account
        url = (f"{account.twilio_api_url}/2010-04-01/Accounts/{account.twilio_account_sid}/Messages/{message}"
               f"/Media/{media}")
        login = aiohttp.encode_basic_auth(account.twilio_account_sid, account.twilio_auth_token[0])
        found = await self._get(self._api, URL(url), most, {"Authorization": login})
        if isinstance(found, bytes):
            return found
        there = await self._get(*self._elsewhere(url, found), most, {})
        if isinstance(there, bytes):
            return there
        msg = "sent on a second time"
        raise SendError(msg, permanent=True)

    def _elsewhere(self, asked: str, found: str) -> tuple[aiohttp.ClientSession, URL]:
        """Where a redirect may lead: the files' own hosts by https, or the API that the operator named."""
        ours = URL(self._account.twilio_api_url)
        to = read_address(asked.removesuffix(URL(asked).raw_path) + found if PATH.fullmatch(found) else found)
        if same_origin(to, ours):
            return self._api, to
        if is_at(to, HOSTS):
            return self._outside, to
        msg = "sent on to where nothing is fetched from"
        raise SendError(msg, permanent=True)

    async def _get(self, http: aiohttp.ClientSession, url: URL, most: int,
                   headers: dict[str, str]) -> bytes | str:
        """The body, or where it sends us. Asked once; `identity`, for a few bytes may unfold to gigabytes."""
        try:
            async with http.get(url, headers=headers | {"Accept-Encoding": "identity"},
                                allow_redirects=False, timeout=self._timeout) as answer:
                if answer.status in REDIRECTS and "Location" in answer.headers:
                    return answer.headers["Location"]
                if answer.status == NOT_YET:  # for a moment after the webhook it may not be there
                    msg = "it is not there"
                    raise SendError(msg)
                if answer.status != OK:
                    raise refused(answer.status, (await answer.content.read(4096)).decode(errors="replace"),
                                  answer.headers)
                if answer.headers.get("Content-Encoding", "identity") != "identity":
                    msg = "compressed"
                    raise SendError(msg, permanent=True)
                return await bounded(answer, most)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendError(type(error).__name__) from None
