"""A day that is called off beside the one that is wanted: "I'm busy Thursday, Friday is fine"."""

import re
from functools import lru_cache

from flows.understand.words.form import Words

_BUSY = {
    "en": r"busy|working|work|away|out|off|not (?:home|here|in|free|around|available)|cant(?: do| make)?|cannot(?: do| make)?|wont(?: work| do)|doesnt work|no good|bad|impossible",
    "de": r"nicht (?:da|zuhause|zu hause|daheim)|nicht|weg|verreist|unterwegs|arbeite[nt]?|muss arbeiten|kann ich nicht|schlecht|unmoglich|beschaftigt|ausgebucht",
    "es": r"ocupad[oa]s?|trabaj\w+|no (?:estoy|estamos|puedo|podemos)|fuera|imposible|mal|no me (?:va|viene|queda)(?: bien)?|de viaje",
    "fr": r"pris\w*|occupee?s?|absente?s?|travaille|bosse|(?:peux|suis|serai|sommes) pas(?: la| dispo| chez moi)?|impossible|pas possible|en deplacement",
    "nl": r"bezet|druk|werk(?: ik)?|aan het werk|niet thuis|weg|kan (?:ik )?niet|niet|onmogelijk|op reis",
    "it": r"impegnat[oaie]|occupat[oaie]|lavoro|fuori|non (?:ci sono|ci siamo|posso|possiamo|va bene|va)|impossibile|via|in viaggio",
    "pt": r"ocupad[oa]s?|trabalh\w+|nao (?:estou|estamos|posso|consigo|da|vai dar)|fora|impossivel|viajando|em viagem",
}
_BUT = r"(?: ?[,;.-]+ ?| )(?:but |aber |pero |mais |mas |maar |ma |and |und |y |et |en |e )?"
_ON = r"(?:on |am |el |los |le |op |na |no |a |il |de |este |this |next |ce |diesen |deze |questo |esta )?"
_TOO = r"(?! (?:too|also|as well|either|auch|tambien|tampoco|aussi|non plus|ook|anche|neanche|tambem))"


_BOTH = 2


@lru_cache(maxsize=32)
def _day(words: Words) -> re.Pattern[str]:
    named = sorted({one for names in words.times.weekdays for one in names.split("|")} | set(words.times.days), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)")


@lru_cache(maxsize=32)
def _rule(words: Words) -> re.Pattern[str]:
    day = _day(words).pattern
    busy = _BUSY.get(words.code, "(?!)")
    wanted = rf"(?<=\W){_ON}(?P<wanted>{day})(?!\w){_TOO}(?!(?: \w+){{0,3}}? (?:{busy})(?!\w))"
    return re.compile(rf"(?<!\w)(?P<off>(?:{busy})(?: \w+)?? {_ON}{day}(?!\w)|{day}(?!\w),?(?: \w+){{0,3}}? (?:{busy})(?!\w)(?: \w+)??){_BUT}(?:\w+ ){{0,2}}?{wanted}")


def called_off(text: str, words: Words) -> tuple[int, int] | None:
    """Where the day is told that is not wanted, when another is wanted behind it; None where no day is."""
    if len(_day(words).findall(text)) < _BOTH:
        return None
    match = _rule(words).search(text)
    return match.span("off") if match else None
