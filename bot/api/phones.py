"""Phone numbers as people write them, to E.164."""

import phonenumbers

from bot.api.problems import wrong


def e164(text: str, region: str, field: str) -> str:
    """The number in E.164 form, read as one of `region` when it has no country code.

    Raises:
        Problem: it is no number that can be texted.
    """
    example = phonenumbers.example_number(region)
    shown = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164) if example else "+13125550123"
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        raise wrong(field, f"a phone number of {region} or with a country code", shown) from None
    if not phonenumbers.is_possible_number(number):
        raise wrong(field, f"a phone number of {region} or with a country code", shown)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
