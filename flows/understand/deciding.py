"""Rules and model together: which intents hold, and how sure that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flows.understand.heard import FEW, Heard
from flows.understand.model.concepts import concepts
from flows.understand.model.pieces import words_in
from flows.understand.model.scoring import floors, likelihood
from flows.understand.model.weights import CUSTOMER
from flows.understand.settling import denies_cancel, said_cancel, settled

CERTAIN = frozenset({"opt_out", "auto_reply"})
"""What the rules alone decide when they find it: words of the law, and another machine's."""
GRAVE = frozenset({"opt_out", "opt_in", "cancel", "access_code", "rating", "language"})
"""What is never guessed: below its floor it does not hold, however unlikely everything else is."""
_BESIDE_OPT_OUT = ("wrong_number", "complaint", "rating", "identity_question", "thanks")
"""What the model may hear beside words of the law."""
GUESS, RULED, MILD, SURELY = -1.9, 2.0, 0.5, 1.5
"""Points that the best of the harmless intents needs when nothing is above its floor, what the rules add to their own
find, what is added to words for the driver, since passing words on costs least where we guess, and how far above its floor an opt-out or a cancellation needs no word of leaving or of giving up."""

SLOT_SEEN, RULE_SEEN, UNFOUND = 2.0, 0.3, 0.3
"""Points given to what the rules found whole (a score, a code, an option, a language) and to what they found by its
words, and taken from what they did not find: strangers mean less than the folds say (84.9 % of them whole, 84.3 without)."""

STRANGE = 0.8
"""How sure the model must be of a text of which no word is known."""

UNKNOWN = 0.1
BY_RULE = 0.5
"""How sure we are at least of what the rules found and the model let stand."""

LOOKED_AT = -0.7
"""Points from which a cancellation is told as a guess: it is not acted on, but a person looks."""


_LEAVING = re.compile(
    r"(?<!\w)(?:off|out|withdraw|take back|scrub|remov\w*|delet\w*|eras\w*|consent|permission|salir|quit\w*|borr\w*|elimin\w*|saqu\w*|dej[ea]\w*|permiso|"
    r"sortir|retir\w*|enlev\w*|supprim\w*|effac\w*|resilier|arret\w*|verteiler|liste|losch\w*|entfern\w*|streich\w*|nehmt|sair|tir[ae]\w*|apag\w*|exclu\w*|remov\w*|"
    r"lista|lijst|wis|haal|verwijder|schrap\w*|stop\w*|finit\w*|finist\w*|piant\w*|smett\w*|lasst|ufhore|par[ae]\w*|cess\w*|cort\w*|larg\w*|verwijder\w*|kap|flikker|hou|schrap|togli\w*|cancell\w*|rimuov\w*|disattiv\w*|uscire)(?!\w)")

_REACHED = re.compile(
    r"(?<!\w)(?:whatsapp|whats|zap|texto\w*|textea\w*|surveys?|umfragen?|encuestas?|sondages?|questionari\w*|enquetes?|pesquisas?|emails?|mails?|anything|nothing|nichts|nix|nada|rien|niks|"
    r"niets|niente|call\w*|ring\w*|phon\w*|anruf\w*|ruft?|llam\w*|appel\w*|rappel\w*|bel|bellen|chiam\w*|lig\w*|ligue\w*|schriibe|number|numero|nummer|phone|telefono|telephone|telefoon\w*|"
    r"handynummer|mobile|celular|portable|movil|cell|telemovel|cellulare|details|data|daten|datos|donnees|gegevens|dati|dados|communication\w*|comunicac\w*|comunicazion\w*|contact\w*)(?!\w)")
"""What one is reached by: a call, a number, whatever is sent."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_THEM = re.compile(r"(?<!\w)(?:me|us|mich|uns|mir|mij|ons|mi|ci|moi|nous|nos|myself)(?!\w)")
"""Whoever is removed, where it is no parcel's wrapping."""
_RATHER = re.compile(
    r"[,.;:] ?(?:(?:just|please|pls|better|only|rather|bitte|lieber|nur|einfach|mejor|solo|por favor|plutot|juste|liever|graag|gewoon|alleen|meglio|solo|piuttosto|melhor|so) )*"
    r"(?:text|write|message|sms|schreib\w*|escrib\w*|escrev\w*|mand\w*|ecri\w*|scriv\w*|schrijf|app|stuur)(?: me| mir| mij| moi| ons| uns| us| sms| un \w+| een \w+| um\w? \w+)?\W*$")
"""No call, a text: who says so wants to be written to."""

_UNWANTED = re.compile(
    r"(?<!\w)(?:want\w*|need\w*|cancel\w*|jannul\w*|geannul\w*|afgezegd|opgezegd|refus\w*|accept\w*|tak(?:e|ing)|keep|back|off|around|elsewhere|change\w*|forget|scrap|bin|drop|axe|nix|void|withdraw|undo|pull\w*|bought|buy\w*|got|found|ordered|"
    r"interested|required|bother|bring|come|send|unload|having|going|decided|passed|stand|dispatch|against|quier\w*|necesit\w*|anul\w*|rechaz\w*|acept\w*|vengan|traigan?|manden?|llev\w*|recib\w*|compr\w*|"
    r"olvid\w*|desist\w*|arrepent\w*|opinion|idea|falta|quit\w*|saqu\w*|qued\w*|envi\w*|atras|interesa|mejor nada|veux|veut|besoin|annul\w*|refuse\w*|accepte\w*|prend\w*|reprend\w*|remport\w*|renvo\w*|"
    r"achet\w*|laisse\w*|oubli\w*|avis|retract\w*|resili\w*|desist\w*|livr\w*|ven(?:ez|ir)|inutile|gardez|enlev\w*|retir\w*|will|wollen|brauch\w*|mocht\w*|storn\w*|absag\w*|abbestell\w*|abblas\w*|"
    r"verweiger\w*|nehm\w*|annehm\w*|zuruck|retour|gekauft|kauf\w*|bestell\w*|vergess\w*|vergiss|widerruf\w*|liefer\w*|bring\w*|komm\w*|bedarf|interesse|streich\w*|uberlegt|behalt\w*|schick\w*|wil|hoef\w*|"
    r"nodig|annul\w*|afzeg\w*|afbestel\w*|weiger\w*|neem|terug|gekocht|besteld|vergeet|bedacht|schrap\w*|haal\w*|hou|houd|afzien|zie af|koop|bezorg\w*|voglio|vogliamo|vuole|serve|bisogno|disdi\w*|rifiut\w*|"
    r"accett\w*|prend\w*|riport\w*|rimand\w*|compra\w*|lasci\w*|dimentic\w*|rece\w*|ripens\w*|idea|consegn\w*|veni\w*|togli\w*|teneteve\w*|storn\w*|interessa|ritir\w*|quer\w*|precis\w*|recus\w*|aceit\w*|"
    r"lev[ae]\w*|devolv\w*|compre\w*|esquec\w*|desist\w*|venham|tragam|mand\w*|tir[ae]\w*|fic(?:ar|o|a|uem|a sem)|interessa|efeito|arrepend\w*|receb\w*)(?!\w)")
"""Without one of these nobody is done with an order: "still not here" is none."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The intents that hold, each with why."""

    why: dict[str, str]
    confidence: float


def decided(heard: Heard, found: Mapping[str, str], points: Mapping[str, float]) -> Decided:
    """Every intent above its floor, else the likeliest harmless one, else an honest `other`.

    An intent that needs a slot holds only where the slot was found: a score, a code, an option, a language.
    """
    slots = {"rating": heard.given, "select_option": heard.chosen, "language": heard.language, "access_code": heard.code}
    able = {one: score for one, score in points.items() if slots.get(one, True)}
    if denies_cancel(heard):
        able.pop("cancel", None)
    held = floors(CUSTOMER)
    if found.keys() & CERTAIN:
        beside = {one: "the model" for one in _BESIDE_OPT_OUT if "opt_out" in found and one in able and able[one] >= held[one]}
        return Decided(beside | dict(found), 0.95)
    kept = [one for one, score in able.items()
            if one != "other" and score >= held[one] + (UNFOUND if one not in found else -SLOT_SEEN if one in slots else -RULE_SEEN)]
    if "access_code" in found and "access_code" not in kept:
        kept.append("access_code")  # what the rules are sure of is one, whatever else is said
    if "rating" in found and not kept and heard.given and heard.given.sure:
        kept.append("rating")
    if not found and (_puzzled(heard) or (not _concepts(heard) and likelihood(max(points.values())) < STRANGE)):
        return Decided({"other": "nothing we are sure of"}, UNKNOWN)
    if "access_code" in kept and "access_code" not in found and "unsure" in found:
        kept.remove("access_code")  # "4417 or 4471, not sure"
    if "opt_out" in kept and points["opt_out"] < held["opt_out"] + SURELY and not _speaks_of_texts(heard):
        kept.remove("opt_out")
    if "cancel" in kept and points["cancel"] < held["cancel"] + SURELY and not (
            "cancel" in found or _UNWANTED.search(heard.text)):
        kept.remove("cancel")
    if "change_address" in kept and "reschedule" in found and "change_address" not in found and not heard.slots.address:
        kept = ["reschedule" if one == "change_address" else one for one in kept if one != "reschedule"]
    if "confirm_yes" in found and "thanks" in _concepts(heard) and heard.short() and "thanks" not in kept:
        kept.append("thanks")
    if {"access_code", "delivery_instruction"} <= {*kept} and "delivery_instruction" not in found and _hardly_more(heard):
        kept.remove("delivery_instruction")  # "side gate 4471#": the gate is the code's
    why = settled(heard, {one: found.get(one, "the model") for one in kept} or _guess(able, found, heard), weighed=bool(kept))
    sure = min((max(likelihood(points[one]), BY_RULE if one in found else 0) for one in why), default=likelihood(points["other"]))
    return Decided(why or {"other": "nothing we are sure of"}, round(sure, 2))


def _puzzled(heard: Heard) -> bool:
    """Hm? What?"""
    return heard.short(1) and heard.text.rstrip().endswith("?")


def _speaks_of_texts(heard: Heard) -> bool:
    """Whether there is a word of stopping, or of messages and of leaving: no "contact me", no van that is to stop."""
    said = _concepts(heard)
    leaving = said & {"not", "nolonger", "enough", "cancel"} or _LEAVING.search(heard.text)
    reached = "messages" in said or _REACHED.search(heard.text)
    stops = "stopmsg" in said and not ("delete" in said and not reached and not _THEM.search(heard.text))
    return bool(stops or (reached and leaving)) and not (heard.rules.stay.search(heard.text) or _RATHER.search(heard.text))


def _hardly_more(heard: Heard) -> bool:
    """Whether a message is its code and two or three words around it."""
    return len(_WORD.findall(heard.text)) < FEW


def _concepts(heard: Heard) -> set[str]:
    return {one for word in words_in(heard.flat) for one in concepts(word, heard.rules.words.code)}


def _guess(points: Mapping[str, float], found: Mapping[str, str], heard: Heard) -> dict[str, str]:
    if not (found or _concepts(heard)) or (points["other"] >= floors(CUSTOMER)["other"] and not (found and heard.short(1))):
        return {}
    guesses = {one: score + (RULED if one in found else MILD if one == "delivery_instruction" else 0)
               for one, score in points.items()
               if one not in {*GRAVE, "other"} or (one == "cancel" and score > LOOKED_AT and said_cancel(heard))}
    best = max(guesses, key=lambda one: guesses[one])
    return {best: found.get(best, "a guess of the model")} if guesses[best] >= GUESS else {}
