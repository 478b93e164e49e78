"""What keeps a wording from being sent as it is: every template in every language, read and said with usual values."""

from bot.linting.branded import lint_brands
from bot.linting.carried import size
from bot.linting.rules import RULES, Finding, lint
from bot.linting.tongue import Tongue, tongues

__all__ = ["RULES", "Finding", "Tongue", "lint", "lint_brands", "size", "tongues"]
