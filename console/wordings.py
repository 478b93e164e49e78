"""How often each wording was sent lately."""

from collections import Counter
from collections.abc import Mapping

from store import models

LATELY = 5_000


async def uses() -> Mapping[str, int]:
    """Uses of each wording among the last few thousand messages that went out or wait."""
    rows = await models.Message.filter(outgoing=True).order_by("-id").limit(LATELY).values_list("wordings", flat=True)
    return Counter(str(name) for names in rows for name in names)
