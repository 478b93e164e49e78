"""Is everything there, and whole: wordings, values, plural forms, braces and spaces."""

import re
from collections.abc import Iterable, Iterator

from bot.linting.tongue import Found, Tongue, small

SPACES = re.compile(r"\S {2,}\S| [,.](?!\.\.)|\( | \)|\(\)")
BRACES = re.compile(r"[{}]|\bNone\b|Undefined")
FORM = re.compile(r"(.+)_(zero|one|two|few|many|other)")
PLACES = re.compile(r"\{(\w*)\}")
OPENS, CLOSES = "([{«„", ")]}»“"
COUNT = {"count"}


def complete(tongue: Tongue, english: Tongue) -> Found:
    """Wordings, tables and the page's words, against English; and samples to say them with."""
    for name in {one.name for one in english.sayings} ^ {one.name for one in tongue.sayings}:
        yield name, "is in only one of this language and English"
    for table, words in english.words.items():
        if odd := words.keys() ^ tongue.words.get(table, {}).keys():
            yield f"words.toml [{table}]", f"differs from English in {', '.join(sorted(odd))}"
    for where, ours, theirs in (("page", tongue.page, english.page), ("mail", tongue.mail, english.mail),
                                ("data", tongue.data, english.data),
                                ("whatsapp", tongue.openers, english.openers)):
        for key in _plain(theirs) ^ _plain(ours):
            yield f"{where} {key}", "is in only one of this language and English"
    if not tongue.check.get("samples"):
        yield "check.toml", "lists no samples, so nothing can be said with usual values"


def _plain(page: Iterable[str]) -> set[str]:
    """Keys without their plural forms."""
    return {match[1] if (match := FORM.fullmatch(key)) else key for key in page}


def values(tongue: Tongue, english: Tongue) -> Found:
    """The names between braces, against English."""
    used = {one.name: one.used for one in english.sayings}
    for one in tongue.sayings:
        if odd := one.used ^ used.get(one.name, one.used):
            yield one.name, f"uses other values than English: {', '.join(sorted(odd))}"
    wanted = dict(_around(english))
    for where, text in _around(tongue):
        stem = FORM.fullmatch(where)
        theirs = _places(wanted.get(f"{stem[1]}_other" if stem else where, ""))
        if differs := (_places(text) - COUNT) ^ (theirs - COUNT):
            yield where, f"uses other values than English: {', '.join(sorted(differs))}"


def _around(tongue: Tongue) -> Iterator[tuple[str, str]]:
    """What has places and is no wording: the page's words, a mail's, and WhatsApp's templates."""
    for kind, words in (("page", tongue.page), ("mail", tongue.mail), ("data", tongue.data)):
        yield from ((f"{kind} {key}", text) for key, text in words.items())
    yield from ((f"whatsapp {name}", opener.text) for name, opener in tongue.openers.items())


def _places(text: str) -> set[str]:
    return set(PLACES.findall(text))


def said(tongue: Tongue, english: Tongue) -> Found:
    """What went wrong when it was said."""
    for one in tongue.sayings:
        yield from ((one.name, f"cannot be said: {why}") for why in one.trouble)


def plurals(tongue: Tongue, english: Tongue) -> Found:
    """A count has every form that whole numbers take here, and no other."""
    counted: list[tuple[str, frozenset[str]]] = [(one.name, forms) for one in tongue.sayings for forms in one.forms]
    stems = {match[1] for key in tongue.page if (match := FORM.fullmatch(key))}
    counted += [(f"page {stem}", frozenset(key.removeprefix(f"{stem}_") for key in tongue.page
                                           if (match := FORM.fullmatch(key)) and match[1] == stem)) for stem in stems]
    for where, forms in counted:
        if odd := forms ^ tongue.counts:
            yield where, f"counts by {listed(tongue.counts)} here, so missing or too much: {listed(odd)}"


def listed(names: Iterable[str]) -> str:
    """Names in order, with commas."""
    return ", ".join(sorted(names))


def braces(tongue: Tongue, english: Tongue) -> Found:
    """Braces, brackets and quotes come in pairs, and no value shows its absence."""
    for one in tongue.sayings:
        for text in one.texts:
            if BRACES.search(text) or any(text.count(a) != text.count(b) for a, b in zip(OPENS, CLOSES, strict=True)):
                yield one.name, f"has a brace too many or nothing in one: {text}"
                break
    for where, text in _around(tongue):
        if text.count("{") != text.count("}") or text.count("(") != text.count(")"):
            yield where, f"has a brace too many: {text}"


def spaces(tongue: Tongue, english: Tongue) -> Found:
    """Spaces that only a machine would leave."""
    for one in tongue.sayings:
        found = next((text for text in (*one.pieces, *one.texts) if SPACES.search(text)), "")
        if found:
            yield one.name, f"has a space too many: {found.strip()}"
    for where, text in small(tongue):
        if SPACES.search(text) or text != text.strip():
            yield where, f"has a space too many: {text}"
