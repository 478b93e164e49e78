"""Who speaks: Twilio's signature over our public address and the form, checked without saying how near a guess came.

Two kinds: HMAC-SHA1 under the account's auth token (`X-Twilio-Signature` alone), and HMAC-SHA256 under a shared key of
Twilio's webhook settings, named by `X-Twilio-Webhooks-Signature-Settings`. Both sign the same text: the address, then
each field's name and value in the order of names, with nothing in between. So a signature alone does not tell where a
value ends: `borders.py` closes that gap for the forms whose values we use.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha1, sha256
from urllib.parse import SplitResult, urlsplit

from integrations.twilio.form import Malformed, parse_form, read_body

__all__ = ["Forged", "Malformed", "read_body", "verified"]

SIGNATURE = "X-Twilio-Signature"
SETTINGS = "X-Twilio-Webhooks-Signature-Settings"
DIGESTS = {"HMAC_SHA1": sha1, "HMAC_SHA256": sha256}
LONGEST = 128
PORTS = {"https": 443, "http": 80}


class Forged(Exception):
    """Nobody who knows a secret of ours signed this. The text says what was wrong, never what would have been right."""


def verified(url: str, body: bytes, headers: Mapping[str, str], tokens: Sequence[str]) -> dict[str, str]:
    """The fields of a form that Twilio signed for `url`.

    `url` is our public address from the settings with the raw path and query of the request; Host and X-Forwarded
    headers are an attacker's to choose and are never asked. `tokens` are the secrets in force, several while they are
    being changed; with none, nothing is true.

    Raises:
        Forged: the signature is missing, shapeless or not ours.
        Malformed: the body is not one strict form.
    """
    signed = headers.get(SIGNATURE, "")
    if not signed or len(signed) > LONGEST or not signed.isascii():
        msg = "no usable signature"
        raise Forged(msg)
    algorithm = _algorithm(headers.get(SETTINGS, ""))
    form = parse_form(body, headers)
    if not _ours(url, form, signed.encode(), tokens, algorithm):
        msg = "the signature is not ours"
        raise Forged(msg)
    return form


def _algorithm(settings: str) -> str:
    named = [value.strip() for name, _, value in (part.partition("=") for part in settings.split(","))
             if name.strip() == "algorithm"]
    if settings and (len(named) != 1 or named[0].upper() not in DIGESTS):
        msg = "an unknown way of signing"
        raise Forged(msg)
    return named[0].upper() if named else "HMAC_SHA1"


def _ours(url: str, form: Mapping[str, str], signed: bytes, tokens: Sequence[str], algorithm: str) -> bool:
    """Every secret and spelling is tried to the end, so that time tells nothing about which one fits."""
    fields = "".join(f"{name}{form[name]}" for name in sorted(form))
    verdicts = [hmac.compare_digest(_mac(token, spelled + fields, algorithm), signed)
                for token in tokens if token for spelled in _spellings(urlsplit(url))]
    return any(verdicts)


def _mac(token: str, text: str, algorithm: str) -> bytes:
    covered = text.encode(errors="surrogateescape")  # a raw path may hold bytes that are no UTF-8
    return b64encode(hmac.new(token.encode(), covered, DIGESTS[algorithm]).digest())


def _spellings(url: SplitResult) -> Iterator[str]:
    """The address with and without its port: Twilio signs either, depending on the product."""
    host = url.netloc.rpartition(":")[0] if url.port else url.netloc
    port = url.port or PORTS.get(url.scheme, 80)
    yield url._replace(netloc=host).geturl()
    yield url._replace(netloc=f"{host}:{port}").geturl()
