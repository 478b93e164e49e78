"""What a call to Slack that failed means: refused for good, certainly not done, or of unknown outcome."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from integrations.channel import SendError

LATER = frozenset({"ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "accesslimited",
                   "access_denied_temporarily"})
PERHAPS = frozenset({"internal_error", "fatal_error", "request_timeout"})
"""Slack's own words: "some aspect of the operation may have succeeded"."""
TOO_MANY, SERVER = 429, 500
WAIT = timedelta(seconds=5)


@contextmanager
def understood() -> Iterator[None]:
    """Whatever Slack's library raises, as SendError. Its text holds Slack's code and never a body.

    Raises:
        SendError: as `integrations.channel` tells them apart.
    """
    try:
        yield
    except SlackApiError as error:
        raise refused(error) from None
    except aiohttp.ClientConnectorError as error:
        msg = f"not sent: {type(error).__name__}"
        raise SendError(msg) from None
    except (aiohttp.ClientError, TimeoutError, OSError, SlackClientError, ValueError, KeyError, TypeError) as error:
        msg = f"no answer ({type(error).__name__})"
        raise SendError(msg, unknown=True) from None


def refused(error: SlackApiError) -> SendError:
    """An answer that says no. Without a code of Slack's in it, nobody knows what became of the call."""
    answer = error.response
    status = int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 0)
    data = getattr(answer, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if status == TOO_MANY or code in LATER:
        headers = getattr(answer, "headers", None) or {}
        after = str(headers.get("Retry-After") or headers.get("retry-after") or "")
        return SendError(f"Slack asks to wait ({code})", retry_after=timedelta(seconds=int(after)) if after.isdigit()
                         else WAIT)
    if not isinstance(code, str) or code in PERHAPS or status >= SERVER:
        return SendError(f"Slack may have done it ({code or status})", unknown=True)
    return SendError(f"Slack refuses: {code[:60]}", permanent=True)
