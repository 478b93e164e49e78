"""The audit log as a page of rows."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from store import models

SIZE = 100


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what to what, when and why. `at` is in UTC."""

    seq: int
    at: datetime
    who: str
    what: str
    of: str
    why: str


@dataclass(frozen=True, slots=True)
class Audit:
    """A page of the log; `more` is where the next one begins, 0 for none."""

    lines: tuple[Line, ...]
    more: int


async def audit_page(before: int | None, asked: str) -> Audit:
    """The newest rows, or those before a number, with some words in them where asked."""
    query = models.AuditRow.filter(seq__lt=before) if before else models.AuditRow.all()
    if asked:
        query = query.filter(Q(who__icontains=asked) | Q(what__icontains=asked) | Q(of__icontains=asked)
                             | Q(why__icontains=asked))
    rows = await query.order_by("-seq").limit(SIZE + 1)
    lines = tuple(Line(row.seq, row.at, row.who, row.what, row.of, row.why) for row in rows[:SIZE])
    return Audit(lines, lines[-1].seq if len(rows) > SIZE else 0)
