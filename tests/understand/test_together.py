"""What is said in one message beside something else: its parts, and what they mean together."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from flows.understand import understand
from flows.understand.clauses import MOST, clauses
from flows.understand.model.together import UNIT, together
from flows.understand.model.weights import weights

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("America/Chicago"))


@pytest.mark.parametrize(("text", "language", "parts"), [
    ("3, the leg was scratched", "en", ("3", "the leg was scratched")),
    ("yes and the code is 4417#", "en", ("yes", "the code is 4417#")),
    ("where is it", "en", ()),
    ("where is it?", "en", ()),
    ("la puerta esta en el patio", "es", ()),
    ("kom gerust en bel aan", "nl", ("kom gerust", "bel aan")),
    ("si e poi citofoni", "it", ("si", "poi citofoni")),
    ("ja - aber erst nach fünf", "de", ("ja", "aber erst nach fünf")),
])
def test_a_message_has_the_parts_that_its_language_joins(text: str, language: str, parts: tuple[str, ...]) -> None:
    assert clauses(text, language) == parts


def test_only_the_first_parts_of_a_long_story_are_looked_at() -> None:
    assert len(clauses("and so on, " * 50, "en")) == MOST


def test_the_network_sees_the_most_that_any_part_says_and_what_the_first_one_does() -> None:
    points = np.array([[0.0, 1.0], [2.0, -9.0], [-1.0, 3.0]])
    found = np.array([[False, False], [False, False], [True, False]])
    seen = together(points, found, "confirm_window", 7) / UNIT
    whole, most, first, here, anywhere = (seen[at:at + 2].tolist() for at in range(0, 10, 2))
    assert (whole, most, first) == ([0.0, 1.0], [2.0, 3.0], [2.0, -6.0])
    assert (here, anywhere) == ([0.0, 0.0], [3.0, 0.0])


def test_a_message_of_one_part_is_its_own_part() -> None:
    alone = together(np.array([[0.5, -0.5]]), np.array([[True, False]]), "none", 1) / UNIT
    assert alone[:2].tolist() == alone[2:4].tolist() == alone[4:6].tolist() == [0.5, -0.5]
    assert alone[6:8].tolist() == alone[8:10].tolist() == [3.0, 0.0]


def test_no_sum_of_the_network_can_run_over() -> None:
    network = weights().together
    most = np.abs(network.inner).sum(axis=0) * 6 * UNIT + np.abs(network.inner_bias)
    assert float((np.abs(network.outer).astype(float) * most.astype(float)[:, None]).sum(axis=0).max()) < 2.0**62


@pytest.mark.parametrize(("text", "context", "intents"), [
    ("yes that's fine and the gate code is 4417#", "confirm_window", {"confirm_yes", "access_code"}),
    ("3, one of the legs was scratched", "rating_request", {"rating", "damaged"}),
    ("sí, pero dejadlo con el vecino", "confirm_window", {"confirm_yes", "delivery_instruction"}),
    ("5, livreur très sympa", "rating_request", {"rating", "praise"}),
    ("wann kommt ihr? muss um zwei weg", "none", {"eta", "availability"}),
    ("no, no me va bien. que me llame alguien", "confirm_window", {"deny_no", "human"}),
    ("het is er, maar er zit een deuk in", "none", {"received", "damaged"}),
    ("sì, e il codice del cancello è 5521", "confirm_window", {"confirm_yes", "access_code"}),
])
def test_two_things_said_in_one_message_are_both_heard(text: str, context: str, intents: set[str]) -> None:
    assert set(understand(text, context, NOW).intents) == intents
