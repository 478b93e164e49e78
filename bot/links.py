"""The customer's link: 128 random bits, kept sealed and found by its hash."""

import secrets
from hashlib import sha256

from store import models
from store.crypt import Keys

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH = 22


def new_link() -> str:
    """A token nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def hashed(token: str) -> str:
    """What a link is looked up by."""
    return sha256(token.encode()).hexdigest()


def link_of(row: models.Delivery, keys: Keys, url: str) -> str:
    """The whole address of a delivery's page."""
    return f"{url}/t/{keys.open(f'deliveries|{row.id}', row.sealed_link).decode()}"
