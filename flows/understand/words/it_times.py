"""Italian: days and hours."""

from flows.understand.words.form import Times

_ONES = ("uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_TENS = {"venti": 20, "trenta": 30, "quaranta": 40, "cinquanta": 50}
TIMES = Times(
    weekdays=("lunedi|lun", "martedi|mar", "mercoledi|mer|merc", "giovedi|gio|giov", "venerdi|ven", "sabato|sab",
              "domenica|dom"),
    months=("gennaio|gen", "febbraio|feb|febb", "marzo", "aprile|apr", "maggio|mag", "giugno|giu", "luglio|lug", "agosto|ago",
            "settembre|set|sett", "ottobre|ott", "novembre|nov", "dicembre|dic"),
    days={"laltro ieri": -2, "oggi": 0, "di oggi": 0, "domani": 1, "dmn": 1, "dopodomani": 2, "dopo domani": 2, "ieri": -1,
          "laltroieri": -2, "altro ieri": -2, "adesso": 0, "subito": 0, "in questo momento": 0, "il giorno dopo": 1,
          "il prima possibile": 0, "appena possibile": 0, "al piu presto": 0, "proprio ora": 0, "in giornata": 0},
    parts={"a meta pomeriggio": (14, 16), "meta pomeriggio": (14, 16), "a meta mattina": (9, 11), "meta mattina": (9, 11),
           **dict.fromkeys(("mattina", "di mattina", "la mattina", "mattino", "al mattino", "del mattino", "stamattina",
                            "mattinata", "in mattinata", "della mattina", "alla mattina", "questa mattina", "questo mattino",
                            "di mattino", "stamani", "stamane", "nella mattinata", "la mattinata", "in mattina"), (6, 12)),
           **dict.fromkeys(("pomeriggio", "di pomeriggio", "il pomeriggio", "nel pomeriggio", "del pomeriggio", "al pomeriggio",
                            "questo pomeriggio", "pome"), (12, 18)),
           **dict.fromkeys(("sera", "di sera", "la sera", "stasera", "in serata", "serata", "della sera", "alla sera",
                            "nella serata", "questa sera", "verso sera", "sta sera", "verso la sera"), (18, 22)),
           **dict.fromkeys(("pranzo", "ora di pranzo", "allora di pranzo", "a pranzo", "pausa pranzo", "lora di pranzo"),
                           (12, 14)),
           **dict.fromkeys(("cena", "ora di cena", "allora di cena"), (19, 21)),
           **dict.fromkeys(("notte", "stanotte", "di notte", "della notte", "nella notte", "questa notte"), (20, 24)),
           **dict.fromkeys(("prima mattina", "di prima mattina", "prima mattinata", "mattina presto", "la mattina presto",
                            "presto", "di buon mattino", "primo mattino"), (6, 9)),
           **dict.fromkeys(("tarda mattinata", "in tarda mattinata", "tarda mattina", "fine mattinata"), (10, 12)),
           **dict.fromkeys(("primo pomeriggio", "nel primo pomeriggio", "primo pome"), (12, 15)),
           **dict.fromkeys(("tardo pomeriggio", "nel tardo pomeriggio", "fine pomeriggio"), (15, 18)),
           **dict.fromkeys(("prima serata", "in prima serata"), (18, 20)), "tarda serata": (20, 24), "in tarda serata": (20, 24),
           **dict.fromkeys(("fine giornata", "a fine giornata", "fine della giornata", "dopo il lavoro"), (17, 21))},
    day_parts={"domattina": (1, 6, 12), "domani mattina": (1, 6, 12)},
    points={"luna": 13, "l una": 13, "a mezzanotte": 24, "a mezzogiorno": 12, "mezzogiorno": 12, "alluna": 13, "all una": 13, "mezzodi": 12, "mezzanotte": 24},
    units={"secondi": "second", "tre quarti dora": "three_quarters", "unora": "hour", "unoretta": "hour", "dore": "hour", "giorno": "day", "giorni": "day", "giorni lavorativi": "day", "settimana": "week", "settimane": "week",
           "mese": "month", "mesi": "month", "fine settimana": "weekend", "weekend": "weekend", "week end": "weekend",
           "week-end": "weekend", "ora": "hour", "oretta": "hour", "mezzora": "half_hour", "mezz ora": "half_hour",
           "mezza ora": "half_hour", "mezzoretta": "half_hour", "quarto dora": "quarter_hour", "minuto": "minute", "minuti": "minute",
           "min": "minute", "minutini": "minute"},
    marks={
        "rest": "resto della|resto del",
        "middle": "meta|meta di|a meta", "until_day": "fino al|entro il|fino al giorno",
        "not_before": "non prima delle|non prima di|non prima della",
        "after": "dopo le|dopo|dopo l|dopo la|passate le|piu tardi delle|dopo lora",
        "before": "prima delle|prima di|prima|prima della|non dopo le|non oltre le|non dopo",
        "until": "entro|entro le|entro la|fino alle|fino a|fino all|fino al|al massimo|sino alle",
        "from": "a partire dalle|dalle ore|a partire da|dalle|da|dall|dalla|dopo dalle", "from_or_of": "di|delle|dell",
        "from_date": "dal|del|dall", "to": "-|alle|a|al|all", "between": "tra le|fra le|tra l|fra l|tra mezzogiorno e",
        "and": "&|ed|e le|e l", "or": "o|oppure|o le", "and_minutes": "e", "minus": "meno",
        "at": "alle|all|@|verso|verso le|intorno alle|circa|ore|alle ore|le|alla|circa alle|attorno alle|sulle|per le|"
              "verso l|intorno all|l|dopo le ore|verso la|la",
        "in": "tra|fra|in|nel giro di", "within": "nell arco di",
        "next": "seguente|successiva|successivo", "coming": "prossimo|prossima|prossimi|prossime|che viene|entrante",
        "this": "questo|questa|di questo|di questa", "ago": "fa", "past": "scorso|scorsa|passato|passata|passati|ultimo|ultimi|ultime|ultima",
        "later": "piu tardi|dopo di che", "onwards": "in avanti|in poi|o dopo|o piu tardi|al piu presto|come minimo", "sooner": "entro e non oltre le|o prima|al massimo|al piu tardi",
        "now": "da subito", "hence": "da adesso|da ora|a partire da oggi|a partire da adesso", "end": "fine|fine di|la fine di|fine del|alla fine della|fine della|la fine del",
        "begin": "inizio|inizio di|inizio della|inizi di", "wish": "buona sera|buon giorno|buona giornata|buona serata|buon pomeriggio|buonasera|buongiorno|buona notte",
        "hours": "ore", "hour": "h|in punto", "day_article": "il|giorno|il giorno",
        "fill": "nei|nelle|qualsiasi giorno|nel corso di|la|,|nel|della|per favore|lo|per|magari|i|gli|forse|pure|anche|preferibilmente|se possibile|un po",
    },
    before_hour={"un quarto a": -15, "un quarto alle": -15, "quarto alle": -15},
    after_hour={"e mezza": 30, "e mezzo": 30, "e un quarto": 15, "meno un quarto": -15, "e tre quarti": 45, "meno quarto": -15,
                "e quarto": 15},
    not_then=r"(non|tranne|eccetto|nessuno)( \w+){0,3} ?$",
    then_not=r"^( \w+){0,2} ?non (posso|va|ci|sono|mi|riesco)",
    but="ma|pero|bensi",
    away=r"\b(lavor\w*|ufficio|fuori|impegnat\w*|appuntamento|scuola|occupat\w*|via(?! \w+ \d)|ferie|vacanza|viaggio)\b",
    absent=(r"(\b(sono|siamo|saro|sto|ho)( \w+){0,2}? ?|^\W*)(via|fuori|impegnat\w+|lavor\w+|appuntamento|"
            r"ferie|vacanza|viaggio)( il| questo| di| la)?\W{0,2}$"),
    absent_then=(r"^\W*((sono|siamo|saro|sto|ho)( \w+){0,2}? ?(via|fuori|impegnat\w+|lavor\w+|appuntamento|ferie|"
            r"vacanza|viaggio|ufficio)|lavoro|via)\b(?! da casa)"),
    numbers={"un paio": 2, "paio": 2, "qualche": 3, **{f"{ten[:-1] if one in {'uno', 'otto'} else ten}{one}": tens + at for ten, tens in _TENS.items()
                for at, one in enumerate(_ONES, 1)}, **_TENS, "unora": 1, "una": 1, "un paio di": 2, "paio di": 2},
    no_slip="april aprire aprite domande domando domenicale domenico domini gennaro giorni lavorati luned "
            "maggi maggie maggior mangio martina martino mattia mattinate mattine mattoni ottobre pesto "
            "pomeriggi pranzi preso presso presta presti preston sabati salato serate serrata subita subite "
            "subiti",
)
