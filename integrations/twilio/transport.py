"""How the Twilio library reaches the network here: one request, one try, one deadline.

The library's own client posts again after a 503 and lets a request hang for five minutes. A second POST is a second
text on somebody's phone, so this one never repeats anything, and says of each failure whether any byte was out.
"""

from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit, urlunsplit

import aiohttp
from twilio.http.response import Response

from integrations.twilio.errors import refused, unanswered, unsent

Fields = dict[str, object] | None
DEADLINE = 20.0
OK = range(200, 300)


class Wire:
    """What is known of one request: whether its life is watched, and whether its first byte may have left."""

    watched = False
    written = False


def session() -> aiohttp.ClientSession:
    """The session for Twilio: no cookies, a fresh connection for each request.

    A connection that was kept alive may be closed by Twilio just as we write to it, which would turn a harmless idle
    close into a message of unknown outcome. The price is a handshake a message.
    """
    trace = aiohttp.TraceConfig()
    trace.on_request_start.append(_started)
    trace.on_request_headers_sent.append(_written)
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(force_close=True), trace_configs=[trace],
                                 cookie_jar=aiohttp.DummyCookieJar())


async def _started(_session: aiohttp.ClientSession, context: SimpleNamespace,
                   _: aiohttp.TraceRequestStartParams) -> None:
    if isinstance(context.trace_request_ctx, Wire):
        context.trace_request_ctx.watched = True


async def _written(_session: aiohttp.ClientSession, context: SimpleNamespace,
                   _: aiohttp.TraceRequestHeadersSentParams) -> None:
    if isinstance(context.trace_request_ctx, Wire):
        context.trace_request_ctx.written = True


class Transport:
    """The HTTP client that the Twilio library is given. Fulfils its `AsyncHttpClient`.

    `origin` replaces the scheme, host and port of every address the library asks for, and a path before it if given.
    `deadline` in seconds bounds a request as a whole, from the queue for a connection to the last byte of the answer.
    """

    is_async = True

    def __init__(self, http: aiohttp.ClientSession, origin: str, deadline: float = DEADLINE) -> None:
        """Share a session; it is not closed here."""
        self._http = http
        self._origin = urlsplit(origin.rstrip("/"))
        self._timeout = aiohttp.ClientTimeout(total=deadline)

    async def request(self, method: str, uri: str, *, params: Fields = None, data: Fields = None,
                      headers: dict[str, str] | None = None, auth: tuple[str, str] | None = None,
                      **_ours_to_say: object) -> Response:
        """Ask once; answer only with a 2xx. A redirect is never followed, and `deadline` rules.

        Raises:
            SendError: refused, not sent or unknown, as `errors` tells them apart.
        """
        sent = dict(headers or {})
        if auth is not None:
            sent["Authorization"] = aiohttp.encode_basic_auth(*auth)
        query = {name: str(value) for name, value in (params or {}).items()}
        form = urlencode(data, doseq=True).encode() if data else None
        answer = await self._once(method, self._moved(uri), params=query, data=form, headers=sent)
        if answer.status_code not in OK:
            raise refused(answer.status_code, answer.text, answer.headers)
        return answer

    async def _once(self, method: str, url: str, *, params: dict[str, str], data: bytes | None,
                    headers: dict[str, str]) -> Response:
        wire = Wire()
        try:
            async with self._http.request(method, url, params=params, data=data, headers=headers,
                                          timeout=self._timeout, allow_redirects=False,
                                          trace_request_ctx=wire) as answer:
                text = (await answer.read()).decode(errors="replace")
                return Response(answer.status, text, answer.headers)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            certain = wire.watched and not wire.written
            raise (unsent if certain else unanswered)(type(error).__name__) from None

    def _moved(self, uri: str) -> str:
        asked = urlsplit(uri)
        return urlunsplit((self._origin.scheme, self._origin.netloc, self._origin.path + asked.path, asked.query, ""))
