"""The days in a run of tokens: an ordered table of shapes, the first that fits is read."""

import re
from collections.abc import Callable
from datetime import date

from flows.understand.times import calendar
from flows.understand.times.calendar import Days
from flows.understand.times.lexing import Token

Read = Callable[[list[Token], date], Days | None]

_NEXT_UNIT = "(?:[nc]U|U[nc])"
SHAPES: tuple[tuple[str, Read], ...] = (
    ("W?[fj]?X", calendar.written),
    ("[bEFfj]{0,2}(?:[NOQ]M|M[NO])[T&xB@][fj]?(?:[NOQ]M|M[NO])", calendar.month_to_month),
    ("Uf?(?:[NO]M|M[NO])", calendar.week_of),
    ("l[WU](?:M|tU)", calendar.last_in_month),
    ("[FEf]?j?O[T@B]j?O(?!M)", calendar.day_numbers),
    ("[bEFfj]{0,2}(?:[NO][T&xr@B]j?[NO]M|M[NO][T&xrB][NO])", calendar.month_days),
    (f"QW(?:{_NEXT_UNIT}|tU|M)", calendar.nth_weekday),
    ("W?[fj]?[NOQ]M(?:E?Y)?|W?M[fj]?[NOQ](?:E?Y|(?![TH&x][NC]|[CN]))|WQ|fQ", calendar.month_day),
    ("[QO]UM", calendar.week_of_month),
    (f"[jf]?[NOQ]U?(?:{_NEXT_UNIT}|tU|lU|Ul)", calendar.day_of_month),
    ("UfN(?![oGuHy])", calendar.day_number),
    ("fN[T@]j?N(?![MoGPHyu])|[fj]N[T@x&]jN(?![MoGPHyu])", calendar.day_numbers),
    ("fN(?=@(?:[CZ]|N[oy]))|fN(?![MoGuUPHyT&x@])", calendar.day_number),
    ("W[fj]N(?![oGuUHy])", calendar.weekday_number),
    ("jN(?=[@FbAB])(?!.[oGuUHPy])", calendar.day_number),
    ("jN(?![oGuUHyTx&NWpqvw])", calendar.article_number),
    ("UO(?:tU)?|UN(?:tU)?(?!u)|OtU|NtU|W?UN", calendar.day_number),
    ("WN(?![uTox&LHGpwqvy@P])", calendar.near_weekday_number),
    ("WN(?=P)", calendar.late_weekday_number),
    (f"W{_NEXT_UNIT}|{_NEXT_UNIT}W", calendar.next_weekday),
    ("WtU|tUW", calendar.weekday_this_week),
    ("WiN(?![oGu])", calendar.weekday_in),
    ("WlU|lUW|UlW|WUl", calendar.weekday_last_week),
    ("lW|Wl", calendar.last_weekday),
    ("NUl|lNU|NlU|wNU", calendar.ago),
    ("l[UV]|[UV]l", calendar.last_unit),
    ("U[Ap]n|RU|UR|RW|WR", calendar.after_next),
    ("WU$", calendar.weekday_week),
    ("[ea]M(?!N)", calendar.part_of_month),
    ("NWg", calendar.weeks_on),
    ("WiNU", calendar.weekday_in),
    ("N?U[gFAp][nc]?W", calendar.weeks_from),
    ("ANU$|[kB]?kNU|BNU", calendar.within),
    ("N?U[gFAp]D|NUD|NUg|iNU|vNU|iU|Ug|NUA$|NUL$", calendar.ahead),
    ("[nc]NU|N[nc]U|NU[nc]", calendar.stretch),
    (f"e(?:{_NEXT_UNIT}|tU|U)|LtU", calendar.end_of),
    (f"a(?:{_NEXT_UNIT}|tU|U)", calendar.start_of),
    (f"I(?:{_NEXT_UNIT}|tU|U)", calendar.middle_of),
    ("[nc]n?U|U[nc]", calendar.next_unit),
    ("tU", calendar.this_unit),
    ("[nc]V|V[nc]|t?V", calendar.weekend),
    ("[cn]?W[T&x@B]W", calendar.weekdays),
    ("F?DTW", calendar.until_weekday),
    ("WO", calendar.weekday_number),
    ("tn?W", calendar.this_weekday),
    ("t?cW|Wc", calendar.weekday),
    ("nW|Wn", calendar.next_weekday),
    ("W", calendar.weekday),
    ("DT?&?D", calendar.offsets),
    ("l(?=P)", calendar.yesterday),
    ("D", calendar.offset),
    ("(?<![U])O(?![UVW])", calendar.day_number),
)
_FIRM = next(index for index, (_, read) in enumerate(SHAPES) if read is calendar.end_of)
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
