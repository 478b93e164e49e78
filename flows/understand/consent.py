"""Stop, start and help. A keyword is a whole message of at most four words; other ways to ask are rules.

The sources are the carriers' lists and 47 CFR 64.1200(a)(10): any reasonable words count, in any language.
"""

import re
from functools import cache

from flows.understand.flat import Flat, bare
from flows.understand.rules import compile_rule, rules
from flows.understand.words import LANGUAGES

MOST_WORDS, POLITE_WORDS = 4, 3
_POLITE = re.compile(r"^(?:(?:please|pls|plz|por favor|porfavor|porfa|svp|bitte|aub|alsjeblieft|per favore|ok|hi|hello|hola|hallo|bonjour|ciao)(?= |$) ?)+"
                     r"|(?:(?:^| )(?:please|pls|plz|thanks|thank you|thx|por favor|porfavor|porfa|gracias|svp|sil vous plait|sil te plait|merci|bitte|"
                     r"danke|aub|alsjeblieft|alstublieft|graag|bedankt|dank u|per favore|grazie|obrigado|obrigada|now|already))+$")
ALSO_THE_DELIVERY = frozenset("cancel end cancelar cancela anular annuler annulez annulla annullare cancella stornieren storno annuleren annuleer "
                              "fin fim fine ende einde".split())
"""Opt-outs by law or custom that may be meant for the delivery: a person looks."""

ONLY_IN = {"fine": "it"}
"""Stop words that are a yes in another language."""

ELSEWHERE = ("fim anular annulez annuleer cancela storno disiscrizione rezygnuje stopp avsluta dur iptal стоп отписаться توقف إلغاء הסר रोकें बद रोक बंद 停止 退订 配信停止 "
             "수신거부 중지 huy dung afslut afmeld avslutt відписатися הסירו salir arreter fermare")
"""Stop words of languages we do not speak, and of ours: nobody has to learn English to be left alone."""

ELSEHOW = r"""
    stop with the (texts|messages|sms)
    (finit\w+|finist\w+|smett\w+|piant\w+)( di)? (scriver|mandar|chiamar|contattar)\w+
    keine weiteren (\w+ (und|oder) )?(nachrichten|umfragen|sms)
    (supresion|eliminacion|baja) de mi (telefono|numero|celular)
    (mij|me) (hier )?(ergens )?(voor )?(uitschrijven|afmelden)
    (mij|me)( graag)? van (deze|jullie|die) (\w+)?lijst (te )?(schrappen|halen|verwijderen)
    (keine|no) more (surveys|texts|messages)
    (dont|do not|never) (call|ring|phone|contact) (me|us|here)( again| any ?more| ever again| any longer)+\W*$
    no me (llame|llamen|llameis|llames) (mas|nunca mas|otra vez)\W*$
    (ruf|ruft|rufen sie) (mich|hier|uns)( bitte)? (nicht mehr|nie wieder|nie mehr) an\W*$
    (nicht mehr|nie wieder) anrufen\W*$
    ne (mappelez|mappelle|me rappelez|me telephonez) plus( jamais)?\W*$
    (nao|n) me (ligue|liguem|ligues|telefonem) (mais|nunca mais)\W*$
    bel (me|mij|ons)( nooit| niet) meer( op)?\W*$
    niet meer bellen\W*$
    (quero|queria|gostaria de|desejo|quiero|quisiera|deseo) (deixar|parar|dejar) de (receber|recibir)( \w+){0,3} (mensag\w+|mensaj\w+|sms|avisos|notifica\w+|textos)
    (requeiro|solicito|exijo|pido) (a |o |la |el )?(interrupcao|suspensao|cessacao|interrupcion|suspension|cese)( \w+){0,3} (mensag\w+|mensaj\w+|sms|avisos|envios?)
    je (veux|souhaite|voudrais|desire) (ne plus|arreter de|cesser de) recevoir( \w+){0,3} (messag\w+|sms|textos|notifications|alertes)
    (voglio|vorrei|desidero) smettere di ricevere( \w+){0,3} (messagg\w+|sms|avvisi|notifiche)
    disattiva\w* (gli|le|i) (avvisi|sms|notifiche|messaggi)
    ich (will|mochte|wunsche)( \w+){0,2} (nachrichten|sms|benachrichtigungen) nicht( mehr)?( bekommen| erhalten)?\W*$
    (ik )?wil (stoppen met het ontvangen van|geen)( \w+){0,2} (berichten|sms\w*|meldingen)( meer)?( ontvangen| krijgen)?\W*$
    non (chiamatemi|chiamarmi|mi chiamate|telefonatemi) (piu|mai piu)\W*$
    (dont|do not) send (me|us) (your |any |more |these |all )*(updates|texts|messages|notifications|msgs|sms)( please| any ?more)?\W*$
    (to|let me) be (removed|taken off)( (from|off) [^.!?]{0,30})?\W*$
    (lose|forget) this number
    ^\W*unsub( from)?( this| these)?( please| now)?\W*$
    (withdraw|revoke|take back|retract) (my|our) (consent|permission)
    (dejar|dejen) de (recibir|mandarme|enviarme) (esto|mensajes|sms|avisos|textos)
    (veux|souhaite) plus (rien )?(recevoir|etre contacte\w?)( rien)?( de vous)?\W*$
    (ik|wij|we) wil(len)? (hier )?geen (meldingen|berichten|sms\w*|notificaties) meer
    (app|sms|mail) (me|mij|ons) niet meer
    hoe kan ik (me|mij) (afmelden|uitschrijven)
    (wis|schrap|haal) (me|mij) uit
    entfern(t|en sie) mich (aus|von) (eurem|dem|der|ihrem|eurer)
    keine (nachrichten|sms|benachrichtigungen|mitteilungen) mehr (bekommen|erhalten|empfangen)
    chega de (me )?(encher|mandar|enviar|receber)( com)? (mensag\w*|avisos|sms|isso)
    (parar|deixar) de receber (isso|mensagens|sms|avisos)
    (smettere di|non) ricevere( piu)? (messaggi|sms|notifiche|niente)
    ^\W*(please |pls )?(stop|quit) (calling|phoning|ringing|spamming|contacting) (me|us|this number)( please| now)?\W*$
    (do not|dont) have (my )?permission to (text|message|contact) (me|us)
    stop[,.! ]+i (never|didnt|did not) (sign|signed) up
    pare[n]? (con )?(los|sus|estos) (mensajes|sms|textos)
    (revoco|retiro) (mi|el) consentimiento
    ne (veux|souhaite) pas (recevoir )?(ces|vos|les|de) (messages|sms|textos)
    (retirez|enlevez|supprimez|effacez)([ -]moi| mon numero) de votre liste
    (supprimez|effacez) mon numero
    (laissez|laisse)[ -]moi tranquille
    (fichez|foutez)[ -]moi la paix
    stop (aux|les) (messages|sms|textos)
    je (retire|revoque) mon consentement
    keine weiteren (nachrichten|sms|mitteilungen)
    melden sie mich( bitte)? ab
    von der liste (nehmen|streichen|loschen)
    (loschen|entfernen|streichen) sie( bitte)? meine nummer
    (nachrichten|sms) abbestellen
    wie kann ich (das|die nachrichten|die sms) abbestellen
    widerrufe meine einwilligung
    ziehe meine einwilligung zuruck
    (toglimi|toglietemi|cancellami|rimuovimi) dalla( vostra)? lista
    (cancellate|rimuovete|eliminate|togliete) il mio numero
    (lasciami|lasciatemi) in pace
    niente piu (messaggi|sms)
    stop ai messaggi
    (revoco|ritiro) (il )?(mio )?consenso
    annullare liscrizione
    nao quero (mais )?(receber )?(mais |essas |estas |suas )*(mensagens|sms)
    (quero|como faco para|como posso) (cancelar as mensagens|sair da lista|me descadastrar)
    (remova|remove|apague|exclua|tire) (o )?meu numero
    (deixem|deixe)[ -]me em paz
    nao (entre|entrem) (mais )?em contat?c?to
    parem? com as mensagens
    (revogo|retiro) (o )?meu consentimento
    sem mais (mensagens|sms)
    wil (deze|die|de) (berichten|sms\w*) niet
    (wil|graag)( me| mij)? (afmelden|uitschrijven)
    (wis|verwijder) mijn nummer
    laat (me|mij) met rust
    (neem )?geen contact meer( met mij)? op
    stop met (me|mij) lastig ?(te )?vallen
    trek mijn toestemming in
    hoe (meld|schrijf) ik me (af|uit)
    sms( me| mij)? niet meer
    stuur( me| mij)? niks meer"""
"""Ways to say it that the languages' own rules do not have, in any of them."""

NEGATED = re.compile(r"(?<!\w)(not|dont|no|ne|nao|non|niet|nicht|never) $")
MISTYPED = frozenset({"stop", "stopall", "unsubscribe", "optout"})
LONG = 8


@cache
def _keywords() -> dict[str, str]:
    found = {bare_word(word): "opt_out" for word in ELSEWHERE.split()}
    for words in LANGUAGES.values():
        found |= dict.fromkeys(words.stop.split("|"), "opt_out")
        found |= dict.fromkeys(words.help.split("|"), "help")
        found |= dict.fromkeys(words.start.split("|"), "opt_in")
    return found


@cache
def bare_word(word: str) -> str:
    """A keyword as `bare` leaves it."""
    from flows.understand.flat import flatten  # noqa: PLC0415
    return bare(flatten(word))


def keyword(flat: Flat, hint: str = "") -> str:
    """`opt_out`, `opt_in` or `help` when the whole message is such a word, else nothing.

    `hint` is the language we know of them (BCP 47): a word that is an everyday yes elsewhere counts only in its own.
    """
    said = bare(flat)
    if re.fullmatch(r"[a-z]( [a-z])+", said):  # spelled: S T O P
        said = said.replace(" ", "")
    if len(said.split(" ")) > MOST_WORDS + POLITE_WORDS:
        return ""
    found = next((one for one in (said, _plain(flat)) if one in _keywords()), "")
    if found and hint[:2].casefold() == ONLY_IN.get(found, hint[:2].casefold()):
        return _keywords()[found]
    return "opt_out" if _mistyped(said) else ""


def _plain(flat: Flat) -> str:
    """The words without a please or a thank you around them."""
    return _POLITE.sub(" ", bare(flat)).strip()


@cache
def _slips() -> frozenset[str]:
    """Stop words with two letters swapped or one twice; of long ones, with any one letter missing too."""
    found = set()
    for word in MISTYPED:
        for at in range(len(word)):
            found.add(word[:at] + word[at] + word[at:])
            found.add(word[:at] + word[at + 1:at + 2] + word[at] + word[at + 2:])
            if len(word) >= LONG:
                found.add(word[:at] + word[at + 1:])
    return frozenset(found - MISTYPED)


def _mistyped(said: str) -> bool:
    """`sotp` and `unsubscibe` are what they look like: to be left alone wrongly is undone by one word."""
    return said in _slips()


def ambiguous(flat: Flat) -> bool:
    """Whether this opt-out keyword may be meant for the delivery as well."""
    return bool({bare(flat), _plain(flat)} & ALSO_THE_DELIVERY)


_NUMBER = r"(?:celular|cel|movil|handy|contacto?|contatto|numero|nummer|number|num|nr|telefono|handynummer|telefonnummer)"
_AWAY = (r"(?:quit|borr|elimin|saqu|retire|effac|enlev|supprim|togl|cancell|rimuov|haal|verwijder|wis|apag|tira|tire|remov|losch|streich|"
         r"entfern|delet|eras)\w*")
_UNSAID = r"(?=\W*$|[.,;!?])"
_ANYWHERE = re.compile(
    r"(?<!\w)(?:(?:revo|retir|withdr|widerruf|trek|intrek|entzieh)\w*(?: \w+){0,3} (?:consent\w*|consenti\w*|consenso|einwilligung|toestemming|autoriz\w*)"
    rf"|{_AWAY}(?: \w+){{0,2}} (?:my|mi|mon|mein\w*|meu|mijn|mn|m|il mio|minha|mio)(?: \w+)? {_NUMBER}(?! (?:\d|de la|del))"
    r"|(?:fich|foute|laiss|lach)\w*[ -](?:moi|nous)(?: (?:la paix|tranquille\w*)|(?=\W*$))"
    r"|lasciate?mi (?:stare|in pace)|deje(?!l[oa]s? )\w* (?:me )?en paz|(?:me deix\w*|deix\w*[ -]me) em paz|laat (?:me|mij) met rust|lass\w*(?: sie)? mich in ruhe"
    rf"|(?:stuur|zend|app|sms)(?: \w+){{0,2}} (?:niks|niets|geen \w+) meer|niet meer (?:appen|smsen|sms|sturen|schrijven|berichten){_UNSAID}"
    rf"|(?:nao|n|no|ya no)(?: me (?:mand|envi|escrev|escrib)\w+(?: mais| mas)?| (?:mand|envi|escrev|escrib)\w+ (?:mais|mas)) (?:nada|mensag\w+|mensaj\w+|sms)(?: mais| mas)?{_UNSAID}"
    rf"|ne (?:m|me )?(?:envoy|ecri)\w+ plus(?: rien)?{_UNSAID}|non (?:mi )?(?:mand|scriv|invi)\w+ (?:piu|altro)(?: niente| messaggi)?{_UNSAID}"
    r"|(?:afmeld|uitschrijv|abmeld|unsubscrib|descadastr|desabonn|desinscri|disiscriv|desuscrib)\w* (?:voor|van|von|from|dos|das|des|de|dai|dalle|delle)"
    r"(?: \w+)? (?:sms\w*|bericht\w*|nachricht\w*|messag\w*|avis\w*|mensa\w*|texts?))(?!\w)")
"""Ways to be left alone that no language's list holds: consent withdrawn, a number taken away, peace wished for."""


def leaves(flat: Flat) -> bool:
    """Whether the words ask to be left alone, in any language we speak. "Stop at the side entrance" does not."""
    if _ANYWHERE.search(flat.text):
        return True
    for code in LANGUAGES:
        spoken = rules(code)
        found = spoken.leave_me.search(flat.text)
        stays = spoken.stay.search(flat.text) if found else None
        if found and not (stays and stays.start() <= found.start() < stays.end()):
            return True
    found = _elsehow().search(flat.text)
    return found is not None and not NEGATED.search(flat.text[:found.start()])


@cache
def _elsehow() -> re.Pattern[str]:
    return compile_rule(ELSEHOW)
