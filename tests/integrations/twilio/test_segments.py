"""What a text costs on the air, against Twilio's own calculator and an encoder that really cuts it up."""

import random
import struct
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.twilio.segments import BASIC, ESCAPED, segments
from integrations.twilio.smart import PLAIN, smart
from tests.integrations.twilio import vectors

ROWS = vectors.rows("sms/segment_vectors.jsonl")
GSM = {chr(int(code)): units for code, units in vectors.table("sms/gsm7_charset.json").items()}
MAP = vectors.table("sms/smart_encoding_map.json")
BITS = {"GSM-7": 7, "UCS-2": 16}
ESCAPE = 27
HIGH = range(0xD800, 0xDC00)


def cut(units: list[int], alone: int, part: int) -> list[list[int]]:
    """The parts of a text as it would be sent: full ones, but no pair torn apart."""
    if len(units) <= alone:
        return [units]
    parts: list[list[int]] = []
    while units:
        end = min(part, len(units))
        if end < len(units) and (units[end - 1] == ESCAPE or units[end - 1] in HIGH):
            end -= 1
        parts.append(units[:end])
        units = units[end:]
    return parts


def encoded(text: str) -> tuple[str, list[list[int]]]:
    """The units of each part, by the vendor's alphabet or by Python's UTF-16."""
    if all(letter in GSM for letter in text):
        return "GSM-7", cut([unit for letter in text for unit in GSM[letter]], 160, 153)
    wide = text.encode("utf-16-be")
    return "UCS-2", cut([int.from_bytes(wide[at:at + 2]) for at in range(0, len(wide), 2)], 70, 67)


@vectors.needed
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']}{', smart' if row['smart_encoding'] else ''}")
def test_it_counts_as_twilios_calculator_does(row: dict[str, Any]) -> None:
    text = smart(row["body"]) if row["smart_encoding"] else row["body"]
    size = segments(text)
    assert text == row.get("sent_as", row["body"])
    assert (size.encoding, size.count) == (row["encoding"], row["segments"])
    assert size.units * BITS[size.encoding] == row["message_size_bits"]


@vectors.needed
def test_the_alphabet_is_the_vendors() -> None:
    assert {letter for letter, units in GSM.items() if len(units) == 1} == BASIC
    assert {letter for letter, units in GSM.items() if len(units) == 2} == ESCAPED


@vectors.needed
def test_every_replacement_is_twilios_and_none_is_missing() -> None:
    assert {chr(odd): plain for odd, plain in PLAIN.items()} == MAP


CHUNK, CHUNKS = 100_000, 10
EXPANDED = {ord(letter): "".join(map(chr, units)) for letter, units in GSM.items()}
ALPHABETS = ("".join(GSM), "".join(GSM) * 40 + "ęł", "abc€", "a😀", "aą€{😀я",
             "".join(map(chr, range(0x20, 0x2FF))))
LENGTHS = (3, 20, 60, 66, 67, 68, 70, 71, 133, 135, 152, 154, 159, 161, 307)


def sliced(units: str, alone: int, part: int, before_pair: Callable[[str], bool]) -> int:
    """How many parts, by cutting them off one after the other; each a string of units."""
    if len(units) <= alone:
        return 1
    count = 0
    while units:
        end = part - 1 if len(units) > part and before_pair(units[part - 1]) else part
        units, count = units[end:], count + 1
    return count


def brute(text: str) -> tuple[str, int]:
    """Encoding and parts of a text, by the vendor's table and by really cutting it."""
    if set(text) <= GSM.keys():
        return "GSM-7", sliced(text.translate(EXPANDED), 160, 153, lambda unit: unit == chr(ESCAPE))
    wide = text.encode("utf-16-be")
    units = "".join(map(chr, struct.unpack(f">{len(wide) // 2}H", wide)))
    return "UCS-2", sliced(units, 70, 67, lambda unit: ord(unit) in HIGH)


@vectors.needed
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(CHUNKS))
def test_a_million_random_texts_count_as_when_they_are_really_cut(seed: int) -> None:
    """Slices of long random strings: making them costs less than counting them. Ten parts, together a million."""
    dice = random.Random(seed)
    seas = ["".join(dice.choices(alphabet, k=20_000)) for alphabet in ALPHABETS]
    for _ in range(CHUNK):
        start = dice.randrange(19_000)
        text = dice.choice(seas)[start:start + dice.choice(LENGTHS)]
        size = segments(text)
        assert (size.encoding, size.count) == brute(text), text


gsm = st.text(st.sampled_from(sorted(BASIC | ESCAPED)), max_size=700)
pairs = st.text(st.sampled_from("a€{я😀"), min_size=60, max_size=400)


@vectors.needed
@settings(max_examples=400, deadline=None)
@given(st.one_of(gsm, pairs, st.text(max_size=300)))
def test_any_text_counts_as_when_it_is_really_cut(text: str) -> None:
    encoding, parts = encoded(text)
    size = segments(text)
    assert (size.encoding, size.count, size.units) == (encoding, len(parts), sum(map(len, parts)))


@vectors.needed
@pytest.mark.parametrize("before", range(140, 170))
@pytest.mark.parametrize("pair", ["€", "😀"])
def test_a_pair_at_any_border_is_never_split(before: int, pair: str) -> None:
    text = "a" * before + pair * 80
    encoding, parts = encoded(text)
    assert segments(text).count == len(parts)
    assert all(part[-1] != ESCAPE and part[-1] not in HIGH for part in parts)
    assert encoding == ("GSM-7" if pair == "€" else "UCS-2")


@given(st.text(max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert smart(smart(text)) == smart(text)
    assert smart("está, mañana 14:00") == "está, mañana 14:00"
