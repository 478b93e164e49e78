"""The planner's choices, read row by row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.planner import Form, Reach, Wish, plan
from domain.message import Kind

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SMS = Reach("sms", "+13125550111", "+13125550100")
CHAT = Reach("whatsapp", "+13125550111", "+14155550100", heard_at=NOW - HOUR)
MAIL = Reach("email", "ana@example.com", "hello@bloom.example")
ALL = frozenset({"sms", "whatsapp", "email"})
WISH = Wish(Kind.NOTICE, NOW, ALL, segments=2, mail=True)


def test_words_go_back_where_they_came_from_and_staff_read_why() -> None:
    made = plan([SMS, CHAT, MAIL], WISH)
    assert (made.reach, made.form) == (CHAT, Form.FREE)
    assert made.why == ("by WhatsApp: they wrote there last, window open until {2026-11-25T13:00:00+00:00}, "
                        "a text would cost 2 segments")


@pytest.mark.parametrize(("ago", "form"), [
    (timedelta(hours=23, minutes=57, seconds=59), Form.FREE), (timedelta(hours=23, minutes=58), Form.TEMPLATE),
    (timedelta(hours=24, seconds=-1), Form.TEMPLATE), (timedelta(hours=24, seconds=1), Form.TEMPLATE),
    (timedelta(minutes=-5), Form.FREE),
])
def test_the_last_two_minutes_of_the_window_and_all_after_take_a_template(ago: timedelta, form: Form) -> None:
    made = plan([replace(CHAT, heard_at=NOW - ago)], replace(WISH, template=True, preferred="whatsapp"))
    assert made.form is form


def test_outside_the_window_without_a_template_it_goes_by_text_and_says_so() -> None:
    made = plan([SMS, replace(CHAT, heard_at=None)], replace(WISH, preferred="whatsapp"))
    assert made.reach is SMS
    assert "not by WhatsApp: no window is open and no approved template fits" in made.why


@pytest.mark.parametrize(("changed", "why"), [
    ({"dead": 30006}, "nothing arrives there (30006)"), ({"allowed": False}, "they left it"),
    ({"landline": True}, "a landline"),
])
def test_a_way_where_nothing_arrives_is_not_taken(changed: dict[str, object], why: str) -> None:
    made = plan([replace(SMS, **changed), MAIL], WISH)  # type: ignore[arg-type]
    assert made.reach is MAIL
    assert f"not by text: {why}" in made.why


def test_a_dead_number_with_nothing_beside_it_is_not_tried_at_all() -> None:
    made = plan([replace(SMS, dead=30006)], WISH)
    assert (made.reach, made.wait) == (None, None)


def test_what_is_switched_off_waits_for_its_credentials() -> None:
    made = plan([SMS], replace(WISH, channels=frozenset({"email"})))
    assert (made.reach, made.wait) == (None, timedelta(minutes=5))


@pytest.mark.parametrize("kind", [Kind.URGENT, Kind.SENSITIVE])
def test_what_presses_is_never_mailed(kind: Kind) -> None:
    assert plan([SMS, MAIL], replace(WISH, kind=kind, preferred="email")).reach is SMS


def test_a_mailbox_is_used_when_it_is_asked_for_and_else_only_when_no_phone_is_left() -> None:
    assert plan([SMS, MAIL], WISH).reach is SMS
    assert plan([SMS, MAIL], replace(WISH, preferred="email")).reach is MAIL
    assert plan([SMS, MAIL], replace(WISH, tried=frozenset({"sms"}))).reach is MAIL


def test_among_equals_what_arrived_before_wins_and_then_the_price() -> None:
    chat = replace(CHAT, heard_at=NOW - 30 * HOUR)
    wish = replace(WISH, template=True)
    assert plan([SMS, chat], wish).reach is chat
    assert plan([replace(SMS, reached_at=NOW - HOUR), chat], wish).reach.channel == "sms"  # type: ignore[union-attr]


@pytest.mark.parametrize(("ago", "wait"), [(2, 4), (6, None), (60, None)])
def test_one_person_gets_one_whatsapp_in_six_seconds(ago: int, wait: int | None) -> None:
    made = plan([replace(CHAT, told_at=NOW - timedelta(seconds=ago))], WISH)
    assert made.wait == (timedelta(seconds=wait) if wait else None)
