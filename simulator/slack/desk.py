"""What stands in the workspace, folded from the ledger: messages by channel, open forms, what was whispered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from simulator.ledger import Entry

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Post:
    """One message. `user` wrote it, the app's own bot or a member. `edits` counts how often it was changed."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    thread: str = ""
    metadata: Json = field(default_factory=dict)
    files: tuple[Json, ...] = ()
    at: datetime | None = None
    edits: int = 0
    number: int = 0

    def as_slack(self, bot: str, bot_id: str, *, metadata: bool = False) -> Json:
        """As `conversations.history` and an action's `message` tell of it."""
        found: Json = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text,
                       "blocks": list(self.blocks)}
        found |= {"thread_ts": self.thread} if self.thread else {}
        found |= {"bot_id": bot_id} if self.user == bot else {}
        found |= {"files": list(self.files)} if self.files else {}
        return found | ({"metadata": self.metadata} if metadata and self.metadata else {})

    def as_json(self) -> Json:
        """As scripts and the page read it."""
        return {"n": self.number, "channel": self.channel, "ts": self.ts, "user": self.user, "text": self.text,
                "blocks": list(self.blocks), "thread": self.thread, "edits": self.edits,
                "files": [one.get("name", "") for one in self.files], "at": self.at.isoformat() if self.at else None}

    def buttons(self) -> Iterator[Json]:
        """Every button and menu choice, each as `{"action_id", "text", "value", "block_id", "type"}`."""
        for block in self.blocks:
            found = list(block.get("elements", ())) if block.get("type") == "actions" else []
            found += [block["accessory"]] if isinstance(block.get("accessory"), dict) else []
            for one in found:
                yield from _choices(one, str(block.get("block_id", "")))


def _choices(element: Json, block: str) -> Iterator[Json]:
    common = {"action_id": element.get("action_id", ""), "block_id": block, "type": element.get("type", "")}
    if element.get("type") == "button":
        yield common | {"text": element["text"]["text"], "value": element.get("value", "")}
    for option in element.get("options", ()):
        yield common | {"text": option["text"]["text"], "value": option["value"]}


@dataclass(frozen=True, slots=True)
class View:
    """An open form in front of somebody."""

    id: str
    user: str
    hash: str
    view: Json

    def as_json(self) -> Json:
        """As scripts and the page read it."""
        return {"id": self.id, "user": self.user, "hash": self.hash, "view": self.view}


Watcher = Callable[[Entry], None]


class Desk:
    """Everything that can be seen in the workspace."""

    def __init__(self, bot: str) -> None:
        """Empty. `bot` is the app's user."""
        self._bot = bot
        self.posts: dict[tuple[str, str], Post] = {}
        self.views: dict[str, View] = {}
        self.whispers: list[Json] = []
        self._watchers: list[Watcher] = []

    def hear(self, entry: Entry) -> None:
        """Take in one entry of the ledger."""
        if not entry.kind.startswith("slack_"):
            return
        facts = dict(entry.facts)
        match entry.kind:
            case "slack_posted" | "slack_said":
                self._post(facts, entry)
            case "slack_updated":
                self._update(facts, entry)
            case "slack_whispered":
                self.whispers.append(facts | {"n": entry.number})
            case "slack_view":
                view = View(entry.text("view"), entry.text("user"), entry.text("hash"), _dict(facts.get("shown")))
                self.views[view.id] = view
            case "slack_closed":
                self.views.pop(entry.text("view"), None)
        for watcher in list(self._watchers):
            watcher(entry)

    def follow(self, watcher: Watcher) -> None:
        """Tell `watcher` of everything that is seen from now on."""
        self._watchers.append(watcher)

    def unfollow(self, watcher: Watcher) -> None:
        """Tell `watcher` no more."""
        self._watchers.remove(watcher)

    def in_channel(self, channel: str) -> list[Post]:
        """The messages of a channel, threads included, oldest first."""
        return [post for (where, _), post in self.posts.items() if where == channel]

    def get(self, channel: str, ts: str) -> Post | None:
        """A message by its place."""
        return self.posts.get((channel, ts))

    def _post(self, facts: Json, entry: Entry) -> None:
        post = Post(entry.text("channel"), entry.text("ts"), entry.text("user"), entry.text("text"),
                    tuple(facts.get("blocks") or ()), entry.text("thread"), _dict(facts.get("metadata")),
                    tuple(facts.get("files") or ()), entry.at, number=entry.number)
        self.posts[post.channel, post.ts] = post

    def _update(self, facts: Json, entry: Entry) -> None:
        place = entry.text("channel"), entry.text("ts")
        if place in self.posts:
            old = self.posts[place]
            self.posts[place] = replace(old, text=entry.text("text"), blocks=tuple(facts.get("blocks") or ()),
                                        edits=old.edits + 1, number=entry.number)


def _dict(found: object) -> Json:
    return dict(found) if isinstance(found, dict) else {}
