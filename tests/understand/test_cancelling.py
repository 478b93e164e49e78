"""Who cancels their order, and who only uses the word."""

import pytest

from flows.understand import understand
from training.rows import NOW

CANCEL = (
    "annullate l'ordine", "non ci serve più, annullate la consegna", "encore reporté, ras le bol j'annule la commande",
    "non annulez la commande c'est tout", "do not deliver, we cancelled this weeks ago",
    "nee, ik heb al geannuleerd, stuur hem terug", "no, ci ho ripensato, annullate l'ordine",
    "my husband found one in the shop, cancel ours please",
)
NOT = (
    "non annullate l'ordine", "n'annulez pas la commande", "they cancelled my order, why?",
    "i need to cancel my flight", "cancel that last task", "can I cancel the direct debit",
    "nicht stornieren bitte", "no cancelen el pedido",
)


@pytest.mark.parametrize("text", CANCEL)
def test_an_order_is_cancelled_in_whatever_form_the_language_has(text: str) -> None:
    assert "cancel" in understand(text, "none", NOW).intents


@pytest.mark.parametrize("text", NOT)
def test_nothing_is_cancelled_that_was_not_ours_or_not_meant(text: str) -> None:
    assert "cancel" not in understand(text, "none", NOW).intents
