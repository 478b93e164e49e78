"""Support and dispatch pages: they read the store and write only through the door."""
