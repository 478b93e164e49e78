"""What Slack refuses of a message or a form: the library's own models know its limits."""

from collections.abc import Iterable
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

Json = dict[str, Any]
MOST_BLOCKS, MOST_IN_VIEW, LONGEST_TEXT = 50, 100, 40_000


class Refused(Exception):
    """Slack's error code."""


def check_blocks(blocks: Iterable[Json], most: int = MOST_BLOCKS) -> None:
    """Refuse blocks that Slack would refuse.

    Raises:
        Refused: invalid_blocks.
    """
    rows = list(blocks)
    ids = [one["action_id"] for block in rows for one in block.get("elements", ()) if "action_id" in one]
    try:
        for one in rows:
            block = Block.parse(one)
            if block is None:
                raise Refused("invalid_blocks")
            block.validate_json()
            for element in one.get("elements", ()):
                check_element(element)
    except (SlackObjectFormationError, TypeError, KeyError, AttributeError):
        raise Refused("invalid_blocks") from None
    if len(rows) > most or len(ids) != len(set(ids)):
        raise Refused("invalid_blocks")


def check_element(element: Json) -> None:
    """The limits of a button that its block does not check: 75 characters on it, 2000 in its value.

    Raises:
        Refused: invalid_blocks.
    """
    if element.get("type") == "button" and not (0 < len(element["text"]["text"]) <= 75  # noqa: PLR2004 Slack's limit
                                                and len(element.get("value", "")) <= 2000):  # noqa: PLR2004 the same
        raise Refused("invalid_blocks")


def check_view(view: Json) -> None:
    """Refuse a form that Slack would refuse.

    Raises:
        Refused: invalid_arguments.
    """
    try:
        check_blocks(view.get("blocks", ()), MOST_IN_VIEW)
        View(**view).validate_json()
    except (Refused, SlackObjectFormationError, TypeError, KeyError, AttributeError):
        raise Refused("invalid_arguments") from None


def check_message(body: Json) -> None:
    """Refuse a message that Slack would refuse.

    Raises:
        Refused: no_text, msg_too_long, invalid_blocks, invalid_metadata_format.
    """
    blocks, text, metadata = body.get("blocks") or [], body.get("text") or "", body.get("metadata")
    if not blocks and not text:
        raise Refused("no_text")
    if len(text) > LONGEST_TEXT:
        raise Refused("msg_too_long")
    check_blocks(blocks)
    if metadata is not None and not (isinstance(metadata, dict) and metadata.get("event_type")
                                     and isinstance(metadata.get("event_payload"), dict)):
        raise Refused("invalid_metadata_format")
