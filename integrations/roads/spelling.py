"""One spelling for the many ways to write an address: no case, no accents, short and long words the same. Pure."""

import re
import unicodedata
from itertools import chain

# A word and what it is shortened to. Only where the short form stands for nothing else on a street sign, or where the
# others mean the same sign: "St" may be Saint or Street, and both sides of every comparison take the same one.
SHORT = {
    "street": "st", "saint": "st", "str": "strasse", "avenue": "av", "ave": "av", "avenida": "av", "avda": "av",
    "road": "rd", "boulevard": "blvd", "bvd": "blvd", "bd": "blvd", "drive": "dr", "doutor": "dr", "doctor": "dr",
    "lane": "ln", "court": "ct", "place": "pl", "square": "sq", "terrace": "ter", "highway": "hwy", "parkway": "pkwy",
    "circle": "cir", "rua": "r", "travessa": "tv", "praca": "pc", "pca": "pc", "largo": "lg", "calle": "c",
    "professor": "prof", "general": "gen", "mount": "mt", "fort": "ft", "north": "n", "south": "s", "east": "e",
    "west": "w", "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw", "katu": "k",
}
LINKS = {"de", "da", "do", "das", "dos", "del", "di", "du", "des"}  # said or not: Rua (de) Santa Catarina
UNITS = {"apt", "apartment", "unit", "suite", "ste", "flat", "floor", "fl", "room", "rm", "bldg", "andar", "esq", "dto",
         "dir", "frente", "fte", "bajo", "top", "etage", "og", "eg", "as", "c/o"}
NUMERO = {"no", "nr", "num", "numero", "number", "n"}  # what may stand between a street and its number
LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
                         "'": "", "’": "", "ʼ": "", "`": ""})
Words = tuple[str, ...]
_WORD = re.compile(r"\d\w*(?:[-/]\d\w*)+|\w+")
_NUMBER = re.compile(r"\d+[a-z]{0,2}(?:[-/]\d+[a-z]{0,2})*\Z")
_SPAN = re.compile(r"(\d+)-(\d+)\Z")
WIDEST = 20  # house numbers that one sign may stand for


def plain(text: str) -> str:
    """Without case and accents: "São João" is "sao joao"."""
    bare = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def words(text: str) -> Words:
    """The words, each in its one spelling: "12 Main Street" is ("12", "main", "st")."""
    return tuple(_one(word) for word in _WORD.findall(plain(text)) if word not in LINKS)


def _one(word: str) -> str:
    if len(word) > len("str") and word.endswith("str"):
        return f"{word}asse"  # Hauptstr. is Hauptstrasse, and no street of the map ends in str
    return SHORT.get(word, word)


def name(text: str) -> str:
    """The one spelling of a street or a town."""
    return " ".join(words(text))


def is_number(word: str) -> bool:
    """Whether a word may be a house number: 12, 12a, 12-16, 12/3."""
    return _NUMBER.match(word) is not None


def numbers(text: str) -> tuple[str, ...]:
    """Every house number that a sign stands for: "12;14", "12 A", and of "12-16" its side of the street too."""
    parts = (plain(part).replace(" ", "") for part in re.split(r"[;,]", text))
    return tuple(dict.fromkeys(chain.from_iterable(_spanned(part) for part in parts if part)))


def _spanned(part: str) -> tuple[str, ...]:
    span = _SPAN.match(part)
    if span is None:
        return (part,)
    first, last = int(span[1]), int(span[2])
    if not first < last <= first + WIDEST or (last - first) % 2:
        return (part,)
    return (part, *map(str, range(first, last + 1, 2)))
