"""Files in Slack: what a driver attached is fetched, and pictures are shared in a thread.

Sharing is Slack's three steps: ask where to, upload, complete. Only the last shows anything to anybody, and it is taken
once: a file that was uploaded for nothing is thrown away by Slack. Each file's name carries our mark, which is the
evidence where the answer was lost.
"""

import re

import aiohttp
from yarl import URL

from integrations.channel import SendError
from integrations.public import bounded, is_at, read_address, same_origin
from integrations.slack.errors import understood
from integrations.slack.workspace import Workspace

FILE = re.compile(r"F[A-Z0-9]{2,30}")
HOST, UPLOADS = "files.slack.com", (".slack.com", ".slack-files.com")
MARKED = re.compile(r"porchlight-([0-9A-Za-z]{1,40})-[0-9]+\.jpg")
MOST, OK = 4, 200
"""Pictures of one message: their ids must fit beside each other where a message's id is kept."""
SHARED = "files:"
DEADLINE = aiohttp.ClientTimeout(total=20)


class SlackFiles:
    """Fetches and shares. `api` reaches Slack, `outside` public addresses only; neither is closed here."""

    def __init__(self, workspace: Workspace, api: aiohttp.ClientSession, outside: aiohttp.ClientSession) -> None:
        """Nothing is asked yet."""
        self._workspace, self._api, self._outside = workspace, api, outside
        self._ours = URL(str(workspace.client.base_url))

    async def fetch(self, reference: str, most: int) -> bytes:
        """The bytes of a file.

        Raises:
            SendError: permanent: it is gone, too large, or kept outside of Slack.
        """
        if not FILE.fullmatch(reference):
            msg = "not a file of Slack's"
            raise SendError(msg, permanent=True)
        with understood():
            found = (await self._workspace.client.files_info(file=reference))["file"]
        url, size = str(found.get("url_private_download") or found.get("url_private") or ""), found.get("size")
        if found.get("mode") == "external" or (isinstance(size, int) and size > most):
            msg = "kept outside of Slack, or too large"
            raise SendError(msg, permanent=True)
        http, to = self._to(url, (HOST,))
        headers = {"Authorization": f"Bearer {self._workspace.client.token}", "Accept-Encoding": "identity"}
        try:
            async with http.get(to, headers=headers, allow_redirects=False,
                                timeout=DEADLINE) as answer:
                if answer.status != OK:
                    msg = f"Slack answers {answer.status}"
                    raise SendError(msg)
                return await bounded(answer, most)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendError(type(error).__name__) from None

    def _to(self, url: str, hosts: tuple[str, ...]) -> tuple[aiohttp.ClientSession, URL]:
        """The session for an address: our token goes to Slack's own hosts by https, and nowhere else."""
        to = read_address(url)
        if same_origin(to, self._ours):
            return self._api, to
        if is_at(to, hosts):
            return self._outside, to
        msg = "somewhere nothing is fetched from or sent to"
        raise SendError(msg, permanent=True)

    async def share(self, channel: str, thread: str, text: str, mark: str, files: tuple[bytes, ...]) -> str:
        """Show pictures with words, as one message; what they are forgotten by. Raises SendError."""
        ids = [await self._uploaded(f"porchlight-{mark}-{number}.jpg", body)
               for number, body in enumerate(files[:MOST], 1)]
        with understood():
            await self._workspace.client.files_completeUploadExternal(
                files=[{"id": one, "title": f"{number}"} for number, one in enumerate(ids, 1)], channel_id=channel,
                initial_comment=text, thread_ts=thread or None)
        return SHARED + ",".join(ids)

    async def _uploaded(self, name: str, body: bytes) -> str:
        """A file that nobody sees yet. Whatever goes wrong here has shown nothing: it is tried again."""
        try:
            with understood():
                place = await self._workspace.client.files_getUploadURLExternal(filename=name, length=len(body))
                http, to = self._to(str(place["upload_url"]), UPLOADS)
                async with http.post(to, data=body, allow_redirects=False, timeout=DEADLINE) as answer:
                    answer.raise_for_status()
                return str(place["file_id"])
        except SendError as error:
            raise SendError(str(error), permanent=error.permanent, retry_after=error.retry_after) from None

    async def forget(self, sid: str) -> None:
        """Delete files of ours. Raises SendError; what is not there is gone already."""
        for one in sid.removeprefix(SHARED).split(","):
            try:
                with understood():
                    await self._workspace.client.files_delete(file=one)
            except SendError as error:
                if "file_not_found" not in str(error) and "file_deleted" not in str(error):
                    raise


def marks(message: object) -> str:
    """Our mark in the names of a message's files; empty where there is none."""
    files = message.get("files") if isinstance(message, dict) else None
    names = [str(one.get("name") or "") for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    return next((found[1] for name in names if (found := MARKED.fullmatch(name))), "")
