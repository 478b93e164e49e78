"""One sub-command a file: `add(commands)` registers it, its `run` returns the exit code."""
