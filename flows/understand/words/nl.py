"""Dutch."""

from flows.understand.words.form import Codes, Words
from flows.understand.words.nl_times import TIMES

_CUES = {
    "eta": r"""
        (hoe laat|rond welke tijd|welke tijd)
        waar (is|blijft|zijn|blijven|zit)( mijn| de| het| jullie| u| je| hij| ie)?
        wanneer (kom\w*|is|wordt|zijn|leveren|bezorg\w*|krijg|arriveert)
        hoe lang (duurt|nog|moet)
        (komen|komt) (jullie|u|hij|je|het|de \w+|mijn \w+) (nog|vandaag|eraan|zo)
        (zijn|bent) (jullie|u|je) (al|er bijna|in de buurt|onderweg)
        (nog steeds|ik zit) (aan het )?wachten
        (track|status van|update)""",
    "reschedule": r"""
        (andere|ander|nieuwe|nieuw|latere|eerdere) (dag|datum|tijd|tijdstip|moment|tijdslot)
        (verzet\w*|verplaats\w*|verschuiv\w*|wijzig\w*)( de| het| naar)?
        (kunnen|kan|kunt|zou|kun|lukt)~(morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|na|voor|\
            later|eerder|\d+ uur|avond|middag|ochtend)
        (liever|beter|komt beter uit)
        (geen|geen enkele)( van deze| daarvan)?( \w+)? (past|kan|schikt)
        (kom|bezorg|lever)\w*~(morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|later|na)""",
    "availability": r"""
        (ik|we|wij)? ?(ben|zijn|is|blijf)( \w+){0,3} (niet )?(thuis|weg|er niet|afwezig|op het werk|aanwezig)
        niemand (thuis|is)
        (werk|kom)( \w+)? (tot|om|pas)
        (ik )?kom (naar beneden|eraan|er aan)""",
    "change_address": r"""
        (verkeerde|fout|ander|nieuw|foute)e? adres|(ben|zijn) verhuisd|adres (is |klopt )?(verkeerd|niet|fout|\
            gewijzigd)""",
    "cancel": r"""
        (wil|kan|graag|wilt u|zou|kunt u)~(annuleren|afzeggen|afbestellen)
        (bestelling|levering|order) (graag )?(annuleren|afzeggen)
        annuleer (mijn|de|het)
        (hoef|wil) (het|hem|de \w+) niet meer""",
    "human": r"""
        (met )?(iemand|een mens|een medewerker|een persoon|klantenservice) (spreken|praten|bellen)
        (spreken|praten) met (iemand|een)
        (echt mens|echte persoon|medewerker|klantenservice)
        (bel|bellen) (me|mij)( terug)?(?! (als|wanneer|voor))
        (ben je|bent u|is dit) een (robot|bot|mens)""",
    "complaint": r"""
        (belachelijk|schandalig|waardeloos|slecht\w*|verschrikkelijk|teleurgesteld|onbeleefd|onacceptabel|klacht|\
            ontevreden|niet (blij|tevreden|aangebeld)|veel te laat|weer te laat|boos)""",
    "damaged": r"""
        (kapot\w*|beschadigd\w*|gebroken|stuk(?! voor)|kras|krassen|gescheurd|gedeukt|gebarsten|defect|nat \
            geworden)(?! (de )?bel)|werkt niet(?! (de )?(bel|lift))""",
    "missing": r"""
        (staat|zegt)( op| als)? (bezorgd|afgeleverd)
        (niets|niks|niet|nooit|geen \w+) (ontvangen|gekregen|aangekomen|bezorgd|gezien)
        (ontbreekt|ontbreken|mist|gestolen|kwijt|verdwenen)
        (kan|zie) (het|hem|niks|pakket)( \w+)? niet( vinden)?""",
    "wrong_item": r"verkeerde? (artikel|product|kleur|pakket|bestelling|maat|model)|niet wat ik (besteld|gekocht)",
    "refund_return": r"(geld terug|terugbetal\w+|retour\w*|terugsturen|ruilen|omruilen)",
    "incident": r"""
        (jullie|uw|de|je) (chauffeur|bezorger|busje|vrachtwagen|bestelbus)~(geraakt|beschadigd|aangereden|kapot|\
            gebotst|bedreigd|gereden|bekrast|geschampt)
        (ongeluk|aanrijding|gewond|politie)""",
    "thanks": r"(dank\w*|bedankt|dankjewel|dankuwel|thanks|merci)",
    "praise": r"""
        (?<!niet )(geweldig\w*|fantastisch\w*|super|top|uitstekend\w*|vriendelijk\w*|perfect|prima|fijn\w*|heerlijk|\
            keurig|netjes|behulpzaam)
        (heel|erg|zeer) (aardig\w*|goed\w*|vriendelijk\w*|blij|tevreden|snel\w*|netjes|fijn)
        (goed|mooi) (werk|gedaan)""",
    "wrong_number": r"""
        (verkeerd|fout) ?e? (nummer|persoon)|verkeerd nummer|(dit is )?niet (mijn|het juiste) nummer|verkeerd \
            verbonden|ik ben niet (die persoon|meneer|mevrouw)( \w+)?""",
    "identity_question": r"(wie (is dit|ben je|bent u|zijn jullie|stuurt)|van wie|welk bedrijf|met wie)",
    "verify": r"(oplichting|nep|spam|phishing|fraude|is dit echt)",
    "unsure": r"(weet (ik )?(het )?(nog )?niet|misschien|ligt eraan|niet zeker|even kijken|geen idee|maakt niet uit)",
    "nevermind": r"(laat maar|vergeet het|niet meer nodig|al gevonden|zo laten|maakt niet uit hoor)",
    "received": r"""
        (ontvangen|gekregen|binnen|aangekomen)( \w+){0,2}[ .!,]*$(?<!niet ontvangen)(?<!niets ontvangen)|(pakket|\
            alles) (is )?(ontvangen|binnen|aangekomen|er)""",
    "greeting": r"^(hallo|hoi|hoi+|goedemorgen|goedemiddag|goedenavond|goedendag|dag|hey)( (allemaal|daar))?[ !.,?]*$",
    "auto_reply": r"""
        (automatisch (antwoord|bericht)|ik (ben aan het rijden|rijd|zit in de auto)|afwezig|niet op kantoor|(reageer|\
            antwoord) (zo spoedig|later|zodra))""",
    "delivery_instruction": r"""
        (zeg|vraag|laat)( aan| tegen)? (de|jullie) (chauffeur|bezorger|koerier|mannen|jongens) (dat|om|even|te|of)
        (zet|leg|laat|geef|plaats|breng|lever|afgeven|neerzetten|neerleggen|achterlaten)( het| hem| de \w+| pakket| \
            maar| dit)* (bij|voor|achter|in|op|onder|naast|aan|tegen|buiten|binnen|af bij)
        (bij|voor|achter|in|op|onder|naast|aan)( de| het| mijn)? \w+ (zetten|leggen|neerzetten|afgeven|laten|\
            achterlaten|bezorgen)
        (bel|klop|aanbellen|aankloppen)( aan| bij| op|[.! ]*$)
        niet (aanbellen|bellen|kloppen)
        (bel|bellen|app) (me|mij|even)?~(als|wanneer|voordat|bij aankomst)
        (bij|aan|met) (de |het |mijn )?(buren|buurman|buurvrouw|conciergee?|receptie|portier|huismeester|beveiliging)
        (pas op|let op|voorzichtig|opgepast|kijk uit)
        (grote |gevaarlijke |onze |een |de )?hond(en)?
        op de (deur)?bel staat
        (bel|deurbel|lift|intercom) (is |doet )?(kapot|het niet|werkt|stuk|defect)
        (achterdeur|zijdeur|achterom|zij ?ingang|achteringang|voordeur)
        (eerste|tweede|derde|vierde|\d+e) (verdieping|etage)
        (hek|poort|deur) (is |staat )?(open|dicht|op slot)
        (trap|stoep|pad) (is )?(glad|nat)""",
}
_DRIVER = {
    "sos": r"(sos|noodgeval|ongeluk|aanrijding|gewond|overval\w*|politie|ambulance)",
    "vehicle_issue": r"(lekke band|pech|start niet|accu leeg|panne|motor\w*~kapot)",
    "need_code": r"(wat is|heb|nodig|stuur|geef)~code|code( nodig)?\??$|code (werkt|doet) (niet|het niet)",
    "call_customer": r"klant (bellen|spreken)|bel\w* (de )?klant",
    "break": r"(pauze|lunch)( \w+){0,2}$",
    "schedule": r"(mijn )?(route|lijst|rit)$|hoeveel (stops|adressen|nog)",
    "next": r"(volgende)( stop| klant| adres)?\??$",
    "late": r"(te laat|vertraagd|vertraging|later)( \w+){0,3}|\d+ ?(min\w*)? (te laat|later|vertraging)|(in de )?file",
    "delivered": r"(?<!niet )(bezorgd|afgeleverd|geleverd|klaar|gedaan|afgegeven)",
    "failed": r"""
        (niet (gelukt|bezorgd|afgeleverd|mogelijk)|kon niet|kan niet (bezorgen|leveren|erin)|mislukt|lukt niet)""",
    "arrived": r"(ben|zijn) (er|aangekomen|hier|ter plaatse|bij de deur)|aangekomen|ter plaatse",
    "help": r"(hulp nodig|help( me)?$|hulp$|planning bellen)",
}
_REASONS = {
    "not_home": r"(niemand|niet)( is)? (thuis|aanwezig|er)|niemand|doet niet open|geen gehoor",
    "no_access": r"(hek|poort|deur) (is )?(dicht|op slot|gesloten)|geen toegang|kom er niet in",
    "refused": r"(geweigerd|weigert|wil (het|hem) niet)",
    "unable_to_locate": r"""
        (niet gevonden|kan (het|adres|huis) niet vinden|verkeerd adres|adres (klopt niet|onbekend|verkeerd))""",
    "damaged": r"(beschadigd|kapot|stuk|gescheurd|nat)",
    "not_on_vehicle": r"niet (in|op) de (bus|wagen|auto|vrachtwagen)|niet (geladen|bij me)",
    "unsafe": r"(gevaarlijk|hond|bedreigd|onveilig|glad)",
}
_ONES = ("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
         "achttien negentien twintig").split()
WORDS = Words(
    code="nl",
    name="Nederlands",
    joins="en|maar|want|omdat|dus|ook",
    common=("de het een en is ik jij je u wij we jullie niet geen van op in met voor aan bij mijn dat dit ben kan kunt kunnen "
            "hoe laat waar wanneer wie wat graag alstublieft aub dank bedankt ja nee hallo morgen vandaag uur pakket "
            "bestelling bezorging levering deur poort hond buren zet leg ook nog al maar dan werk thuis na half vijf "
            "stuur berichten sms meer tweede laatste eerste verkeerd nummer spreken iemand goedemorgen prima heel "
            "aardige bezorger liever annuleren komt komen er zijn stop sturen"),
    polite="alstublieft|aub|alsjeblieft|svp|graag|bedankt|dank je|dank u|hoor|voor mij|is goed|en",
    yes=(r"(ja+|jawel|jep|prima|is goed|dat is (goed|prima|oke)|goed|ok|oke|okay|akkoord|zeker|klopt|natuurlijk|perfect|"
         r"(dat )?(past|schikt|kan|lukt)( me| mij| prima)?|ik ben (er|thuis)|we zijn (er|thuis)|uitstekend|top|helemaal goed)"),
    no=(r"(nee+|neen|nope|(dat )?(kan|lukt|past|schikt)( me| mij)? (helaas )?niet|helaas niet|nee bedankt|nee dank je|"
        r"(dan |nee dan )?(werk ik|moet ik werken|ben ik (er )?niet( thuis)?|ben ik weg)|ik (werk|ben er niet|kan niet)( dan)?|liever niet)"),
    ack="(ok|oke|okay|prima|goed|begrepen|duidelijk|is goed|top|helder|akkoord)",
    stop=("afmelden|stoppen|uitschrijven|annuleren|einde|stop aub|geen berichten|geen berichten meer|geen sms meer|geen sms|"
          "stop ermee|opzeggen|meld me af|schrijf me uit"),
    start="aanmelden|hervatten",
    help="hulp|uitleg",
    leave_me=r"""
        (stop|stoppen|hou op|houd op)~(met )?(sms\w*|berichten|appen|sturen|schrijven|contact)
        (stuur|stuurt|sturen)( me| mij| ons)? (geen|niet)( \w+)? ?(sms\w*|berichten|meer)( meer)?
        geen (sms|smsjes|berichten|berichtjes)( meer)
        (haal|verwijder|schrap)( me| mij| mijn nummer)~(lijst|bestand|systeem|nummer|af|uit)
        (wil|hoef)( \w+)? geen (sms\w*|berichten)( meer)?
        (schrijf|meld) me (uit|af)
        laat me met rust""",
    stay=r"(stop|stoppen|halt) (bij|voor|achter|aan|naast)",
    cues=_CUES,
    driver=_DRIVER,
    reasons=_REASONS,
    numbers={**{word: number for number, word in enumerate(_ONES)}, "dertig": 30},
    ordinals={"eerste": 1, "tweede": 2, "derde": 3, "laatste": -1, "middelste": 2},
    option_nouns="optie|nummer|nr|de|het|keuze|#|tijdstip",
    scores=(r"(bedankt|dank|heel|super|top|goed|prima|de|het|bezorger|chauffeur|vriendelijk\w*|aardig\w*|"
            r"maar|want|alles|erg|was|snel|te|geen)"),
    scale=r"sterren|ster|op (5|vijf|10|tien)|van de (5|vijf|10|tien)|uit (5|10)",
    before_score=r"(ik|geef|een|cijfer|mijn|de|het|van|voor|is|was|dikke|hem|haar|hallo|ja)",
    codes=Codes(
        nouns=(r"(code|toegangscode|deurcode|poortcode|pincode|wachtwoord|cijfercode)( (van|voor|de|het|"
               r"poort|deur|hek|ingang|is))*"),
        gates=r"(poort|deur|hek|ingang|voordeur|garage|code|toets|typ|druk|druk op)( (in|de|op))?",
        says="het is|is|gebruik|kies|probeer",
        rings=r"(bel|aanbellen|bel aan|druk op|deurbel|toets)( (bij|aan|nummer|nr|op))*",
        never=r"(bestelling|bestelnummer|ordernummer|order|trackingnummer|postcode|huisnummer|nummer|nr|appartement|kamer|telefoon|"
              r"tel|mobiel|klantnummer|factuur|verdieping|kortingscode|actie|bus)",
        old=r"(niet|niet meer|oude|was|in plaats van|fout)",
        hash_key=r"(hekje|hekje toets|hash|#)( toets)?",
        star_key=r"(sterretje|ster|\*)",
        joins="dan|en|en dan|daarna|gevolgd door|het|de|toets|,|&|met|plus",
    ),
    times=TIMES,
    trim_front=(r"(alstublieft|aub|hallo|hoi|goedemorgen|goedemiddag|ja|bedankt|kunt u|kunnen jullie|kan je|"
                r"kun je|wilt u|ok|en|maar|graag|u mag|je mag|als het kan)"),
    trim_back=r"(alstublieft|aub|alsjeblieft|svp|graag|bedankt|dank je|dank u|als het kan|en)",
    unit=r"(appartement|app|kamer|bus)",
    address=r"[a-z]+(straat|weg|laan|plein|gracht|kade|dijk|hof|singel|steeg) \d{1,4} ?[a-z]?(?!\w)",
    asks_language={
        "nl": r"(in het )?nederlands( graag| aub| alstublieft)?|spreek\w* (u |je )?nederlands( aub)?",
        "en": r"(in het )?engels( graag| aub| alstublieft)?",
    },
)
