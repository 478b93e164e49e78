"""The phones of the world and what stands on their screens, texts and mails alike, folded from the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from simulator.ledger import Entry

ENDS = frozenset({"delivered", "undelivered", "failed", "canceled"})
WHATSAPP = "whatsapp:"


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone and who holds it. `trouble` is the carrier's error for every text to it, 0 when it is well.

    `email` is where the same person gets mail, `language` what they speak, both empty where nobody knows.
    `automatic`: a simulated person answers by the habits of the `role`; `traits` are what that person knows.
    """

    number: str
    name: str = ""
    role: str = "customer"
    delivery: str = ""
    trouble: int = 0
    automatic: bool = False
    traits: dict[str, str] = field(default_factory=dict)
    email: str = ""
    language: str = ""

    def as_json(self) -> dict[str, object]:
        """The phone as scripts and the page read it."""
        return {"number": self.number, "name": self.name, "role": self.role, "delivery": self.delivery,
                "trouble": self.trouble, "automatic": self.automatic, "traits": self.traits, "email": self.email,
                "language": self.language}


@dataclass(frozen=True, slots=True)
class Bubble:
    """One text on a screen. `number` is the ledger's, `ours` the service's address, `mine`: the holder wrote it.

    `buttons` are what a WhatsApp offers to tap, each a payload and a title, `listed` where they are
    rows of a list; `template`: it opened the conversation.
    A mail has a `subject` and `html`, and its Message-ID as `sid`. `place` is on a map, in degrees.
    """

    number: int
    sid: str
    ours: str
    mine: bool
    text: str
    media: int
    at: datetime
    buttons: tuple[tuple[str, str], ...] = ()
    template: bool = False
    listed: bool = False
    subject: str = ""
    html: str = ""
    place: tuple[float, float] | None = None

    @property
    def channel(self) -> str:
        """The way it went: sms, whatsapp or email."""
        return "email" if "@" in self.ours else "whatsapp" if self.ours.startswith(WHATSAPP) else "sms"

    def as_json(self) -> dict[str, object]:
        """The text as scripts and the page read it; a mail's HTML is a document of its own."""
        return {"n": self.number, "sid": self.sid, "ours": self.ours, "mine": self.mine, "text": self.text,
                "media": self.media, "at": self.at.isoformat(), "channel": self.channel, "subject": self.subject,
                "buttons": [list(one) for one in self.buttons], "template": self.template, "html": bool(self.html),
                "place": list(self.place) if self.place else None}


Watcher = Callable[[Phone, Bubble | None], None]


class Phones:
    """All phones. One that nobody introduced appears when a text reaches it."""

    def __init__(self) -> None:
        """None yet."""
        self._phones: dict[str, Phone] = {}
        self._threads: dict[str, list[Bubble]] = {}
        self._flying: dict[str, Entry] = {}
        self._watchers: list[Watcher] = []

    def hear(self, entry: Entry) -> None:
        """Take in one entry of the ledger."""
        match entry.kind:
            case "phone":
                phone = _phone(entry)
                self._phones[phone.number] = phone
                self._tell(phone, None)
            case "accepted":
                self._flying[entry.text("sid")] = entry
            case "inbound":
                self._show(entry.text("from"), _bubble(entry, entry, mine=True))
            case "mail" | "mail_written":
                self._show(entry.text("phone"), _mail(entry))
            case "status" if entry.text("status") in ENDS:
                sent = self._flying.pop(entry.text("sid"), None)
                if sent is not None and entry.text("status") == "delivered":
                    self._show(sent.text("to"), _bubble(sent, entry, mine=False))

    def follow(self, watcher: Watcher) -> None:
        """Tell `watcher` of every new text and every new or changed phone (then without a text)."""
        self._watchers.append(watcher)

    def unfollow(self, watcher: Watcher) -> None:
        """Tell `watcher` no more."""
        self._watchers.remove(watcher)

    def everybody(self) -> list[Phone]:
        """All phones, those known longest first."""
        return list(self._phones.values())

    def get(self, number: str) -> Phone | None:
        """A phone by its number."""
        return self._phones.get(number)

    def by_mail(self, address: str) -> Phone | None:
        """The phone of whoever gets mail at an address."""
        return next((one for one in self._phones.values() if one.email == address.casefold()), None)

    def trouble(self, number: str) -> int:
        """The error that texts to this number meet, 0 for none."""
        phone = self._phones.get(number)
        return phone.trouble if phone else 0

    def thread(self, number: str) -> list[Bubble]:
        """What stands on a phone's screen, oldest first."""
        return list(self._threads.get(number, ()))

    def since(self, number: int) -> Iterator[tuple[Phone, Bubble]]:
        """What reached a screen after the ledger's entry `number`, in order."""
        news = [(one, owner) for owner, thread in self._threads.items() for one in thread if one.number > number]
        for one, owner in sorted(news, key=lambda pair: pair[0].number):
            yield self._phones[owner], one

    def _show(self, address: str, bubble: Bubble) -> None:
        owner = address.removeprefix(WHATSAPP)
        phone = self._phones.setdefault(owner, Phone(owner))
        self._threads.setdefault(owner, []).append(bubble)
        self._tell(phone, bubble)

    def _tell(self, phone: Phone, bubble: Bubble | None) -> None:
        for watcher in list(self._watchers):
            watcher(phone, bubble)


def _bubble(text: Entry, shown: Entry, *, mine: bool) -> Bubble:
    return Bubble(shown.number, text.text("sid"), text.text("to" if mine else "from"), mine, text.text("body"),
                  text.count("media"), shown.at, tuple((a, b) for a, b in text.pairs("buttons")),
                  bool(text.text("template")), bool(text.facts.get("listed")), place=text.place("place"))


def _mail(entry: Entry) -> Bubble:
    mine = entry.kind == "mail_written"
    return Bubble(entry.number, entry.text("id"), entry.text("to" if mine else "from"), mine, entry.text("body"), 0,
                  entry.at, subject=entry.text("subject"), html=entry.text("html"))


def _phone(entry: Entry) -> Phone:
    traits = entry.facts.get("traits")
    return Phone(entry.text("number"), entry.text("name"), entry.text("role"), entry.text("delivery"),
                 entry.count("trouble"), bool(entry.facts.get("automatic")),
                 {str(name): str(value) for name, value in traits.items()} if isinstance(traits, dict) else {},
                 entry.text("email").casefold(), entry.text("language"))
