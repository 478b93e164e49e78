"""A tracker's token is found wherever that tracker is able to put it."""

from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracking.sources.posting import NOON
from tracking.sources import sources
from tracking.sources.posted import Posted
from tracking.sources.token import LONGEST, token

SECRET = "gps_9f2c"


def basic(said: bytes) -> dict[str, str]:
    return {"Authorization": "Basic " + b64encode(said).decode()}


@pytest.mark.parametrize(("headers", "query"), [
    ({"Authorization": f"Bearer {SECRET}"}, {}),
    ({"authorization": f"bearer  {SECRET} "}, {}),
    (basic(f"jane:{SECRET}".encode()), {}),
    (basic(f":{SECRET}".encode()), {}),
    ({}, {"token": SECRET}),
    ({}, {"id": SECRET, "lat": "41.8"}),
    ({}, {"deviceid": SECRET}),
    ({}, {"token": SECRET, "id": "van-7"}),
    ({"Authorization": f"Bearer {SECRET}"}, {"token": "older", "id": "van-7"}),
    ({"Authorization": "Digest x"}, {"token": SECRET}),
    ({"Authorization": "Basic !!"}, {"token": SECRET}),
    ({"Authorization": "Bearer"}, {"token": "", "id": SECRET}),
])
def test_a_token_is_found(headers: dict[str, str], query: dict[str, str]) -> None:
    assert token(headers, query) == SECRET


def test_a_password_may_hold_colons() -> None:
    assert token(basic(b"jane:a:b"), {}) == "a:b"


@pytest.mark.parametrize(("headers", "query"), [
    ({}, {}), ({}, {"token": ""}), ({"Authorization": ""}, {}), ({"Authorization": "Bearer "}, {}),
    (basic(b"jane"), {}), (basic(b"jane:"), {}), (basic(b"jane:\xff\xfe"), {}), ({"Authorization": "Basic a"}, {}),
    ({"Authorization": "Bearer \udcff"}, {}), ({}, {"token": "a\nb"}), ({}, {"token": "ü"}),
    ({}, {"token": "a" * (LONGEST + 1)}),
])
def test_what_could_be_no_token_is_none(headers: dict[str, str], query: dict[str, str]) -> None:
    assert token(headers, query) == ""


@settings(max_examples=300, deadline=None, database=None)
@given(line=st.text(max_size=40) | st.binary(max_size=30).map(lambda said: "Basic " + b64encode(said).decode()),
       query=st.dictionaries(st.sampled_from(["token", "id", "deviceid"]), st.text(max_size=9)))
def test_any_header_and_any_query_give_text_that_can_be_hashed(line: str, query: dict[str, str]) -> None:
    found = token({"Authorization": line}, query)
    assert found.encode("ascii").decode() == found


def test_a_token_shown_as_a_name_is_not_kept_as_one() -> None:
    query = {"id": SECRET, "lat": "41.8", "lon": "-87.6"}
    assert sources()["osmand"].parse(Posted(b"", query, NOON)).device == ""
    assert sources()["osmand"].parse(Posted(b"", {**query, "id": "van-7", "token": SECRET}, NOON)).device == "van-7"
