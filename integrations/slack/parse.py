"""Slack's bodies to what happened, or None for what is valid and not for us. Nothing else of ours reads their JSON."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from integrations.slack.acts import Act, read
from integrations.slack.happened import Asked, Chose, File, Happened, Left, Place, Pressed, Speaker, Submitted, Wrote

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
MOST_FIELDS, LONGEST_TEXT, MOST_FILES = 50, 4000, 10
LESS = ("deleted", "is_restricted", "is_ultra_restricted")
"""Slack's marks of somebody who has left, or is a guest."""
ID = re.compile(r"[A-Z][A-Z0-9]{1,30}")
KEY = re.compile(r"[\x21-\x7e]{1,100}")
SAID = (None, "file_share", "thread_broadcast")
"""Kinds of message that are somebody's words; edits, joins and bots' posts are none."""


class Malformed(Exception):
    """Signed, and yet not what Slack sends. Names the field, never its value."""


def body_of(raw: bytes, content_type: str) -> dict[str, Any]:
    """The JSON of a request: of an event, of the `payload` of a form, or of a slash command's own fields.

    Raises:
        Malformed: it is neither.
    """
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    try:
        if kind == JSON:
            found = json.loads(raw)
        elif kind == FORM:
            found = _form(raw)
        else:
            msg = f"Content-Type: expected {JSON} or {FORM}"
            raise Malformed(msg)
    except (ValueError, RecursionError):
        msg = "body: expected JSON, or a form"
        raise Malformed(msg) from None
    if not isinstance(found, dict):
        msg = "body: expected an object"
        raise Malformed(msg)
    return found


def _form(raw: bytes) -> Any:
    pairs = parse_qsl(raw.decode("ascii"), keep_blank_values=True, strict_parsing=True, errors="strict",
                      max_num_fields=MOST_FIELDS)
    form = dict(pairs)
    return json.loads(form["payload"]) if "payload" in form else form


def parse(body: Mapping[str, Any], now: datetime) -> Happened | None:
    """What happened at `now`; None for what is none of ours.

    Raises:
        Malformed: a field that must be there is not, or is of another kind.
    """
    kind = body.get("type")
    if kind is None and isinstance(body.get("command"), str):
        return _asked(body)
    reader = READERS.get(kind) if isinstance(kind, str) else None
    return reader(body, now) if reader else None


def _event(body: Mapping[str, Any], now: datetime) -> Wrote | Left | None:
    event = _object(body, "event")
    return _left(body, event, now) if event.get("type") == "user_change" else _wrote(body, event, now)


def _left(body: Mapping[str, Any], event: Mapping[str, Any], now: datetime) -> Left | None:
    """A profile that changed is nobody's matter, unless they may do less from now on."""
    user = _object(event, "user")
    if not any(user.get(mark) for mark in LESS):
        return None
    who = Speaker(_id(user.get("id"), "user.id"), _id(user.get("team_id") or body.get("team_id"), "team_id"),
                  _text(body, "enterprise_id"))
    return Left(_key(body.get("event_id")), who, now)


def _wrote(body: Mapping[str, Any], event: Mapping[str, Any], now: datetime) -> Wrote | None:
    if event.get("type") != "message" or event.get("subtype") not in SAID or event.get("bot_id"):
        return None
    user, text = event.get("user"), event.get("text")
    if not isinstance(user, str) or not isinstance(text, str) or body.get("is_ext_shared_channel"):
        return None
    team = event.get("user_team") or event.get("source_team") or event.get("team") or body.get("team_id")
    who = Speaker(_id(user, "user"), _id(team, "team"), _text(body, "enterprise_id"))
    where = Place(_id(event.get("channel"), "channel"), _text(event, "ts"), _text(event, "thread_ts"))
    return Wrote(_key(body.get("event_id")), who, where, text[:LONGEST_TEXT], now, _files(event.get("files")))


def _pressed(body: Mapping[str, Any], now: datetime) -> Pressed | Chose | None:
    actions = body.get("actions")
    if not isinstance(actions, list) or len(actions) != 1 or not isinstance(actions[0], dict):
        return None
    one, who = actions[0], _speaker(body)
    view = body.get("view")
    if isinstance(view, dict):
        chosen = one.get("selected_option")
        value = chosen.get("value") if isinstance(chosen, dict) else ""
        return Chose(who, read(view.get("private_metadata")), _text(view, "id"), _text(view, "hash"), str(value or ""))
    holder, message = _object(body, "container"), body.get("message")
    inside = _text(message, "thread_ts") if isinstance(message, dict) else _text(holder, "thread_ts")
    channel = body.get("channel")
    where = Place(_id(channel.get("id") if isinstance(channel, dict) else holder.get("channel_id"), "channel"),
                  _text(holder, "message_ts"), inside)
    trigger = _key(body.get("trigger_id"))
    return Pressed(f"press:{trigger}", who, where, read(one.get("value") or _chosen(one)), trigger, now)


def _chosen(action: Mapping[str, Any]) -> object:
    """The value of a menu's choice."""
    option = action.get("selected_option")
    return option.get("value") if isinstance(option, dict) else None


def _submitted(body: Mapping[str, Any], now: datetime) -> Submitted:
    view = _object(body, "view")
    state = view.get("state")
    values = state.get("values") if isinstance(state, dict) else None
    fields: dict[str, str] = {}
    files: tuple[File, ...] = ()
    for block in (values or {}).values() if isinstance(values, dict) else ():
        for name, element in block.items() if isinstance(block, dict) else ():
            if isinstance(element, dict):
                files += _files(element.get("files"))
                fields[str(name)] = _answer(element)
    act: Act | None = read(view.get("private_metadata"))
    key = f"form:{_key(view.get('id'))}:{_text(view, 'hash')[:40]}"
    return Submitted(key, _speaker(body), act, fields, now, files[:MOST_FILES])


def _answer(element: Mapping[str, Any]) -> str:
    value = element.get("value") or _chosen(element)
    return value[:LONGEST_TEXT] if isinstance(value, str) else ""


def _asked(body: Mapping[str, Any]) -> Asked:
    who = Speaker(_id(body.get("user_id"), "user_id"), _id(body.get("team_id"), "team_id"),
                  _text(body, "enterprise_id"))
    return Asked(f"ask:{_key(body.get('trigger_id'))}", who, _id(body.get("channel_id"), "channel_id"),
                 _text(body, "command"), _text(body, "text")[:LONGEST_TEXT])


READERS: dict[str, Callable[[Mapping[str, Any], datetime], Happened | None]] = {
    "event_callback": _event, "block_actions": _pressed, "view_submission": _submitted}


def _speaker(body: Mapping[str, Any]) -> Speaker:
    """The presser's own workspace: in a shared channel it is not the one the app is installed in."""
    user, team = _object(body, "user"), body.get("team")
    own = user.get("team_id") or (team.get("id") if isinstance(team, dict) else None)
    enterprise = team.get("enterprise_id") if isinstance(team, dict) else None
    return Speaker(_id(user.get("id"), "user.id"), _id(own, "team.id"), str(enterprise or ""))


def _files(raw: object) -> tuple[File, ...]:
    rows = [one for one in raw if isinstance(one, dict)] if isinstance(raw, list) else []
    return tuple(File(_id(one.get("id"), "files.id"), _text(one, "mimetype")[:80], _text(one, "name")[:80])
                 for one in rows[:MOST_FILES])


def _object(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = body.get(name)
    if not isinstance(found, dict):
        msg = f"{name}: expected an object"
        raise Malformed(msg)
    return found


def _text(body: Mapping[str, Any], name: str) -> str:
    found = body.get(name)
    return found if isinstance(found, str) else ""


def _id(found: object, name: str) -> str:
    if not isinstance(found, str) or not ID.fullmatch(found.replace("-", "").upper()):
        msg = f"{name}: expected one of Slack's ids"
        raise Malformed(msg)
    return found


def _key(found: object) -> str:
    if not isinstance(found, str) or not KEY.fullmatch(found):
        msg = "event_id or trigger_id: expected an id"
        raise Malformed(msg)
    return found
