"""Days and hours as people type them, made into half-open local intervals."""

from flows.understand.times.when import When, named, whens

__all__ = ["When", "named", "whens"]
