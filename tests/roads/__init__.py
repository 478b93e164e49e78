"""Tests of the roads."""
