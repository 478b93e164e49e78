"""Dutch: days and hours."""

from flows.understand.words.form import Times

_ONES = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen")
_TENS = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50}
_ORDINALS = ("vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende "
             "zeventiende achttiende negentiende twintigste").split()
TIMES = Times(
    weekdays=("maandag|maandags|ma", "dinsdag|dinsdags|di", "woensdag|woensdags|wo|woe", "donderdag|donderdags|do",
              "vrijdag|vrijdags|vr", "zaterdag|zaterdags|za|zat", "zondag|zondags"),
    months=("januari|jan", "februari|feb", "maart|mrt", "april|apr", "mei", "juni|jun", "juli|jul", "augustus|aug",
            "september|sept|sep", "oktober|okt", "november|nov", "december|dec"),
    days={"vandaag": 0, "vndg": 0, "morgen": 1, "mrgn": 1, "overmorgen": 2, "gisteren": -1, "eergisteren": -2, "nu": 0,
          "op dit moment": 0, "de dag erna": 1, "dag erna": 1, "de volgende dag": 1, "dag later": 1, "zo snel mogelijk": 0},
    parts={**dict.fromkeys(("ochtend", "s ochtends", "sochtends", "ochtends", "de ochtend", "in de ochtend",
                            "vanochtend", "voormiddag", "in de voormiddag", "s morgens", "smorgens", "morgens",
                            "vanmorgen", "morgen", "s voormiddags"), (6, 12)),
           **dict.fromkeys(("middag", "smiddags", "s middags", "middags", "de middag", "in de middag", "vanmiddag", "namiddag",
                            "s namiddags", "in de namiddag", "vannamiddag"), (12, 18)),
           **dict.fromkeys(("avond", "savonds", "s avonds", "avonds", "de avond", "in de avond", "vanavond"), (18, 22)),
           **dict.fromkeys(("nacht", "vannacht", "s nachts", "snachts", "in de nacht"), (20, 24)),
           **dict.fromkeys(("lunch", "de lunch", "lunchtijd", "tussen de middag", "de lunchpauze"), (12, 14)),
           **dict.fromkeys(("avondeten", "het avondeten", "etenstijd"), (18, 20)), "einde van de middag": (15, 18),
           "eind van de middag": (15, 18), "einde van de ochtend": (10, 12), "eind van de ochtend": (10, 12),
           "begin van de middag": (12, 15), "begin van de avond": (17, 19), "vroeg in de ochtend": (6, 9),
           "vroege ochtend": (6, 9), "eind van de dag": (17, 21), "einde van de dag": (17, 21), "late middag": (15, 18),
           "in de loop van de ochtend": (9, 12), "in de loop van de middag": (13, 17)},
    points={"middernacht": 24, "12 uur smiddags": 12, "rond de middag": 12, "twaalf uur smiddags": 12},
    units={"seconde": "second", "seconden": "second", "drie kwartier": "three_quarters", "dag": "day", "dagen": "day", "werkdag": "day", "werkdagen": "day", "week": "week", "weken": "week",
           "maand": "month", "maanden": "month", "weekend": "weekend", "weekeinde": "weekend", "minuut": "minute",
           "minuten": "minute", "minuutjes": "minute", "min": "minute", "half uur": "half_hour", "halfuur": "half_hour",
           "half uurtje": "half_hour", "kwartier": "quarter_hour", "kwartiertje": "quarter_hour", "uurtje": "hour",
           "uurtjes": "hour"},
    marks={
        "rest": "rest van de|rest van deze",
        "middle": "midden|halverwege|midden in|half", "until_day": "tot de|uiterlijk de",
        "not_before": "niet voor|niet eerder dan",
        "after": "na|pas na|later dan", "before": "niet na|eerder dan|niet later dan",
        "short_of_hour": "voor", "over_hour": "over", "until": "tot|uiterlijk|tot uiterlijk|voor of op|tegen",
        "from": "vanaf|pas vanaf|pas om|met ingang van", "from_or_of": "van", "to": "-|tot en met|t/m", "between": "tussen",
        "and": "en|&", "or": "of",
        "at": "om|@|rond|omstreeks|ongeveer|zo rond|om ongeveer|zo rond een uur of|een uur of|tegen een uur of|rond een uur of|"
              "ergens rond|circa|tegen|klokslag",
        "in": "in", "within": "binnen|binnen nu en", "next": "volgende|opvolgende",
        "coming": "aanstaande|komende|aankomende|komend|a.s.|as", "this": "deze|dit",
        "ago": "geleden", "past": "vorige|afgelopen|laatste|voorbije",
        "later": "later|daarna", "onwards": "en later|of later|op zijn vroegst|op z n vroegst|op zn vroegst|op zijn vroegste",
        "sooner": "of eerder|op zijn laatst|op z n laatst|op zn laatst|uiterlijk om",
        "now": "vanaf nu", "hence": "vanaf vandaag|na vandaag|in de toekomst", "end": "eind|einde van|eind van|eind van de|einde van de",
        "begin": "begin|begin van|begin van de", "day_article": "de",
        "wish": "fijne dag|fijne avond|goede morgen|goede middag|goede avond|prettige dag|goedemorgen",
        "hour": "uur|u|uren|h",
        "fill": "gerekend|elke dag|op|het|,|graag|aub|in de|ergens|liefst|misschien|even|svp|eventueel|dan|ook",
    },
    before_hour={"half": -30, "kwart over": 15, "kwart voor": -15, "kwart na": 15},
    after_hour={"dertig": 30, "vijftien": 15, "en een half": 30},
    not_then=r"(niet|behalve|geen|niemand)( \w+){0,3} ?$",
    then_not=r"^( \w+){0,3} ?niet",
    but="maar",
    away=r"\b(werk\w*|kantoor|weg|afspraak|bezig|school|onderweg|vakantie|buitenland)\b",
    absent=r"\b(ik|we|wij)( \w+){0,2}? ?(werk\w*|weg|afspraak|vakantie|bezig|buitenland)( op| deze| komende)?\W{0,2}$",
    absent_then=(r"^\W*((ben|zijn|moet|heb|hebben) (ik|we|wij)( \w+){0,3}? ?(weg|werk\w*|afspraak|vakantie|"
            r"kantoor|bezig)|werk ik|weg)\b(?! thuis)"),
    ordinals={**{word: at for at, word in enumerate(_ORDINALS, 4)}, "eenendertigste": 31,
              **{f"{one}entwintigste": 20 + at for at, one in enumerate(_ONES, 1)}},
    numbers={**{f"{one}en{ten}": tens + at for ten, tens in _TENS.items()
                for at, one in enumerate(_ONES, 1)}, **_TENS,
             **{word: at for at, word in enumerate(("enen tweeen drieen vieren vijven zessen zevenen achten negenen tienen elven "
                                                     "twaalven").split(), 1)}, "paar": 2, "een paar": 2},
    no_slip="avonds dagen maand maanden markt middags mogen mogend morgan morgens vanaf vandaan vandaar "
            "weekend werkdag werken zondagse zondig zorgen",
)
