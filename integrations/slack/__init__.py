"""Slack, translated: who speaks, what they did, how our cards look, and what became of a post."""
