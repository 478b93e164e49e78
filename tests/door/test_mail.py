"""E-mail against a real SMTP server on loopback: what it gets, what leaves by one click, what comes back as words."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.message import EmailMessage
from html import unescape

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot import mailroom
from bot.context import CONTEXT, Context
from bot.mail_links import INBOUND, sign
from bot.mails import words
from bot.pictures.attached import MailFiles
from bot.pictures.fetching import Fetching
from bot.pictures.opening import FULL, opened
from bot.speaking import languages
from integrations.email import inbound
from store import models
from tests.door.mailing import ANA, BOX, Office, mailed, part, reply
from tests.door.stage import Stage
from tests.integrations.twilio import vectors
from tests.pictures import hostile
from tracking.vans import Vans

CHECKS = vectors.table("email/list_unsubscribe_conformance.json")


@pytest.fixture
async def client(stage: Stage, office: Office) -> AsyncIterator[TestClient[web.Request, web.Application]]:
    """The mail's routes, as `create_app` has them."""
    assert office.took == []
    app = web.Application()
    app[CONTEXT] = Context(stage.door.settings, stage.clock, stage.keys, stage.door, Vans(alone=True))
    app.add_routes(mailroom.routes)
    async with TestClient(TestServer(app)) as made:
        yield made


def leave(mail: EmailMessage) -> str:
    return str(mail["List-Unsubscribe"]).strip("<>").removeprefix("https://track.example.com")


async def test_a_notice_is_a_whole_mail_with_text_html_and_its_window_as_a_calendar_file(stage: Stage,
                                                                                         office: Office) -> None:
    delivery = await mailed(stage)
    (mail,) = office.took
    assert (mail["To"], mail["From"]) == (BOX, "Bloom <hello@bloom.example>")
    assert str(mail["Subject"]).startswith("Bloom: your delivery BF-")
    assert "your lamp comes tomorrow, 2-4 pm" in part(mail, "text/plain")
    page = part(mail, "text/html")
    assert 'name="color-scheme" content="light dark"' in page
    assert "/t/link" in page
    calendar = part(mail, "text/calendar")
    assert f"UID:{delivery}@porchlight" in calendar
    assert "DTSTART:20261124T200000Z" in calendar
    (line,) = [one.text async for one in models.Entry.filter(conversation_id=delivery, kind="channel")]
    assert "by e-mail: asked for" in line


@pytest.mark.parametrize("language", languages())
async def test_a_mail_and_the_page_that_ends_them_speak_the_readers_language_throughout(
        stage: Stage, office: Office, client: TestClient[web.Request, web.Application], language: str) -> None:
    delivery = await mailed(stage, language=language)
    (mail,) = office.took
    said, tracking = words(language), (await models.Delivery.get(id=delivery)).tracking_number
    assert str(mail["Subject"]) == said["subject"].format(brand="Bloom", tracking=tracking)
    page = unescape(part(mail, "text/html"))
    assert all(said[key] in page for key in ("see", "answer", "unsubscribe"))
    assert f"SUMMARY:{said['event'].format(brand='Bloom', items='lamp')}" in part(mail, "text/calendar")
    asked = {"Accept-Language": f"{language}-XX,en;q=0.5"}
    for answer, word in ((await client.get(leave(mail), headers=asked), "leave_text"),
                         (await client.post(leave(mail), headers=asked), "left_text")):
        shown = unescape(await answer.text())
        assert said[word] in shown
        assert (f'lang="{language}"' in shown, "/static/page.css" in shown) == (True, True)


@pytest.mark.parametrize("language", languages())
async def test_a_mail_says_how_to_end_mails_by_its_link_and_a_text_how_to_end_texts(
        stage: Stage, office: Office, language: str) -> None:
    await mailed(stage, language=language)
    (mail,) = office.took
    (text,) = await stage.new_texts(ANA)  # the same row, as a text would have it
    plain, page = part(mail, "text/plain"), unescape(part(mail, "text/html"))
    assert "STOP" in text
    assert "STOP" not in plain + page + str(mail["Subject"])
    assert plain.splitlines()[-1] == f"{words(language)['unsubscribe']}: https://track.example.com{leave(mail)}"
    assert "text back" not in plain
    row = await models.Message.get(outgoing=True).select_related("participant")
    kept = await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"")
    assert "STOP" not in kept
    assert "/unsubscribe/" not in kept  # what staff read ends nobody's mails


@vectors.needed
async def test_one_click_unsubscribe_keeps_every_check_of_the_conformance_list(
        stage: Stage, office: Office, client: TestClient[web.Request, web.Application]) -> None:
    await mailed(stage)
    (mail,) = office.took
    assert all(mail.get_all(name) and len(mail.get_all(name)) == 1 for name in CHECKS["headers_required"])  # U1
    assert mail["List-Unsubscribe-Post"] == CHECKS["headers_required"]["List-Unsubscribe-Post"]
    assert str(mail["List-Unsubscribe"]).startswith("<https://track.example.com/unsubscribe/")  # U2
    assert not any(secret in leave(mail) for secret in ("ana", "example.com/ana", ANA[1:]))
    assert (await client.get(leave(mail))).status == 200  # U5
    assert (await models.Way.get()).allowed
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for forged in (leave(mail)[:-1], leave(mail)[:-1] + ("A" if leave(mail)[-1] != "A" else "B")):
        assert (await client.post(forged, data=b"List-Unsubscribe=One-Click", headers=form)).status == 404  # U6
    assert (await models.Way.get()).allowed
    for _ in range(2):  # U3, U6, U7
        answer = await client.post(leave(mail), data=b"List-Unsubscribe=One-Click", headers=form, allow_redirects=False)
        assert answer.status == 200
    assert not (await models.Way.get()).allowed
    assert mail["Auto-Submitted"] == "auto-generated"  # U11
    assert not (await models.Participant.get()).opted_out  # U9: texts are not changed
    await stage.delivery(ANA, item="desk")
    await stage.outbox.send_due()
    assert len(office.took) == 1


async def test_one_click_takes_a_multipart_form_too(stage: Stage, office: Office,
                                                    client: TestClient[web.Request, web.Application]) -> None:
    await mailed(stage)
    body = b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
    answer = await client.post(leave(office.took[0]), data=body,
                               headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert answer.status == 200  # U4
    assert not (await models.Way.get()).allowed


async def test_a_name_with_line_ends_in_it_breaks_no_header(stage: Stage, office: Office) -> None:
    await stage.depot.filter(id=stage.depot.id).update(brand="Bloom\r\nBcc: spy@example.com")
    await mailed(stage, item="lamp\r\nX-Evil: 1")
    (mail,) = office.took
    assert (mail["Bcc"], mail["X-Evil"]) == (None, None)  # U10


async def test_mails_of_one_delivery_are_one_thread(stage: Stage, office: Office) -> None:
    first = await mailed(stage)
    await mailed(stage, item="desk")
    roots = [str(mail["References"]) for mail in office.took]
    assert roots[0] == f"<delivery.{first}@bloom.example>"
    assert len(set(roots)) == len({str(mail["Message-ID"]) for mail in office.took}) == 2


@pytest.mark.parametrize(("answer", "state"), [("550 no such mailbox", "rejected"), ("451 later", "queued")])
async def test_what_the_server_refuses_is_over_and_what_it_puts_off_is_tried_again(stage: Stage, office: Office,
                                                                                   answer: str, state: str) -> None:
    office.answer = answer
    stage.outbox.channels.pop("sms", None)
    await mailed(stage)
    row = await models.Message.get(outgoing=True)
    assert row.state in {state, "queued"}
    assert office.took == []


async def test_an_answer_by_mail_joins_the_same_conversation_without_quotes_and_signature(
        stage: Stage, office: Office, client: TestClient[web.Request, web.Application]) -> None:
    delivery = await mailed(stage)
    inbox = f"/webhooks/email/{sign(stage.keys.token_key, INBOUND, 'inbox')}"
    for _ in range(2):
        assert (await client.post(inbox, data=reply(office.took[0], "Where is it?"))).status == 200
    await stage.settle()
    row = await models.Message.get(outgoing=False).select_related("participant")
    assert row.conversation_id == delivery
    assert await stage.keys.read(row.participant, "messages", row.id, row.sealed_body or b"") == "Where is it?"
    await stage.outbox.send_due()
    assert "planned for tomorrow" in part(office.took[1], "text/plain")
    assert (await client.post("/webhooks/email/inbox.wrong", data=b"")).status == 404


@pytest.mark.parametrize("header", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}])
async def test_machines_are_not_heard(stage: Stage, office: Office, client: TestClient[web.Request, web.Application],
                                      header: dict[str, str]) -> None:
    await mailed(stage)
    inbox = f"/webhooks/email/{sign(stage.keys.token_key, INBOUND, 'inbox')}"
    assert (await client.post(inbox, data=reply(office.took[0], "I am away", **header))).status == 200
    await stage.settle()
    assert not await models.Message.filter(outgoing=False).exists()


@pytest.mark.parametrize("named", ["<", "<@>", "[", "<foo@bar("])
def test_a_mail_with_a_strange_id_is_heard_and_a_sender_who_is_none_is_refused(named: str) -> None:
    raw = f"From: Ana <{BOX}>\r\nMessage-ID: {named}\r\nIn-Reply-To: {named}\r\n\r\nhello".encode()
    now = datetime(2026, 11, 27, tzinfo=UTC)
    assert inbound.parse(raw, "hello@bloom.example", now).said.text == "hello"
    for sender in ("<", "[", ""):
        with pytest.raises(ValueError, match="From"):
            inbound.parse(f"From: {sender}\r\n\r\nhello".encode(), "hello@bloom.example", now)


async def test_a_forged_sender_who_names_no_mail_of_ours_reaches_no_delivery_and_gets_no_answer(
        stage: Stage, office: Office, client: TestClient[web.Request, web.Application]) -> None:
    await mailed(stage)
    inbox = f"/webhooks/email/{sign(stage.keys.token_key, INBOUND, 'inbox')}"
    named = "<01ARZ3NDEKTSV4RRFFQ69G5FAV@bloom.example>"
    forged = reply(office.took[0], "Please leave it at 99 Elm St", In_Reply_To=named)
    await client.post(inbox, data=forged)
    await stage.settle()
    await stage.outbox.send_due()
    assert (await models.Message.get(outgoing=False)).conversation_id == ""
    assert len(office.took) == 1


async def test_a_picture_in_a_mail_is_kept_drawn_anew_and_the_mails_own_copy_goes(
        stage: Stage, office: Office, client: TestClient[web.Request, web.Application]) -> None:
    delivery = await mailed(stage)
    [sent] = office.took
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = f"Ana <{BOX}>", "hello@bloom.example", "Re: it comes"
    answer["Message-ID"], answer["In-Reply-To"] = "<one@example.com>", sent["Message-ID"]
    answer.set_content("it is this door")
    answer.add_attachment(hostile.phone(), maintype="image", subtype="jpeg", filename="door.jpg")
    answer.add_attachment(b"\xff\xd8\xff nothing", maintype="image", subtype="jpeg", filename="broken.jpg")
    inbox = f"/webhooks/email/{sign(stage.keys.token_key, INBOUND, 'inbox')}"
    for _ in range(2):
        assert (await client.post(inbox, data=answer.as_bytes())).status == 200
    await stage.settle()
    assert await models.AttachedFile.all().count() == 2
    assert all(hostile.PLACE not in bytes(row.sealed) for row in await models.AttachedFile.all())
    job = Fetching(stage.door, {"email": MailFiles(stage.keys)})
    while await job.fetch_due():
        await stage.settle()
    kept, refused = await models.Picture.all().order_by("id")
    assert (kept.state, kept.conversation_id, kept.source, refused.state) == ("kept", delivery, "email", "refused")
    assert hostile.PLACE not in await opened(kept, FULL, stage.keys)
    assert await models.AttachedFile.all().count() == 0
