"""Italian."""

from flows.understand.words.form import Codes, Words
from flows.understand.words.it_times import TIMES

_CUES = {
    "eta": r"""
        (a|verso|per) che ora
        (dove|dov) ?(e|sta|siete|sono|si trova|ce)( il| la| il mio| la mia| il corriere| il pacco)?
        quando (arriv\w*|pass\w*|consegn\w*|viene|venite|sara|sarete)
        (quanto (tempo|manca|ci vuole|ci mette\w*)|fra quanto|tra quanto)
        (siete|sei|e) (vicin\w|in arrivo|lontan\w|per strada)
        (arriva\w*|venite|passate) (oggi|ancora|stamattina)\??
        (sto|stiamo) (ancora )?aspettando
        (novita|notizie|tracciamento|stato (del|della))""",
    "reschedule": r"""
        (altro|altra|un altro|unaltra|diverso|nuovo|nuova) (giorno|ora|orario|data|momento|fascia)
        (spost\w+|rimand\w+|rinvi\w+|posticip\w+|anticip\w+|riprogramm\w+|cambi\w+)( la| lo| il| a| lappuntamento| \
            consegna)?
        (potete|puo|potreste|potrebbe|e possibile|sarebbe possibile|si puo|riuscite)( \w+)?~(domani|lunedi|martedi|\
            mercoledi|giovedi|venerdi|sabato|domenica|dopo|prima|piu tardi|mattina|pomeriggio|sera|alle)
        (meglio|preferi\w+|piuttosto)
        nessun\w( di quest\w| di quell\w)?( \w+)? (va bene|va|posso)
        (venite|passate|consegnate)~(domani|lunedi|martedi|mercoledi|giovedi|venerdi|sabato|dopo|piu tardi)""",
    "availability": r"""
        (non )?(sono|saro|sara|siamo|saremo|ce|ci sara|ci saro) (a casa|in casa|nessuno|via|al lavoro|fuori|\
            disponibil\w)
        non (ci sono|ci saro|sono in casa|ci siamo|saro in casa)
        (torno|lavoro|esco|rientro)( a casa| \w+)? (alle|fino|dopo|verso)
        (scendo|sto scendendo|arrivo subito)""",
    "change_address": r"""
        indirizzo( \w+){0,2} (sbagliato|errato|cambiato|nuovo|diverso)|(altro|nuovo|cambiare|cambio)( di| l)? \
            ?indirizzo|(mi sono|ci siamo) trasferit\w""",
    "cancel": r"""
        (?<!non )(voglio|vorrei|devo|posso|potete|come|desidero|come (faccio|si fa) (a|ad|per)) (annull\w+|cancell\w+|disdire)
        (?<!non )(annullare|annullate|annulla|cancellare|cancellate|disdire) (il|la|lordine|ordine|mio|tutto|\
            consegna|questo)
        non (lo|la) voglio piu""",
    "human": r"""
        parlare con (qualcuno|una persona|un operatore|un umano|un addetto|un responsabile|il servizio)
        (operatore|persona vera|persona reale|servizio clienti|assistenza clienti|un umano)
        (mi (chiami|chiamate|richiami|richiamate)|chiamatemi|richiamatemi|puo chiamarmi|potete chiamarmi)(?! quando| \
            prima)
        (sei|e|siete) un (robot|bot|umano)""",
    "complaint": r"""
        (inaccettabile|vergogn\w+|pessim\w+|orribile|terribile|delus\w|maleducat\w|scortese|reclamo|ridicolo|schifo|\
            scandaloso|arrabbiat\w|insoddisfatt\w|non (sono )?(soddisfatt\w|content\w)|non (ha|hanno) (nemmeno \
            )?(suonato|citofonato)|troppo tardi|sempre in ritardo)""",
    "damaged": r"""
        (rott\w|danneggiat\w|graffiat\w|spaccat\w|ammaccat\w|strappat\w|crepat\w|difettos\w|bagnat\w)(?! (il \
            )?(campanello|citofono))|non funziona(?! (il |lo )?(campanello|citofono|ascensore))""",
    "missing": r"""
        (risulta|dice|segna)( \w+)? (consegnat\w)
        non (ho ricevuto|e arrivat\w|ce|trovo|vedo|lo trovo|e stato consegnato)( nulla| niente| il pacco)?
        (manca|mancano)( un| una| dei| \d)?(?! molto| poco| tanto)
        (mai|niente|nulla) (arrivat\w|ricevut\w)
        (rubat\w|smarrit\w|perso il pacco)""",
    "wrong_item": r"""
        (articolo|prodotto|colore|pacco|taglia|modello|ordine) (sbagliat\w|errat\w|divers\w)|non e (quello|cio) che \
            ho ordinato""",
    "refund_return": r"(rimbors\w+|restitu\w+|indietro i soldi|i soldi indietro|fare il reso|un reso|sostituzione)",
    "incident": r"""
        (il vostro|vostro|il|un) (autista|corriere|furgone|camion|fattorino)~(urtato|graffiato|rotto|danneggiato|\
            investito|minacciato|insultato|colpito|abbattuto|strisciato)
        (incidente|ferit\w|polizia|carabinieri)""",
    "thanks": r"(grazie\w*|ringrazi\w+)",
    "praise": r"""
        (?<!non )(ottim\w|eccellent\w|perfett\w|fantastic\w|gentilissim\w|bravissim\w|bravi|bravo|meraviglios\w|\
            splendid\w|impeccabile|cortes\w|complimenti)
        (molto|davvero|super) (gentil\w|brav\w|cortes\w|content\w|bene|buon\w|veloc\w|soddisfatt\w|disponibil\w)
        (buon|ottimo) (lavoro|servizio)""",
    "wrong_number": r"""
        (numero|persona) (sbagliat\w|errat\w)|(avete|ha|hai) sbagliato( numero| persona)?|non (sono|e) (io|questa \
            persona|la persona|il mio numero)|non conosco""",
    "identity_question": r"""
        (chi (sei|e|siete|parla|scrive)|da parte di chi|di che (azienda|ditta)|quale (azienda|ditta|pacco))""",
    "verify": r"(truffa|spam|phishing|frode|e (vero|reale|una cosa seria)\?)",
    "unsure": r"(non (lo )?so|forse|dipende|non sono sicur\w|devo (vedere|controllare)|vediamo|boh|e uguale)",
    "nevermind": r"""
        (lasci\w* (stare|perdere)|lascia stare|non importa|come non detto|tutto a posto|(lho|l ho) trovato|lasciate \
            cosi)""",
    "received": r"""
        ((ho|abbiamo) (gia )?ricevuto(?! (un|il) (messaggio|codice))( (il|la|tutto|pacco|ordine|grazie))*|ricevuto( \
            tutto| grazie|[ .!,]*$)|(pacco|ordine) (e )?(arrivato|consegnato)[ .!,]*($|gra)|e arrivato( grazie| \
            tutto|[ .!,]*$))""",
    "greeting": r"^(ciao|buongiorno|buonasera|buon giorno|buona sera|salve)( (a tutti|a voi))?[ !.,?]*$",
    "auto_reply": r"""
        (risposta|messaggio) automatic\w|(sto|sono) (guidando|alla guida)|fuori (sede|ufficio)|(rispondero|\
            richiamero|ricontatto) (appena|al piu presto|piu tardi|quando)""",
    "delivery_instruction": r"""
        (dite|dica|di|dici|chiedete|chieda|fate sapere) (al|allo|ai|all) ?(corriere|autista|fattorino|ragazzi|trasportatore) (di|che|se)
        (lasci\w*|mett\w*|appogg\w*|consegn\w*|dare|dia|date|port\w+|nascond\w+|depos\w+)( il \w+| la \w+| pure| \
            tutto| qui)? (al|alla|davanti|dietro|in|nel|nella|sul|sulla|sotto|vicino|presso|dal|dalla|con|accanto|\
            fuori|dentro|li|qui|a|sullo|allo|ai)
        (suon\w+|citofon\w+|buss\w+)( a| al| alla| forte|[.! ]*$)
        non (suon\w+|citofon\w+|buss\w+|lasci\w+)
        (chiam\w+|avvis\w+|telefon\w+)( mi)? (quando|prima|appena|allarrivo|se)
        (pass\w+|entr\w+|sal\w+|us\w+) (dal|dalla|da|per|il|la|lingresso|al) (\w+ )?(porta|cancello|ingresso|lato|\
            retro|scala|scale|ascensore|garage|cortile)
        (dal|al|alla|presso|con|dalla) (portiere|portinai\w|vicin\w|custode|portineria|reception|moglie|marito)
        (attenzione|attenti|occhio)( al| alla| che| ai|,|:)?
        (cane|cani)( (grosso|grande|libero|che morde))?
        (campanello|citofono|ascensore) (e )?(rotto|guasto|non (va|funziona))
        (cancello|porta|portone) (e )?(apert\w|chius\w|blu|verde|ross\w|bianc\w|laterale|sul retro|di dietro)
        (primo|secondo|terzo|quarto|quinto|ultimo|\d+o) piano
        (scale|gradini|vialetto) (sono )?(scivolos\w|ghiacciat\w)""",
}
_DRIVER = {
    "sos": r"(sos|emergenza|incidente|ferit\w|rapin\w+|ambulanza|polizia)",
    "vehicle_issue": r"(gomma (bucata|a terra)|foratura|guasto|non parte|batteria scarica|in panne|carro attrezzi)",
    "need_code": r"(qual e|serve|mi serve|dammi|manda\w*|ho bisogno)~codice|codice\??$|codice non (funziona|va|apre)",
    "call_customer": r"(chiam\w+|parlare|contattare)~cliente",
    "break": r"(pausa|pranzo)( \w+){0,2}$",
    "schedule": r"(il mio )?(giro|elenco|lista)$|quante (consegne|fermate)",
    "next": r"(prossim[oa]|successiv[oa])( consegna| fermata| cliente)?\??$",
    "late": r"(in )?ritardo( di| \w+){0,3}|\d+ ?(min\w*)? (di )?ritardo|(traffico|coda)",
    "delivered": r"(?<!non )(consegnat\w|fatto|finito|completat\w|lasciat\w (al|dal|alla|in|dalla))",
    "failed": r"(non (riesco|sono riuscito|ho potuto|consegnat\w|e stato possibile)|impossibile|fallit\w|mancata)",
    "arrived": r"(sono|siamo) (arrivat\w|qui|sul posto|davanti|alla porta)|arrivat\w|sul posto",
    "help": r"(ho bisogno di aiuto|aiuto( per favore)?$)",
}
_REASONS = {
    "not_home": r"(nessuno|assente|non (ce|risponde|apre|e in casa))( nessuno| in casa| risponde)?",
    "no_access": r"(cancello|portone|porta) (e )?chius\w|senza accesso|non riesco (a entrare|ad entrare)|strada chiusa",
    "refused": r"(rifiut\w+|non (lo |la )?(vuole|accetta))",
    "unable_to_locate": r"(non trovo|non ho trovato|indirizzo (sbagliato|errato|inesistente)|introvabile|non esiste)",
    "damaged": r"(danneggiat\w|rott\w|strappat\w|bagnat\w)",
    "not_on_vehicle": r"non (e|ce) (sul|nel) (furgone|camion)|non (caricato|ce lho)",
    "unsafe": r"(pericolos\w|cane|minacc\w+|ghiaccio)",
}
_ONES = ("zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
         "diciassette diciotto diciannove venti").split()
WORDS = Words(
    code="it",
    name="Italiano",
    joins="e|ma|pero|perche|quindi|anche",
    common=("il lo la gli le un una di del della dei e che non con per mio mia mi vi ci sono siete ho hai ha avete questo "
            "grazie ciao buongiorno salve si dove quando ora oggi domani consegna pacco ordine corriere porta cancello cane "
            "vicino lasciate puo potete posso dopo prima mattina pomeriggio sera qualcuno parlare numero sbagliato "
            "ultima seconda prima basta messaggi molto bene perfetto gentile cinque quattro arriva codice favore scale "
            "mandatemi piu alle al dal nel"),
    polite="per favore|grazie|grazie mille|per piacere|perfetto|per me|va bene|e|cortesemente",
    yes=(r"(si+|certo|certamente|va bene|ok|okay|daccordo|perfetto|confermo|confermato|benissimo|esatto|giusto|volentieri|"
         r"(mi )?va (bene|benissimo)|per me va bene|assolutamente|ci saro|ci siamo|sono a casa|ottimo|bene)"),
    no=(r"(no+|non posso|non va bene|non mi va bene|no grazie|purtroppo no|impossibile|non (ci sono|ci saro|sono a casa|saro a casa)|"
        r"(sono al lavoro|lavoro)( a quellora)?|mi dispiace no|non riesco)"),
    ack="(ok|okay|va bene|daccordo|capito|ricevuto|perfetto|bene|benissimo|ho capito)",
    stop=("ferma|fermate|basta|annulla|cancella|disiscrivi|disiscrivimi|cancellami|annullare|non piu|basta messaggi|"
          "basta sms|rimuovi|fine|stop grazie|annulla iscrizione"),
    start="inizia|riprendi",
    help="aiuto|informazioni|aiutatemi|istruzioni",
    leave_me=r"""
        (smett\w+|smettila|finit\w+)( di)?~(scriver\w*|mandar\w*|inviar\w*|contattar\w*|disturbar\w*|messaggi)
        non (mi )?(scriv\w+|mand\w+|invi\w+|contatt\w+)( mi)?( piu)( messaggi| sms| nulla)?
        non mandatemi( piu)?( messaggi| sms)?
        basta( con)?( i| questi| gli)? (messaggi|sms)
        (toglie\w*|tolga|rimuov\w+|cancell\w+|elimin\w+)( mi| il mio numero)?( dalla| dal| da)~(lista|elenco|\
            database|sistema|rubrica)
        (cancellatemi|toglietemi|rimuovetemi|disiscriv\w+)
        non voglio( piu)?( ricevere)?( piu)?( altri| questi| i vostri)? (messaggi|sms)
        lasciatemi in pace""",
    stay=r"(ferma\w*|fermatevi|stop) (davanti|al|alla|vicino|dietro|presso)",
    cues=_CUES,
    driver=_DRIVER,
    reasons=_REASONS,
    numbers={**{word: number for number, word in enumerate(_ONES)}, "un": 1, "una": 1, "trenta": 30},
    ordinals={"prima": 1, "primo": 1, "seconda": 2, "secondo": 2, "terza": 3, "terzo": 3, "ultima": -1, "ultimo": -1,
              "lultima": -1, "lultimo": -1},
    option_nouns="opzione|lopzione|numero|la|il|n|#|scelta|fascia|orario",
    scores=(r"(grazie|molto|ottim\w|perfett\w|bravo|bravi|bravissim\w|il|la|corriere|ma|perche|tutto|"
            r"gentil\w+|super|bene|servizio|non|purtroppo)"),
    scale=r"stelle|stella|su (5|cinque|10|dieci)|punti",
    before_score=r"(io|do|un|una|voto|dico|il|la|mio|direi|e|ciao|si|darei|assegno)",
    codes=Codes(
        nouns=(r"(codice|pin|password|combinazione|codici)( (del|della|di|per il|per la|cancello|porta|"
               r"portone|accesso|ingresso|garage))*"),
        gates=r"(cancello|porta|portone|ingresso|citofono|garage|codice|digiti|digitare|digita|prema|premere)( (il|la))?",
        says="e|e il|usi|provi|sarebbe",
        rings=(r"(citofono|citofonare|citofoni|suonare|suoni|suonate|campanello|prema|premere|digitare|"
               r"interno)( (al|a|il|numero|n|interno|tasto))*"),
        never=r"(ordine|tracking|spedizione|riferimento|postale|cap|fattura|interno|appartamento|scala|piano|telefono|tel|cellulare|"
              r"numero|civico|sconto|cliente|via|camera|verifica|pratica)",
        old=r"(non|non piu|vecchio|era|invece di|sbagliato)",
        hash_key=r"(cancelletto|quadrato|hash|asteristico|#)( tasto)?",
        star_key=r"(asterisco|stella|stelletta|\*)",
        joins="poi|e|e poi|dopo|seguito da|il|la|tasto|il tasto|,|&|piu|quindi",
    ),
    times=TIMES,
    trim_front=(r"(per favore|buongiorno|ciao|salve|buonasera|si|grazie|puo|potete|potreste|potrebbe|ok|e|"
                r"ma|se possibile|se puo|allora)"),
    trim_back=r"(per favore|grazie|grazie mille|per piacere|se possibile|e)",
    unit=r"(interno|int|appartamento|scala)",
    address=r"(via|viale|piazza|corso|vicolo|largo|strada) ([a-z]+ ){1,4}?(n|civico)?\.? ?\d{1,4}",
    asks_language={
        "it": r"""
            (in )?italiano( per favore| grazie)?|parl\w+ (in )?italiano( per favore)?|non (parlo|capisco) \
                (l)?inglese""",
        "en": r"(in )?inglese( per favore)?",
    },
)
