"""Wordings, pages and what they are drawn with. Data, not code."""
