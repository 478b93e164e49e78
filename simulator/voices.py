"""How somebody says something: by text, on WhatsApp or by mail, whichever of our addresses they say it to."""

from simulator.mail.post import Post
from simulator.phones import WHATSAPP, Bubble, Phone, Phones
from simulator.twilio.provider import Twilio


class Voices:
    """Everybody's ways to us."""

    def __init__(self, phones: Phones, twilio: Twilio, post: Post) -> None:
        """Share the world's parts."""
        self._phones, self._twilio, self._post = phones, twilio, post

    async def say(self, number: str, ours: str, text: str, media: int = 0, **marks: str) -> str:
        """Say it to this address of ours; gives its sid. A number that stands on a WhatsApp button taps that button.

        Raises:
            LookupError: it was to be a mail, and there is none to answer.
        """
        if "@" in ours:
            return await self._post.say(self._phones.get(number) or Phone(number), text, **marks)
        if not ours.startswith(WHATSAPP):
            return await self._twilio.say(number, ours, text, media, **marks)
        last = self._last(number)
        title = dict(last.buttons).get(text) if last else None
        if last is None or title is None:
            return await self._twilio.say(f"{WHATSAPP}{number}", ours, text, media, **marks)
        fields = (("ListId", "ListTitle") if last.listed else ("ButtonPayload", "ButtonText"))
        tapped = dict(zip(fields, (text, title), strict=True))
        return await self._twilio.tap(f"{WHATSAPP}{number}", ours, title, marks, **tapped)

    def _last(self, number: str) -> Bubble | None:
        """The last WhatsApp they got, whose buttons stand there."""
        return next((one for one in reversed(self._phones.thread(number))
                     if one.channel == "whatsapp" and not one.mine), None)
