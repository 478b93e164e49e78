"""Pictures that people send: wanted, fetched, cleaned in a process of their own, kept, shown, and gone in time."""
