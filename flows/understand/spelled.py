"""Digits in words: "double four seven one", "forty-four seventy-one", "vierundvierzig einundsiebzig"."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from flows.understand.rules import listed
from flows.understand.words.form import Words

_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_BACKWARDS = {"de": "und", "nl": "en"}
"""Languages that say the ones first."""
_AND = {"es": " y ", "pt": " e "}
_MORE = {"fr": {"quatre-vingt": 80, "quatre-vingts": 80}, "pt": {"quatorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19}}
_NOUGHT = {"en": {"o": 0}}
"""A letter read as the digit, where it is no other word of the language."""
_TIMES = {
    2: "double|dbl|doppel|doppelt|doble|dubbel|dubbele|doppio|doppia|duplo|dobro|twice|zweimal|dos veces|deux fois|twee keer|tweemaal|due volte|duas vezes",
    3: "triple|dreifach|triplo|tripla|three times|dreimal|tres veces|trois fois|drie keer|driemaal|tre volte|tres vezes",
}
_ARTICLE = "(?:the|a|die|das|el|le|la|il|lo|o|de|het)"
_LETTERS = re.compile(r"[a-z]+")
_FIRST_PAIR, _LAST_HOUR, _LAST_MINUTE = 10, 24, 59


@cache
def _repeats() -> dict[str, int]:
    return {word: times for times, words in _TIMES.items() for word in words.split("|")}


@lru_cache(maxsize=32)
def digits(words: Words) -> Mapping[str, str]:
    """The words for one digit."""
    ones = {**words.numbers, **_NOUGHT.get(words.code, {})}
    return {word: str(number) for word, number in ones.items() if number < _FIRST_PAIR}


@lru_cache(maxsize=32)
def pairs(words: Words) -> Mapping[str, str]:
    """The words for two digits, 10 to 99."""
    teens = {word: number for word, number in words.numbers.items() if _FIRST_PAIR <= number < 20}  # noqa: PLR2004
    tens = {word: number for number, word in enumerate(_TENS.get(words.code, "").split(), start=2)}
    ones = {word: number for word, number in words.numbers.items() if 0 < number < _FIRST_PAIR}
    found = {**teens, **{word: 10 * number for word, number in tens.items()}, **_MORE.get(words.code, {})}
    for ten, count in tens.items():
        for one, more in ones.items():
            found |= dict.fromkeys(_together(ten, one, words.code), 10 * count + more)
    if words.code == "fr":
        found |= _french(words.numbers)
    return {form: str(number) for word, number in found.items() for form in (word, word.replace("-", " "))}


def _together(ten: str, one: str, code: str) -> Iterator[str]:
    if code in _BACKWARDS:
        yield f"{one}{_BACKWARDS[code]}{ten}"
    elif code == "it":
        yield f"{ten[:-1] if one[0] in 'uo' else ten}{one}"
    elif code in _AND:
        yield f"{ten}{_AND[code]}{one}"
    else:
        yield f"{ten}-{one}"
        yield f"{ten}-et-{one}" if code == "fr" else f"{ten}{one}"


def _french(numbers: Mapping[str, int]) -> dict[str, int]:
    """Soixante-douze is 72, quatre-vingt-dix-neuf 99."""
    small = {word: number for word, number in numbers.items() if 0 < number < 20}  # noqa: PLR2004
    over = {f"{ten}-{link}{word}": count + number for ten, count in (("soixante", 60), ("quatre-vingt", 80))
            for link in ("", "et-") for word, number in small.items()}
    return {word: number for word, number in over.items() if number not in range(61, 70)}


@lru_cache(maxsize=32)
def _first_words(words: Words) -> frozenset[str]:
    return frozenset(re.split(r"[ -]", one)[0] for one in (*digits(words), *pairs(words), *_repeats()))


def heard(text: str, words: Words) -> bool:
    """Whether any of them may stand in the text: a quick look before the rules."""
    return not _first_words(words).isdisjoint(_LETTERS.findall(text))


@lru_cache(maxsize=32)
def sequence(words: Words) -> str:
    """A rule for two or more of them in a row, one of them at least in words."""
    one, pair = listed("|".join(digits(words))), listed("|".join(pairs(words)) or "-")
    again = rf"(?:{listed('|'.join(_repeats()))}) (?:{_ARTICLE} )?(?:{pair}|{one}|\d)"
    each = rf"(?:{again}|{pair}|{one})(?!\w)"
    return rf"(?:(?:{listed('|'.join(_repeats()))}) (?:{pair})(?!\w)|{again}(?!\w)(?:[ ,-]+(?:(?:and|then|und|dann|y|luego|et|puis|en|dan|e|poi|depois) ){{0,2}}(?:{each}|\d{{1,2}}(?!\d)))+|{each}(?:[ ,-]+{each}){{1,7}})"


@lru_cache(maxsize=32)
def piece(words: Words) -> str:
    """A rule for each of them: the groups `times` with `again`, `pair`, `word`."""
    one, pair = listed("|".join(digits(words))), listed("|".join(pairs(words)) or "-")
    return (rf"(?<!\w)(?P<times>{listed('|'.join(_repeats()))}) (?:{_ARTICLE} )?(?P<again>{pair}|{one}|\d)(?!\w)"
            rf"|(?<!\w)(?P<pair>{pair})(?!\w)|(?<!\w)(?P<word>{one})(?!\w)")


def told(match: re.Match[str], words: Words) -> str:
    """The digits of one match of `piece`; empty where it is none of them."""
    if match["times"]:
        said = match["again"]
        return pairs(words).get(said, digits(words).get(said, said)) * _repeats()[match["times"]]
    if match["pair"]:
        return pairs(words)[match["pair"]]
    return digits(words)[match["word"]] if match["word"] else ""


def clocklike(said: str, words: Words) -> bool:
    """Whether words for digits may as well be a time of day: "seven thirty"."""
    found = list(re.finditer(piece(words), said))
    if len(found) != 2 or not found[1]["pair"] or found[0]["times"]:  # noqa: PLR2004
        return False
    hour, minute = (int(told(one, words)) for one in found)
    return hour <= _LAST_HOUR and minute <= _LAST_MINUTE
