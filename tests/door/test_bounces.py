"""Mails that do not arrive: refused at once or returned later, told another way, and a dead mailbox written to once."""

from contextlib import suppress
from email.message import EmailMessage

import pytest
from aiohttp import web

from bot import postbox, ways
from bot.mailroom import heard
from integrations.email.inbound import NotAPerson
from integrations.email.returned import meant, parse
from store import models
from store.atomic import atomic
from tests.door.mailing import ANA, BOX, Office, mailed, reply
from tests.door.stage import Stage
from tests.door.test_postbox import Folder, folder, server
from tests.door.test_whatsapp import accepted, world

__all__ = ["folder", "server", "world"]
BEN = "+13125550112"
REPORT = """From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: hello@bloom.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Return-Path: <>
MIME-Version: 1.0
Message-ID: <20261123180000.4F@mx.example.com>
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

I could not deliver this. Your lamp never came.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com
Arrival-Date: Mon, 23 Nov 2026 12:00:00 -0600

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} {to}: what the server said

--b
Content-Type: {kind}

{heads}

--b--
"""


def report(mail: EmailMessage, status: str = "5.1.1", action: str = "failed", to: str = BOX,
           kind: str = "text/rfc822-headers", **heads: str) -> bytes:
    """What a mail server says of one of our mails, hours later."""
    said = {"From": "hello@bloom.example", "Subject": "Your lamp", "Message-ID": str(mail["Message-ID"])} | heads
    lines = "\n".join(f"{name.replace('_', '-')}: {text}" for name, text in said.items())
    return REPORT.format(to=to, status=status, action=action, kind=kind, heads=lines).replace("\n", "\r\n").encode()


async def told(delivery: str) -> list[str]:
    """What staff read of it."""
    return [one.text async for one in models.Entry.filter(conversation_id=delivery, kind__in=("message", "channel"))
            .order_by("id")]


async def ordered(stage: Stage, phone: str, address: str, item: str) -> str:
    """One more delivery that asks for e-mail, told."""
    delivery = await stage.delivery(phone, item=item)
    await models.Delivery.filter(id=delivery).update(channel="email")
    row = await models.Delivery.get(id=delivery).select_related("customer")
    await atomic(lambda: ways.offer(row.customer, address, "email", stage.door.settings, stage.clock.now()))
    await stage.outbox.send_due()
    return delivery


async def test_a_mailbox_that_is_nobodys_is_tried_once_and_texts_take_over(stage: Stage, office: Office,
                                                                           world: web.Application) -> None:
    office.to = "550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown"
    first = await mailed(stage)
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert "not taken by email: the mail server answered 550; another way is sought" in " | ".join(await told(first))
    assert BOX not in " | ".join(await told(first))
    office.to = "250 OK"
    second = await ordered(stage, ANA, BOX, "desk")
    assert (office.took, len(accepted(world))) == ([], 2)
    assert "not by e-mail: nothing arrives there (550)" in " | ".join(await told(second))


async def test_a_mail_that_is_refused_as_spam_is_texted_and_the_next_one_is_mailed_again(
        stage: Stage, office: Office, world: web.Application) -> None:
    office.to = "550 5.7.1 Message rejected by policy"
    await mailed(stage)
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    office.to = "250 OK"
    await ordered(stage, ANA, BOX, "desk")
    assert (len(office.took), len(accepted(world))) == (1, 1)


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822"])
async def test_a_mail_that_comes_back_is_texted_once_and_its_mailbox_never_written_to_again(
        stage: Stage, office: Office, world: web.Application, kind: str) -> None:
    first = await mailed(stage)
    (mail,) = office.took
    assert await heard(stage.door, report(mail, kind=kind))
    assert not await heard(stage.door, report(mail, kind=kind))
    await stage.settle()
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert not await heard(stage.door, report(mail, kind=kind))
    lines = " | ".join(await told(first))
    assert lines.count("the mail came back (5.1.1): there is no such mailbox") == 1
    assert "not taken by email (550); another way is sought" in lines
    await ordered(stage, ANA, BOX, "desk")
    assert (len(office.took), len(accepted(world))) == (1, 2)
    assert await models.Message.filter(outgoing=False).count() == 0
    assert await models.Case.all().count() == 0


async def test_who_names_a_dead_mailbox_next_is_texted_and_writing_from_it_brings_it_back(
        stage: Stage, office: Office, world: web.Application) -> None:
    await mailed(stage)
    await heard(stage.door, report(office.took[0]))
    await stage.outbox.send_due()
    await ordered(stage, BEN, BOX, "desk")
    assert len(office.took) == 1
    await heard(stage.door, reply(office.took[0], "Where is it?"))
    await stage.settle()
    assert [one.dead for one in await models.Way.filter(participant__theirs=ANA)] == [0]


@pytest.mark.parametrize(("status", "line"), [("5.2.2", "it was not taken there"), ("5.7.1", "it was not taken there")])
async def test_a_full_mailbox_is_not_a_dead_one(stage: Stage, office: Office, world: web.Application, status: str,
                                                line: str) -> None:
    first = await mailed(stage)
    assert await heard(stage.door, report(office.took[0], status))
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert f"the mail came back ({status}): {line}" in " | ".join(await told(first))
    await ordered(stage, ANA, BOX, "desk")
    assert len(office.took) == 2


@pytest.mark.parametrize("other", [
    {"action": "delayed", "status": "4.4.1"}, {"action": "delivered", "status": "2.0.0"}, {"status": "4.2.2"},
    {"Message_ID": "<01AAAAAAAAAAAAAAAAAAAAAAAA@bloom.example>"}, {"Message_ID": "<hello@else.example>"},
], ids=["delayed", "delivered", "soft", "unknown", "not ours"])
async def test_a_delay_and_what_is_none_of_our_mails_change_nothing(stage: Stage, office: Office,
                                                                    world: web.Application,
                                                                    other: dict[str, str]) -> None:
    await mailed(stage)
    heads = {"Message-ID": other["Message_ID"]} if "Message_ID" in other else {}
    raw = report(office.took[0], **{name: text for name, text in other.items() if name != "Message_ID"}, **heads)
    with suppress(NotAPerson):  # a machine's mail, as any other
        assert not await heard(stage.door, raw)
    await stage.outbox.send_due()
    assert (await models.Message.get(outgoing=True)).state == "sent"
    assert accepted(world) == []


async def test_a_report_about_another_address_kills_none(stage: Stage, office: Office, world: web.Application) -> None:
    """Theirs led on to one that is gone: this mail did not arrive, but nothing is known of the address we have."""
    await mailed(stage)
    assert await heard(stage.door, report(office.took[0], to="moved@else.example"))
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert (await models.Way.get(channel="email")).dead == 0


async def test_a_report_that_waits_in_the_mailbox_is_acted_on_and_marked_as_read(
        stage: Stage, office: Office, folder: Folder, world: web.Application) -> None:
    stage.door.settings = stage.door.settings.model_copy(update={"imap_url": folder.url})
    await mailed(stage)
    folder.receives(report(office.took[0]))
    assert await postbox.collect(stage.door) == 1
    await stage.outbox.send_due()
    assert accepted(world) == [("sms", "free")]
    assert folder.flags() == [{b"\\Seen"}]


@pytest.mark.parametrize(("code", "words", "found"), [
    (550, "5.1.1 User unknown", 550), (550, "no such user", 550), (550, "5.7.1 blocked", 554), (550, "5.2.1 off", 550),
    (552, "5.2.2 full", 552), (553, "5.1.3 bad address", 550), (554, "5.1.10 null MX", 550), (451, "4.7.1 later", 451)])
def test_a_refusal_is_read_by_its_enhanced_status(code: int, words: str, found: int) -> None:
    assert meant(code, words) == found


def test_a_report_that_makes_no_sense_is_none() -> None:
    for raw in (b"", b"Content-Type: multipart/report\r\n\r\n", REPORT.encode(),
                REPORT.replace("message/delivery-status", "text/plain").encode()):
        assert parse(raw, "hello@bloom.example") == ()
