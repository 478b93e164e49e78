"""How many SMS a text is billed as: the number that Twilio puts in `NumSegments`."""

ONE_UNIT = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWO_UNITS = frozenset("\f^{}\\[~]|€")
GSM = (160, 153)
UCS2 = (70, 67)


def num_segments(text: str) -> int:
    """The SMS that a text needs, at least 1. No character is split between two of them."""
    plain = ONE_UNIT.issuperset(set(text) - TWO_UNITS)
    single, part = GSM if plain else UCS2
    sizes = [2 if (letter in TWO_UNITS if plain else letter > "\uffff") else 1 for letter in text]
    if sum(sizes) <= single:
        return 1
    count, free = 0, 0
    for size in sizes:
        if size > free:
            count, free = count + 1, part
        free -= size
    return count
