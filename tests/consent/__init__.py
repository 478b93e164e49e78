"""Consent: what counts as an opt-out, and that nothing is said after one."""
