"""The second factor: six digits from an app on the phone, new every 30 seconds (RFC 6238). Each is taken once."""

import base64
import hmac
import secrets
import struct
from datetime import datetime
from hashlib import sha1
from urllib.parse import quote, urlencode

STEP, DIGITS, SLACK = 30, 6, 1
"""One step early or late is taken: clocks differ, and people type."""


def new_secret() -> str:
    """160 random bits, as apps take them."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def address(secret: str, email: str, brand: str) -> str:
    """The otpauth address that an app reads."""
    named = urlencode({"secret": secret, "issuer": brand, "algorithm": "SHA1", "digits": DIGITS, "period": STEP})
    return f"otpauth://totp/{quote(brand)}:{quote(email)}?{named}"


def code(secret: str, step: int) -> str:
    """The digits of a step."""
    raw = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), sha1).digest()
    at = raw[-1] & 0x0F
    return str((struct.unpack(">I", raw[at:at + 4])[0] & 0x7FFFFFFF) % 10 ** DIGITS).zfill(DIGITS)


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """The step whose digits were typed, if they are of now or next to it."""
    given = "".join(one for one in typed if one.isdigit())
    present = int(now.timestamp()) // STEP
    fits = [step for step in range(present - SLACK, present + SLACK + 1)
            if hmac.compare_digest(code(secret, step), given)]
    return fits[0] if fits else None
