"""WhatsApp on the wire: prefixed addresses, free words or a template by its id, each within Twilio's contract."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import MessageId
from integrations.channel import Outgoing, Template
from integrations.twilio.transport import session
from integrations.twilio.whatsapp_channel import WhatsAppChannel
from tests.integrations.twilio import vectors
from tests.integrations.twilio.stand_in import SERVICE, Settings, StandIn, resource, says, standing_in
from tests.integrations.twilio.test_asking import NOW, SINCE, made, page
from tests.integrations.twilio.test_sending import fields, validate

pytestmark = pytest.mark.asyncio
THEIRS, OURS = "+13125550123", "+14155550100"
FREE = Outgoing(MessageId("01JD8Z"), 1, THEIRS, OURS, "Your lamp is there.", "01JD8Z.1.A", timedelta(minutes=20))
SHAPED = Outgoing(MessageId("01JD8Z"), 1, THEIRS, OURS, "Hello Ana", "01JD8Z.1.A", timedelta(minutes=20),
                  template=Template("HX" + "0" * 32, ("Ana", "2-4 pm"), "Hello Ana"))

PLACED = Outgoing(MessageId("01JD8Z"), 1, THEIRS, OURS, "Your van is about here | now.", "01JD8Z.1.A",
                  timedelta(minutes=20), place=(41.91, -87.660001))


async def posted(message: Outgoing, service: str = "") -> StandIn:
    async with standing_in(says(201, resource())) as twilio, session() as http:
        await WhatsAppChannel(Settings(twilio.origin, service), http).send(message)
    return twilio


async def test_free_words_go_between_prefixed_numbers() -> None:
    (seen,) = (await posted(FREE)).seen
    sent = fields(seen)
    assert (sent["To"], sent["From"], sent["Body"]) == (f"whatsapp:{THEIRS}", f"whatsapp:{OURS}", FREE.body)


async def test_a_template_goes_by_its_id_and_is_never_pasted_into_the_body() -> None:
    (seen,) = (await posted(SHAPED)).seen
    sent = fields(seen)
    assert "Body" not in sent
    assert sent["ContentSid"] == "HX" + "0" * 32
    assert json.loads(sent["ContentVariables"]) == {"1": "Ana", "2": "2-4 pm"}


async def test_a_place_goes_as_degrees_with_the_words_as_its_label() -> None:
    (seen,) = (await posted(PLACED)).seen
    assert fields(seen)["PersistentAction"] == "geo:41.9100,-87.6600|Your van is about here now."


@vectors.needed
@pytest.mark.parametrize("service", ["", SERVICE])
@pytest.mark.parametrize("message", [FREE, SHAPED, PLACED], ids=["free", "template", "place"])
async def test_every_whatsapp_keeps_to_twilios_strict_contract(message: Outgoing, service: str) -> None:
    (seen,) = (await posted(message, service)).seen
    validate(seen)


async def test_texts_and_whatsapps_are_told_apart_in_what_twilio_received() -> None:
    ends = {"to": f"whatsapp:{OURS}", "from": f"whatsapp:{THEIRS}"}
    listed = page(made(1, 1, direction="inbound", status="received"),
                  made(2, 2, direction="inbound", status="received", **ends))
    async with standing_in(listed) as twilio, session() as http:
        found = [said async for said in WhatsAppChannel(Settings(twilio.origin), http).received(SINCE)]
    (said,) = found
    assert (said.channel, said.theirs, said.ours) == ("whatsapp", THEIRS, OURS)
    assert said.at == NOW - timedelta(minutes=2)


async def test_what_was_sent_is_looked_up_under_the_prefixed_number() -> None:
    async with standing_in(page(made(1, 1, body="Hello Ana", to=f"whatsapp:{THEIRS}"))) as twilio, session() as http:
        (sent,) = [one async for one in WhatsAppChannel(Settings(twilio.origin), http).sent(THEIRS, SINCE)]
    assert twilio.seen[0].query["To"] == f"whatsapp:{THEIRS}"
    assert (sent.to, sent.created) == (THEIRS, datetime(2026, 11, 24, 13, 59, tzinfo=UTC))
