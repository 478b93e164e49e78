"""What stands in Slack and what must be drawn anew: marked in the transaction that changed it, drawn afterwards.

Nothing here talks to Slack. A mark that is committed survives everything; the latest state is what gets drawn.
"""

from datetime import datetime

from store import models
from store.ids import new_id
from store.queries.posts import mark_about, mark_subject


async def redraw(subject: str, about: str) -> None:
    """Draw what shows this row, and everything about that delivery or run, again."""
    await mark_subject(subject)
    if about:
        await mark_about(about, "")


async def kept(delivery: str, run: str) -> None:
    """For `Door.kept`: a decision about a delivery changes its cards and its run's schedule."""
    await mark_about(delivery, run)


async def want(kind: str, subject: str, about: str, parent: str, now: datetime, *, channel: str = "",
               user: str = "", seen: str = "") -> models.SlackPost | None:
    """Show this, once: in a channel, in somebody's direct messages, or in the thread of `parent`.

    None where there is no place for it: Slack is off, or its parent is not shown.
    """
    if not (channel or user or parent):
        return None
    post = await models.SlackPost.get_or_none(kind=kind, subject=subject)
    if post is not None:
        return post
    over = await models.SlackPost.get_or_none(id=parent) if parent else None
    return await models.SlackPost.create(
        id=new_id(), seen=seen, kind=kind, subject=subject, about=about, parent=parent, created_at=now,
        channel=channel or (over.channel if over else ""), user=user or (over.user if over else ""))


async def shows_code(row: models.Message, sid: str, now: datetime) -> None:
    """A message that shows a code stands in Slack: logged once, watched from now on, emptied when its time is over."""
    channel, _, ts = sid.partition(":")
    if await models.SlackPost.filter(kind="code", subject=row.id).exists():
        return
    await models.SlackPost.create(id=new_id(), kind="code", subject=row.id, about=row.conversation_id, channel=channel,
                                  ts=ts, state="shown", created_at=now)
    await models.Entry.create(id=new_id(), conversation_id=row.conversation_id, at=now, kind="code shown",
                              text="the code was shown to the driver at the door, in Slack")
    await models.Code.filter(delivery_id=row.conversation_id, shown_at=None).update(shown_at=now)
