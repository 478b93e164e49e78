"""Somebody leaves: their sessions end, what they had claimed is open again, and it is written down."""

from typing import TYPE_CHECKING

from bot import cases
from bot.staff import people
from bot.staff.audit import audit
from store import models

if TYPE_CHECKING:
    from bot.receive import Door


async def left_slack(door: "Door", user: str) -> None:
    """Somebody is no full member of the Slack workspace any more. Their account, where they had one, is closed.

    The last owner's stays open, or nobody could open anything again; its sessions end all the same.
    """
    staff, machine = await models.Staff.get_or_none(slack_user=user), door.clock.machine()
    if staff is None:
        if many := await cases.release(door, frozenset({user})):
            await audit(door.keys, machine, "Slack", "left Slack", user, _released(many))
        return
    kept = staff.active and await people.is_last_owner(staff)
    ended = await (people.end_everything(staff, machine) if kept else people.shut(staff, machine))
    many = await cases.release(door, names(staff))
    account = "the last owner's account stays open" if kept else "account closed"
    await audit(door.keys, machine, "Slack", "left Slack", staff.email, f"{account}, {ended} sessions ended"
                + (f", {_released(many)}" if many else ""))


async def removed(door: "Door", staff: models.Staff) -> str:
    """After an admin closed an account: what it had claimed is open again. Says how much, for the audit log."""
    many = await cases.release(door, names(staff))
    return _released(many) if many else ""


def names(staff: models.Staff) -> frozenset[str]:
    """What cases know somebody by."""
    return frozenset({staff.name, staff.slack_user} - {""})


def _released(many: int) -> str:
    return f"{many} claimed {'case' if many == 1 else 'cases'} open again"
