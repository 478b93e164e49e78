"""Tests of what speaks to the outside world, each against a real server or the vendor's own vectors."""
