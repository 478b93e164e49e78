"""The audit log: rows that are only ever added, each sealed together with the one before it.

A seal is a keyed hash, so whoever can write to the database but does not hold SECRET_KEYS cannot make one. Edited,
deleted and reordered rows break the chain; rows cut off at its end are missed by the sealed count of `cursors`. Both
wound back together to an older state cannot be seen from inside: the log names each new head, to be kept elsewhere.
"""

import hmac
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from store import models
from store.crypt import Keys, Unreadable
from store.queries.staff import lock_head

log = logging.getLogger(__name__)
HEAD, PLACE = "audit head", "cursors|audit head"
BATCH = 2000


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the log stands. `broken` names the first row that is not as it was written (0: none); `why` says how."""

    rows: int
    broken: int = 0
    why: str = ""

    @property
    def whole(self) -> bool:
        """Nothing was changed."""
        return not self.why


async def audit(keys: Keys, now: datetime, who: str, what: str, of: str = "", why: str = "") -> int:
    """Add a row inside the present transaction, at machine time `now`. Its number."""
    head = await lock_head(HEAD, keys.seal(PLACE, b"0 ").hex())
    seq, before = _opened(keys, head.value)
    row = models.AuditRow(seq=seq + 1, at=now, who=who[:300], what=what[:40], of=of[:300], why=why[:300])
    row.seal = _seal(keys.token_key, before, row)
    await row.save(force_create=True)
    head.value = keys.seal(PLACE, f"{row.seq} {row.seal}".encode()).hex()
    await head.save(update_fields=["value"])
    log.info("audit row %s: %s; head %s", row.seq, what, row.seal[:16])
    return row.seq


async def verify(keys: Keys) -> Verdict:
    """Read the whole log and say whether it is as it was written."""
    before, count = "", 0
    while found := await models.AuditRow.filter(seq__gt=count).order_by("seq").limit(BATCH):
        for row in found:
            if row.seq != count + 1:
                return Verdict(count, count + 1, f"row {count + 1} is missing")
            if not _is_sealed(keys.token_keys, before, row):
                return Verdict(count, row.seq, f"row {row.seq} is not as it was written, or not where it was")
            before, count = row.seal, row.seq
    return await _ends_well(keys, count, before)


async def _ends_well(keys: Keys, count: int, last: str) -> Verdict:
    extra = await models.AuditRow.filter(seq__lt=1).count()
    if extra:
        return Verdict(count, 0, "there are rows before the first")
    head = await models.Cursor.get_or_none(name=HEAD)
    if head is None:
        return Verdict(0) if count == 0 else Verdict(count, count, "the count of rows is gone")
    try:
        seq, seal = _opened(keys, head.value)
    except (Unreadable, ValueError):
        return Verdict(count, count, "the count of rows is not as it was written")
    if (seq, seal) != (count, last):
        return Verdict(count, count + 1, f"{seq} rows were written and {count} are here")
    return Verdict(count)


def _opened(keys: Keys, value: str) -> tuple[int, str]:
    seq, _, seal = keys.open(PLACE, bytes.fromhex(value)).decode().partition(" ")
    return int(seq), seal


def _is_sealed(keys: Iterable[bytes], before: str, row: models.AuditRow) -> bool:
    return any(hmac.compare_digest(_seal(key, before, row), row.seal) for key in keys)


def _seal(key: bytes, before: str, row: models.AuditRow) -> str:
    parts = (before, str(row.seq), row.at.astimezone(UTC).isoformat(timespec="microseconds"), row.who, row.what,
             row.of, row.why)
    text = "".join(f"{len(one)}:{one}" for one in parts)
    return hmac.new(key, b"audit:" + text.encode(), sha256).hexdigest()
