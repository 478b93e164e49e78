"""Named queries: the statements the door and the worker live by. Where the two databases differ, it is said here."""
