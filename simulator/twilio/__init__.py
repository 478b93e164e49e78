"""Twilio as the service sees it: its REST API, its webhooks, its carrier, and its bad days."""
