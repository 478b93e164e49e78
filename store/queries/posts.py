"""What stands in Slack: marking, claiming and settling posts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from store.atomic import atomic
from store.models import SlackPost
from store.queries.raw import Statement, rows, together

MARK = Statement("UPDATE slack_posts SET dirty = true, wanted = wanted + 1 WHERE subject = ?")
MARK_ABOUT = Statement(
    "UPDATE slack_posts SET dirty = true, wanted = wanted + 1 WHERE about <> '' AND (about = ? OR about = ?)")
DUE = Statement(
    """SELECT post.id FROM slack_posts AS post WHERE dirty = true AND state <> 'failed'
    AND (lease_until IS NULL OR lease_until < ?) AND (retry_at IS NULL OR retry_at <= ?)
    ORDER BY id LIMIT ? {claim post}""")
LEASE = Statement("UPDATE slack_posts SET lease_until = ? WHERE id {among}")
LEASED = Statement("SELECT {post} FROM slack_posts AS post WHERE id {among} ORDER BY id", {"post": SlackPost})
LET_GO = Statement("UPDATE slack_posts SET lease_until = NULL, retry_at = ? WHERE id = ?")
LET_GO_ALL = Statement("UPDATE slack_posts SET lease_until = NULL, retry_at = ? WHERE id {among}")
SUBMITTING = Statement(
    """UPDATE slack_posts SET state = 'submitting', attempt = attempt + 1, submitted_at = ?, channel = ?
    WHERE id = ? AND attempt = ? AND ts = '' RETURNING id""")
DRAWN = Statement(
    """UPDATE slack_posts SET state = 'shown', ts = ?, drawn = ?, shown = ?, lease_until = NULL, retry_at = NULL,
    tries = 0, dirty = (wanted > ?) WHERE id = ?""")
ASKED = Statement(
    """UPDATE slack_posts SET seen = ?, dirty = true, wanted = wanted + 1
    WHERE kind = 'ask' AND subject = ? AND seen = '' RETURNING id""")
AS_THEY_COME = Statement(
    """UPDATE slack_posts SET dirty = true, wanted = wanted + 1 WHERE kind IN ('stop', 'case') AND state = 'shown'
    AND about IN (SELECT delivery_id FROM etas)""")
ORPHANS = Statement("UPDATE slack_posts SET lease_until = NULL WHERE lease_until IS NOT NULL")
LOST = Statement("UPDATE slack_posts SET state = 'unknown' WHERE state = 'submitting'")


async def mark_subject(subject: str) -> None:
    """Draw what shows this row again."""
    await rows(MARK(subject))


async def mark_about(delivery: str, run: str) -> None:
    """Draw everything about this delivery or run again."""
    await rows(MARK_ABOUT(delivery, run or delivery))


async def claim_posts(machine: datetime, most: int, lease: timedelta) -> list[SlackPost]:
    """Take what must be drawn, oldest first."""
    async def work() -> list[SlackPost]:
        ids = [post for (post,) in await rows(DUE(machine, machine, most))]
        if not ids:
            return []
        _, found = await together(LEASE(machine + lease, ids), LEASED(ids))
        return [post for (post,) in found]

    return await atomic(work)


async def let_go(post: str, retry_at: datetime | None) -> None:
    """Somebody may take it again, from then on."""
    await rows(LET_GO(retry_at, post))


async def let_go_all(ids: Sequence[str], retry_at: datetime) -> None:
    """The same for several."""
    await rows(LET_GO_ALL(retry_at, list(ids)))


async def begin_post(post: SlackPost, channel: str, machine: datetime) -> bool:
    """Commit that it is about to be posted; false when somebody else was faster."""
    return bool(await rows(SUBMITTING(machine, channel, post.id, post.attempt)))


async def keep_drawn(post: str, ts: str, drawn: str, wanted: int) -> None:
    """It stands there as it was when `wanted` changes had been made; what changed since is still to be drawn."""
    await rows(DRAWN(ts, drawn, wanted, wanted, post))


async def decide_ask(subject: str, how: str) -> bool:
    """What a driver decided about his words; false when that was decided before."""
    return bool(await rows(ASKED(how, subject)))


async def mark_with_estimates() -> None:
    """Cards that show when somebody comes are drawn anew: an estimate moves without anybody deciding."""
    await rows(AS_THEY_COME())


async def give_up_posts() -> None:
    """At start, on one process's database: what a dead process was about to post is of unknown outcome."""
    await together(ORPHANS(), LOST())


async def shown_in(ids: Sequence[str]) -> dict[str, SlackPost]:
    """Posts by their ids."""
    return {one.id: one for one in await SlackPost.filter(id__in=list(ids))}
