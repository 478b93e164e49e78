"""English: days, hours and door codes."""

from flows.understand.words.form import Codes, Times

_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty").split()
NUMBERS = {**{word: number for number, word in enumerate(_ONES)}, "thirty": 30, "forty": 40, "fifty": 50, "oh": 0,
             "couple": 2, "few": 3}
ORDINALS = {"first": 1, "second": 2, "third": 3, "middle": 2, "last": -1, "latest": -1, "earliest": 1, "1st": 1,
              "2nd": 2, "3rd": 3, "final": -1, "top": 1, "bottom": -1}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = ("fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
             "seventeenth eighteenth nineteenth twentieth").split()
TIMES = Times(
    weekdays=("monday|mondays|mon", "tuesday|tuesdays|tues|tue|tuseday|teusday", "wednesday|wednesdays|wed|weds|wednsday|wensday|wendsday",
              "thursday|thursdays|thurs|thur|thu|thrs|thurday", "friday|fridays|fri", "saturday|saturdays|sat|satur",
              "sunday|sundays|sun"),
    months=("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
            "september|sept|sep", "october|oct", "november|nov", "december|dec"),
    days={"the day before yesterday": -2, "day before yesterday": -2, "today": 0, "2day": 0, "tday": 0, "tdy": 0, "tomorrow": 1, "tomorrows": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tomoz": 1, "tomo": 1,
          "tmrrw": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1, "tomoro": 1, "2moro": 1, "2morrow": 1, "2mrw": 1, "2mora": 1,
          "day after tomorrow": 2, "overmorrow": 2, "right now": 0, "right away": 0, "at present": 0, "just now": 0, "at the moment": 0,
          "day after tmrw": 2, "the day after tomorrow": 2, "the day after": 1, "next day": 1, "at this time": 0,
          "the next day": 1, "day after": 1, "the day": 0, "yesterday": -1, "asap": 0, "as soon as possible": 0},
    parts={"morning": (6, 12), "mornings": (6, 12), "morn": (6, 12), "am": (6, 12), "afternoon": (12, 18), "afternoons": (12, 18),
           "arvo": (12, 18), "pm": (12, 18), "evening": (17, 22), "evenings": (17, 22), "night": (18, 24),
           "tonight": (18, 24), "tonite": (18, 24), "2nite": (18, 24), "lunch": (12, 14), "lunchtime": (12, 14), "lunch time": (12, 14),
           "early morning": (6, 9), "late morning": (10, 12), "early afternoon": (12, 15), "mid afternoon": (14, 16),
           "late afternoon": (15, 18), "dinner": (18, 20), "dinnertime": (18, 20), "dinner time": (18, 20), "early evening": (17, 19),
           "late evening": (20, 24), "late night": (21, 24), "late tonight": (21, 24), "first thing": (6, 9), "midmorning": (9, 11),
           "mid morning": (9, 11), "late this morning": (10, 12), "early this morning": (6, 9), "late this afternoon": (15, 18),
           "early this afternoon": (12, 15), "breakfast": (7, 9), "breakfast time": (7, 9), "after work": (17, 21),
           "after school": (15, 18), "before work": (6, 9), "end of the day": (17, 21), "end of day": (17, 21), "eod": (17, 21),
           "close of business": (16, 18), "cob": (16, 18), "early am": (6, 9), "early in the morning": (6, 9),
           "late in the afternoon": (15, 18), "late in the evening": (20, 24), "tea time": (16, 18), "teatime": (16, 18)},
    points={"noon": 12, "midday": 12, "noontime": 12, "noonish": 12, "middayish": 12, "12 noon": 12, "twelve noon": 12, "midnight": 24},
    units={"seconds": "second", "sec": "second", "secs": "second", "three quarters of an hour": "three_quarters", "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week", "month": "month",
           "months": "month", "weekend": "weekend", "wkend": "weekend", "wknd": "weekend", "weekends": "weekend", "hour": "hour",
           "hours": "hour", "hr": "hour", "hrs": "hour", "half an hour": "half_hour", "half hour": "half_hour",
           "quarter of an hour": "quarter_hour", "minute": "minute", "minutes": "minute", "min": "minute", "business day": "day",
           "mins": "minute", "business days": "day", "working days": "day", "working day": "day", "fortnight": "fortnight"},
    marks={
        "middle": "mid|middle of|the middle of|midway through",
        "not_before": "not before|no earlier than|not until|not till|not earlier than|no sooner than|nothing before",
        "after": "after|aft|later than|any time after|anytime after|past the|"
                 "only after",
        "before": "before|not after|not later than|b4|sooner than|nothing after|any time before|anytime before",
        "until": "upto|by|no later than|until|untill|till|til|up to|as late as|up until|not past|latest by",
        "from": "from|starting|starting from|since|starting at|from around|from about|beginning at", "past_hour": "past",
        "wish": "good morning|good afternoon|good evening|good night|have a good evening|have a good night|have a good day",
        "to": "to|thru|through|-", "between": "between|btwn|btw|bet|b/w|between like|anywhere between|in between",
        "and": "and|&|n", "or": "or|or maybe", "to_hour": "of the hour",
        "at": "at|@|around|about|approx|approximately|like|for|roughly|circa|around like|maybe around|maybe at|close to|near",
        "in": "over|during|in|in about|in like|in around|in another", "within": "in under|in less than|under|within|in less than",
        "next": "next|following|the following", "coming": "this coming|this upcoming|coming", "upcoming": "upcoming",
        "this": "this|current", "rest": "rest of the|rest of|rest of this|remainder of the", "ago": "ago", "past": "last|past week|previous",
        "later": "later",
        "onwards": "and after|or any time after|or so after|and later|onward|onwards|or after|or later|earliest|at the earliest|at earliest",
        "sooner": "or earlier|or before|or sooner|earlier|latest|at the latest|tops|and before", "now": "now",
        "hence": "from now|hence|from today|from right now",
        "after_next": "after next", "end": "end of|the end of|end of the|the end of the",
        "begin": "beginning of|start of|early|the beginning of", "hour": "oclock|o clock|h|hundred hours",
        "fill": "any day|any day of|the|of|,|a|an|sharp|ish|maybe|please|pls|plz|anytime|any time|sometime|some time|all day|ideally|preferably|"
                "if possible|if poss|if you can|time|instead|perhaps|window|on|also|ok|some|okay|late",
    },
    before_hour={"half past": 30, "half": 30, "quarter past": 15, "a quarter past": 15, "quarter after": 15, "a quarter after": 15,
                 "quarter to": -15, "a quarter to": -15, "quarter of": -15, "quarter till": -15, "quarter til": -15, "quarter before": -15},
    after_hour={"and a half": 30},
    month_first=True,
    not_then=r"(not|cant|cannot|cant do|wont|dont|except|but not|not on|isnt|never|no one|nobody)( \w+){0,4} ?$",
    then_not=(r"^( \w+){0,2} ?(doesnt|does not|dont|wont|isnt|is not|is no|is bad|not) (work|good|possible|"
              r"ok|great|an option|suit)"),
    but="but|however|though",
    away=r"\b(work|working|busy|out|away|meeting\w*|appointment|appt|school|class|office|errands|vacation|holidays?|travell?ing|abroad|gone)\b",
    absent=(r"(\b(i|im|ive|ill be|we|were|weve)( \w+){0,2}? ?|^\W*)(work|working|busy|out|away|abroad|gone|"
            r"travell?ing|holiday|vacation|office)( on| all| this| next| all day)?\W{0,2}$"),
    absent_then=(r"^\W*(i|im|ive|we|were|weve)( \w+){0,2}? ?(work|working|busy|out|away|abroad|gone|travell?ing|"
            r"holiday|vacation|office)\b(?! from home)"),
    ordinals={**{word: at for at, word in enumerate(_ORDINALS, 4)}, "thirtieth": 30, "thirty first": 31, "thirty-first": 31,
              **{f"twenty{join}{one}": 20 + at for join in (" ", "-")
                 for at, one in enumerate(("first", "second", "third", *_ORDINALS[:6]), 1)}},
    numbers={**{f"{ten}{join}{one}": tens + at for ten, tens in _TENS.items() for join in (" ", "-")
                for at, one in enumerate(_ONES[1:10], 1)}},
    no_slip="afternoons april augusta days diner dinners early even evenings everyone fridays lunches "
            "marched marching matter maybe moaning mondays monkey mornin morning mornings mourning nights "
            "someday sundae sundays sundry sunny thirsty tonights weekdays",
)
CODES = Codes(
    nouns=r"(gate|door|access|entry|entrance|building|front door|garage|key|keypad|call ?box|buzzer|lobby|lock ?box|"
          r"main|lock|elevator|security|pass|community|side gate|buzz(er)?|intercom|new|correct|right|entry)* ?"
          r"(code|codes|pin|passcode|combo|combination|keycode|password|pw|call ?box|keypad|buzzer)",
    gates=r"(gate|side gate|front gate|back gate|main gate|door|front door|keypad|call ?box|buzzer|intercom|lock ?box|"
          r"entry|entrance|garage|press|enter|type|punch( in)?|dial|key in|input|code)",
    says="its|it is|use|try|hit|that is|thats|is",
    rings=r"(ring|buzz|dial|press|call box|punch|bell|buzzer|intercom)( (at|for|number|no|on|up|the|bell|apt|unit|"
          r"apartment|button|box|is))*",
    never=r"(order|tracking|reference|ref|invoice|zip|postal|post|area|promo|discount|coupon|confirmation|house|"
          r"apt|apartment|unit|suite|room|po|account|case|ticket|verification|phone|cell|mobile|number|no|flight|item|"
          r"serial|model|sku|barcode|qr|tel|page|channel|bus|route|street|level|floor|option|building number)",
    old=r"(not|isnt|isn t|no longer|old|was|wasnt|instead of|used to be|never|wrong|dont use|except)",
    hash_key=r"(hash( ?tag)?|pound|number sign|#)( key| sign| button| symbol)?",
    star_key=r"(star|asterisk|\*)( key| sign| button| symbol)?",
    joins="then|and|and then|followed by|plus|the|press|hit|,|a|&|with|n|enter",
)
