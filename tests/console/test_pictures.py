"""Pictures in the console: beside the words they came with, on the delivery they prove, behind session and role."""

import re
from typing import Any

import pytest

from bot.pictures.opening import FULL, SMALL, opened
from domain.people import Role
from store import models
from store.ids import new_id
from tests.console.conftest import House
from tests.console.stage import heard, ordered
from tests.pictures import hostile

JPEG = hostile.saved(hostile.halves(320, 240), "JPEG")


async def kept(house: House, delivery: str, **more: Any) -> models.Picture:
    """A kept picture of a delivery."""
    row, now = new_id(), house.context.clock.now()
    owner = (await models.Delivery.get(id=delivery).select_related("customer")).customer
    seal = house.context.keys.write_bytes
    await models.PictureBytes.create(id=row, sealed_full=await seal(owner, "pictures", row, JPEG),
                                     sealed_small=await seal(owner, "pictures", f"{row}:small", JPEG))
    given = {"role": Role.CUSTOMER, "source": "sms", "reference": row, "state": "kept", "open": False, "width": 320,
             "height": 240}
    return await models.Picture.create(id=row, conversation_id=delivery, owner_id=owner.id, at=now, **given | more)


async def test_a_customers_picture_stands_beside_its_words_with_a_text_for_who_cannot_see_it(house: House) -> None:
    delivery, kim = await ordered(house), await house.person("agent")
    await heard(house, "+13125550123", "it is this door", "SM" + "1" * 32)
    message = await models.Message.get(outgoing=False)
    row = await kept(house, delivery, message_id=message.id)
    _, page = await kim.get(f"/console/conversations/{delivery}")
    found = re.search(rf'it is this door</p>.*?<a href="/console/pictures/{row.id}"><img [^>]*>', page, re.DOTALL)
    assert found
    assert 'alt="Picture from the customer 1"' in found[0]
    async with kim.http.get(f"/console/pictures/{row.id}/small") as answer:
        assert (answer.status, answer.content_type, await answer.read()) == (200, "image/jpeg", JPEG)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"]
    status, page = await kim.get(f"/console/pictures/{row.id}")
    assert status == 200
    assert f"/console/pictures/{row.id}/full" in page


async def test_a_photo_of_the_delivery_stands_on_the_delivery_and_on_no_other(house: House) -> None:
    ana, bo = await ordered(house), await ordered(house, "BF-2", "+13125550124", "Bo Lind")
    row, kim = await kept(house, ana, role=Role.DRIVER, proof=True), await house.person("dispatcher")
    for path in (f"/console/deliveries/{ana}", f"/console/conversations/{ana}"):
        _, page = await kim.get(path)
        assert row.id in page
        assert 'alt="Photo of the delivery 1"' in page
    for path in (f"/console/deliveries/{bo}", f"/console/conversations/{bo}"):
        assert row.id not in (await kim.get(path))[1]


@pytest.mark.parametrize(("state", "why", "shown"), [
    ("refused", "damaged", "could not be opened: damaged"), ("wanted", "", "on its way"), ("gone", "", "time is up"),
    ("lost", "it is not there", "could not be fetched: it is not there")])
async def test_a_person_sees_that_there_was_a_picture_though_it_is_not_there(house: House, state: str, why: str,
                                                                            shown: str) -> None:
    delivery, kim = await ordered(house), await house.person("viewer")
    row = await kept(house, delivery, state=state, why=why)
    assert shown in (await kim.get(f"/console/conversations/{delivery}"))[1]
    for size in (FULL, SMALL):
        assert (await kim.get(f"/console/pictures/{row.id}/{size}"))[0] == 404


async def test_nobody_who_is_not_signed_in_sees_a_picture(house: House) -> None:
    row = await kept(house, await ordered(house))
    assert await opened(row, FULL, house.context.keys) == JPEG
    stranger = await house.browser()
    for path in ("", "/full", "/small"):
        async with stranger.http.get(f"/console/pictures/{row.id}{path}", allow_redirects=False) as answer:
            assert (answer.status, answer.headers["Location"][:16]) == (303, "/console/sign-in")
