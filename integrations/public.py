"""Fetching from the outside world: public addresses only, judged at the moment of connecting, within bounds.

A name is resolved once and what is connected to is what was judged, so that no second answer can point elsewhere.
"""

import asyncio
import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from integrations.channel import SendError

NAT64 = ip_network("64:ff9b::/96")
SHARED = ip_network("100.64.0.0/10")
LAST_FOUR = 0xFFFFFFFF
PORTS = frozenset({None, 443, 8443})
CHUNK = 64 * 1024
NAME = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}")


def read_address(text: str) -> URL:
    """An address as it will be asked, left as it is written: read once, by the library that connects.

    Two readers that differ over one text are how a check is got round.

    Raises:
        SendError: permanent: it is none.
    """
    try:
        found = URL(text, encoded=True)
        _ = found.explicit_port, found.raw_host
    except ValueError:
        found = URL()
    if not found.raw_host:
        msg = "not an address"
        raise SendError(msg, permanent=True)
    return found


def is_at(found: URL, hosts: tuple[str, ...]) -> bool:
    """Whether an address is one of these hosts (`.name`: of any under that name), by https and its usual ports."""
    host = (found.raw_host or "").lower()
    named = any(host == one or (one.startswith(".") and host.endswith(one)) for one in hosts)
    plain = found.scheme == "https" and found.explicit_port in PORTS and not (found.raw_user or found.raw_password)
    return named and plain and bool(NAME.fullmatch(host))


def same_origin(one: URL, other: URL) -> bool:
    """Whether both name the same scheme, host and port, and nobody's credentials."""
    return (one.scheme, one.raw_host, one.port) == (other.scheme, other.raw_host, other.port) and not one.raw_user


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet; of one that carries another in it, both must be."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    inner = _carried(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return found.is_global and not found.is_multicast and not (found.version == 4 and found in SHARED)  # noqa: PLR2004 IPv4


def _carried(found: IPv6Address) -> IPv4Address | None:
    if found.teredo:
        return found.teredo[1]
    return found.ipv4_mapped or found.sixtofour or (IPv4Address(int(found) & LAST_FOUR) if found in NAT64 else None)


class PublicResolver(AbstractResolver):
    """Answers a name's public addresses only; `lookup` is the system's own unless another is given."""

    def __init__(self, lookup: Callable[..., Any] | None = None) -> None:
        """Nothing is asked yet."""
        self._lookup = lookup

    async def resolve(self, host: str, port: int = 0,
                      family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses of a name.

        Raises:
            OSError: it has none that are public.
        """
        ask = self._lookup or asyncio.get_running_loop().getaddrinfo
        found = await ask(host, port, family=family, type=socket.SOCK_STREAM)
        good = [ResolveResult(hostname=host, host=str(address[0]), port=port, family=kind, proto=proto,
                              flags=socket.AI_NUMERICHOST)
                for kind, _, proto, _, address in found if is_public(str(address[0]))]
        if not good:
            msg = "no public address"
            raise OSError(None, msg)
        return good

    async def close(self) -> None:
        """Nothing is held."""


def public_session(lookup: Callable[..., Any] | None = None) -> aiohttp.ClientSession:
    """A session that reaches public addresses only: no cookies, no proxy of the environment, fresh connections.

    An address written as a number is never looked up, so whoever uses this must not ask for one.
    """
    connector = aiohttp.TCPConnector(resolver=PublicResolver(lookup), use_dns_cache=False, force_close=True)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False)


async def bounded(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """A body of at most so many bytes.

    Raises:
        SendError: permanent: it is longer.
    """
    told = answer.content_length
    body = bytearray()
    if told is None or told <= most:
        async for chunk in answer.content.iter_chunked(CHUNK):
            body += chunk
            if len(body) > most:
                break
        else:
            return bytes(body)
    msg = f"more than {most // (1024 * 1024)} MB"
    raise SendError(msg, permanent=True)
