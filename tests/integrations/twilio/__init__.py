"""Tests of the Twilio channel."""
