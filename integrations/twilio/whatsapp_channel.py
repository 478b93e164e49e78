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
            return ends | {"body": message.body} | ({"media_url": list(message.photos)} if message.photos else {})
        values = {str(number): value for number, value in enumerate(message.template.variables, 1)}
        return ends | {"content_sid": message.template.sid, "content_variables": json.dumps(values)}
