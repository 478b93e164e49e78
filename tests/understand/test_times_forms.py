"""What people type, language by language, and the interval it means: said on Tuesday 24 November 2026 at nine."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.understand.flat import flatten
from flows.understand.times import whens
from flows.understand.words import LANGUAGES

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))
FORMS = {
    "en": """
        tmrw after 6 if poss                | 25 18:00 - 26 00:00
        tomorrow if possible after six      | 25 18:00 - 26 00:00
        not before noon                     | 24 12:00 - 25 00:00
        sat between 10 and 12               | 28 10:00 - 28 12:00
        5ish                                | 24 17:00 - 24 18:00
        any time after lunch                | 24 14:00 - 25 00:00
        next wed                            | 02 00:00 - 03 00:00
        the 3rd                             | 03 00:00 - 04 00:00
        12/03                               | 03 00:00 - 04 00:00
        29/11                               | 29 00:00 - 30 00:00
        in 2 hours                          | 24 11:00 - 24 12:00
        in 2.5 hours                        | 24 11:30 - 24 11:45
        half past 4                         | 24 16:30 - 24 17:00
        in the evening                      | 24 17:00 - 24 22:00
        weekend                             | 28 00:00 - 30 00:00
        end of the week                     | 27 00:00 - 30 00:00
        tomorow                             | 25 00:00 - 26 00:00
        wensday after 3                     | 25 15:00 - 26 00:00
        satruday morning                    | 28 06:00 - 28 12:00
        I'm at work until 5                 | 24 17:00 - 25 00:00
        we are out of town til monday       | 30 00:00 - 07 00:00
        not tomorrow but friday is fine     | 27 00:00 - 28 00:00
        friday works but not before 10      | 27 10:00 - 28 00:00
        later than 9 but before 11          | 24 09:00 - 24 11:00
        can't before 4                      | 24 16:00 - 25 00:00
        not home until 6                    | 24 18:00 - 25 00:00
        by friday                           | 24 09:00 - 28 00:00
        before friday                       | 24 09:00 - 27 00:00
        not before thursday                 | 26 00:00 - 03 00:00
        by friday 3pm                       | 24 09:00 - 27 15:00
        3 or 4 pm                           | 24 15:00 - 24 17:00
        20 past 3                           | 24 15:20 - 24 15:50
        seven thirty pm                     | 24 19:30 - 24 20:00
        friday week                         | 04 00:00 - 05 00:00
        first monday of december            | 07 00:00 - 08 00:00
        from 13 to 15 december              | 13 00:00 - 16 00:00""",
    "es": """
        pasado mañana por la tarde          | 26 12:00 - 26 20:00
        a las seis y media                  | 24 18:30 - 24 19:00
        mañna despues de las 4              | 25 16:00 - 26 00:00
        mañana por la mañana                | 25 06:00 - 25 12:00
        lunes mañana                        | 30 06:00 - 30 12:00
        cuarto para las 5                   | 24 16:45 - 24 17:15
        las ocho menos veinte               | 24 19:40 - 24 20:10
        el viernes a partir de las 3        | 27 15:00 - 28 00:00
        de lunes a viernes                  | 30 00:00 - 05 00:00
        el 12/03                            | 03 00:00 - 04 00:00
        el 3/12                             | 03 00:00 - 04 00:00
        del 13 al 15                        | 13 00:00 - 16 00:00
        estoy en el trabajo hasta las 5     | 24 17:00 - 25 00:00
        en dos horas y media                | 24 11:30 - 24 11:45""",
    "de": """
        halb fünf                           | 24 16:30 - 24 17:00
        viertel nach 3                      | 24 15:15 - 24 15:45
        viertel fünf                        | 24 16:15 - 24 16:45
        fünf vor halb vier                  | 24 15:25 - 24 15:55
        15 uhr 30                           | 24 15:30 - 24 16:00
        3 uhr 15 am nachmittag              | 24 15:15 - 24 15:45
        morgen früh                         | 25 06:00 - 25 12:00
        montagmorgen                        | 30 06:00 - 30 12:00
        morgn abend                         | 25 18:00 - 25 22:00
        übermorgen nachmittag ab 3          | 26 15:00 - 27 00:00
        am 3.                               | 03 00:00 - 04 00:00
        am 15. um 14 uhr                    | 15 14:00 - 15 15:00
        13. bis 15. dezember                | 13 00:00 - 16 00:00
        14 uhr oder später                  | 24 14:00 - 25 00:00
        übernächste woche                   | 07 00:00 - 14 00:00
        ich arbeite bis 17 uhr              | 24 17:00 - 25 00:00""",
    "fr": """
        demain matin                        | 25 06:00 - 25 12:00
        14h30                               | 24 14:30 - 24 15:00
        dix-sept heures trente              | 24 17:30 - 24 18:00
        cinq heures moins le quart          | 24 16:45 - 24 17:15
        samedi entre 10 et 12               | 28 10:00 - 28 12:00
        lundi prochain                      | 30 00:00 - 01 00:00
        mardi en huit                       | 01 00:00 - 02 00:00
        le 15 à 14h                         | 15 14:00 - 15 15:00
        samdi matin                         | 28 06:00 - 28 12:00
        dans une demi-heure                 | 24 09:30 - 24 09:45
        jusqu'au 30                         | 24 09:00 - 01 00:00
        je travaille jusqu'à 17h            | 24 17:00 - 25 00:00""",
    "pt": """
        segunda de manhã                    | 30 06:00 - 30 12:00
        depois de amanhã                    | 26 00:00 - 27 00:00
        às três e meia                      | 24 15:30 - 24 16:00
        quinze para as cinco                | 24 16:45 - 24 17:15
        dez para as 3                       | 24 14:50 - 24 15:20
        sexta que vem                       | 27 00:00 - 28 00:00
        no dia 15 às 14h                    | 15 14:00 - 15 15:00
        daqui a 2 horas                     | 24 11:00 - 24 12:00
        amanha depois das 4                 | 25 16:00 - 26 00:00""",
    "nl": """
        overmorgen na vieren                | 26 16:00 - 27 00:00
        kwart voor vijf                     | 24 16:45 - 24 17:15
        tien voor half vier                 | 24 15:20 - 24 15:50
        vijf over half 4                    | 24 15:35 - 24 16:05
        over een half uur                   | 24 09:30 - 24 09:45
        vrijdagochtend                      | 27 06:00 - 27 12:00
        15u30                               | 24 15:30 - 24 16:00
        zaterdg tussen 10 en 12 uur         | 28 10:00 - 28 12:00
        uiterlijk vrijdag                   | 24 09:00 - 28 00:00
        ik werk tot 17 uur                  | 24 17:00 - 25 00:00""",
    "it": """
        tra le 9 e le 11                    | 24 09:00 - 24 11:00
        alle sei e mezza                    | 24 18:30 - 24 19:00
        le dieci meno dieci                 | 24 09:50 - 24 10:20
        domattina                           | 25 06:00 - 25 12:00
        dopodomani dalle 15 alle 17         | 26 15:00 - 26 17:00
        lunedì prossimo                     | 30 00:00 - 01 00:00
        tra mezz'ora                        | 24 09:30 - 24 09:45
        mercoldì                            | 25 00:00 - 26 00:00
        entro venerdì                       | 24 09:00 - 28 00:00
        dopo le 9:30 ma prima delle 11      | 24 09:30 - 24 11:00""",
}
ROWS = [(language, *(cell.strip() for cell in row.split("|"))) for language, rows in FORMS.items()
        for row in rows.strip().splitlines()]


def _read(text: str, language: str) -> str:
    flat = flatten(text)
    found = [one for one in whens(flat, flat.text, NOW, LANGUAGES[language]) if one.start and one.end]
    return " and ".join(f"{one.start:%d %H:%M} - {one.end:%d %H:%M}" for one in found)


@pytest.mark.parametrize("language", sorted(FORMS))
def test_a_form_is_read_as_a_native_means_it(language: str) -> None:
    rows = [(text, meant) for code, text, meant in ROWS if code == language]
    assert {text: _read(text, language) for text, _ in rows} == dict(rows)


@pytest.mark.parametrize(("language", "text"), [
    ("en", "4417"), ("en", "gate code 4417#"), ("en", "at 4417"), ("en", "$40"), ("en", "312 555 0123"),
    ("en", "order 88213"), ("en", "I live at 2350"), ("en", "I may be late"), ("en", "leave it with mark"),
    ("en", "all 3 of 5 boxes"), ("en", "the second one"), ("en", "1234567890123"), ("en", "unit 12b"),
    ("de", "nichts da"), ("de", "40 euro"), ("de", "wir mogen das"), ("fr", "en mains propres"), ("fr", "12,50 €"),
    ("fr", "le 2"), ("es", "una manzana"), ("es", "el 2 por favor"), ("it", "presso il vicino"), ("pt", "em seguida"),
    ("nl", "ik ben vrij"), ("nl", "zo snel"), ("pt", "vou ter que sair"), ("it", "via roma 12"),
    ("es", "calle 5 numero 40")])
def test_numbers_and_words_that_name_no_time_are_none(language: str, text: str) -> None:
    assert _read(text, language) == ""


def test_a_month_the_language_would_not_write_first_is_taken_when_it_is_near() -> None:
    assert _read("03/12", "en") == "03 00:00 - 04 00:00"
    assert _read("12/03", "de") == "03 00:00 - 04 00:00"
    assert _read("03/05", "en") == "05 00:00 - 06 00:00"
