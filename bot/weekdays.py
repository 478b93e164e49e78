"""Weekdays as people write them."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def weekdays(text: str) -> frozenset[int]:
    """`mon-sat`, `tue,thu` or `daily` as weekday numbers, Monday 0.

    Raises:
        ValueError: for a word that is no weekday.
    """
    if text == "daily":
        return frozenset(range(7))
    days: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        start, end = DAYS.index(first), DAYS.index(last or first)
        days |= {day % 7 for day in range(start, (end if end >= start else end + 7) + 1)}
    return frozenset(days)
