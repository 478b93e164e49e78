"""What people did in Slack, typed at the border: wrote, pressed, submitted, asked, left."""

from dataclasses import dataclass
from datetime import datetime

from integrations.slack.acts import Act


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever did it, by the ids of the signed body. `team` is their own workspace, not where the app lives."""

    user: str
    team: str
    enterprise: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """Something attached: `id` finds it in Slack, `kind` is its content type."""

    id: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in Slack: a channel, the message there, and the message whose thread it stands in (empty: none)."""

    channel: str
    ts: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words in a conversation the app is in. `key` is the event's id: it comes again under the same one."""

    key: str
    who: Speaker
    where: Place
    text: str
    at: datetime
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button of a message. `trigger` opens a form within three seconds. `act` None: not one of this version's."""

    key: str
    who: Speaker
    where: Place
    act: Act | None
    trigger: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Chose:
    """Something chosen inside an open form, which may be redrawn at once: `view` and `hash` name it as it stands."""

    who: Speaker
    act: Act | None
    view: str
    hash: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form that was sent in. `fields` are its answers by name; `files` what was attached."""

    key: str
    who: Speaker
    act: Act | None
    fields: dict[str, str]
    at: datetime
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A slash command with its words."""

    key: str
    who: Speaker
    channel: str
    command: str
    text: str


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody is no full member of the workspace any more: their account was closed, or is a guest's now."""

    key: str
    who: Speaker
    at: datetime


Happened = Wrote | Pressed | Chose | Submitted | Asked | Left
