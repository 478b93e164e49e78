"""What Twilio's refusals mean, row by row."""

import json
from datetime import timedelta

import pytest

from integrations.channel import SendError
from integrations.twilio.errors import REFUSALS, Verdict, refusal, refused


def answer(code: object, status: int = 400, **headers: str) -> SendError:
    """Twilio's own error body."""
    words = "The number +13125550123 is wrong: press 4417#"
    body = json.dumps({"code": code, "message": words, "status": status, "more_info": "https://www.twilio.com"})
    return refused(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize(("code", "verdict"), [
    (21211, Verdict.PERMANENT), (21614, Verdict.PERMANENT), (21617, Verdict.PERMANENT), (21635, Verdict.PERMANENT),
    (30004, Verdict.PERMANENT), (30005, Verdict.PERMANENT), (30006, Verdict.PERMANENT), (30036, Verdict.PERMANENT),
    (63003, Verdict.PERMANENT), (63014, Verdict.PERMANENT), (63016, Verdict.PERMANENT), (63021, Verdict.PERMANENT),
    (63024, Verdict.PERMANENT), (50416, Verdict.PERMANENT), (21610, Verdict.OPTED_OUT),
    (20003, Verdict.RETRY), (20429, Verdict.RETRY), (21611, Verdict.RETRY), (30001, Verdict.RETRY),
    (30003, Verdict.RETRY), (30008, Verdict.RETRY), (63018, Verdict.RETRY),
    (21408, Verdict.PAUSED), (30002, Verdict.PAUSED), (30007, Verdict.PAUSED), (30032, Verdict.PAUSED),
    (30034, Verdict.PAUSED), (30110, Verdict.PAUSED), (30111, Verdict.PAUSED), (99999, Verdict.PERMANENT),
])
def test_each_code_has_its_verdict(code: int, verdict: Verdict) -> None:
    assert refusal(code).verdict is verdict


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_is_permanent_unless_it_may_be_tried_again_and_is_never_unknown(code: int) -> None:
    error = answer(code)
    assert error.permanent == (REFUSALS[code].verdict is not Verdict.RETRY)
    assert not error.unknown
    assert error.code == code
    assert (error.retry_after is None) or not error.permanent


@pytest.mark.parametrize("code", [*sorted(REFUSALS), 99999, 0])
@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_no_error_repeats_what_twilio_said_about_the_number_or_the_words(code: int, status: int) -> None:
    assert not [secret for secret in ("3125550123", "4417", "number +") if secret in str(answer(code, status))]


@pytest.mark.parametrize(("after", "expected"), [
    ("7", timedelta(seconds=7)), ("0", timedelta(0)), ("999999999999", timedelta(hours=1)), ("", None), ("soon", None),
    ("-1", None), ("٣", None),
])
def test_too_many_requests_was_never_taken_and_keeps_how_long_to_wait(after: str, expected: timedelta | None) -> None:
    error = answer(20429, 429, Retry_After=after)
    assert (error.permanent, error.unknown, error.code, error.retry_after) == (False, False, 20429, expected)


def test_too_many_requests_is_known_even_without_twilios_body() -> None:
    error = refused(429, "<html>slow down</html>", {})
    assert (error.permanent, error.unknown, error.code) == (False, False, 20429)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_a_server_error_leaves_the_outcome_unknown_whatever_its_code_says(status: int) -> None:
    error = answer(20500, status)
    assert (error.permanent, error.unknown) == (False, True)


@pytest.mark.parametrize("status", [302, 307, 400, 403, 404, 408, 413])
@pytest.mark.parametrize("body", ["", "<html>", "[]", "null", '"code"', "{}", '{"code": null}', '{"code": "21211"}',
                                  '{"code": -1}', "[" * 100_000, '{"code": [21211]}'])
def test_a_refusal_that_twilio_did_not_sign_with_a_code_leaves_the_outcome_unknown(status: int, body: str) -> None:
    error = refused(status, body, {})
    assert (error.permanent, error.unknown, error.code) == (False, True, 0)
