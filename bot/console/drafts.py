"""What a message that has not gone out yet would say if it went now, codes masked; and whose own words it carries."""

from jinja2 import UndefinedError

from bot import letters
from bot.console.page import Visit
from bot.saying import Letter
from bot.wording import Wording
from bot.words import MASK
from console.conversation import Draft
from store import models
from store.crypt import Unreadable

WORDING = Wording()


def drafts(visit: Visit) -> Draft:
    """For `console.conversation.talk`."""
    async def draft(row: models.Message) -> tuple[str, str]:
        try:
            letter = letters.opened(row, visit.context.keys)
        except Unreadable:
            return "", ""
        carried = next((part.words for part in letter.parts if part.words), "")
        return await _text(visit, row, letter), carried

    return draft


async def _text(visit: Visit, row: models.Message, letter: Letter) -> str:
    keys, url = visit.context.keys, visit.context.settings.url
    try:
        body = await letters.render(row, letter, keys, WORDING, url, visit.now) or ""
    except (UndefinedError, KeyError):
        return ""
    for code in [part.code for part in letter.parts if part.code]:
        vault = await models.Code.get_or_none(id=code).select_related("participant")
        if vault is not None and vault.sealed is not None:
            body = body.replace(await keys.read(vault.participant, "codes", vault.id, vault.sealed), MASK)
    return body
