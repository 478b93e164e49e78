"""The house of the demo: six neighbours who ordered the same, each told in a way and a language of their own.

All of them are yours: nobody there answers by itself.
"""

from simulator.day.cast import Customer
from simulator.roads.homes import Home

WAYS = ("sms", "whatsapp", "email")
THINGS = {"en": "3-seat sofa", "es": "sofá de tres plazas", "fr": "canapé trois places", "de": "Dreisitzer-Sofa",
          "pt": "sofá de três lugares", "nl": "driezitsbank", "it": "divano a tre posti"}
NAMES = {"en": ("Ana", "Ben", "Cleo"), "es": ("Lucía", "Mateo", "Sofía"), "fr": ("Camille", "Louis", "Jeanne"),
         "de": ("Lotte", "Anton", "Frieda"), "pt": ("Inês", "Tiago", "Beatriz"), "nl": ("Fleur", "Daan", "Sanne"),
         "it": ("Giulia", "Luca", "Chiara")}
FIRST, SECOND = 123, 143


def neighbours(beside: str, home: Home, driver: int, driver_phone: str, wave: int) -> list[Customer]:
    """Both languages' three, English first; those who are told the same way live door to door."""
    rows = [_one(language, at, first, home, driver, driver_phone, wave)
            for at in range(len(WAYS)) for language, first in (("en", FIRST), (beside, SECOND))]
    return rows if beside != "en" else rows[::2]


def _one(language: str, at: int, first: int, home: Home, driver: int,
         driver_phone: str, wave: int) -> Customer:
    name = NAMES[language][at]
    return Customer(
        name, f"+13125550{first + at}", THINGS[language], home, driver, (), {"driver": driver_phone, "way": WAYS[at]},
        language, language, WAYS[at], f"{language}.{at}@mailbox.example" if WAYS[at] == "email" else "",
        tracking=f"BF-{10_000 * wave + first + at}")
