"""A signed request cut anew at every place: the signature holds, the meaning never changes.

The forger here holds one request that Twilio signed and may have written its body. What counts is asked of the whole
path, `verified` and then `parse`: whatever both let pass must say what the original said.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations, pairwise, product

import pytest

from integrations.channel import Said
from integrations.twilio import inbound
from integrations.twilio.signature import Forged, Malformed, verified
from tests.integrations.twilio.forms import (
    ACCOUNT,
    SID,
    SIGNER,
    URL,
    body,
    headers,
    media,
    signed,
    status,
    text,
    whatsapp,
)

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
FORGED_SID = "SM" + "f" * 32
Fields = list[tuple[str, str]]
BODIES = [
    "press 4417# and push",
    "hi Dear",
    "hi Code 4417",
    "hiFrom+19995550000FromA",
    "hiFrom+19995550000FromCityX",
    f"hiFrom+19995550000MessageSid{FORGED_SID}NumMedia0To+19995550001ToA",
    f"hiFrom12345FromZMessageSid{FORGED_SID}MessageSidANumMedia3NumMediaAOptOutTypeSTOPTo+19995550001ToA",
    "xBodyyFrom+1999555000",
    "",
]
CAPTURES = [text(Body=words) for words in BODIES] + [
    text(Body="STOP", OptOutType="STOP"),
    text(Body="look", NumMedia="1", MediaContentType0="image/jpeg", MediaUrl0=media(SID, 1)),
    text(Body="", ApiVersion="2010-04-01", AddOns='{"status":"successful"}'),
    whatsapp(),
    whatsapp(Body="Good", ButtonText="Good", ButtonPayload="1", MessageType="button"),
    whatsapp(Body="", Latitude="41.8781", Longitude="-87.6298", Address="1 Main St", Label="Home"),
]


def covered(form: dict[str, str]) -> str:
    """What the signature covers after the address."""
    return "".join(name + form[name] for name in sorted(form))


def borders(form: dict[str, str]) -> list[int]:
    """Where names and values begin in the covered text, the end included."""
    places = [0]
    for name in sorted(form):
        places += [places[-1] + len(name), places[-1] + len(name) + len(form[name])]
    return places


def fields(whole: str, places: list[int]) -> Fields:
    """The text cut at `places`, alternately name and value."""
    parts = [whole[start:end] for start, end in pairwise(places)]
    return list(zip(parts[::2], parts[1::2], strict=True))


def shifted(form: dict[str, str]) -> Iterator[Fields]:
    """Each border moved by up to forty characters, each field merged into its neighbour, each left out."""
    whole, places = covered(form), borders(form)
    for at in range(1, len(places) - 1):
        for moved in range(max(places[at - 1], places[at] - 40), min(places[at + 1], places[at] + 40) + 1):
            yield fields(whole, [*places[:at], moved, *places[at + 1:]])
    for at in range(1, len(places) - 2):
        yield fields(whole, [*places[:at], *places[at + 2:]])


def split(form: dict[str, str]) -> Iterator[Fields]:
    """A new field put inside each value, at every capital and with every length of name."""
    whole, places = covered(form), borders(form)
    for at in range(1, len(places) - 1, 2):
        start, end = places[at], places[at + 1]
        for capital in re.finditer("[A-Z]", whole[start:end]):
            for name_end in range(start + capital.start() + 1, min(end, start + capital.start() + 24) + 1):
                yield fields(whole, [*places[:at + 1], start + capital.start(), name_end, *places[at + 1:]])


def aimed(form: dict[str, str]) -> Iterator[Fields]:
    """The clever forger: every needed field read from any place its name stands at, a field of their own behind it."""
    whole = covered(form)
    shapes = {"Body": r"Body(.{0,2})", "From": r"From(\+?[0-9]{3,11})", "MessageSid": r"MessageSid(SM[0-9a-f]{32})",
              "NumMedia": r"NumMedia([0-9])", "To": r"To(\+[0-9]{11})"}
    stands = [[found.span() for found in re.finditer(shape, whole)] for shape in shapes.values()]
    for chosen in product(*stands):
        if all(one[1] <= other[0] for one, other in pairwise(chosen)):
            yield from _with_fillers(whole, list(zip(shapes, chosen, strict=True)))


def _with_fillers(whole: str, needed: list[tuple[str, tuple[int, int]]]) -> Iterator[Fields]:
    account = whole.index(ACCOUNT) + len(ACCOUNT)
    made: Fields = [("AccountSid", ACCOUNT)]
    before = account
    for name, (start, end) in needed:
        if before < start:
            made.append((whole[before:start][:10], whole[before:start][10:]))
        made.append((name, whole[start + len(name):end]))
        before = end
    if before < len(whole):
        made.append((whole[before:][:3], whole[before:][3:]))
    for cut in range(1, 12):
        yield [(f"{name}{value}"[:cut], f"{name}{value}"[cut:]) if name not in dict(needed) and name != "AccountSid"
               else (name, value) for name, value in made]


def scattered(form: dict[str, str], count: int) -> Iterator[Fields]:
    """Borders at some of the true ones and some of the capitals, told by a hash, so that a failure comes again."""
    whole = covered(form)
    places = sorted({*borders(form), *(found.start() for found in re.finditer("[A-Z]", whole))} - {0, len(whole)})
    for number in range(count):
        share = 40 + number % 160
        chosen = [at for at in places if sha256(f"{number}:{at}".encode()).digest()[0] < share]
        if chosen:
            yield fields(whole, [0, *chosen[1 - len(chosen) % 2:], len(whole)])


def forgeries(form: dict[str, str]) -> Iterator[dict[str, str]]:
    """Every variant that a form can carry (each name once), and that is not the original."""
    for made in (*shifted(form), *split(form), *aimed(form), *scattered(form, 2_000)):
        variant = dict(made)
        if len(variant) == len(made) and variant != form:
            yield variant


def heard(form: dict[str, str], signature: str) -> Said | None:
    """What passes both gates."""
    try:
        return inbound.parse(verified(URL, body(form), headers(signature), (SIGNER,)), ACCOUNT, NOW)
    except (Forged, Malformed):
        return None


@pytest.mark.parametrize("capture", CAPTURES, ids=lambda capture: capture["Body"][:12] or "empty")
def test_however_a_signed_text_is_cut_it_never_says_anything_else(capture: dict[str, str]) -> None:
    signature = signed(capture)
    original = heard(capture, signature)
    assert original is not None
    tried = 0
    for variant in forgeries(capture):
        tried += 1
        assert heard(variant, signature) in (None, original), variant
    assert tried >= 1_000


@pytest.mark.parametrize("words", ["hiButtonPayload1", "hiForwardedtrue", "xFrequently", "hiFromwhatsapp:+19995550000"])
def test_a_whatsapp_that_writes_a_fields_name_is_left_to_the_sweep(words: str) -> None:
    capture = whatsapp(Body=words)
    assert heard(capture, signed(capture)) is None


def test_the_signature_alone_would_have_let_forged_senders_and_bodies_pass() -> None:
    signature_says_yes = set()
    for capture in CAPTURES:
        for variant in forgeries(capture):
            if sorted(variant) == list(variant) and signed(variant) == signed(capture):
                signature_says_yes |= {name for name in ("From", "Body", "MessageSid", "To")
                                       if variant.get(name, capture[name]) != capture[name]}
    assert {"From", "Body", "MessageSid", "To"} <= signature_says_yes


def test_however_a_signed_status_is_cut_it_never_says_anything_else() -> None:
    capture = status(MessageStatus="undelivered", ErrorCode="30008", SmsStatus="undelivered")
    signature = signed(capture)
    original = inbound.parse_status(capture, ACCOUNT)
    tried = 0
    for made in (*shifted(capture), *split(capture), *scattered(capture, 2_000)):
        variant = dict(made)
        tried += len(variant) == len(made)
        try:
            receipt = inbound.parse_status(verified(URL, body(variant), headers(signature), (SIGNER,)), ACCOUNT)
        except (Forged, Malformed):
            continue
        assert receipt == original
    assert tried >= 1_000


@pytest.mark.parametrize(("capture", "variant"), [
    (text(Body="xBodyy"), {"ApiVersion": "2010-04-01Bodyx", "Body": "y"}),
    (text(Body="hi Code 4417"), {"Body": "hi ", "Code": " 4417"}),
    (text(Body="hiFrom+19995550000FromA"), {"Body": "hi", "From": "+19995550000", "FromA": "From+13125550123"}),
    (text(Body="hiFrom12345FromA", From="54321"), {"Body": "hi", "From": "12345", "FromA": "From54321"}),
], ids=["a body begun later", "a body ended sooner", "a sender", "a short code as sender"])
def test_a_cut_by_hand_that_the_signature_cannot_tell_is_refused(capture: dict[str, str],
                                                                 variant: dict[str, str]) -> None:
    forged = capture | variant
    assert signed(forged) == signed(capture)
    assert heard(capture, signed(capture)) is not None
    assert heard(forged, signed(capture)) is None


@pytest.mark.parametrize(("capture", "variant"), [
    (text(Tag="XTo+19995550001ToA"), {"Tag": "X", "To": "+19995550001", "ToA": "To+13125550100"}),
    (text(Nick="XNumMedia0NumMediaA", NumMedia="1", MediaContentType0="image/png"),
     {"Nick": "X", "NumMedia": "0", "NumMediaA": "NumMedia1"}),
], ids=["a number of ours", "a picture left out"])
def test_a_cut_inside_another_field_that_others_write_is_refused(capture: dict[str, str],
                                                                 variant: dict[str, str]) -> None:
    forged = capture | variant
    assert signed(forged) == signed(capture)
    assert heard(forged, signed(capture)) is None


@pytest.mark.parametrize("pair", list(combinations(["Body", "From", "MessageSid", "To"], 2)), ids="-".join)
def test_two_swapped_values_are_refused(pair: tuple[str, str]) -> None:
    one, other = pair
    capture = text()
    variant = capture | {one: capture[other], other: capture[one]}
    assert heard(variant, signed(capture)) is None


@pytest.mark.parametrize("field", ["FromCity", "ToCity", "SmsStatus", "ProfileName", "FromA"])
def test_a_field_that_holds_the_name_of_another_is_refused_even_when_signed(field: str) -> None:
    capture = text(**{field: f"XMessageSid{SID}"})
    with pytest.raises(Malformed, match=field):
        inbound.parse(verified(URL, body(capture), headers(signed(capture)), (SIGNER,)), ACCOUNT, NOW)
