"""Who speaks: Slack's v0 signature over the time and the raw body, checked before anything else reads either.

Slack's own library answers 500 to a time that is no number or a signature that is not ASCII, and writes the whole body
into the log when a signature is wrong; a gate code may stand in it. So nothing reaches it that was not checked here.
"""

import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

SIGNATURE, TIME = "X-Slack-Signature", "X-Slack-Request-Timestamp"
SHAPE = re.compile(r"v0=[0-9a-f]{64}")
SECONDS = re.compile(r"[0-9]{1,12}")
WINDOW = 300
"""A request older or newer than this many seconds is a replay or a wrong clock: Slack's own rule."""


class Forged(Exception):
    """Nobody who knows a secret of ours signed this, or not now. Says what was wrong, never what would be right."""


def check(body: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
    """Refuse what Slack did not sign within five minutes of `now` (machine time).

    `secrets` are the signing secrets in force, several while they are being changed; with none, nothing is true.

    Raises:
        Forged: a header is missing or shapeless, the time is off, or the signature is not ours.
    """
    time, signed = headers.get(TIME, ""), headers.get(SIGNATURE, "")
    if not SECONDS.fullmatch(time) or not SHAPE.fullmatch(signed):
        msg = "no usable signature"
        raise Forged(msg)
    if abs(now.timestamp() - int(time)) > WINDOW:
        msg = "signed at another time"
        raise Forged(msg)
    verdicts = [hmac.compare_digest(sign(body, time, secret), signed) for secret in secrets if secret]
    if not any(verdicts):
        msg = "the signature is not ours"
        raise Forged(msg)


def sign(body: bytes, time: str, secret: str) -> str:
    """What the signature of a body at a time (Unix seconds) must be."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{time}:".encode() + body, sha256).hexdigest()
