"""Positions in over the whole path: believed, kept, noticed, shown."""
