"""Whatever we draw is what Slack takes: its own schema of blocks, and the limits of its own library."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrations.slack.acts import Act, Do, read
from integrations.slack.cards import Button, Card, blocks, escaped
from integrations.slack.forms import Choice, Field, errors, form, sorry
from integrations.slack.manifest import EVENTS, SCOPES, manifest
from simulator.slack.rules import Refused, check_message, check_view

LONG = "words " * 2000


@pytest.fixture(scope="session")
def schema(shared_data: Path) -> Any:
    path = shared_data / "contracts/blockkit_from_slack_types_3.2.0.schema.json"
    return jsonschema.Draft7Validator(json.loads(path.read_text()))


CARDS = [
    Card(), Card("Now: asks for a person"), Card(lines=("*Who* Ana",), quotes=("hello\nthere", ""), foot="open"),
    Card(LONG, (LONG,) * 12, (LONG,) * 4, LONG, tuple(Button(LONG, Act(do, "01J" + "Z" * 23)) for do in Do)),
]
FORMS = [
    form(Act(Do.REPLY, "01J"), "Reply", "Send", "Close", [Field("text", "What Ana reads", first=LONG, long=True)],
         LONG),
    form(Act(Do.DELIVERED, "01J"), LONG, LONG, LONG, [
        Field("how", LONG, (Choice("recipient", LONG), Choice("other", "Another way")), "recipient"),
        Field("to", "Name", optional=True), Field("photo", "A photo", files=True, optional=True),
        Field("canned", "Or start from", (Choice("a", "A"),), lively=True, optional=True, block="canned_2")]),
    sorry("Not now", "Close", LONG),
]


@pytest.mark.parametrize("card", CARDS, ids=range(len(CARDS)))
def test_every_card_is_taken(schema: Any, card: Card) -> None:
    drawn = blocks(card)
    schema.validate({"blocks": drawn})
    check_message({"text": card.notice, "blocks": drawn})


@pytest.mark.parametrize("view", FORMS, ids=range(len(FORMS)))
def test_every_form_is_taken(schema: Any, view: dict[str, Any]) -> None:
    schema.validate({"view": view})
    check_view(view)


@given(st.text(max_size=200), st.lists(st.text(max_size=300), max_size=15), st.text(max_size=80))
def test_no_words_of_anybody_make_a_card_that_slack_refuses(title: str, lines: list[str], label: str) -> None:
    card = Card(title, tuple(lines), tuple(lines), title, (Button(label, Act(Do.CLAIM, "01J")),))
    check_message({"text": card.notice, "blocks": blocks(card)})


def test_the_world_refuses_what_slack_refuses() -> None:
    for wrong in ({"text": ""}, {"blocks": [{"type": "section"}]}, {"text": "x" * 40_001},
                  {"text": "x", "metadata": {"event_type": ""}},
                  {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]}):
        with pytest.raises(Refused):
            check_message(wrong)


@given(st.sampled_from(list(Do)), st.from_regex(r"[0-9A-Z]{0,26}", fullmatch=True),
       st.from_regex(r"([0-9A-Za-z_-]{1,40})?", fullmatch=True))
def test_an_act_comes_back_as_it_went(do: Do, of: str, more: str) -> None:
    assert read(Act(do, of, more).value) == Act(do, of, more)


@given(st.one_of(st.none(), st.integers(), st.text(max_size=200)))
def test_anything_else_is_no_act(value: object) -> None:
    found = read(value)
    assert found is None or found.value == value


@pytest.mark.parametrize("value", ["2.claim.01J", "1.erase.01J", "1.claim.01J.a.b", "1.claim.01J\n",
                                   "1.claim." + "A" * 27])
def test_an_act_of_another_version_is_none_of_ours(value: str) -> None:
    assert read(value) is None


def test_words_are_no_mention_and_no_link() -> None:
    assert escaped("<!channel> & <https://evil|Ana>") == "&lt;!channel&gt; &amp; &lt;https://evil|Ana&gt;"


def test_errors_name_their_fields() -> None:
    assert errors(text="Please write something") == {
        "response_action": "errors", "errors": {"text": "Please write something"}}


def test_the_manifest_asks_for_what_is_used_and_no_more() -> None:
    made = manifest("https://track.example.com", socket=False)
    assert set(made["oauth_config"]["scopes"]["bot"]) == set(SCOPES)
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    settings = made["settings"]
    addresses = [settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"],
                 made["features"]["slash_commands"][0]["url"]]
    assert addresses == ["https://track.example.com/webhooks/slack"] * 3
    assert "request_url" not in str(manifest("https://track.example.com", socket=True))
