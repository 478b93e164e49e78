"""`porchlight new flow|channel|source|language NAME`: the files of a new one, which run and pass at once."""

import argparse
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LANGUAGE = ("messages/{}", "mail/{}", "pages/words/{}.toml", "subject/{}.toml", "whatsapp/{}.toml")
"""What a language is, below templates/."""
NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
FLOW = '''"""{title}: say in one sentence what this conversation is for.

Begun  ->  Asking  --yes--> done
"""

from dataclasses import dataclass
from datetime import timedelta

from domain.chat import Chat
from domain.effects import HandOver, Say
from domain.events import Begun, Event, Meant, TimedOut
from domain.meanings import Plain, SelectOption
from domain.message import Kind
from domain.people import Role
from flows.engine.state import State, Turn, ask, done


@dataclass(frozen=True, slots=True)
class Asking(State):
    """What we wait for."""

    asks = Role.CUSTOMER
    patience = timedelta(minutes=30)
    context = "confirm_window"

    def on(self, event: Event, chat: Chat) -> Turn | None:
        """A yes is enough; silence brings a person."""
        match event:
            case Meant(Role.CUSTOMER, Plain("confirm_yes") | SelectOption(1)):
                return done(Say(Role.CUSTOMER, "{name}/thanks", kind=Kind.ANSWER))
            case TimedOut():
                return done(HandOver("{name}: no answer"))
        return None


def starts(event: Event, chat: Chat) -> Turn | None:
    """What begins it: here, staff who name it."""
    return ask(Asking()) if event == Begun("{name}") else None
'''
BLOCKS = """{% block asking %}
{{ brand }}: is that all right? 1 = fine
{% endblock %}

{% block asking_again %}
Text 1 if it is fine.
{% endblock %}

{% block thanks %}
Thank you.
{% endblock %}
"""
STORED = '{"state": "Asking", "version": 1, "fields": {}}\n'
TRANSCRIPT = """# Asked, answered.
flow {name}

      event >           Begun {name}
        bot > customer  Bloom: is that all right? 1 = fine
                        (waits 30 min)
   customer >           purple
        bot > customer  Text 1 if it is fine.
                        (waits 30 min)
   customer >           1
        bot > customer  Thank you.
"""
SILENCE = """# Asked, and nobody answers: a person looks.
flow {name}

      event >           Begun {name}
        bot > customer  Bloom: is that all right? 1 = fine
                        (waits 30 min)
       time >           31 min
           -> support desk {name}: no answer (priority 2)
"""
CHANNEL = '''"""{title}: a way to reach people. It translates, and knows no flow and no table."""

from collections.abc import AsyncIterator
from datetime import datetime

from domain.message import Receipt
from integrations.channel import Outgoing, Said, SendError, Sent


class {title}Channel:
    """Fulfils `integrations.channel.Channel`; `bot/app.py` opens it when its settings are there."""

    name = "{name}"

    async def send(self, message: Outgoing) -> Receipt:
        """Submit once."""
        text = "this channel has no vendor yet"
        raise SendError(text, permanent=True)

    async def sent(self, to: str, since: datetime) -> AsyncIterator[Sent]:
        """What the vendor holds that we sent."""
        for one in ():
            yield one

    async def received(self, since: datetime) -> AsyncIterator[Said]:
        """What the vendor received for us."""
        for one in ():
            yield one

    async def fetch(self, sid: str) -> Receipt:
        """The vendor's present word."""
        text = "this channel has no vendor yet"
        raise SendError(text, permanent=True)

    async def cancel(self, sid: str) -> bool:
        """Too late, always."""
        return False

    async def forget(self, sid: str) -> None:
        """Delete the vendor's copy."""
        text = "this channel has no vendor yet"
        raise SendError(text, permanent=True)
'''


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register it."""
    one = commands.add_parser("new", help="begin a flow, channel or language with files that run")
    one.add_argument("what", choices=("flow", "channel", "language"))
    one.add_argument("name", help="lower case; for a language its code, such as cs")
    one.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    one.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if not NAME.fullmatch(args.name):
        print("porchlight: NAME: expected lower case letters, digits and _, for example: parking", file=sys.stderr)
        return 2
    made = {"flow": _flow, "channel": _channel, "language": _language}[args.what](args.root, args.name)
    for path in made:
        print(f"wrote {path.relative_to(args.root)}")
    return 0 if made else _exists(args.name)


def _exists(name: str) -> int:
    print(f"porchlight: {name} is there already", file=sys.stderr)
    return 1


def _write(files: dict[Path, str]) -> list[Path]:
    if any(path.exists() for path in files):
        return []
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)


def _flow(root: Path, name: str) -> list[Path]:
    languages = [one for one in (root / "templates/messages").iterdir() if one.is_dir()]
    title = name.replace("_", " ").capitalize()
    return _write({root / f"flows/{name}.py": FLOW.format(name=name, title=title)}
                  | {one / f"{name}.j2": BLOCKS for one in languages}
                  | {root / f"tests/conversations/{name}.txt": TRANSCRIPT.format(name=name)}
                  | {root / f"tests/conversations/{name}_silence.txt": SILENCE.format(name=name)}
                  | {root / f"tests/stored_states/{name}.Asking.1.json": STORED})


def _channel(root: Path, name: str) -> list[Path]:
    title = "".join(part.capitalize() for part in name.split("_"))
    return _write({root / f"integrations/{name}.py": CHANNEL.format(name=name, title=title)})


def _language(root: Path, name: str) -> list[Path]:
    """Its wordings, the words of the page, of mails and of WhatsApp's templates: English, to be put into it."""
    made = {file: root / "templates" / file.format(name) for file in LANGUAGE}
    if any(path.exists() for path in made.values()):
        return []
    for file, path in made.items():
        english = root / "templates" / file.format("en")
        if english.is_dir():
            shutil.copytree(english, path)
        else:
            shutil.copy(english, path)
    return [file for path in made.values() for file in (sorted(path.iterdir()) if path.is_dir() else [path])]
