"""German. Umlauts stand bare here; people also write them as two letters, so both forms are listed where it matters."""

from flows.understand.words.de_times import TIMES
from flows.understand.words.form import Codes, Words

_CUES = {
    "eta": r"""
        wann (komm\w+|ist|sind|wird|kommt|bringen|liefern|genau|seid|darf|etwa|ungefahr)
        (um|gegen) wie ?viel uhr
        (um )?wieviel uhr
        wie spat kommen
        wo (ist|bleibt|sind|bleiben|seid|steckt)( mein| meine| das| die| der| sie| ihr| es)?
        wie lange (dauert|noch|brauch\w+|muss)
        (kommen|kommt) (sie|ihr|er|es|das|die|mein \w+) (noch|heute|bald|noch heute)
        (sind|seid) (sie|ihr) (schon|bald|in der nahe|unterwegs)
        warte (immer )?noch
        (sendungsstatus|status der|lieferstatus|sendungsverfolgung)
        noch unterwegs""",
    "reschedule": r"""
        (ander\w+|neu\w+|spater\w*|fruher\w*) (tag|termin|zeit|uhrzeit|datum|zeitfenster)
        (verschieb\w+|verleg\w+|umbuch\w+|andern)( den| die| auf)?
        (konnen|konnten|konnt|kann|geht|ginge|ware|konnte)~(morgen|montag|dienstag|mittwoch|donnerstag|freitag|\
            samstag|sonntag|nach|vor|spater|fruher|\d+ uhr|abend|vormittag|nachmittag)
        (lieber|besser|passt (mir )?besser|eher)
        (keiner|keine|keins)( davon| der)?( \w+)? (passt|geht)
        (kommen|liefern|bringen) sie~(morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|nach|spater)
        (erst|nicht vor|ab) (\d+|nach)""",
    "availability": r"""
        (?<!paket )(?<!wo )(?<!wer )(bin|sind|ist|wird|werde)(?! (der fahrer|der bote|mein paket|das paket|die lieferung|meine lieferung|der wagen))( \w+){0,4} (nicht )?(da|zuhause|zu hause|daheim|weg|arbeiten|unterwegs|im buro|\
            verreist|erreichbar)
        niemand (da|zuhause|zu hause|ist|daheim)
        (arbeite|komme)( \w+)? (bis|um|erst|nach)
        (komme|bin gleich) (runter|raus|unten)""",
    "change_address": r"""
        (falsche|andere|neue) (adresse|anschrift)|umgezogen|(adresse|anschrift) (ist )?(falsch|geandert|stimmt \
            nicht)""",
    "cancel": r"""
        (mochte|moechte|will|wurde|kann|konnen|bitte)~(stornieren|storniere|absagen|abbestellen)
        (bestellung|lieferung|auftrag) (bitte )?(stornieren|absagen|abbestellen)
        (brauche|will) (es|das|die \w+|den \w+) nicht mehr""",
    "human": r"""
        (mit )?(jemand\w*|einem menschen|einem mitarbeiter|einer person|mensch|mitarbeiter|kundendienst|\
            kundenservice) (sprechen|reden|telefonieren)
        (echte[rn]?|richtige[rn]?) (mensch|person|mitarbeiter)
        (kundendienst|kundenservice|mitarbeiter|sachbearbeiter)
        (rufen sie|ruft) mich( bitte)? (an|zuruck)(?! wenn)
        (sind sie|bist du|ist das) ein (bot|roboter|mensch)""",
    "complaint": r"""
        (unverschamt\w*|frech\w*|unmoglich\w*|schrecklich\w*|furchtbar\w*|katastroph\w*|enttausch\w*|unfreundlich\w*|\
            schlecht\w*|mies\w*|sauer|wutend|argerlich|beschwer\w+|unzumutbar|inakzeptabel)
        nicht (zufrieden|geklingelt|in ordnung)
        (viel |schon wieder )?zu spat
        (nicht|nie) (mal )?geklingelt""",
    "damaged": r"""
        (kaputt\w*|beschadigt\w*|beschaedigt\w*|zerbrochen\w*|zerkratzt\w*|kratzer|gerissen|defekt\w*|verbeult|\
            zerbeult|durchnasst|gesprungen|gebrochen)(?! klingel)
        funktioniert nicht""",
    "missing": r"""
        (als )?(zugestellt|geliefert)( markiert| gemeldet)?~(aber|nichts|nicht|kein)
        (nichts|nicht|nie|kein \w+) (angekommen|erhalten|bekommen|da|gekommen|geliefert)(?! sein)
        (fehlt|fehlen)( ein| eine| noch)?
        (paket|sendung) (verschwunden|gestohlen|weg)
        (finde|sehe) (es|das paket|nichts) nicht""",
    "wrong_item": r"""
        falsche[rsn]? (artikel|produkt|farbe|ware|paket|grosse|modell|lieferung)|nicht (das )?was ich bestellt|nicht \
            mein paket""",
    "refund_return": r"""
        (geld zuruck|erstattung|erstatten|zuruckgeben|zuruckschicken|ruckgabe|retour\w*|umtausch\w*|umtauschen)""",
    "incident": r"""
        (ihr|der|euer) (fahrer|lieferwagen|wagen|lkw|transporter|lieferant)~(beschadigt|gerammt|angefahren|zerkratzt|\
            kaputt|umgefahren|bedroht|beleidigt|gestreift)
        unfall
        (verletzt|polizei)""",
    "thanks": r"(danke\w*|dank|vielen dank|herzlichen dank|dankeschon|merci)",
    "praise": r"""
        (?<!nicht )(super|toll\w*|spitze|klasse|prima|hervorragend\w*|ausgezeichnet\w*|freundlich\w*|wunderbar\w*|\
            perfekt|einwandfrei|hilfsbereit\w*)
        (sehr|so|echt) (nett\w*|gut\w*|freundlich\w*|zufrieden|schnell\w*|lieb\w*)|gute arbeit""",
    "wrong_number": r"""
        (falsche|verkehrte) (nummer|person)
        (falsch|verkehrt) verbunden
        (nicht|ist nicht) (meine|die richtige) nummer
        (sie haben sich|da haben sie sich) (verwahlt|vertan|geirrt)
        ich bin nicht (herr|frau|die person)( \w+)?""",
    "identity_question": r"""
        (wer (ist das|sind sie|bist du|schreibt|ist da)|von wem|welche firma|woher haben sie meine nummer|um was \
            geht es)""",
    "verify": r"(betrug|spam|phishing|abzocke|ist das (echt|serios|wirklich))",
    "unsure": r"""
        (weiss (ich )?(noch )?nicht|nicht sicher|vielleicht|kommt drauf an|mal sehen|muss (erst )?(schauen|nachsehen|\
            fragen)|keine ahnung|egal welche)""",
    "nevermind": r"""
        (vergessen sie|vergiss|schon gut|egal|hat sich erledigt|erledigt|bleibt dabei|habs gefunden|lassen sie es \
            so)""",
    "received": r"""
        (?<!wer )((paket|alles|sendung|lieferung|ware|ist|habs|habe es|bereits)( ist)?( gut| schon)? (angekommen|erhalten|\
            da)(?! sein)( danke)?[ .!,]*($|dan))|habe (es|das paket|alles) (erhalten|bekommen)""",
    "greeting": r"^(hallo|guten (tag|morgen|abend)|moin|hi|servus|gruss gott|hey)( (zusammen|nochmal))?[ !.,?]*$",
    "auto_reply": r"""
        (automatische (antwort|nachricht)|ich fahre gerade|bin am steuer|abwesenheits\w+|nicht im buro|melde mich \
            (spater|sobald|wenn))""",
    "delivery_instruction": r"""
        (sagt?|sagen sie|richten sie|gebt)( bitte)? (dem|den|eurem|ihrem) (fahrer|boten|mann|jungs|leuten)
        (stell\w*|leg\w*|lass\w*|lassen|geben|gib|gebt|abgeben|abstellen|ablegen|abzugeben|deponieren|bring\w*)( \
            sie)?( es| das| das paket| bitte| die \w+| den \w+)* (vor|hinter|in|im|auf|unter|bei|beim|neben|an|am|\
            zum|zur|draussen|hier|dort|ins)
        (vor|hinter|in|im|auf|unter|bei|beim|neben|an|am)( der| die| den| dem| das| meinem| meiner)? \w+ (abstellen|\
            ablegen|abgeben|stellen|legen|lassen|deponieren)
        (klingel\w*|klopf\w*|lauten)( sie)?( bitte)?( bei| zweimal| laut|[.! ]*$)
        nicht (klingeln|klopfen|abstellen|abgeben)
        (anrufen|rufen sie( mich)?( bitte)? an|ruf\w* an) (wenn|bevor|vor|bei)
        (wenn|bevor|bei)~(anrufen|klingeln)
        (beim|bei|zum) (nachbar\w*|hausmeister|pfortner|empfang|portier|concierge)
        (vorsicht|achtung|aufpassen)
        (grosser |bissiger |unser |ein |der )?hund
        auf der klingel steht
        (klingel|aufzug|sprechanlage) (ist )?(kaputt|defekt|funktioniert|geht nicht)
        (hintereingang|seiteneingang|nebeneingang|seitentur|hintertur|hinterhof|hofeingang)
        (\d+|erster|zweiter|dritter|vierter|oberster|1|2|3|4|5)\.? (stock|etage|og|obergeschoss)
        (tor|tur) (ist |steht )?(offen|zu|verschlossen)
        (treppe|stufen|weg) (ist |sind )?(glatt|vereist|rutschig)""",
}
_DRIVER = {
    "sos": r"(sos|notfall|unfall|verletzt|uberfall|polizei|krankenwagen|hilfe sofort)",
    "vehicle_issue": r"""
        (panne|reifen (platt|kaputt)|reifenpanne|platter reifen|springt nicht an|batterie (leer|tot)|abgeschleppt|\
            motor\w*~(kaputt|defekt))""",
    "need_code": r"""
        (brauche|wie (ist|lautet)|was ist|gib mir|schick)~(code|pin|turcode)|(tur|tor)?code( bitte)?\??$|code (geht|\
            funktioniert) nicht""",
    "call_customer": r"kund\w+ (anrufen|sprechen|erreichen)|(ruf\w*|anruf\w*)~kund\w+",
    "break": r"(pause|mittag|mittagspause)( \w+){0,2}$",
    "schedule": r"(meine )?(tour|liste|route)$|wie ?viele (stopps|lieferungen)( noch)?",
    "next": r"(nachste\w*)( stopp| adresse| kunde)?\??$",
    "late": r"(verspat\w*|spater|zu spat)( \w+){0,3}|\d+ ?(min\w*)? (verspatung|spater|zu spat)|im stau|stau",
    "delivered": r"(?<!nicht )(zugestellt|geliefert|abgegeben|erledigt|fertig|abgestellt|ubergeben)",
    "failed": r"""
        (nicht (zugestellt|zustellbar|moglich|geliefert|geklappt)|konnte nicht|kann nicht (liefern|zustellen|rein)|\
            fehlgeschlagen|geht nicht)""",
    "arrived": r"(bin|sind) (da|angekommen|vor ort|hier|vor der tur)|angekommen|vor ort|da[.! ]*$",
    "help": r"(brauche hilfe|hilfe( bitte)?$|disposition|zentrale)",
}
_REASONS = {
    "not_home": r"""
        (niemand|keiner)( ist)?( da| zuhause| zu hause| offnet| macht auf)?|nicht (da|zuhause|zu hause|angetroffen)|\
            macht nicht auf|keine antwort""",
    "no_access": r"(tor|tur|schranke) (ist )?(zu|verschlossen|geschlossen)|kein zugang|komme nicht rein|kein parkplatz",
    "refused": r"(verweigert|abgelehnt|annahme verweigert|will (es|das) nicht|nimmt nicht an)",
    "unable_to_locate": r"""
        (nicht gefunden|finde nicht|finde (es|das haus|die adresse) nicht|falsche adresse|adresse (falsch|unbekannt)|\
            nicht auffindbar)""",
    "damaged": r"(beschadigt|kaputt|zerbrochen|zerrissen|nass)",
    "not_on_vehicle": r"nicht (im|auf dem) (wagen|auto|lkw|fahrzeug)|nicht (dabei|geladen)|fehlt im wagen",
    "unsafe": r"(gefahrlich|hund|bedroht|glatteis|unsicher)",
}
_ONES = ("null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn "
         "achtzehn neunzehn zwanzig").split()
WORDS = Words(
    code="de",
    name="Deutsch",
    joins="und|aber|weil|denn|sondern|also|ausserdem",
    common=("der die das ein eine einen und ist ich sie wir ihr es nicht kein zu auf mit fur fuer von im am an den dem bei bitte "
            "danke hallo ja nein wann wo wie wer was kann konnen konnte uhr heute morgen lieferung paket bestellung tur "
            "tor hund klingeln nachbarn mein meine noch nur habe haben bin halb um nach vor keine mehr nachrichten zweite "
            "letzte erste sehr gut fahrer nett jemand mit sprechen falsche nummer welche spater lieber abmelden dann "
            "funf stellen mochte stornieren guten tag passt"),
    polite="bitte|danke|vielen dank|passt|gern|gerne|fur mich|ist gut|und|schon",
    yes=(r"(jap|jupp|jep|isch guet|ja+|jo|jep|jawohl|klar|ok|okay|passt( mir| gut| so| super)?|das passt( mir| gut| so)?|in ordnung|einverstanden|gut|"
         r"sehr gut|perfekt|gerne?|natirlich|naturlich|richtig|genau|stimmt|alles klar|super|prima|ich bin da|wir sind da|das ist (gut|ok|okay))"),
    no=(r"(nein+|ne|nee|no|leider nicht|nein danke|geht nicht|das geht nicht|passt (mir )?(leider )?nicht|das passt (mir )?(leider )?nicht|"
        r"leider nein|auf keinen fall|(da )?(muss ich|ich muss|da) arbeiten|(da )?bin ich (leider )?nicht (da|zuhause|zu hause))"),
    ack="(ok|okay|alles klar|in ordnung|gut|verstanden|passt|super|prima|jo|klar)",
    stop=("stopp|abmelden|abbestellen|austragen|ende|beenden|stornieren|kundigen|keine sms|keine sms mehr|keine nachrichten|"
          "keine nachrichten mehr|abmeldung|stopp bitte|loschen"),
    start="anmelden|starten",
    help="hilfe|anleitung",
    leave_me=r"""
        (schreib\w*|schick\w*|send\w*|kontaktier\w*|belastig\w*)( sie)?( mir| mich)?( bitte)? (nicht mehr|keine (sms|\
            nachrichten)( mehr)?|nie wieder|nichts mehr)
        keine (weiteren )?(sms|nachrichten|textnachrichten|mitteilungen) mehr
        (hor\w*|stopp\w*)( sie)?( bitte)?( endlich)? (auf|mit)~(schreiben|schicken|texten|nachrichten|sms)
        (nehm\w*|loschen|streichen|entfernen)( sie)?( mich| meine nummer)~(liste|verteiler|datenbank|system|nummer)
        (meine nummer) (bitte )?loschen
        (mochte|will)( \w+)? keine( \w+)? (sms|nachrichten)
        lass\w*( sie)? mich in ruhe
        (mich|bitte) (abmelden|austragen)""",
    stay=r"(stopp?|halten sie|anhalten) (vor|am|an der|beim|hinter|neben)",
    cues=_CUES,
    driver=_DRIVER,
    reasons=_REASONS,
    numbers={**{word: number for number, word in enumerate(_ONES)}, "ein": 1, "eine": 1, "einer": 1, "fuenf": 5,
             "zwoelf": 12, "einen": 1, "einser": 1, "zweier": 2, "dreier": 3, "vierer": 4, "funfer": 5, "zwo": 2, "dreissig": 30},
    ordinals={"erste": 1, "ersten": 1, "erster": 1, "erstes": 1, "zweite": 2, "zweiten": 2, "zweiter": 2, "zweites": 2,
              "dritte": 3, "dritten": 3, "drittes": 3, "letzte": -1, "letzten": -1, "letztes": -1, "mittlere": 2},
    option_nouns="option|nummer|nr|die|der|das|termin|den|#|auswahl|moglichkeit",
    scores=(r"(danke|vielen|sehr|super|toll|gut|der|die|das|fahrer|netter|alles|aber|weil|war|perfekt|prima|nett|schnell|"
            r"freundlich|leider|zu|ein|nicht)"),
    scale=r"sterne?n?|von (5|funf|10|zehn)|punkte",
    before_score=r"(ich|gebe|eine|ein|note|mit|volle|wir|von|das|war|ist|sage|fur|ihm|ihr|ja|hallo|klare)",
    codes=Codes(
        nouns=r"(code|tor ?code|tur ?code|zugangscode|turcode|torcode|pin|kennwort|kombination|zahlencode|hauscode)( (fur|vom|am|"
              r"furs|fur das|fur die|der|des|tor|tur|haustur))*",
        gates=r"(tor|tur|haustur|eingang|gartentor|hoftor|garage|code|eingeben|drucken|tippen sie|zahlencode)",
        says="es ist|ist|das ist|versuchen sie|nehmen sie",
        rings=r"(klingeln|klingel|lauten|klingeln sie|drucken)( (bei|auf|nummer|nr|sie|bitte))*",
        never=r"(bestellung|bestellnummer|auftrag|auftragsnummer|sendungsnummer|postleitzahl|plz|hausnummer|wohnung|whg|zimmer|"
              r"telefon|tel|handy|nummer|nr|stock|rechnung|gutschein|kunde|kundennummer|referenz|top)",
        old=r"(nicht|nicht mehr|alt|alter|alte|statt|war|falsch)",
        hash_key=r"(raute|rautetaste|hash|#)( taste)?",
        star_key=r"(stern|sterntaste|sternchen|\*)",
        joins="dann|und|danach|gefolgt von|die|taste|mit|,|&|und dann",
    ),
    times=TIMES,
    trim_front=(r"(bitte|hallo|guten tag|guten morgen|ja|danke|konnen sie|konnten sie|konnt ihr|kann man|ok|und|aber|also|"
                r"wenn moglich|sie konnen|hi)"),
    trim_back=r"(bitte|danke|vielen dank|danke schon|wenn moglich|und|dankeschon)",
    unit=r"(wohnung|whg|zimmer|top|apartment)",
    address=r"[a-z]+(strasse|str|weg|gasse|platz|allee|ring|damm|ufer)\.? \d{1,4} ?[a-z]?(?!\w)",
    asks_language={
        "de": r"""
            (auf )?deutsch( bitte)?|(sprechen|schreiben) sie (auf )?deutsch( bitte)?|ich (spreche|verstehe) kein \
                englisch""",
        "en": r"(auf )?englisch( bitte)?",
    },
)
