"""WhatsApp by the same Twilio account: free words inside the window, an approved template outside it."""

import json

from integrations.channel import Outgoing
from integrations.twilio.channel import TwilioChannel
from integrations.twilio.whatsapp import PREFIX


class WhatsAppChannel(TwilioChannel):
    """Fulfils `integrations.channel.Channel` for WhatsApp. Numbers are plain on our side and prefixed on Twilio's."""

    name = "whatsapp"
    prefix = PREFIX

    def fields(self, message: Outgoing) -> dict[str, object]:
        """What is posted. A template goes by its id: one pasted into Body is refused (63016) since April 2025."""
        ends = {"to": f"{PREFIX}{message.to}", "from_": f"{PREFIX}{message.sender}"} | self.terms(message)
        if message.template is None:
            return (ends | {"body": message.body} | ({"media_url": list(message.photos)} if message.photos else {})
                    | ({"persistent_action": [_geo(message.place, message.body)]} if message.place else {}))
        values = {str(number): value for number, value in enumerate(message.template.variables, 1)}
        return ends | {"content_sid": message.template.sid, "content_variables": json.dumps(values)}


def _geo(place: tuple[float, float], label: str) -> str:
    """A place as Twilio takes it, to four decimals (11 m): what follows the bar stands beside the pin."""
    return f"geo:{place[0]:.4f},{place[1]:.4f}|{' '.join(label.replace('|', ' ').split())}"
