"""The shell: starts, listens, keeps, sends. The only place that wires things together."""
