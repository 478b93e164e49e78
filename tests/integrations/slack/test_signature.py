"""Slack's own published example, and every way of not being it."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from integrations.slack.signature import SIGNATURE, TIME, Forged, check

Vector = dict[str, str]


@pytest.fixture
def vector(shared_data: Path) -> Vector:
    found: Vector = json.loads((shared_data / "webhooks/slack_signature_vectors.json").read_text())[0]
    return found


def then(vector: Vector, seconds: float = 0) -> datetime:
    return datetime.fromtimestamp(int(vector["timestamp"]), UTC) + timedelta(seconds=seconds)


def headers(vector: Vector, **changed: str) -> dict[str, str]:
    return {TIME: vector["timestamp"], SIGNATURE: vector["signature"]} | changed


def test_slacks_own_example_holds_for_five_minutes_either_way(vector: Vector) -> None:
    for seconds in (0, 299, 300, -300):
        check(vector["body"].encode(), headers(vector), [vector["signing_secret"]], then(vector, seconds))
    for seconds in (301, -301, 86400):
        with pytest.raises(Forged):
            check(vector["body"].encode(), headers(vector), [vector["signing_secret"]], then(vector, seconds))


def test_one_of_several_secrets_is_enough_and_none_is_never(vector: Vector) -> None:
    check(vector["body"].encode(), headers(vector), ["0" * 32, vector["signing_secret"]], then(vector))
    for secrets in ([], [""], ["0" * 32]):
        with pytest.raises(Forged):
            check(vector["body"].encode(), headers(vector), secrets, then(vector))


def test_no_bit_of_body_or_time_may_change(vector: Vector) -> None:
    body = vector["body"].encode()
    for place in range(0, len(body), 7):
        bent = bytearray(body)
        bent[place] ^= 1
        with pytest.raises(Forged):
            check(bytes(bent), headers(vector), [vector["signing_secret"]], then(vector))
    with pytest.raises(Forged):
        check(body, headers(vector, **{TIME: str(int(vector["timestamp"]) + 1)}), [vector["signing_secret"]],
              then(vector))
    with pytest.raises(Forged):
        check(body + b"------", headers(vector), [vector["signing_secret"]], then(vector))
