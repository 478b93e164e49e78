"""Pictures that came inside a mail: kept as they came, sealed, until the job has drawn them anew."""

from datetime import datetime

from integrations.channel import SendError
from integrations.email.inbound import Letter
from store import models
from store.crypt import Keys, Unreadable


async def keep_attached(letter: Letter, keys: Keys, now: datetime) -> None:
    """Keep a mail's pictures, once, inside the present transaction."""
    for name, body in letter.files:
        if not await models.AttachedFile.exists(id=name):
            await models.AttachedFile.create(id=name, sealed=keys.seal(f"attached|{name}", body), at=now)


class MailFiles:
    """Fetches them by the name they were kept under. Fulfils `integrations.channel.Files`."""

    def __init__(self, keys: Keys) -> None:
        """Nothing is opened yet."""
        self._keys = keys

    async def fetch(self, reference: str, most: int) -> bytes:
        """The bytes of a file.

        Raises:
            SendError: permanent: it is not there any more, or too large.
        """
        row = await models.AttachedFile.get_or_none(id=reference)
        try:
            body = self._keys.open(f"attached|{reference}", row.sealed) if row else b""
        except Unreadable:
            body = b""
        if not body or len(body) > most:
            msg = "it is not there any more, or too large"
            raise SendError(msg, permanent=True)
        return body
