"""Performance beside its physical limit, measured in the same run: ratios, not seconds."""
