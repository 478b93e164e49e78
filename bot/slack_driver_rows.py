"""Whose stop is it? What a driver may act on from Slack, read from rows each time; refusals say why."""

from bot.cases import No
from integrations.slack.happened import Place
from store import models


async def driver_of(user: str) -> models.Driver:
    """The driver of a Slack id. Raises No."""
    found = await models.Driver.filter(slack_user_id=user).order_by("id").first() if user else None
    if found is None:
        raise No("nobody")
    return found


async def open_stop(driver: models.Driver, stop: str) -> models.Stop:
    """A stop this driver drives to now. Raises No."""
    row = await models.Stop.get_or_none(id=stop).select_related("delivery__depot", "run__driver")
    if row is None:
        raise No("gone")
    if row.run.driver.id != driver.id or row.status == "removed":
        raise No("yours")
    if row.status not in {"open", "arrived"} or row.run.status != "started":
        raise No("over", row.delivery.customer_name.split(" ")[0])
    return row


async def stop_of_thread(where: Place, driver: models.Driver) -> models.Stop | None:
    """The stop whose thread that is. Raises No where it is somebody else's now."""
    post = await models.SlackPost.filter(kind="stop", channel=where.channel, ts=where.thread).first(
        ) if where.thread else None
    if post is None:
        return None
    stop = await models.Stop.get_or_none(id=post.subject.partition(":")[0]).select_related("delivery", "run__driver")
    if stop is not None and stop.run.driver.id != driver.id:
        raise No("yours")
    return stop
