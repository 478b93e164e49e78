"""Days and hours as people type them, made into half-open local intervals."""

from flows.understand.times.when import When, whens

__all__ = ["When", "whens"]
