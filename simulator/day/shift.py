"""Who works that day: drivers who are texted or work in Slack, and two people of support."""

import random

from aiohttp import web

from simulator.app import CROWD, SLACK, TWILIO, WORLD
from simulator.day.cab import Cab
from simulator.day.cast import Hand
from simulator.day.hands import Driving
from simulator.day.office import Agent
from simulator.day.script import Script

UNTALKED = ("stop", "wrong_number", "autoresponder")
"""Those of the incidents whom nobody writes to: they said stop, or are machines."""


def driver(app: web.Application, script: Script, hand: Hand, seed: int) -> Driving | Cab:
    """Somebody at the wheel, who is texted or works in Slack."""
    dice = random.Random(f"{seed} {hand.name}")  # noqa: S311 a seeded day, no secret
    if not hand.slack:
        return Driving(hand, app[WORLD], app[TWILIO], dice)
    silent = _silent(script)
    phones = {one.name: one.phone for one in script.customers if one.phone not in silent}
    return Cab(hand, app[WORLD], app[SLACK], dice, app[CROWD].canaries, phones, script.special["code_shown"].name)


def office(app: web.Application, script: Script, seed: int) -> None:
    """Two people of support in Slack; the first in line is at lunch now and then."""
    phones, unasked = {one.tracking: one.phone for one in script.customers}, _silent(script)
    languages = {one.phone: one.language for one in script.customers}
    for user, lunches in (("U0KIM", True), ("U0LEE", False)):
        dice = random.Random(f"{seed} {user}")  # noqa: S311 a seeded day, no secret
        Agent(user, app[WORLD], app[SLACK], app[CROWD].canaries, dice, phones, languages, unasked, lunches)


def _silent(script: Script) -> frozenset[str]:
    return frozenset(script.special[name].phone for name in UNTALKED)
