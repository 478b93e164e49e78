"""One stored example of every state ever released, and what reads them."""
