"""Another language is wanted: "in Spanish please, when does it come?" holds a wish and a question."""

import re
from functools import cache

from flows.understand.flat import Flat

_NAMES = {
    "en": "english ingles inglese anglais englisch engels inglesa",
    "es": "spanish espanol espanola espagnol spanisch spaans spagnolo espanhol castellano castelhano",
    "fr": "french frances francais franzosisch franzoesisch frans francese francesa",
    "de": "german aleman allemand deutsch duits tedesco alemao alemana",
    "pt": "portuguese portugues portugais portugiesisch portugees portoghese brasileiro portuguesa",
    "nl": "dutch neerlandes holandes neerlandais niederlandisch hollandisch nederlands vlaams flamand olandese neerlandese flemish",
    "it": "italian italiano italien italienisch italiaans",
    "pl": "polish polaco polonais polnisch pools polacco polones polski", "ro": "romanian rumano roumain rumanisch roemeens rumeno romeno",
    "ar": "arabic arabe arabisch arabo", "tr": "turkish turco turc turkisch turks", "ru": "russian ruso russe russisch russo",
    "uk": "ukrainian ucraniano ukrainien ukrainisch oekraiens ucraino", "zh": "chinese chino chinois chinesisch chinees cinese chines mandarin",
    "vi": "vietnamese vietnamita vietnamien vietnamesisch", "ko": "korean coreano coreen koreanisch", "hi": "hindi",
    "hr": "croatian kroatisch croata croate croato", "pa": "punjabi panjabi", "sq": "albanian albanese albanais albanisch albanes",
    "ja": "japanese japones japonais japanisch japans giapponese", "bg": "bulgarian bulgaro bulgare bulgarisch", "hu": "hungarian hungaro "
    "hongrois ungarisch hongaars ungherese", "cs": "czech checo tcheque tschechisch tsjechisch ceco", "tl": "tagalog", "so": "somali",
    "fa": "farsi persian persa persan persisch", "ur": "urdu", "sr": "serbian serbio serbe serbisch servisch serbo",
    "ca": "catalan katalanisch catala catalaans", "el": "greek griego grec griechisch grieks greco",
}
_IN = re.compile(r"(?<!\w)(?:in|into|en|em|auf|op|a|al|no|only|solo|nur|alleen|seulement|que) (?:het |lingua |langue |idioma |il |el |le |o )?$")
_SPEAK = re.compile(
    r"(?<!\w)(?:sp[eo]a?k\w*|writ\w*|texts?|texting|messages?|talk\w*|understand\w*|switch\w*|prefer\w*|read\w*|translat\w*|habl\w*|escri\w*|entiend\w*|"
    r"entend\w*|prefier\w*|lee|leer|cambi\w*|traduc\w*|parl\w*|ecri\w*|compren\w*|lis|lit|prefere\w*|tradui\w*|sprech\w*|sprich\w*|spricht|"
    r"schreib\w*|versteh\w*|lieber|besser|wechsel\w*|fal[ae]\w*|escrev\w*|mud[ae]\w*|compreend\w*|spre[ek]\w*|schrij\w*|praat|praten|begrijp\w*|"
    r"versta\w*|snap\w*|liever|lees\w*|scriv\w*|capisc\w*|preferi\w*|legge\w*|traduz\w*|continue|deutschkenntnisse)(?!\w)")
_POLITE = (r"please|pls|plz|por favor|porfa|xfa|svp|sil vous plait|sil te plait|bitte|alsjeblieft|alstublieft|aub|graag|per favore|"
           r"grazie|gracias|merci|danke|thanks|ok|now|hi|hello|hola|hallo|ola|ciao|bonjour|pf|pfv|si|yes|instead")
_NOT = re.compile(r"\b(?:no|not|dont|doesnt|cant|nicht|kein|ne|pas|nao|niet|geen|non|sin|sem|sans|ohne|without|jamais|never)\b")
_NOUN = (r"(?! (?:door|doors|shepherd|bulldog|guy|man|lady|woman|neighbou?r|family|restaurant|school|church|tea|breakfast|bread|"
         r"style|test|class|teacher|name|street|st|ave|road|rd|car|number|flag|oven|press|speaking)\b)")
_CLAUSE = re.compile(r"[^.,;!?\n]+")


@cache
def _languages() -> dict[str, str]:
    return {name: code for code, names in _NAMES.items() for name in names.split()}


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?<!\w)(?P<name>{'|'.join(sorted(_languages(), key=len, reverse=True))})(?!\w){_NOUN}"
    polite = rf"(?:(?:{_POLITE})\W+)*"
    return re.compile(name), re.compile(rf"\W*{polite}(?:(?:in|en|em|auf|op) )?{name}(?:\W+(?:{_POLITE}))*\W*$")


def language_wish(flat: Flat, spoken: str) -> str:
    """The language that is asked for (BCP 47), empty when none is. "I speak no English" asks for the one it is said in.

    It is a candidate: "my English neighbour can speak to him" names one too, and the trained model has to agree.
    """
    name, alone = _shapes()
    wanted: list[str] = []
    refused: list[str] = []
    for clause in _CLAUSE.finditer(flat.text):
        for match in name.finditer(clause[0]):
            before = clause[0][:match.start("name")]
            if _SPEAK.search(flat.text) or _IN.search(before) or alone.match(clause[0]) or _NOT.search(before):
                (refused if _NOT.search(before) else wanted).append(_languages()[match["name"]])
    if wanted:
        return wanted[0]
    return spoken if refused and spoken not in refused else ""
