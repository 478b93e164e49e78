"""German: days and hours. Umlauts stand bare, and as two letters where people type them so."""

from flows.understand.words.form import Times

_ONES = ("ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun")
_TENS = {"zwanzig": 20, "dreissig": 30, "vierzig": 40, "funfzig": 50}
_ORDINALS = {4: "vier", 5: "funf", 6: "sechs", 7: "sieb", 8: "ach", 9: "neun", 10: "zehn", 11: "elf", 12: "zwolf", 13: "dreizehn",
             14: "vierzehn", 15: "funfzehn", 16: "sechzehn", 17: "siebzehn", 18: "achtzehn", 19: "neunzehn",
             20: "zwanzigs", 30: "dreissigs", 31: "einunddreissigs",
             **{20 + at: f"{one}undzwanzigs" for at, one in enumerate(_ONES, 1)}}
TIMES = Times(
    weekdays=("montag|montags|mo", "dienstag|dienstags|di", "mittwoch|mittwochs|mi", "donnerstag|donnerstags|do",
              "freitag|freitags|fr", "samstag|samstags|sa|sonnabend|sonnabends", "sonntag|sonntags"),
    months=("januar|jan|janner", "februar|feb|feber", "marz|maerz|mrz", "april|apr", "mai", "juni|jun", "juli|jul",
            "august|aug", "september|sept|sep", "oktober|okt", "november|nov", "dezember|dez"),
    days={"heute": 0, "heut": 0, "morgen": 1, "ubermorgen": 2, "uebermorgen": 2, "gestern": -1, "vorgestern": -2, "jetzt": 0,
          "jetzt gleich": 0, "sofort": 0, "am nachsten tag": 1, "tag darauf": 1, "tag danach": 1, "folgetag": 1, "am folgetag": 1, "am tag danach": 1},
    parts={"essen": (12, 14), "dem essen": (12, 14), "spat am nachmittag": (15, 18), "spat am abend": (20, 24),
           **dict.fromkeys(("morgens", "am morgen", "morgen", "fruh", "vormittag", "vormittags", "am vormittag", "in der fruh",
                            "in der fruhe", "fruhmorgens", "heute morgen", "frueh"), (6, 12)),
           **dict.fromkeys(("nachmittag", "nachmittags", "am nachmittag"), (12, 18)),
           **dict.fromkeys(("abend", "abends", "am abend"), (18, 22)),
           **dict.fromkeys(("mittags", "mittagszeit", "uber mittag", "in der mittagszeit", "mittagessen",
                            "in der mittagspause", "mittagspause"), (12, 14)),
           **dict.fromkeys(("nacht", "nachts", "in der nacht", "heute nacht"), (20, 24)),
           **dict.fromkeys(("spatnachmittag", "spatnachmittags", "spater nachmittag", "am spaten nachmittag"), (15, 18)),
           **dict.fromkeys(("am fruhen nachmittag", "fruher nachmittag"), (12, 15)),
           **dict.fromkeys(("am fruhen abend", "vorabend", "feierabend", "fruher abend"), (17, 19)),
           **dict.fromkeys(("spatabend", "spatabends", "am spaten abend"), (20, 24)),
           **dict.fromkeys(("am fruhen morgen", "ganz fruh", "fruher morgen"), (6, 9)), "am spaten vormittag": (10, 12),
           "ende des tages": (17, 21), "am ende des tages": (17, 21)},
    points={"mittag": 12, "mitternacht": 24},
    units={"sekunde": "second", "sekunden": "second", "dreiviertelstunde": "three_quarters", "tag": "day", "tage": "day", "tagen": "day", "werktage": "day", "werktagen": "day", "woche": "week",
           "wochen": "week", "monat": "month", "monate": "month", "monaten": "month", "monats": "month",
           "wochenende": "weekend", "we": "weekend", "stunde": "hour", "stunden": "hour", "std": "hour",
           "halbe stunde": "half_hour", "halben stunde": "half_hour", "viertelstunde": "quarter_hour", "minute": "minute",
           "minuten": "minute", "min": "minute", "14 tagen": "fortnight"},
    marks={
        "rest": "rest der|rest dieser",
        "middle": "mitte|mitte der|mitte des", "until_day": "bis zum|spatestens am|bis am",
        "not_before": "nicht vor|nicht fruher als",
        "after": "erst nach|fruestens nach|spater als",
        "past_hour": "nach", "before": "nicht nach|fruher als", "short_of_hour": "vor",
        "until": "bis|bis spatestens|bis zum|bis um", "from": "ab|erst ab|erst um", "from_or_of": "von", "to": "-",
        "between": "zw|zw.|zwischen", "and": "und|&", "or": "oder|bzw",
        "at": "um|@|gegen|circa|ca|etwa|so um|so gegen|ungefahr|etwa um|etwa gegen|um ca|gegen ca|um etwa|um circa|kurz nach",
        "in": "in", "within": "innerhalb von|binnen|innerhalb",
        "next": "nachste|nachsten|nachster|nachstes|naechste|naechsten|naechster|folgende|folgenden|drauf|darauf|"
                "nach dem nachsten", "after_next": "ubernachste|ubernachsten|ubernachster|uebernachste|uebernaechste",
        "coming": "kommende|kommenden|kommender|kommendes", "this": "diese|diesen|dieser|dieses",
        "past": "letzte|letzten|letzter|vergangene|vergangenen|vorige|vorigen",
        "later": "spater|danach", "onwards": "aufwarts|oder spater|fruhestens|fruhstens|fruehestens|fruestens",
        "sooner": "oder fruher|spatestens|spaetestens", "now": "ab jetzt", "hence": "ab heute|von heute an|von jetzt an",
        "end": "ende|ende der|ende des|am ende der|am ende des", "begin": "anfang|anfang der|anfang des",
        "wish": "guten morgen|guten abend|guten tag|schonen tag|schonen abend|schonen nachmittag",
        "hour": "uhr|h|uhrzeit", "day_article": "den|dem", "from_date": "am|vom",
        "fill": "jeden tag|egal wann|der|die|das|,|im|bitte|zu|des|in etwa|so|noch|schon|vielleicht|gerne|gern|lieber|irgendwann|moglichst|zirka|"
                "wieder|erst|am besten",
    },
    before_hour={"halb": -30, "viertel nach": 15, "viertel vor": -15, "dreiviertel": -15, "drei viertel": -15, "viertel": -45,
                 "kurz vor halb": -30, "kurz nach halb": -30},
    after_hour={"dreissig": 30, "funfzehn": 15, "und eine halbe": 30},
    not_then=r"(nicht|ausser|kein\w*|niemand)( \w+){0,3} ?$",
    then_not=r"^( \w+){0,3} ?(nicht|schlecht|unmoglich)",
    but="aber|sondern",
    away=r"\b(arbeit\w*|buro|unterwegs|weg|termin\w*|beschaftigt|schule|ausser haus|verreist|urlaub|ferien|krankenhaus)\b",
    absent=(r"\b(ich|wir)( \w+){0,2}? ?(arbeit\w*|weg|unterwegs|verreist|termin\w*|beschaftigt|urlaub)( am|"
            r" den| diesen| an)?\W{0,2}$"),
    absent_then=(r"^\W*((bin|sind|muss|hab|habe|haben) (ich|wir)( \w+){0,3}? ?(arbeit\w*|weg|unterwegs|verreist|"
            r"termin\w*|beschaftigt|urlaub)|arbeite ich|weg|unterwegs|verreist)\b(?! von zu ?hause)"),
    ordinals={f"{stem}{end}": at for at, stem in _ORDINALS.items() for end in ("te", "ten", "ter")},
    numbers={"einem": 1, "einen": 1, **{f"{one}und{ten}": tens + at for ten, tens in _TENS.items() for at, one in enumerate(_ONES, 1)}, **_TENS,
             "beiden": 2, "paar": 3, "ein paar": 3},
    no_slip="abende abends augusta auguste dienstags frei freitags geistern geordnet gestein gesten heute "
            "jaguar kommende mag magst marke marsch mittags mitte mittel mittwochs mogen monate monaten "
            "montage montagen morden morgan nachst nachte nichts samstags sonnentag sonntage sorgen",
)
