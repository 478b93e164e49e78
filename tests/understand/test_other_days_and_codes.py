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

AWAY = """
    I'm out on friday                                |
    im away friday                                   |
    away all day friday                              |
    friday i'm at work                               |
    we have work on friday, any other day?           |
    i am working friday                              |
    el viernes estoy fuera                           |
    estoy trabajando el viernes                      |
    el viernes trabajo                               |
    vendredi je travaille                            |
    je suis en déplacement vendredi                  |
    freitag bin ich unterwegs                        |
    ich bin freitag weg                              |
    freitag arbeite ich                              |
    sono via venerdì                                 |
    venerdì lavoro                                   |
    ik ben vrijdag weg                               |
    vrijdag werk ik                                  |
    sexta estou fora                                 |
    estou viajando na sexta                          |"""

THERE = """
    after work on friday                             | 27
    friday after work please                         | 27
    i'm working from home friday                     | 27
    thursday im out but friday works                 | 27
    freitag nach der arbeit                          | 27
    vrijdag na het werk                              | 27
    viernes después del trabajo                      | 27
    jeudi je travaille mais vendredi ok              | 27
    el jueves estoy fuera, mejor el viernes          | 27
    i'm busy thursday, friday is fine                | 27
    donnerstag kann ich nicht, freitag passt         | 27
    el jueves estoy ocupado, el viernes está bien    | 27
    jeudi je suis pris, vendredi c'est bon           | 27
    donderdag ben ik bezet, vrijdag is prima         | 27
    giovedì sono occupato, venerdì va bene           | 27
    quinta estou ocupado, sexta está bom             | 27"""

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
    nine nine one two                                | 9912
    double four seven one                            | 4471
    o four one two                                   | 0412
    forty-four seventy-one                           | 4471
    vierundvierzig einundsiebzig                     | 4471
    doppel vier sieben eins                          | 4471
    cuarenta y cuatro setenta y uno                  | 4471
    quarante-quatre soixante et onze                 | 4471
    quatre-vingt-dix-neuf douze                      | 9912
    quarantaquattro settantuno                       | 4471
    quarenta e quatro setenta e um                   | 4471
    vierenveertig eenenzeventig                      | 4471
    4471 sharp                                       | 4471#
    4.4.7.1                                          | 4471
    4 - 4 - 7 - 1                                    | 4471
    press 44 then 71                                 | 4471
    4471 eingeben und raute drücken                  | 4471#
    first 4471 then 5520 at the inner door           | 4471, 5520
    gate 4471 then keypad 5520                       | 4471, 5520
    4417 no wait, 4471                               | 4471
    4417, sorry i mean 4471                          | 4471
    4417, ne quatsch 4471                            | 4471
    4417 no perdón 4471                              | 4471
    4417 non pardon 4471                             | 4471
    4417, nee sorry 4471                             | 4471
    4417, no scusa 4471                              | 4471
    4417, não desculpa 4471                          | 4471"""

NO_CODES = """
    home at seven thirty
    be there at 5 sharp
    around 10 sharp
    aug 15, 2018
    i'll be down in forty five minutes"""


def _rows(table: str) -> dict[str, str]:
    return {text.strip(): meant.strip() for text, meant in (line.split("|") for line in table.strip().splitlines())}


def test_the_day_that_is_wanted_is_the_one_that_is_read() -> None:
    heard = {text: understand(text, "none", NOW).slots.start for text in _rows(DAYS)}
    assert {text: f"{start:%d}" if start else "" for text, start in heard.items()} == _rows(DAYS)


def test_the_code_that_works_is_the_one_that_is_kept() -> None:
    heard = {text: understand(text, "driver_relay", NOW) for text in _rows(CODES)}
    assert {text: one.slots.code for text, one in heard.items()} == _rows(CODES)
    assert all("access_code" in one.intents for one in heard.values())


def test_a_time_or_a_date_is_no_code_though_it_looks_like_one() -> None:
    texts = [line.strip() for line in NO_CODES.strip().splitlines()]
    heard = {text: understand(text, "driver_relay", NOW).slots.code for text in texts}
    assert set(heard.values()) == {None}, heard


def test_a_number_that_was_taken_back_is_masked_with_the_right_one() -> None:
    assert understand("4417, sorry i mean 4471", "driver_relay", NOW).slots.code_words == "4417, sorry i mean 4471"


def test_a_day_somebody_is_away_on_is_no_day_they_wish_for() -> None:
    heard = {text: understand(text, "none", NOW).slots for text in _rows(AWAY)}
    assert {text for text, slots in heard.items() if slots.start} == set()
    assert all(slots.time_phrase for slots in heard.values())


def test_a_day_beside_words_of_work_may_still_be_wished_for() -> None:
    heard = {text: understand(text, "none", NOW).slots.start for text in _rows(THERE)}
    assert {text: f"{start:%d}" if start else "" for text, start in heard.items()} == _rows(THERE)
