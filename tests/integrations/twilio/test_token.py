"""The token in a status callback's path."""

import hmac
from base64 import urlsafe_b64encode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.people import MessageId
from integrations.twilio import token

KEY, OTHER = b"k" * 32, b"o" * 32
MESSAGE = MessageId("01JD8ZK3QW5T9R7V2X4Y6A8B0C")


@given(st.from_regex(r"[0-9A-Za-z-]{1,64}", fullmatch=True), st.integers(0, 999_999))
def test_what_was_signed_is_read_back(message: str, attempt: int) -> None:
    assert token.read([KEY], token.sign(KEY, MessageId(message), attempt)) == (message, attempt)


def test_it_is_short_and_stands_in_a_path_as_it_is() -> None:
    signed = token.sign(KEY, MESSAGE, 2)
    assert len(signed) <= 64
    assert set(signed) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.")


def test_an_older_key_still_reads_and_a_foreign_one_does_not() -> None:
    signed = token.sign(OTHER, MESSAGE, 1)
    assert token.read([KEY, OTHER], signed) == (MESSAGE, 1)
    assert token.read([KEY], signed) is None


def test_changing_any_one_character_makes_it_nobodys() -> None:
    signed = token.sign(KEY, MESSAGE, 1)
    for at, letter in enumerate(signed):
        changed = signed[:at] + ("A" if letter != "A" else "B") + signed[at + 1:]
        assert token.read([KEY], changed) is None


@pytest.mark.parametrize("text", ["", ".", "a.1.", "a.01." + "A" * 22, "a.1." + "é" * 22, "a.1." + "A" * 22,
                                  "a.-1." + "A" * 22, "x" * 1_000_000, "a.1." + "A" * 22 + "\n"])
def test_what_has_another_shape_is_read_as_nothing(text: str) -> None:
    assert token.read([KEY], text) is None


def test_no_key_signs_nothing_and_reads_nothing() -> None:
    with pytest.raises(ValueError, match="needs a key"):
        token.sign(b"", MESSAGE, 1)
    made = hmac.new(b"", token.PURPOSE + f"{MESSAGE}.1".encode(), sha256).digest()[:token.MAC_BYTES]
    assert token.read([b""], f"{MESSAGE}.1.{urlsafe_b64encode(made).decode().rstrip('=')}") is None


@pytest.mark.parametrize(("message", "attempt"), [("a.b", 1), ("", 1), ("a/b", 1), ("a", -1), ("a", 10**6)])
def test_an_id_or_attempt_that_could_be_misread_is_refused(message: str, attempt: int) -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        token.sign(KEY, MessageId(message), attempt)
