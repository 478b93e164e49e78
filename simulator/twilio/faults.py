"""Twilio's bad days, drawn from a seed: each rule has dice of its own, so adding one does not change the others."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What may go wrong. "Before" and "after" mean: before or after the message was accepted."""

    DELAY = "delay"
    TOO_MANY = "too_many"
    ERROR_BEFORE = "error_before"
    ERROR_AFTER = "error_after"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    GARBAGE = "garbage"
    CALLBACK_DROPPED = "callback_dropped"
    CALLBACK_REPEATED = "callback_repeated"
    CALLBACK_REORDERED = "callback_reordered"
    CALLBACK_FIRST = "callback_first"
    INBOUND_DROPPED = "inbound_dropped"
    INBOUND_REPEATED = "inbound_repeated"
    BACKLOG = "backlog"
    LIST_LAG = "list_lag"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of bad day.

    `chance` is 0 to 1 a time, `times` bounds how often it strikes. `seconds` is how long: of real time for `DELAY`,
    `TOO_MANY` (its Retry-After), `CALLBACK_REORDERED` and `LIST_LAG`; of world time for `BACKLOG`.
    """

    fault: Fault
    chance: float = 1.0
    seconds: float = 0.0
    times: int | None = None


class Faults:
    """The rules in force. Later ones replace earlier ones of the same fault."""

    def __init__(self, rules: Iterable[Rule], dice: random.Random) -> None:
        """Draw each fault's dice from `dice`, in a fixed order."""
        self._dice = {fault: random.Random(dice.random()) for fault in Fault}  # noqa: S311 a seeded day, no secret
        self._struck: dict[Fault, int] = {}
        self._rules: dict[Fault, Rule] = {}
        self.set(rules)

    def set(self, rules: Iterable[Rule]) -> None:
        """Put these rules in force and no others; what struck before is forgotten."""
        self._rules = {rule.fault: rule for rule in rules}
        self._struck = dict.fromkeys(Fault, 0)

    def strike(self, fault: Fault) -> Rule | None:
        """The rule, if the fault strikes this time."""
        rule = self._rules.get(fault)
        if rule is None or (rule.times is not None and self._struck[fault] >= rule.times):
            return None
        if self._dice[fault].random() >= rule.chance:
            return None
        self._struck[fault] += 1
        return rule
