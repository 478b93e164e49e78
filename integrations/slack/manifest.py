"""The app's manifest: what is pasted at api.slack.com/apps to install us. Pure.

Nothing is asked for that is not used: each scope stands beside what needs it.
"""

from typing import Any

SCOPES = {
    "chat:write": "post cards and words, and draw them again",
    "im:write": "open direct messages with drivers",
    "im:history": "hear what drivers write, and find a post of ours whose answer was lost",
    "channels:history": "hear notes in the threads of public channels, and find posts of ours there",
    "groups:history": "the same in private channels",
    "channels:read": "check that the channels exist and that we are in them",
    "groups:read": "the same for private channels",
    "users:read": "tell members from guests, bots and strangers, and hear when somebody leaves",
    "files:read": "take photos of what was delivered",
    "files:write": "show a driver the pictures that a customer sent",
    "commands": "answer /where",
}
EVENTS = ("message.im", "message.channels", "message.groups", "user_change")
NAME = "Porchlight"


def manifest(url: str, *, socket: bool) -> dict[str, Any]:
    """The manifest for a service at `url`; with `socket` it needs no address that Slack can reach."""
    address = {} if socket else {"request_url": f"{url}/webhooks/slack"}
    command = {"command": "/where", "description": "Where a driver is, and what comes next", "usage_hint": "marco",
               "should_escape": False} | ({} if socket else {"url": f"{url}/webhooks/slack"})
    return {
        "display_information": {"name": NAME, "description": "The conversation between a delivery and its doorstep",
                                "background_color": "#23293a"},
        "features": {
            "app_home": {"home_tab_enabled": False, "messages_tab_enabled": True,
                         "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": address | {"bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True} | address,
            "org_deploy_enabled": False, "socket_mode_enabled": socket, "token_rotation_enabled": False,
        },
    }
