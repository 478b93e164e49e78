"""Who may speak as Twilio: the vendor's vectors, the vendor's library as the judge, and every shape of a forgery."""

import ast
import inspect
import time
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import CIMultiDict
from twilio.request_validator import RequestValidator

from integrations.twilio import signature as signatures
from integrations.twilio import token as tokens_of_ours
from integrations.twilio.signature import Forged, Malformed, verified
from tests.integrations.twilio import vectors
from tests.integrations.twilio.forms import SIGNER, URL, body, headers, signed, text

ROWS = vectors.rows("webhooks/twilio_signature_vectors.json")
PARTS = st.text(min_size=1, max_size=12)


def accepted(url: str, posted: bytes, sent: dict[str, str], *tokens: str) -> bool:
    """Whether it passes; a form that is refused for its shape does not."""
    try:
        verified(url, posted, CIMultiDict(sent), tokens or (SIGNER,))
    except (Forged, Malformed):
        return False
    return True


def one_of_each(row: dict[str, Any]) -> bool:
    """A form with every field once: the only kind that is taken."""
    return "params" in row and not any(isinstance(value, list) for value in row["params"].values())


@vectors.needed
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_vendors_verdict_holds_for_forms_with_each_field_once_and_others_are_refused(row: dict[str, Any]) -> None:
    posted = urlencode(row["params"], doseq=True) if "params" in row else row["body"]
    passes = accepted(row["url"], posted.encode(), headers(row["signature"]), row["auth_token"])
    assert passes == (row["valid"] and one_of_each(row))


@vectors.needed
def test_the_vectors_are_all_there() -> None:
    assert len(ROWS) == 18
    assert sum(map(one_of_each, ROWS)) >= 10


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(PARTS, st.text(max_size=20), min_size=1, max_size=8), st.sampled_from([SIGNER, "other"]),
       st.sampled_from(["HMAC_SHA1", "HMAC_SHA256"]), st.sampled_from([URL, "https://a.example:8443/x?y=1", "http://b/"]))
def test_our_verdict_is_the_vendors_librarys(form: dict[str, str], secret: str, algorithm: str, url: str) -> None:
    signature = signed(form, url, secret, algorithm)
    named = headers(signature, X_Twilio_Webhooks_Signature_Settings=f"key=one,algorithm={algorithm}")
    theirs = RequestValidator(SIGNER).validate(url, form, signature, algorithm)
    assert accepted(url, body(form), named) == theirs
    assert not accepted(url + "/", body(form), named)


def test_either_of_two_secrets_is_good_while_they_are_changed() -> None:
    form = text()
    assert accepted(URL, body(form), headers(signed(form, under="old")), "new", "old")
    assert accepted(URL, body(form), headers(signed(form, under="new")), "new", "old")
    assert not accepted(URL, body(form), headers(signed(form, under="older")), "new", "old")


@pytest.mark.parametrize("tokens", [(), ("",)])
def test_without_a_secret_nothing_is_true(tokens: tuple[str, ...]) -> None:
    form = text()
    with pytest.raises(Forged):
        verified(URL, body(form), headers(signed(form, under="")), tokens)


@pytest.mark.parametrize("signature", ["", "é" * 28, "\udcff", "=" * 129, "A" * 1_000_000, "RSOYDt4T1cUTdK1PDd93",
                                       signed(text())[:-1], signed(text()).lower(), " " + signed(text())])
def test_a_signature_of_another_shape_is_refused_at_once(signature: str) -> None:
    started = time.perf_counter()
    with pytest.raises(Forged):
        verified(URL, body(text()), headers(signature), (SIGNER,))
    assert time.perf_counter() - started < 0.05


def test_a_missing_signature_is_refused() -> None:
    with pytest.raises(Forged):
        verified(URL, body(text()), {"Content-Type": "application/x-www-form-urlencoded"}, (SIGNER,))


@pytest.mark.parametrize("url", [
    "http://track.example.com/webhooks/twilio/messages", "https://track.example.com/webhooks/twilio/messages?",
    "https://track.example.com/webhooks/twilio/Messages", "https://evil.example/webhooks/twilio/messages",
    "https://track.example.com/webhooks/twilio/messages?x=1", "https://track.example.com/prefix/webhooks/twilio/messages",
    "https://track.example.com/webhooks/twilio/%6Dessages", "https://track.example.com/webhooks/\udcfftwilio/messages",
])
def test_a_signature_for_another_address_is_refused(url: str) -> None:
    signature = signed(text())
    passes = accepted(url, body(text()), headers(signature))
    assert not passes or RequestValidator(SIGNER).validate(url, text(), signature)
    assert not passes or url.endswith("?")


@pytest.mark.parametrize("settings_header", ["algorithm=HMAC_MD5", "key=x", "nonsense", "algorithm=",
                                             "algorithm=HMAC_SHA1,algorithm=HMAC_SHA256", "algorithm=HMAC_SHA256"])
def test_an_unknown_or_contradictory_way_of_signing_is_refused(settings_header: str) -> None:
    sent = headers(signed(text()), X_Twilio_Webhooks_Signature_Settings=settings_header)
    assert not accepted(URL, body(text()), sent)


@pytest.mark.parametrize(("posted", "more"), [
    (b"Body=a&Body=b", {}), (b"Body=a&%42ody=a", {}), (b"Body", {}), (b"Body=a&&From=b", {}), (b"Body=%FF", {}),
    ("Body=é".encode(), {}), (b"&".join(b"F%d=1" % at for at in range(201)), {}), (b"Body=" + b"a" * 65_536, {}),
    (b"Body=a", {"Content_Encoding": "gzip"}), (b"Body=a", {"Content_Type": "multipart/form-data; boundary=x"}),
    (b"Body=a", {"Content_Type": "application/json"}), (b"Body=a", {"Content_Type": ""}),
])
def test_what_is_not_one_strict_form_is_refused_for_its_shape(posted: bytes, more: dict[str, str]) -> None:
    with pytest.raises(Malformed, match="expected"):
        verified(URL, posted, headers(signed({"Body": "a"}), **more), (SIGNER,))


def test_the_largest_form_is_judged_quickly() -> None:
    form = {f"F{at:03}": "a" * 300 for at in range(200)}
    started = time.perf_counter()
    assert not accepted(URL, body(form), headers("A" * 28), *(["x"] * 3))
    assert time.perf_counter() - started < 0.05


@pytest.mark.parametrize("module", [signatures, tokens_of_ours], ids=lambda module: module.__name__)
def test_nothing_secret_is_compared_in_a_way_that_stops_at_the_first_difference(module: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(module))
    secret = {"_mac", "mac", "signed", "digest"}
    hasty = [node.lineno for node in ast.walk(tree)
             if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn)
             and {name.id for name in ast.walk(node) if isinstance(name, ast.Name)} & secret]
    careful = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "compare_digest"]
    assert not hasty
    assert careful
