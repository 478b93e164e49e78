"""Texts through Twilio: translate, and know nothing else."""
