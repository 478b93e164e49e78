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
    "ca": "catalan katalanisch catala catalaans", "el": "greek griego grec griechisch grieks greco",
}
_IN = r"in|into|en|em|auf|in het|in t|op|in lingua|em lingua|en langue|en idioma"
_SPEAK = (r"speaks?|write|text|texts|talk|understands?|use|continue|switch to|change to|prefer|want|need|read|reads|hablo|habla\w*|hable\w*|"
          r"escrib\w*|entiend\w*|prefier\w*|usar|cambi\w*|parl\w*|ecri\w*|comprend\w*|lis|prefere|preferer\w*|passe[rz]?|sprech\w*|"
          r"sprich\w*|schreib\w*|versteh\w*|lieber|wechsel\w*|fal\w*|escrev\w*|entend\w*|mud\w*|spre\w*|schrijf\w*|praat|begrijp\w*|"
          r"versta\w*|liever|scriv\w*|capisc\w*|preferi\w*|pass\w*")
_ONLY = r"(?:(?:to|a|me|us|in|only|just|solo|solamente|seulement|que|nur|bloss|apenas|so|alleen|maar|soltanto|en|em|auf|bitte|please|al|naar|no|het) ){0,3}"
_POLITE = (r"please|pls|plz|por favor|porfa|xfa|svp|sil vous plait|sil te plait|bitte|alsjeblieft|alstublieft|aub|graag|per favore|"
           r"grazie|gracias|merci|danke|thanks|only|speak|ok|now|hi|hello|hola|hallo|ola|ciao|bonjour|pf|pfv|si|yes|instead")
_NOT = r"\b(?:no|not|dont|doesnt|cant|nicht|kein|ne|pas|nao|niet|geen|non|sin|sem|sans|ohne|without|jamais|never)\b"
_NOUN = (r"(?! (?:door|doors|shepherd|bulldog|guy|man|lady|woman|neighbou?r|family|restaurant|school|church|tea|breakfast|bread|"
         r"style|test|class|teacher|name|street|st|ave|road|rd|car|number|flag|oven|press)\b)")


@cache
def _languages() -> dict[str, str]:
    return {name: code for code, names in _NAMES.items() for name in names.split()}


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    name = rf"(?P<name>{'|'.join(sorted(_languages(), key=len, reverse=True))})\b{_NOUN}"
    return (re.compile(rf"[\W_]*(?:(?:{_POLITE})[\W_]+)*(?:(?:{_IN}) )?{name}(?:[\W_]+(?:{_POLITE}))*[\W_]*$"),
            re.compile(rf"\b(?:{_IN}) {name}"),
            re.compile(rf"\b(?:{_SPEAK}) {_ONLY}{name}"),
            re.compile(rf"(?:^|[.!?,;] ?){name}(?:,? (?:{_POLITE}))?\W*(?:[.!?,;]|$)"))


def language_wish(flat: Flat, spoken: str) -> str:
    """The language that is asked for (BCP 47), empty when none is. "I speak no English" asks for the one it is said in."""
    found = [match for shape in _shapes() for match in shape.finditer(flat.text)]
    wanted: list[str] = []
    refused: list[str] = []
    for match in found:
        before = re.split(r"[.!?;]", flat.text[:match.start("name")])[-1]
        (refused if re.search(_NOT, before) else wanted).append(_languages()[match["name"]])
    if wanted:
        return wanted[0]
    return spoken if refused and spoken not in refused else ""
