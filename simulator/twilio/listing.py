"""Twilio's way to list messages: filters by number and date of sending, newest first, page by page."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import dropwhile, islice
from urllib.parse import urlencode

from simulator.settings import Account
from simulator.twilio.errors import Refused
from simulator.twilio.message import API, Message

LARGEST_PAGE = 1000
PAGE_SIZE = 50
DAY = re.compile(r"\d{4}-\d\d-\d\d")
EVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
FILTERS = ("To", "From", "DateSent", "DateSent<", "DateSent>")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of messages, `number` counted from 0. `following` asks for the next one, empty on the last."""

    messages: tuple[Message, ...]
    number: int
    size: int
    following: str

    def as_json(self, account: Account, query: Mapping[str, str]) -> dict[str, object]:
        """The answer as Twilio's libraries read it, for a page that `query` asked for."""
        path = f"/{API}/Accounts/{account.sid}/Messages.json"
        first = urlencode({**_kept(query), "PageSize": self.size, "Page": 0})
        start = self.number * self.size
        return {
            "messages": [one.as_json(account) for one in self.messages],
            "page": self.number, "page_size": self.size, "start": start,
            "end": start + max(0, len(self.messages) - 1), "uri": f"{path}?{urlencode(query)}" if query else path,
            "first_page_uri": f"{path}?{first}", "previous_page_uri": None,
            "next_page_uri": f"{path}?{self.following}" if self.following else None,
        }


def page(newest: Iterable[Message], query: Mapping[str, str]) -> Page:
    """The page a query asks for. Its token names the last message seen, so what arrives in between shifts nothing.

    Raises:
        Refused: a size, page or date is not one.
    """
    size = min(LARGEST_PAGE, _number(query.get("PageSize", ""), PAGE_SIZE)) or PAGE_SIZE
    number = _number(query.get("Page", ""), 0)
    wanted = _after(filter(_filter(query), newest), query.get("PageToken", ""))
    rows = tuple(islice(wanted, size + 1))
    following = ""
    if len(rows) > size:
        token = {"PageSize": size, "Page": number + 1, "PageToken": f"PA{rows[size - 1].sid}"}
        following = urlencode({**_kept(query), **token})
    return Page(rows[:size], number, size, following)


def _after(rows: Iterator[Message], token: str) -> Iterator[Message]:
    if not token:
        return rows
    rest = dropwhile(lambda one: one.sid != token.removeprefix("PA"), rows)
    return islice(rest, 1, None)


def _kept(query: Mapping[str, str]) -> dict[str, str]:
    return {name: query[name] for name in FILTERS if name in query}


def _filter(query: Mapping[str, str]) -> Callable[[Message], bool]:
    """Whether a message is wanted. One that was not sent yet has no date of sending and fails every date filter."""
    spans = [_span(name, query[name]) for name in FILTERS[2:] if name in query]

    def wanted(one: Message) -> bool:
        if query.get("To", one.to) != one.to or query.get("From", one.sender) != one.sender:
            return False
        return not spans or (one.sent is not None and all(start <= one.sent < end for start, end in spans))

    return wanted


def _span(name: str, text: str) -> tuple[datetime, datetime]:
    """The half-open interval that a date filter means: its whole day in UTC, or up to and with it, or from it on."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(30400) from None
    start = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    end = start + (timedelta(days=1) if DAY.fullmatch(text) else timedelta(seconds=1))
    if name == "DateSent<":
        return EVER[0], end
    if name == "DateSent>":
        return start, EVER[1]
    midnight = start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, midnight + timedelta(days=1)


def _number(text: str, otherwise: int) -> int:
    if text and not (text.isascii() and text.isdigit()):
        raise Refused(30400)
    return int(text) if text else otherwise
