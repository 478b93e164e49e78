"""What is sealed at rest: AES-256-GCM, bound to its place, under a key of its own for each participant.

An envelope is `version byte | 4 bytes of key id | 12 bytes of nonce | ciphertext and tag`. The associated data names
table and row, so a ciphertext moved elsewhere does not open. A participant's data key is itself sealed by the master
key; emptying `participants.sealed_key` shreds all they ever wrote.
"""

import hmac
import os
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Protocol

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from store.atomic import after_commit, atomic
from store.models import Cursor, Participant
from store.queries.keys import key_of

VERSION = b"\x01"
ID, NONCE = 4, 12
CANARY = "key canary"
CACHED = 4096


class WrongKeys(Exception):
    """SECRET_KEYS do not open what this database holds."""


class Unreadable(Exception):
    """A sealed value does not open: another place, another key, or damage."""


class Owner(Protocol):
    """Whoever has a data key: a row of `participants`."""

    id: str


class Keys:
    """Seals and opens. `secrets` are SECRET_KEYS, newest first: the first seals, all open."""

    def __init__(self, secrets: Sequence[str]) -> None:
        """Derive the keys; with no secret nothing can be sealed."""
        self._master = [_derived(secret, b"seal") for secret in secrets]
        self._by_id = {_key_id(key): key for key in self._master}
        self.token_keys = tuple(_derived(secret, b"token") for secret in secrets)
        self.token_key = self.token_keys[0] if secrets else b""
        self._data: dict[str, bytes] = {}

    def seal(self, place: str, plain: bytes) -> bytes:
        """Seal bytes for one place (`table|row`)."""
        return _seal(self._master[0], place, plain)

    def open(self, place: str, sealed: bytes) -> bytes:
        """The bytes that were sealed for that place.

        Raises:
            Unreadable: they were not, or not by us.
        """
        key = self._by_id.get(bytes(sealed[1:1 + ID]))
        if key is None:
            msg = "sealed by a key that is not in SECRET_KEYS"
            raise Unreadable(msg)
        return _open(key, place, sealed)

    def seal_json(self, place: str, plain: Any) -> bytes:
        """Seal plain data for one place."""
        return self.seal(place, msgspec.json.encode(plain))

    def hashed(self, text: str) -> str:
        """A keyed hash, for looking up what must not be readable."""
        return hmac.new(self.token_key, text.encode(), sha256).hexdigest()

    async def write(self, who: Participant, table: str, row: str, text: str) -> bytes:
        """Seal somebody's words under their own key, made at first use."""
        return _seal(await self._key_of(who), f"{table}|{row}", text.encode())

    async def read(self, who: Participant, table: str, row: str, sealed: bytes) -> str:
        """Somebody's words.

        Raises:
            Unreadable: another place or key, or their key was shredded.
        """
        return _open(await self._key_of(who), f"{table}|{row}", sealed).decode()

    async def write_bytes(self, who: Participant, table: str, row: str, plain: bytes) -> bytes:
        """Seal what somebody sent and is no text under their own key."""
        return _seal(await self._key_of(who), f"{table}|{row}", plain)

    async def read_bytes(self, who: Participant, table: str, row: str, sealed: bytes) -> bytes:
        """What somebody sent.

        Raises:
            Unreadable: another place or key, or their key was shredded.
        """
        return _open(await self._key_of(who), f"{table}|{row}", sealed)

    async def _key_of(self, who: Participant) -> bytes:
        if (known := self._data.get(who.id)) is not None:
            return known
        if who.sealed_key is None:
            who.sealed_key = await key_of(who.id, self.seal(f"participants|{who.id}", os.urandom(32)))
        key = self.open(f"participants|{who.id}", who.sealed_key)
        self._known(lambda: self._remember(who.id, key))
        return key

    def _known(self, change: Callable[[], None]) -> None:
        """Change what is remembered once it is true: a key of a transaction that is rolled back never was."""
        try:
            after_commit(change)
        except RuntimeError:
            change()

    def _remember(self, who: str, key: bytes) -> None:
        if len(self._data) >= CACHED:
            self._data.clear()
        self._data[who] = key

    def _forget(self, who: str) -> None:
        self._data.pop(who, None)

    async def shred(self, who: Participant) -> None:
        """Make everything they wrote unreadable for good."""
        self._known(lambda: self._forget(who.id))
        who.sealed_key = None
        await who.save(update_fields=["sealed_key"])

    async def check(self) -> None:
        """Prove that our keys open this database; the first start leaves the proof there.

        Raises:
            WrongKeys: they do not.
        """
        async def work() -> None:
            row = await Cursor.get_or_none(name=CANARY)
            if row is None:
                await Cursor.create(name=CANARY, value=self.seal(CANARY, b"porchlight").hex())
                return
            try:
                self.open(CANARY, bytes.fromhex(row.value))
            except Unreadable:
                msg = "SECRET_KEYS: expected the key this database was made with, or it and newer ones before it"
                raise WrongKeys(msg) from None

        await atomic(work)


def _derived(secret: str, purpose: bytes) -> bytes:
    return hmac.new(secret.encode(), b"porchlight " + purpose, sha256).digest()


def _key_id(key: bytes) -> bytes:
    return sha256(b"id" + key).digest()[:ID]


def _seal(key: bytes, place: str, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    head = VERSION + _key_id(key)
    return head + nonce + AESGCM(key).encrypt(nonce, plain, head + place.encode())


def _open(key: bytes, place: str, sealed: bytes) -> bytes:
    sealed = bytes(sealed)
    head, nonce, rest = sealed[:1 + ID], sealed[1 + ID:1 + ID + NONCE], sealed[1 + ID + NONCE:]
    try:
        return AESGCM(key).decrypt(nonce, rest, head + place.encode())
    except (InvalidTag, ValueError):
        msg = "a sealed value does not open"
        raise Unreadable(msg) from None
