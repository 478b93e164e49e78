"""What a person meant, by rules: simple, ordered, and shy of harm. One entry, one answer; a trained model fits behind it."""

from flows.understand.reading import understand
from flows.understand.understood import Slots, Understood, meanings

__all__ = ["Slots", "Understood", "meanings", "understand"]
