"""Which mail server is believed: its certificate is always checked, by the system's authorities and one's own."""

import ssl
from urllib.parse import SplitResult

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def context(authority: str = "") -> ssl.SSLContext:
    """How a connection is opened: `authority` names a file of certificates (PEM) that are trusted too.

    Raises:
        OSError: there is no such file, or it holds no certificate (`ssl.SSLError`).
    """
    made = ssl.create_default_context()
    if authority:
        made.load_verify_locations(authority)
    return made


def must_hide(url: SplitResult) -> bool:
    """Whether this line must turn to TLS or not be used: a password goes over an open one on this machine alone."""
    return bool(url.password) and not on_this_machine(url)


def on_this_machine(url: SplitResult) -> bool:
    """Whether nobody else can listen on the line."""
    return url.hostname in LOOPBACK


def reason(error: BaseException) -> str:
    """What went wrong, in words that hold no secret: of a certificate, what is wrong with it."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, ssl.SSLCertVerificationError):
        found = found.__cause__ or found.__context__
    if found is None:
        return type(error).__name__
    return f"the server's certificate is refused: {found.verify_message.rstrip('.')}"
