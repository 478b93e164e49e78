"""The days in a run of tokens: an ordered table of shapes, the first that fits is read."""

import re
from collections.abc import Callable
from datetime import date

from flows.understand.times import dates, units, weekdays
from flows.understand.times.calendar import Days
from flows.understand.times.lexing import Token

Read = Callable[[list[Token], date], Days | None]

_NEXT_UNIT = "(?:[nc]U|U[nc])"
SHAPES: tuple[tuple[str, Read], ...] = (
    ("W?[fj]?X", dates.written),
    ("[bEFfj]{0,2}(?:[NOQ]M|M[NO])[T&xB@][fj]?(?:[NOQ]M|M[NO])", dates.month_to_month),
    ("Uf?(?:[NO]M|M[NO])", weekdays.week_of),
    ("l[WU](?:M|tU)", weekdays.last_in_month),
    ("[FEf]?j?O[T@B]j?O(?!M)", dates.day_numbers),
    ("[bEFfj]{0,2}(?:[NO][T&xr@B]j?[NO]M|M[NO][T&xrB][NO])", dates.month_days),
    (f"QW(?:{_NEXT_UNIT}|tU|M)", weekdays.nth_weekday),
    ("W?[fj]?[NOQ]M(?:E?Y)?|W?M[fj]?[NOQ](?:E?Y|(?![TH&x][NC]|[CN]))", dates.month_day),
    ("[QO]UM", weekdays.week_of_month),
    (f"[jf]?[NOQ]U?(?:{_NEXT_UNIT}|tU|lU|Ul)|[jf]?OU?E?U", weekdays.day_of_month),
    ("UfN(?![oGuHy])", dates.day_number),
    ("fN[T@]j?N(?![MoGPHyu])|[fj]N[T@x&]jN(?![MoGPHyu])", dates.day_numbers),
    ("fN(?=@(?:[CZ]|N[oy]))|fN(?![MoGuUPHyT&x@])", dates.day_number),
    ("W[fj]N(?![oGuUHy])", dates.weekday_number),
    ("jN(?=[@FbAB])(?!.[oGuUHPy])", dates.day_number),
    ("jN(?![oGuUHyTx&NWpqvw])", dates.article_number),
    ("UO(?:tU)?|UN(?:tU)?(?!u)|OtU|NtU|W?UN", dates.day_number),
    ("WN(?![uTox&LHGpwqvy@P])", dates.near_weekday_number),
    ("WN(?=P)", dates.late_weekday_number),
    (f"W{_NEXT_UNIT}|{_NEXT_UNIT}W", weekdays.next_weekday),
    ("WtU|tUW", weekdays.weekday_this_week),
    ("WiN(?![oGu])", weekdays.weekday_in),
    ("WlU|lUW|UlW|WUl", weekdays.weekday_last_week),
    ("lW|Wl", weekdays.last_weekday),
    ("NUl|lNU|NlU|wNU", units.ago),
    ("l[UV]|[UV]l", units.last_unit),
    ("U[Ap]n|RU|UR|RW|WR", units.after_next),
    ("WU$", weekdays.weekday_week),
    ("[ea]M(?!N)", dates.part_of_month),
    ("NWg", weekdays.weeks_on),
    ("WiNU", weekdays.weekday_in),
    ("N?U[gFAp][nc]?W", weekdays.weeks_from),
    ("ANU$|[kB]?kNU|BNU", units.within),
    ("N?U[gFAp]D|NUD|NUg|iNU|vNU|iU|Ug|NUA$|NUL$", units.ahead),
    ("[nc]NU|N[nc]U|NU[nc]", units.stretch),
    (f"e(?:{_NEXT_UNIT}|tU|U)|LtU", units.end_of),
    (f"a(?:{_NEXT_UNIT}|tU|U)", units.start_of),
    (f"I(?:{_NEXT_UNIT}|tU|U)", units.middle_of),
    ("[nc]n?U|U[nc]", units.next_unit),
    ("tU", units.this_unit),
    ("[nc]V|V[nc]|t?V", units.weekend),
    ("[cn]?W[T&x@B]W", weekdays.weekdays),
    ("F?DTW", weekdays.until_weekday),
    ("WO", dates.weekday_number),
    ("tn?W", weekdays.this_weekday),
    ("t?cW|Wc", weekdays.weekday),
    ("nW|Wn", weekdays.next_weekday),
    ("W", weekdays.weekday),
    ("DT?&?D", units.offsets),
    ("l(?=P)", units.yesterday),
    ("D", units.offset),
    ("(?<![U])O(?![UVW])", dates.day_number),
)
_FIRM = next(index for index, (_, read) in enumerate(SHAPES) if read is units.end_of)
"""The shapes up to here are read before any number is taken for an hour."""

_COMPILED = tuple((re.compile(shape), read) for shape, read in SHAPES)


def days(kinds: str, tokens: list[Token], today: date, *, only_firm: bool = False) -> tuple[Days, int, int] | None:
    """The days named in a run and which tokens name them. `only_firm`: shapes that numbers could spoil afterwards."""
    for shape, read in _COMPILED[:_FIRM] if only_firm else _COMPILED:
        for match in shape.finditer(kinds):
            found = read(tokens[match.start():match.end()], today)
            if found:
                return found, match.start(), match.end()
    return None
