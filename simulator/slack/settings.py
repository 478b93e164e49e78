"""A workspace as it begins: who is in it, which channels it has, and the secrets of the one app that is installed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with an account. `team` is their own workspace; the flags are Slack's words for who may do less."""

    id: str
    name: str
    team: str = "T0WORLD"
    guest: bool = False
    bot: bool = False
    deleted: bool = False
    stranger: bool = False

    def as_json(self) -> dict[str, object]:
        """As `users.info` tells of them."""
        return {"id": self.id, "team_id": self.team, "name": self.name.casefold(), "real_name": self.name,
                "deleted": self.deleted, "is_bot": self.bot, "is_restricted": self.guest,
                "is_ultra_restricted": False, "is_stranger": self.stranger, "profile": {"real_name": self.name}}


@dataclass(frozen=True, slots=True)
class Team:
    """The workspace. `retries` are the pauses in seconds before an event that was not acknowledged comes again.

    `burst` messages may go to a channel at once before the rule of one a second bites with 429.
    """

    id: str = "T0WORLD"
    name: str = "Bloom"
    token: str = "xoxb-world-0000000000"  # noqa: S105 the world's own, and made up
    app_token: str = "xapp-world-0000000000"  # noqa: S105 the world's own, and made up
    secret: str = "0123456789abcdef0123456789abcdef"  # noqa: S105 the world's own, and made up
    app: str = "A0PORCHLIGHT"
    bot: str = "U0PORCHLIGHT"
    bot_id: str = "B0PORCHLIGHT"
    channels: tuple[tuple[str, str], ...] = (("C0SUPPORT", "support"), ("C0DISPATCH", "dispatch"))
    members: tuple[Member, ...] = (Member("U0KIM", "Kim"), Member("U0LEE", "Lee"), Member("U0MARCO", "Marco Bell"),
                                   Member("U0NADIA", "Nadia Orr"))
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)
    scopes: tuple[str, ...] = ("chat:write", "commands", "im:write", "im:history", "channels:history", "users:read",
                               "groups:history", "channels:read", "groups:read", "files:read",
                               "files:write")
    burst: int = 4
    deadline: float = 3.0

    def member(self, user: str) -> Member | None:
        """Somebody by id."""
        return next((one for one in self.members if one.id == user), None)


def direct(user: str) -> str:
    """The channel of the app's direct messages with somebody."""
    return f"D{user[1:]}"
