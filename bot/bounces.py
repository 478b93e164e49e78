"""A mail that came back: its message did not arrive, goes another way, and a dead mailbox is never written to again."""

from datetime import datetime

from bot.letters import told
from bot.receipts import bind
from bot.ways import died
from domain.message import Receipt, State
from integrations.email.returned import NOBODY, Returned
from store import models
from store.queries import sending

WORDS = {NOBODY: "there is no such mailbox"}
OTHERWISE = "it was not taken there"


async def returned(found: Returned, now: datetime) -> bool:
    """Act on one report, inside a transaction. False: it is of no mail that is still thought to have arrived.

    A report may come twice, or after the words went another way: then there is nothing left to say.
    """
    row = await sending.lock_message(found.row)
    if row is None or row.channel != "email" or row.state not in {State.ACCEPTED, State.SENT, State.UNKNOWN}:
        return False
    theirs = models.Way.filter(participant_id=row.participant.id, channel="email", theirs=found.to)
    if found.code == NOBODY and await theirs.exists():  # not where theirs leads on to somewhere that is gone
        await died(found.to, found.code)
    await told(row, f"the mail came back ({found.status}): {WORDS.get(found.code, OTHERWISE)}", now)
    await bind(row, row.attempt, Receipt(row.sid or f"mail:{row.id}", State.UNDELIVERED, found.code), now)
    return True
