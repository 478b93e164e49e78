"""What the rules noticed, as marks for the trained model: it learns how far each of them is to be trusted."""

from flows.understand.heard import Heard

_LENGTHS = (1, 2, 3, 5, 8, 13, 21, 40)


def marks_of(heard: Heard, found: dict[str, str], english: frozenset[str]) -> list[str]:
    """Named marks: what was asked, what the rules made of it, what shapes are in it. `english`: cues of English."""
    asked = heard.context
    marks = [f"c:{asked}", f"l:{heard.rules.words.code}", f"n:{_length(heard)}", f"n:{_length(heard)}@{asked}"]
    for intent in found or ("none",):
        marks += [f"r:{intent}", f"r:{intent}@{asked}"]
    marks += [f"q:{cue}" for cue in sorted(heard.cues)] + [f"e:{cue}" for cue in sorted(english)]
    marks += [f"{shape}{more}" for shape in _shapes(heard) for more in ("", f"@{asked}")]
    if len(found) > 1:
        marks.append("r:several")
    return marks


def _length(heard: Heard) -> int:
    words = len(heard.flat.text.split())
    return next((index for index, most in enumerate(_LENGTHS) if words <= most), len(_LENGTHS))


def _shapes(heard: Heard) -> list[str]:
    when, slots, text = heard.when, heard.slots, heard.flat.text
    named = {
        "s:code": heard.code and heard.code.sure, "s:code?": heard.code and not heard.code.sure, "s:score": heard.given and heard.given.sure, "s:score?": heard.given and not heard.given.sure,
        "s:option": heard.chosen and heard.chosen.sure, "s:option?": heard.chosen and not heard.chosen.sure, "s:language": heard.language,
        "s:unit": slots.unit, "s:address": slots.address, "s:phone": slots.phone, "s:?": "?" in text, "s:!": "!" in text,
        "s:digit": any(one.isdigit() for one in text),
        "s:day": when and not when.dayless, "s:hour": when and when.dayless, "s:soon": when and when.relative,
        "s:unwanted": when and when.unwanted,
    }
    return [name for name, there in named.items() if there]
