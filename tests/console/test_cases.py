"""A case from the console: claim, reply and undo, note, snooze, hand back, resolve; what may be seen and what not."""

# Longer than 250 lines: one case from claim to resolved, seen by each role.

import pytest

from bot.replies import send_replies
from domain.people import Role
from store import models
from store.atomic import atomic
from tests.console.conftest import House
from tests.console.stage import DEPOT, case, codes, due, heard, ordered, run, sent

REPLIES = ("relay/from_agent", "escalation/from_agent", "from_agent")


async def test_the_inbox_shows_what_needs_a_person_with_their_last_words(house: House) -> None:
    delivery = await ordered(house)
    await heard(house, "+13125550123", "I want to talk to a person please", "SM1")
    kim = await house.person("agent", "Kim")
    _, text = await kim.get("/console/inbox")
    assert "Ana Ruiz" in text
    assert "I want to talk to a person please" in text
    assert f"/console/conversations/{delivery}?case=" in text


async def test_the_most_urgent_stand_first_and_then_those_that_are_late(house: House) -> None:
    first, second, third = [await ordered(house, f"BF-{number}", f"+1312555012{number}", f"Ana {number}")
                            for number in (1, 2, 3)]
    await case(house, first, "later", 3)
    await case(house, second, "soon", 2)
    late = await case(house, third, "soon and late", 2)
    await models.Case.filter(id=late).update(due_at=house.context.clock.now().replace(year=2020))
    kim = await house.person("agent", "Kim")
    _, text = await kim.get("/console/inbox")
    assert text.index("Ana 3") < text.index("Ana 2") < text.index("Ana 1")


@pytest.mark.parametrize("asked", ["555-0123", "+1 312 555 0123", "ana ru", "bf-1"])
async def test_search_finds_by_phone_name_and_tracking_number(house: House, asked: str) -> None:
    delivery = await ordered(house)
    await ordered(house, "XX-9", "+13125559999", "Ben")
    kim = await house.person("viewer", "Val")
    async with kim.http.get("/console/inbox", params={"q": asked}) as answer:
        text = await answer.text()
    assert f"/console/conversations/{delivery}" in text
    assert "Ben" not in text
    assert "5550123" not in text.replace(asked, ""), "a number is shown by its last four digits"


async def test_claim_reply_and_the_words_leave_after_the_seconds_to_undo(house: House) -> None:
    delivery = await ordered(house)
    one, kim = await case(house, delivery), await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{one}/claim")
    assert (await models.Case.get(id=one)).agent == "Kim"
    assert (await models.Delivery.get(id=delivery)).agent == "Kim", "our own talk is silent"
    before = len(await sent(house))
    _, text = await kim.post(f"/console/cases/{one}/reply", text="Hello Ana, Kim here: we look into it.")
    assert "leaves in a few seconds" in text
    assert "Take back" in text
    assert len(await sent(house)) == before
    await due(house)
    assert await send_replies(house.context.door) == 1
    assert len(await sent(house)) == before + 1
    assert ("Kim@example.com".casefold(), "sent by hand") in [row[:2] for row in await house.audited()]


async def test_words_that_were_taken_back_never_leave_and_stand_in_the_box_again(house: House) -> None:
    one = await case(house, await ordered(house))
    kim = await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{one}/claim")
    await kim.post(f"/console/cases/{one}/reply", text="That was meant for somebody else")
    before, reply = len(await sent(house)), await models.PendingReply.get()
    _, text = await kim.post(f"/console/replies/{reply.id}/undo")
    assert "Taken back" in text
    assert "That was meant for somebody else</textarea>" in text
    assert text.count("That was meant for somebody else") == 1, "nowhere but in the box"
    await due(house)
    assert await send_replies(house.context.door) == 0
    assert len(await sent(house)) == before


async def test_too_late_to_undo_is_said(house: House) -> None:
    one = await case(house, await ordered(house))
    kim = await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{one}/claim")
    await kim.post(f"/console/cases/{one}/reply", text="Gone already")
    await due(house)
    await send_replies(house.context.door)
    reply = await models.PendingReply.get()
    _, text = await kim.post(f"/console/replies/{reply.id}/undo")
    assert "It had left already" in text


async def test_nobody_answers_a_case_that_somebody_else_has(house: House) -> None:
    one = await case(house, await ordered(house))
    kim, lee = await house.person("agent", "Kim"), await house.person("agent", "Lee")
    await kim.post(f"/console/cases/{one}/claim")
    _, text = await lee.post(f"/console/cases/{one}/reply", text="Hello")
    assert "Somebody else has it: Kim" in text
    assert await models.PendingReply.all().count() == 0


async def test_a_note_is_for_staff_and_never_for_the_customer(house: House) -> None:
    delivery = await ordered(house)
    one, kim = await case(house, delivery), await house.person("agent", "Kim")
    before = len(await sent(house))
    _, text = await kim.post(f"/console/cases/{one}/note", text="She sounded worried")
    assert 'class="note ' in text
    assert "She sounded worried" in text
    link = (await house.call("GET", f"/deliveries/{delivery}"))["tracking_url"].rpartition("/")[2]
    async with kim.http.get(f"/t/{link}") as answer:
        assert "worried" not in await answer.text()
    assert len(await sent(house)) == before


async def test_snoozed_it_leaves_the_list_and_resolved_it_is_gone(house: House) -> None:
    one = await case(house, await ordered(house))
    kim = await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{one}/claim")
    await kim.post(f"/console/cases/{one}/snooze", until="60")
    assert "Ana Ruiz" not in (await kim.get("/console/inbox"))[1]
    assert "Ana Ruiz" in (await kim.get("/console/inbox?view=snoozed"))[1]
    await kim.post(f"/console/cases/{one}/resolve")
    assert "Ana Ruiz" not in (await kim.get("/console/inbox?view=snoozed"))[1]
    assert (await models.Case.get(id=one)).state == "resolved"


async def test_handed_back_the_bot_answers_again(house: House) -> None:
    delivery = await ordered(house)
    one, kim = await case(house, delivery), await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{one}/claim")
    await kim.post(f"/console/cases/{one}/hand_back")
    assert (await models.Delivery.get(id=delivery)).agent == ""
    await kim.post(f"/console/cases/{one}/take_over")
    assert (await models.Delivery.get(id=delivery)).agent == "Kim"


async def test_one_may_write_to_a_customer_who_did_not_ask(house: House) -> None:
    delivery = await ordered(house)
    kim = await house.person("agent", "Kim")
    await kim.post(f"/console/conversations/{delivery}/open")
    row = await models.Case.get()
    assert (row.agent, row.state, row.reason) == ("Kim", "claimed", "opened by a person")
    await kim.post(f"/console/conversations/{delivery}/open")
    assert await models.Case.all().count() == 1


async def test_a_code_is_masked_until_somebody_says_why_and_that_is_written_down(house: House) -> None:
    delivery = await ordered(house)
    await codes(house, delivery)
    page = f"/console/conversations/{delivery}"
    viewer, kim = await house.person("viewer", "Val"), await house.person("agent", "Kim")
    assert "4417" not in (await kim.get(page))[1]
    status, _ = await viewer.post(f"{page}/code", why="curious")
    assert status == 403
    status, text = await kim.post(f"{page}/code", why="")
    assert (status, "4417" in text) == (400, False)
    status, text = await kim.post(f"{page}/code", why="driver rang, no reception")
    assert (status, "4417#" in text) == (200, True)
    assert [row[1:] for row in await house.audited()] == [("code shown", "BF-1", "driver rang, no reception")]
    assert "4417" not in (await kim.get(page))[1]


async def test_the_customers_own_link_is_not_shown_to_staff(house: House) -> None:
    delivery = await ordered(house)
    link = (await house.call("GET", f"/deliveries/{delivery}"))["tracking_url"].rpartition("/")[2]
    owner = await house.person("owner")
    for page in (f"/console/conversations/{delivery}", f"/console/deliveries/{delivery}", "/console/outbox"):
        assert link not in (await owner.get(page))[1]
    assert "/t/…" in (await owner.get(f"/console/conversations/{delivery}"))[1]


async def test_what_was_understood_stands_beside_the_words(house: House) -> None:
    delivery = await ordered(house)
    await heard(house, "+13125550123", "where is my sofa?", "SM7")
    kim = await house.person("agent", "Kim")
    _, text = await kim.get(f"/console/conversations/{delivery}")
    assert "understood: eta" in text


async def test_words_of_a_customer_are_words_and_never_a_page(house: House) -> None:
    delivery = await ordered(house, name='<b>Ana</b>"')
    await heard(house, "+13125550123", "<script>alert(1)</script> where is it?", "SM8")
    kim = await house.person("agent", "Kim")
    _, text = await kim.get(f"/console/conversations/{delivery}")
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>Ana</b>" not in text


async def test_a_failed_message_is_sent_again_only_when_asked_with_a_reason(house: House) -> None:
    await ordered(house)
    row = await models.Message.filter(outgoing=True).first()
    assert row is not None
    await models.Message.filter(id=row.id).update(state="failed", why="tried too often")
    kim = await house.person("agent", "Kim")
    _, text = await kim.get("/console/outbox?view=failed")
    assert "tried too often" in text
    status, text = await kim.post(f"/console/messages/{row.id}/retry", why="")
    assert (status, (await models.Message.get(id=row.id)).state) == (400, "failed")
    status, text = await kim.post(f"/console/messages/{row.id}/retry", why="the number was put right")
    assert (status, (await models.Message.get(id=row.id)).state) == (200, "queued")
    assert ("sent again", f"message {row.id}", "the number was put right") in [one[1:] for one in await house.audited()]
    status, text = await kim.post(f"/console/messages/{row.id}/retry", why="twice")
    assert (status, "cannot be sent again" in text) == (409, True)


async def test_an_export_is_for_admins_and_in_the_log_and_holds_no_formula(house: House) -> None:
    delivery = await ordered(house)
    row = await models.Delivery.get(id=delivery).select_related("customer")

    async def rated() -> None:
        sealed = await house.context.keys.write(row.customer, "ratings", "r1", "=HYPERLINK(1)")
        await models.RatingRow.create(id="r1", delivery=row, score=2, cause="late", participant_id=row.customer.id,
                                      sealed_words=sealed, at=house.context.clock.now())

    await atomic(rated)
    kim, admin = await house.person("agent", "Kim"), await house.person("admin")
    assert "HYPERLINK" in (await kim.get("/console/ratings"))[1]
    assert (await kim.post("/console/ratings/export"))[0] == 403
    status, text = await admin.post("/console/ratings/export", why="weekly review")
    assert (status, "BF-1" in text, "'=HYPERLINK" in text) == (200, True, True)
    assert ("export", "1 ratings", "weekly review") in [one[1:] for one in await house.audited()]


async def test_what_was_understood_is_corrected_from_the_page(house: House) -> None:
    delivery = await ordered(house)
    await heard(house, "+13125550123", "where is my sofa?", "SM9")
    row = await models.Message.filter(outgoing=False).get()
    kim = await house.person("agent", "Kim")
    _, text = await kim.post(f"/console/messages/{row.id}/understood", intent="reschedule")
    assert "understood: reschedule" in text
    assert (await kim.post(f"/console/messages/{row.id}/understood", intent="nonsense"))[0] == 400
    assert delivery in row.conversation_id


async def test_a_phone_that_nobody_knows_is_answered_and_its_words_stand_in_one_case(house: House) -> None:
    await ordered(house)
    await heard(house, "+13125559876", "is my old order lost?", "SM20")
    row, kim = await models.Case.get(), await house.person("agent", "Kim")
    await kim.post(f"/console/cases/{row.id}/claim", f"/console/cases/{row.id}")
    before = len(await sent(house))
    _, text = await kim.post(f"/console/cases/{row.id}/reply", text="Hello, Kim here: which order is it?")
    assert "leaves in a few seconds" in text
    reply = await models.PendingReply.get()
    _, text = await kim.post(f"/console/replies/{reply.id}/undo")
    assert "Hello, Kim here: which order is it?</textarea>" in text
    await kim.post(f"/console/cases/{row.id}/reply", text="Hello, Kim here: which order is it?")
    await due(house)
    assert await send_replies(house.context.door) == 1
    assert (await sent(house))[before:] == ["escalation/agent"]
    assert (await models.Case.get(id=row.id)).answered_at is not None
    _, text = await kim.get(f"/console/cases/{row.id}")
    assert text.count("Hello, Kim here: which order is it?") == 1
    await heard(house, "+13125559876", "the one of last year, number 7", "SM21")
    assert await models.Case.all().count() == 1, "while somebody has it, more words are that case's"
    await kim.post(f"/console/cases/{row.id}/resolve")
    await heard(house, "+13125559876", "any news about that order?", "SM22")
    assert await models.Case.filter(live=True).count() == 1, "and afterwards nothing sits unseen"


async def test_a_driver_with_nothing_open_is_answered_by_name(house: House) -> None:
    await house.call("POST", "/depots", DEPOT)
    await house.call("POST", "/drivers", {"name": "Marco Bell", "phone": "+13125550190"})
    await heard(house, "+13125550190", "the van does not start this morning", "SM23")
    row, kim = await models.Case.get(), await house.person("agent", "Kim")
    _, text = await kim.post(f"/console/cases/{row.id}/claim", f"/console/cases/{row.id}")
    assert "<h1>Marco</h1>" in text
    await kim.post(f"/console/cases/{row.id}/reply", text="A tow truck is on its way")
    await due(house)
    await send_replies(house.context.door)
    assert await sent(house, Role.DRIVER) == ["escalation/agent"]
    assert ("sent by hand", f"reply {(await models.PendingReply.get()).id} to driver", "") in [
        one[1:] for one in await house.audited()]


async def test_a_drivers_problem_is_answered_to_the_driver_first_and_answers_no_customer(house: House) -> None:
    _, _, ids = await run(house, 2)
    theirs = await case(house, ids[0], "driver: trouble with the vehicle", 1, "dispatch")
    hers = await case(house, ids[0])
    kim = await house.person("agent", "Kim")
    _, text = await kim.post(f"/console/cases/{theirs}/claim")
    assert '<option value="driver" selected>Driver (Marco)' in text
    await kim.post(f"/console/cases/{theirs}/reply", text="A tow truck is on its way", to="")
    reply = await models.PendingReply.get()
    words = await models.Message.get(id=reply.words).select_related("participant")
    assert (reply.role, words.participant.theirs) == ("driver", "+13125550190")
    await due(house)
    await send_replies(house.context.door)
    answered = {one.id: one.answered_at is not None for one in await models.Case.all()}
    assert (answered[theirs], answered[hers]) == (True, False)


async def test_nobody_to_write_to_is_said_and_the_case_can_still_be_resolved(house: House) -> None:
    one = await case(house, "", "words or an event that could not be acted on", 1)
    kim = await house.person("agent", "Kim")
    _, text = await kim.post(f"/console/cases/{one}/claim", f"/console/cases/{one}")
    assert "There is no number to write to." in text
    _, text = await kim.post(f"/console/cases/{one}/reply", text="Hello?")
    assert "There is no number to write to." in text
    await kim.post(f"/console/cases/{one}/resolve")
    assert (await models.Case.get(id=one)).state == "resolved"
