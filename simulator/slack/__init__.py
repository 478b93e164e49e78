"""Slack, as far as the service can tell: its Web API, events, buttons and forms, a workspace with people in it."""
