"""English: days, hours and door codes."""

from flows.understand.words.form import Codes, Times

_ONES = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
            "seventeen eighteen nineteen twenty").split()
NUMBERS = {**{word: number for number, word in enumerate(_ONES)}, "thirty": 30, "forty": 40, "fifty": 50, "oh": 0,
             "couple": 2, "few": 3}
ORDINALS = {"first": 1, "second": 2, "third": 3, "middle": 2, "last": -1, "latest": -1, "earliest": 1, "1st": 1,
              "2nd": 2, "3rd": 3, "final": -1, "top": 1, "bottom": -1}
TIMES = Times(
    weekdays=("monday|mondays|mon", "tuesday|tuesdays|tues|tue", "wednesday|wednesdays|wed|weds|wednsday|wensday",
              "thursday|thursdays|thurs|thur|thu|thrs|thurday", "friday|fridays|fri", "saturday|saturdays|sat|satur",
              "sunday|sundays|sun"),
    months=("january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul", "august|aug",
            "september|sept|sep", "october|oct", "november|nov", "december|dec"),
    days={"today": 0, "2day": 0, "tomorrow": 1, "tomorrows": 1, "tmrw": 1, "tmr": 1, "tmw": 1, "tomorow": 1,
          "tommorow": 1, "tommorrow": 1, "tomoro": 1, "2moro": 1, "2morrow": 1, "day after tomorrow": 2,
          "day after tmrw": 2, "the day after tomorrow": 2, "the day after": 1, "next day": 1, "at this time": 0,
          "the day": 0, "yesterday": -1, "asap": 0},
    parts={"morning": (6, 12), "mornings": (6, 12), "am": (6, 12), "afternoon": (12, 18), "afternoons": (12, 18),
           "arvo": (12, 18), "pm": (12, 18), "evening": (17, 22), "evenings": (17, 22), "night": (18, 24),
           "tonight": (18, 24), "tonite": (18, 24), "lunch": (12, 14), "lunchtime": (12, 14), "early morning": (6, 9),
           "late morning": (10, 12), "early afternoon": (12, 15), "late afternoon": (15, 18), "dinner": (18, 20),
           "dinnertime": (18, 20), "early evening": (17, 19), "first thing": (6, 9), "midmorning": (9, 11)},
    points={"noon": 12, "midday": 12, "noontime": 12, "midnight": 24},
    units={"day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "month": "month",
           "months": "month", "weekend": "weekend", "wkend": "weekend", "weekends": "weekend", "hour": "hour",
           "hours": "hour", "hr": "hour", "hrs": "hour", "minute": "minute", "minutes": "minute", "min": "minute",
           "mins": "minute", "business days": "day", "working days": "day", "fortnight": "fortnight"},
    marks={
        "after": "after|later than|not before|no earlier than|not until|not till|any time after|anytime after|"
                 "earliest|aft",
        "before": "before|by|no later than|not after|not later than|until|till|til|untill|up to|latest|b4|as late as",
        "from": "from|starting|starting from|since", "after_minutes": "past",
        "wish": "good morning|good afternoon|good evening|good night|have a good evening", "to": "to|thru|through|-", "between": "between|btwn|btw|bet", "and": "and|&|or|n|but",
        "at": "at|@|around|about|approx|approximately|like|for", "in": "in|within",
        "next": "next|following|upcoming|coming|the following", "this": "this|current|rest of the|the rest of the|rest of|this coming|this upcoming",
        "past": "last|past week", "later": "or later|or after|onwards|onward|and later|or so after|later",
        "sooner": "or earlier|or before|or sooner|earlier", "now": "now", "hence": "from now|hence|from today|from right now",
        "end": "end of|the end of|end of the|the end of the|later", "begin": "beginning of|start of|early", "hour": "oclock",
        "fill": "the|of|on|,|a|an|sharp|ish|maybe|or maybe|please|pls|anytime|any time|sometime|some time|"
                "all day|day of",
    },
    before_hour={"half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15,
                 "quarter till": -15},
    after_hour={"thirty": 30, "fifteen": 15, "forty five": 45},
    month_first=True,
    not_then=r"(not|cant|cannot|cant do|wont|dont|except|but not|not on|isnt|never|no one|nobody)( \w+){0,4} ?$",
    then_not=(r"^( \w+){0,2} ?(doesnt|does not|dont|wont|isnt|is not|is no|is bad|not) (work|good|possible|"
              r"ok|great|an option|suit)"),
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
