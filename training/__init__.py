"""What measures and trains the reading of replies; no part of the running service."""
