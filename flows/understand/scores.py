"""Scores of one to five, and numbers chosen out of what was offered."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.understand.flat import Flat
from flows.understand.rules import grouped, listed
from flows.understand.words.form import Words

_STARS = re.compile(r"[⭐★\U0001F31F]")
_NUMBERED = re.compile(r"(?<!\d)[1-5] ?[⭐★\U0001F31F]")
BEST, OFFERED = 5, 3
_TEN, _BRIEF, _OPENING, _AT_ONCE = 10, 6, 1, 5
_MORE_ORDINALS = {"milieu": 2, "medio": 2, "mezzo": 2, "meio": 2, "mittleren": 2, "mittlerer": 2, "mittleres": 2, "middelste": 2,
                  "letzter": -1, "1er": 1, "1ere": 1, "1re": 1, "2e": 2, "2eme": 2, "2nde": 2, "3e": 3, "3eme": 3, "1st": 1, "2nd": 2, "3rd": 3, "1ra": 1, "1a": 1, "2a": 2,
                  "3a": 3, "1o": 1, "2o": 2, "3o": 3, "1e": 1, "1ste": 1, "2de": 2, "3de": 3, "zweitens": 2, "zweiteres": 2, "ersteres": 1, "erstens": 1, "letzteres": -1}
"""Places in a row that the times have no use for."""
_ALSO_ARTICLES = frozenset("a an one un una uno une um uma ein eine einer een a couple few".split())
_WORST = re.compile(
    r"\W*(?:(?:it )?(?:was|is) |just |really |absolutely |simply |truly |muy |fue |todo |tres |vraiment |c ?etait |sehr |war |einfach |"
    r"foi |muito |heel |echt |was |het was |davvero |e stato |molto )*"
    r"(?:awful|terrible|horrible|dreadful|appalling|atrocious|abysmal|the worst|worst ever|pesim[oa]|horroroso|fatal|nul|nulle|horrible|affreux|"
    r"catastrophique|lamentable|furchtbar|schrecklich|grauenhaft|katastrophal|unterirdisch|pessim[oa]|horrivel|terrivel|"
    r"vreselijk|verschrikkelijk|waardeloos|dramatisch|orribile|terribile|pessimo servizio)\W*")
"""A verdict that is the whole answer to "1 (poor) to 5": as low as there is. A good word alone may be mere courtesy."""
_OPENING_DIGIT = re.compile(r"\W*[1-5] +(?P<next>[^\W\d]+)(?! (?:or|oder|of|ou|o)\b)")
_AT = re.compile(r"(?<!\w)(?:at|before|after|around|about|past|antes de|despues de|depois das|antes das|avant|apres|vor|nach|voor|na|tegen|prima delle|dopo le|verso le|by|since|until|till|alle|a las|a la|las|um|gegen|om|rond|as|vers|number|numero|nummer|nr|no|apt|floor|flat|en el|au)\W*$")
_SOME_OF = re.compile(r" (?:of (?:the|my|them|our)|de (?:las|los|les|mes|mis|minhas)|des|von den|van de|das|dos|delle|dei|degli)(?!\w)")
_CLOSING_DIGIT = re.compile(r"[^\W\d]{3,}[,.!:]* [1-5]\W*$")
_EITHER = re.compile(r"\?|\w (?:or|oder|of|ou|o) \w")
_REASONS = "and|und|y|et|en|e|cause|cos|cuz|because|for|from|but|although|as|weil|aber|da|wegen|fur|porque|pero|aunque|por|parce|mais|car|pour|want|omdat|maar|voor|perche|pero|ma|per|anche|pois|mas|pela|pelo"
"""What follows a score that opens the answer."""
_GIVES = (r"give|giving|give it|geven|geb|geben|mettons|damos|ponemos|diamo|definitely|defo|easily|surely|solid|would say|id say|id go with|make that|make it|call it|sag ma|sag mal|sage|gibts|gebe|von mir|klar|note|digamos|diria|doy|pongo|ponle|pongale|nota|"
          r"les pongo|clairement|disons|mets|dirais|allez|zeg maar|geef|zeggen|zeker|dikke|direi|metto|diciamo|darei|facciamo|dou|daria|seria|certeza|hmm|score|rating|valoracion|punteggio|cijfer|einen|"
          r"put me down for|it was a|its a|das war|war ein|fue un|cetait un|das ist|macht|maak er|schreibts|puntaje")
_HEMS = "bah|h+m+|mm+|eh|euh|ehm|tja|na ja|naja|pff+|ach|uf|hum|ah|oh|well"
"""What one says before one makes up one's mind."""
_ALMOST = "a|an|um|un|uno|una|een|ein|eine|einen|die|der|la|il|solid|good|big|fat|bel|bon|bom|dikke|glatte|gute|gran|buen|scarso|just|about|maybe"
_ARTICLES = re.compile(r"\b(?:the|el|la|le|den|der|die|das|de|het|il|lo|o|a|l)\b")


@dataclass(frozen=True, slots=True)
class Picked:
    """A number that was given. Not `sure`: there are more words around it, which may mean something else."""

    value: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Shapes:
    scaled: re.Pattern[str]
    plain: re.Pattern[str]
    option: re.Pattern[str]
    ordinal: re.Pattern[str]
    noun: re.Pattern[str]
    torn: re.Pattern[str]
    digit: re.Pattern[str]
    spelled: re.Pattern[str]
    denied: re.Pattern[str]
    starred: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    brief: re.Pattern[str]
    chosen: re.Pattern[str]


@lru_cache(maxsize=32)
def _ordinals(words: Words) -> dict[str, int]:
    return {**_MORE_ORDINALS, **words.ordinals}


@lru_cache(maxsize=32)
def _shapes(words: Words) -> _Shapes:
    quick = {name: grouped(getattr(words, name))
             for name in ("scores", "scale", "before_score", "polite", "option_nouns")}
    small = listed("|".join(word for word, number in words.numbers.items() if 0 <= number <= _TEN))
    plain = listed("|".join(word for word, number in words.numbers.items() if 0 <= number <= _TEN and word not in _ALSO_ARTICLES))
    number = rf"(?P<n>\d{{1,2}}|{small})"
    lead = rf"[\W_]*(?:(?:{quick['before_score']}|{_HEMS})(?:[\s,:.!-]+))*"
    ordinals = listed("|".join(_ordinals(words)))
    return _Shapes(
        scaled=re.compile(rf"(?<![\w/.,$€£-]){number} ?(?:(?P<over>/ ?(?:5|10)(?![\d/]))|(?P<scale>{quick['scale']})(?!\w)"
                          r"(?! ?(?:[^\W\d]+s\b(?<!stars))))"),
        plain=re.compile(rf"{lead}{number}(?![\w%/:]|[.,]\d|-\d)(?P<rest>[\W_]*(?:$|[,.!;:)\n-]|{quick['scores']}(?!\w)|[^\w\s]))"),
        option=re.compile(rf"[\W_]*(?:(?:{quick['before_score']}|{quick['option_nouns']})(?!\w)[\s.:]*|#)*{number}[).:]?"
                          rf"(?:[\s,.!]+(?:{quick['polite']}|{quick['option_nouns']})(?!\w))*[\W_]*$"),
        ordinal=re.compile(rf"(?<!\w)(?P<o>{ordinals})(?!\w)(?: (?:{quick['option_nouns']}|{quick['polite']})(?!\w))*"),
        noun=re.compile(rf"^ (?:{quick['option_nouns']})(?!\w)"),
        torn=re.compile(rf"{number} ?(?:or|o|ou|oder|of|-|/|,|and|&) ?\d"),
        digit=re.compile(r"(?<![\w.,:/$€£])(?P<n>\d{1,2})(?![\w%:/]|[.,]\d|-\d| ?[€$£])|(?P<other>\d+)"),
        spelled=re.compile(rf"(?<!\w)(?P<n>{plain})(?!\w)"),
        starred=re.compile(rf"(?<!\w)(?:{plain}) ?[⭐★\U0001F31F]"),
        opening=re.compile(rf"{lead}(?:[1-5]|{plain})(?!\w)(?! ?[%/:])[\W_]+(?:{_REASONS})(?!\w)"),
        closing=re.compile(rf"(?<!\w)(?P<before>{_GIVES})[,:]? (?:(?:{_ALMOST}) )*(?:[1-5]|{plain})(?:[\W_]*$|[,.!;:)\n])"),
        brief=re.compile(rf"(?<![\w.,:/$€£])(?:[1-5]|{plain})(?:[\W_]*$|[,!;)] )"),
        chosen=re.compile(rf"[\W_]*(?:(?:{quick['option_nouns']})(?!\w)[\s.:]*)*(?P<n>[1-3]|{small})(?:[).:]|(?: (?:{quick['polite']}|{quick['option_nouns']}))?)(?:,| ?[.;] | (?:and|und|y|et|en|e|i) )(?=.*[a-z]{{3}})"),
        denied=re.compile(r"(?<!\w)(?:not|no|isnt|never|ni de chiste|altro che|kein\w*|nicht|pas|non|nao|geen|niet|nunca)(?: \w+)?\W*$"),
    )


def _number(said: str, words: Words) -> int:
    return int(said) if said.isdigit() else words.numbers[said]


def score(flat: Flat, words: Words, *, asked: bool, praised: bool, judged: bool = False) -> Picked | None:
    """A score of 1 to 5, also when it was given out of ten or in stars. `asked`: we asked for one just now.

    Unasked, only an explicit scale or stars make a number a score, or praise right behind it. `judged`: other words
    praise or complain, so that the number they begin with is no count of chairs.
    """
    flat = replace(flat, text=_LITTLE.sub(r"\1", flat.text))
    if asked and _WORST.fullmatch(flat.text):
        return Picked(1, sure=True)
    stars, shapes = len(_STARS.findall(flat.text)), _shapes(words)
    if stars and not (stars == 1 and (_NUMBERED.search(flat.text) or shapes.starred.search(flat.text))):
        return Picked(stars, sure=True) if stars <= BEST else None
    scaled = shapes.scaled.search(flat.text)
    if scaled and (asked or scaled["n"] not in _ALSO_ARTICLES):
        value = _out_of(scaled, words, flat.text, asked=asked, praised=praised)
        denied = shapes.denied.search(flat.text[:scaled.start()])
        return Picked(value, sure=True) if value and not denied else None
    plain = shapes.plain.match(flat.text)
    if plain and plain["n"] in _ALSO_ARTICLES and shapes.digit.search(flat.text):
        plain = None  # "un bon 4"
    if plain and (asked or (praised and plain["n"].isdigit())):
        return _picked(plain, words, shapes, flat.text, BEST, sure=not _EITHER.search(flat.text))
    only = _only(flat.text, words, shapes, BEST, None) if asked else None
    certain = only and ((judged and _opens(flat.text, words)) or shapes.opening.match(flat.text) or shapes.closing.search(flat.text)
                        or (len(flat.text.split()) <= _BRIEF and "?" not in flat.text and shapes.brief.search(flat.text)))
    return replace(only, sure=True) if only and certain else only


def _opens(text: str, words: Words) -> bool:
    """Whether the text begins with a digit that counts nothing, or ends with one: "1 llegaron tarde", not "2 hours late"."""
    if _CLOSING_DIGIT.search(text):
        return True
    match = _OPENING_DIGIT.match(text)
    return match is not None and match["next"] not in words.times.units and not match["next"].endswith("s")


def _only(text: str, words: Words, shapes: _Shapes, most: int, busy: tuple[int, int] | None) -> Picked | None:
    """The only number in a text among other words, or the one it opens with; a digit before a word that may be an article."""
    digits = list(shapes.digit.finditer(text))
    found = digits or list(shapes.spelled.finditer(text))
    first = len(found) > 1 and len(re.findall(r"\w+", text[:found[0].start()])) <= _OPENING
    if not (len(found) == 1 or first) or _within(found[0].span("n"), busy, text):
        return None
    if most == BEST and (_counts(text, found[0].span("n"), shapes) or _HOURS.match(text, found[0].end("n"))):
        return None
    return _picked(found[0], words, shapes, text, most, sure=False)


def _counts(text: str, span: tuple[int, int], shapes: _Shapes) -> bool:
    """Whether a number among other words tells an hour or a house, counts some out of many, or is denied."""
    return bool(_AT.search(text[:span[0]]) or _SOME_OF.match(text, span[1]) or shapes.denied.search(text[:span[0]]))


def _picked(match: re.Match[str], words: Words, shapes: _Shapes, text: str, most: int, *, sure: bool) -> Picked | None:
    if not match["n"]:
        return None
    value = _number(match["n"], words)
    torn = shapes.torn.match(text[match.start("n"):])
    return Picked(value, sure) if 1 <= value <= most and not torn else None


def _out_of(match: re.Match[str], words: Words, text: str, *, asked: bool, praised: bool) -> int | None:
    value = _number(match["n"], words)
    said = match["over"] or match["scale"] or ""
    alone = not re.search(r"\w", text[:match.start()] + text[match.end():])
    if match["over"] and not (asked or praised or (alone and value == _TEN)):
        return None
    if _TEN_WORDS.search(said):
        return min(BEST, (value + 1) // 2) if 1 <= value <= _TEN else None
    return value if 1 <= value <= BEST else None


_LITTLE = re.compile(r"(?<!\w)([1-5])(?:tje|er|cito)(?!\w)")
"""A "4tje" is a four."""
_HOURS = re.compile(r" (?:h|hrs?|hours?|horas?|or[ae]|heures?|stunden?|std|uur|uren|min\w*|days?|dias?|jours?|tage?n?|dagen?|giorn\w|weeks?|semanas?|woche\w*|weken?|settiman\w)(?!\w)")
"""Hours and days counted, and no score: "2 hours late"."""
_TEN_WORDS = re.compile(r"10|\b(?:ten|diez|dix|zehn|dez|tien|dieci)\b")


def option(flat: Flat, words: Words, busy: tuple[int, int] | None = None, *, offered: bool = True) -> Picked | None:
    """The number of the option that was chosen; the last of three is 3. Two numbers are no choice.

    `busy` is where a time stands: "2 pm" chooses nothing, but "the 2nd" may. Not `offered`: only a bare number counts.
    """
    shapes = _shapes(words)
    whole = shapes.option.match(flat.text)
    if whole:
        return _picked(whole, words, shapes, flat.text, OFFERED, sure=True)
    opened = shapes.chosen.match(flat.text) if offered else None
    if opened and not shapes.torn.match(flat.text[opened.start("n"):]) and not _within(opened.span("n"), busy, flat.text):
        return _picked(opened, words, shapes, flat.text, OFFERED, sure=True)
    named = [match for match in shapes.ordinal.finditer(flat.text) if not _within(match.span("o"), busy, flat.text, shapes.noun)]
    values = {_ordinals(words)[match["o"]] for match in named} if offered else set[int]()
    if len(values) == 1:
        value = values.pop()
        return Picked(OFFERED if value < 0 else value, sure=len(flat.text.split()) <= _BRIEF or named[0].start() <= _AT_ONCE)
    return None if values else _only(flat.text, words, shapes, OFFERED, busy)


def _within(span: tuple[int, int], busy: tuple[int, int] | None, text: str, noun: re.Pattern[str] | None = None) -> bool:
    """Whether a number belongs to a time that says more than the number, and more than "one" or "option" behind it."""
    if busy is None or not busy[0] <= span[0] < busy[1]:
        return False
    behind = noun.sub("", text[span[1]:busy[1]], count=1) if noun else text[span[1]:busy[1]]
    return re.search(r"\w", _ARTICLES.sub("", text[busy[0]:span[0]] + " " + behind)) is not None
