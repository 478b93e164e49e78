"""Which role may do what: one literal table of every route of the console, and nothing else decides.

A route without a row does not start. Roles are written by their letters: o owner, a admin, d dispatcher, g agent,
v viewer; `*` is for somebody who is not signed in, and `?` for somebody who still owes the second factor.
"""

from collections.abc import Mapping
from types import MappingProxyType

ROLES: Mapping[str, str] = MappingProxyType(
    {"o": "owner", "a": "admin", "d": "dispatcher", "g": "agent", "v": "viewer"})
EVERYBODY, AGENTS, DISPATCH, ADMINS = "oadgv", "oadg", "oad", "oa"
NOBODY, HALF = "*", "?"

TABLE: Mapping[tuple[str, str], str] = MappingProxyType({
    ("GET", "/console"): EVERYBODY,
    ("GET", "/console/sign-in"): NOBODY,
    ("POST", "/console/sign-in"): NOBODY,
    ("GET", "/console/sign-in/code"): HALF,
    ("POST", "/console/sign-in/code"): HALF,
    ("GET", "/console/sign-in/slack"): NOBODY,
    ("GET", "/console/sign-in/slack/back"): NOBODY,
    ("GET", "/console/link/{token}"): NOBODY,
    ("POST", "/console/link/{token}"): NOBODY,
    ("POST", "/console/sign-out"): EVERYBODY,
    ("GET", "/console/me"): EVERYBODY,
    ("POST", "/console/me/password"): EVERYBODY,
    ("POST", "/console/me/factor"): EVERYBODY,
    ("POST", "/console/me/sessions/{id}/end"): EVERYBODY,
    ("GET", "/console/inbox"): EVERYBODY,
    ("GET", "/console/inbox/events"): EVERYBODY,
    ("GET", "/console/conversations/{id}"): EVERYBODY,
    ("GET", "/console/conversations/{id}/events"): EVERYBODY,
    ("POST", "/console/conversations/{id}/open"): AGENTS,
    ("POST", "/console/conversations/{id}/code"): AGENTS,
    ("GET", "/console/cases/{id}"): EVERYBODY,
    ("GET", "/console/cases/{id}/events"): EVERYBODY,
    ("POST", "/console/cases/{id}/{act:claim|reply|note|snooze|hand_back|take_over|resolve|agree|decline}"): AGENTS,
    ("POST", "/console/replies/{id}/undo"): AGENTS,
    ("GET", "/console/deliveries/{id}"): EVERYBODY,
    ("GET", "/console/deliveries/{id}/events"): EVERYBODY,
    ("GET", "/console/pictures/{id}"): EVERYBODY,
    ("GET", "/console/pictures/{id}/full"): EVERYBODY,
    ("GET", "/console/pictures/{id}/small"): EVERYBODY,
    ("GET", "/console/runs"): EVERYBODY,
    ("GET", "/console/runs/events"): EVERYBODY,
    ("GET", "/console/runs/{id}/events"): EVERYBODY,
    ("GET", "/console/runs/{id}"): EVERYBODY,
    ("POST", "/console/runs/{id}/hand_over"): DISPATCH,
    ("POST", "/console/stops/{id}/move"): DISPATCH,
    ("GET", "/console/vans"): EVERYBODY,
    ("GET", "/console/vans/events"): EVERYBODY,
    ("GET", "/console/vans/{driver}/stops"): EVERYBODY,
    ("GET", "/console/ratings"): EVERYBODY,
    ("GET", "/console/ratings/events"): EVERYBODY,
    ("POST", "/console/ratings/export"): ADMINS,
    ("GET", "/console/answers"): EVERYBODY,
    ("GET", "/console/wordings"): EVERYBODY,
    ("GET", "/console/outbox"): EVERYBODY,
    ("GET", "/console/outbox/events"): EVERYBODY,
    ("POST", "/console/messages/{id}/retry"): AGENTS,
    ("POST", "/console/messages/{id}/understood"): AGENTS,
    ("GET", "/console/depots"): ADMINS,
    ("POST", "/console/depots/{id}"): ADMINS,
    ("GET", "/console/people"): ADMINS,
    ("POST", "/console/people"): ADMINS,
    ("POST", "/console/people/{id}/{act:role|link|close|reopen|end}"): ADMINS,
    ("GET", "/console/audit"): ADMINS,
})


def allowed(method: str, path: str, role: str) -> bool:
    """Whether somebody of that role (a name, `*` or `?`) may use a route.

    Raises:
        KeyError: the table does not know the route.
    """
    letters = TABLE[method, path]
    return role in letters if role in {NOBODY, HALF} else any(ROLES.get(one) == role for one in letters)
