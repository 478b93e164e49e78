"""Hours: at which local time whom may be written to."""
