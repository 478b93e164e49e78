"""The slots of what was understood, and of nothing else."""

from collections.abc import Container
from dataclasses import replace

from flows.understand import doors
from flows.understand.heard import Heard
from flows.understand.understood import Slots


def slots_of(heard: Heard, found: Container[str]) -> Slots:
    """Only the slots of what was understood."""
    slots = heard.slots if "access_code" in found else replace(heard.slots, code=None, code_words=None)
    if "delivery_instruction" in found:
        told = doors.instruction(heard.flat, heard.text, heard.rules) or doors.whole(heard.flat, heard.rules)
        slots = replace(slots, instruction=told)
    if "rating" in found:
        slots = replace(slots, rating=heard.given.value if heard.given else None)
    if "select_option" in found:
        slots = replace(slots, option=heard.chosen.value if heard.chosen else None)
    if "language" in found:
        slots = replace(slots, language=heard.language)
    when = heard.when
    if when and ("reschedule" in found or "availability" in found) and "select_option" not in found:
        slots = replace(slots, time_phrase=when.phrase, start=when.start, end=when.end)
    return slots
