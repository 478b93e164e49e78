"""Two days or two codes in one message: the one that is wanted counts, and never the one that is called off."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flows.understand import understand

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
"""A Tuesday."""

DAYS = """
    cancel the delivery for tuesday, friday instead  | 27
    today is bad, how about friday morning           | 27
    can you come today instead of friday             | 24
    friday instead of tuesday please                 | 27
    instead of today come friday                     | 27
    we're away til thursday so please deliver after  | 26
    aujourd'hui c'est mort, vendredi ?               | 27
    vendredi au lieu de mardi                        | 27
    oggi no, venerdì?                                | 27
    via fino a giovedì, poi va bene                  | 26
    hoy no puedo, qué tal el sábado                  | 28
    de vacaciones hasta el jueves, vengan después    | 26
    heute passt nicht, freitag früh?                 | 27
    lieber freitag statt dienstag                    | 27
    hoje não dá, sexta de manhã?                     | 27
    pode ser hoje em vez de sexta                    | 24
    vandaag niet, vrijdag?                           | 27
    weg tot donderdag, daarna graag                  | 26"""

CODES = """
    old one was 1111, new code is 2222               | 2222
    they changed it, its 2222 now not 1111           | 2222
    1111 doesnt work, use 2222                       | 2222
    ya no funciona el 1111, usa 2222                 | 2222
    no, es el 2222                                   | 2222
    c'est plus le 1111 mais le 2222                  | 2222
    l'ancien code 1111 marche plus, essayez 2222     | 2222
    der alte 1111 geht nicht mehr, jetzt 2222        | 2222
    não é o 1111, é 2222                             | 2222
    niet 1111 maar 2222                              | 2222
    non è il 1111 ma il 2222                         | 2222
    star 4402                                        | *4402
    pound 4402 pound                                 | #4402#
    4402 e cancelletto                               | 4402#
    4402 hekje                                       | 4402#
    1-2-3-4                                          | 1234
    nine nine one two                                | 9912"""


def _rows(table: str) -> dict[str, str]:
    return {text.strip(): meant.strip() for text, meant in (line.split("|") for line in table.strip().splitlines())}


def test_the_day_that_is_wanted_is_the_one_that_is_read() -> None:
    heard = {text: understand(text, "none", NOW).slots.start for text in _rows(DAYS)}
    assert {text: f"{start:%d}" if start else "" for text, start in heard.items()} == _rows(DAYS)


def test_the_code_that_works_is_the_one_that_is_kept() -> None:
    heard = {text: understand(text, "driver_relay", NOW) for text in _rows(CODES)}
    assert {text: one.slots.code for text, one in heard.items()} == _rows(CODES)
    assert all("access_code" in one.intents for one in heard.values())
