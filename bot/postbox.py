"""Answers by mail that wait on an IMAP server: each is noted like a posted one, then marked, then left behind.

The order is the whole of it. A mail counts as done when our cursor has passed its number, and the cursor moves after
the note is durable: pulled plugs make us read a mail twice, and the second time its Message-ID is known.
"""

import logging
from datetime import datetime, timedelta

from bot.mailroom import LARGEST, heard
from bot.receive import Door
from integrations.email.imap import NoMailbox, Postbox, name_of, opened
from integrations.email.inbound import NotAPerson
from store import models
from store.journal import JournalFull

log = logging.getLogger(__name__)
SECONDS = 15.0
FIRST = timedelta(days=1)
"""How far back the first look goes. A server counts by whole days of its own."""


async def collect(door: Door) -> int:
    """Note everything that came since the last look. Returns how much was new; what fails is tried at the next one."""
    url, new = door.settings.imap_url, 0
    name = f"imap:{name_of(url)}"
    try:
        async with opened(url, door.settings.mail_ca) as box:
            for uid in await _waiting(box, name, door.clock.machine()):
                new += await _one(door, box, uid)
                await models.Cursor.update_or_create(name=name, defaults={"value": f"{box.validity}:{uid}"})
    except NoMailbox as error:
        log.warning("mails could not be fetched: %s", error)
    except JournalFull:
        log.warning("mails wait: too much is waiting to be written")
    return new


async def _waiting(box: Postbox, name: str, now: datetime) -> list[int]:
    row = await models.Cursor.get_or_none(name=name)
    validity, _, uid = row.value.partition(":") if row else ("", "", "0")
    return await box.after(int(uid)) if validity == str(box.validity) else await box.since((now - FIRST).date())


async def _one(door: Door, box: Postbox, uid: int) -> bool:
    """Whether it was new. What cannot be read is left to a person and holds up nobody."""
    raw = await box.raw(uid, LARGEST)
    if raw is None:
        return False
    try:
        new = await heard(door, raw) if raw else await _left(box, uid, "too large")
    except NotAPerson:
        return False
    except ValueError:
        return await _left(box, uid, "unreadable")
    if raw:
        await box.seen(uid)
    return new


async def _left(box: Postbox, uid: int, why: str) -> bool:
    log.warning("mail %s of the IMAP folder is %s: flagged for a person", uid, why)
    await box.flagged(uid)
    return False
