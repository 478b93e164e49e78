"""People: roles that change, accounts that close, the second factor, and the commands on the machine itself."""

import asyncio
import json
import os
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.staff import factor
from store import models
from tests.console.conftest import PASSWORD, House, Person

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"<code>(\d{4} \d{4} \d{4})</code>")
KEY = re.compile(r"Key: <code>([A-Z2-7]{32})</code>")


async def staff(name: str) -> models.Staff:
    return await models.Staff.get(name=name)


async def test_an_admin_adds_somebody_whose_link_is_shown_once(house: House) -> None:
    admin = await house.person("admin")
    status, text = await admin.post("/console/people", name="Lee", email="Lee@Example.com", role="agent")
    link = re.search(r"/console/link/[\w-]+", text)
    assert (status, link is not None) == (200, True)
    assert link is not None
    assert link[0] not in (await admin.get("/console/people"))[1]
    lee = await house.browser()
    assert (await lee.post(link[0], link[0], password=PASSWORD))[0] == 200
    assert ("admin@example.com", "person added", "lee@example.com as agent", "") in await house.audited()


@pytest.mark.parametrize(("form", "says"), [
    ({"name": "Lee", "email": "nobody", "role": "agent"}, "email: expected"),
    ({"name": "", "email": "lee@example.com", "role": "agent"}, "name: expected"),
    ({"name": "Lee", "email": "lee@example.com", "role": "king"}, "role: expected"),
    ({"name": "admin", "email": "lee@example.com", "role": "agent"}, "somebody is called"),
    ({"name": "Lee", "email": "admin@example.com", "role": "agent"}, "has an account already"),
    ({"name": "Lee", "email": "lee@example.com", "role": "owner"}, "only an owner")])
async def test_what_is_wrong_is_said_and_nothing_is_made(house: House, form: dict[str, str], says: str) -> None:
    admin = await house.person("admin")
    status, text = await admin.post("/console/people", **form)
    assert (status, says in text) == (400, True)
    assert await models.Staff.all().count() == 1


async def test_a_changed_role_counts_at_once(house: House) -> None:
    admin, kim = await house.person("admin"), await house.person("agent", "Kim")
    await admin.post(f"/console/people/{(await staff('Kim')).id}/role", role="viewer")
    assert (await kim.post("/console/replies/none/undo"))[0] == 403
    assert ("person: role", "kim@example.com: role agent to viewer") in [row[1:3] for row in await house.audited()]


async def test_a_closed_account_is_out_at_once_and_cannot_come_back(house: House) -> None:
    admin, kim = await house.person("admin"), await house.employee("Kim")
    await admin.post(f"/console/people/{(await staff('Kim')).id}/close")
    assert "Sign in" in (await kim.get("/console/inbox"))[1]
    assert (await kim.sign_in("kim@example.com"))[0] == 401
    await admin.post(f"/console/people/{(await staff('Kim')).id}/reopen")
    assert (await kim.sign_in("kim@example.com"))[0] == 200


async def test_an_admin_cannot_touch_an_owner_and_somebody_always_owns_the_place(house: House) -> None:
    owner, admin = await house.person("owner"), await house.person("admin")
    boss = (await staff("Owner")).id
    for act, form in (("role", {"role": "viewer"}), ("close", {}), ("link", {}), ("end", {})):
        status, text = await admin.post(f"/console/people/{boss}/{act}", **form)
        assert (status, "only an owner" in text) == (400, True)
    status, text = await owner.post(f"/console/people/{boss}/role", role="admin")
    assert (status, "somebody has to own the place" in text) == (400, True)
    assert (await staff("Owner")).role == "owner"


async def with_factor(kim: Person) -> str:
    _, text = await kim.post("/console/me/factor", do="begin")
    found = KEY.search(text)
    assert found is not None
    return found[1]


async def test_with_a_second_factor_a_password_alone_lets_nobody_in(house: House) -> None:
    kim, now = await house.employee("Kim"), house.context.clock.machine()
    secret = await with_factor(kim)
    step = int(now.timestamp()) // factor.STEP
    assert (await kim.post("/console/me/factor", do="confirm", code="000000"))[0] == 400
    await kim.post("/console/me/factor", do="confirm", code=factor.code(secret, step))
    assert (await staff("Kim")).factor_on
    fresh = await house.browser()
    _, text = await fresh.sign_in("kim@example.com")
    assert "Second factor" in text
    assert "Second factor" in (await fresh.get("/console/inbox"))[1]
    status, _ = await fresh.post("/console/sign-in/code", "/console/sign-in/code", code=factor.code(secret, step))
    assert status == 401, "each code is taken once"
    status, text = await fresh.post("/console/sign-in/code", "/console/sign-in/code",
                                    code=factor.code(secret, step + 1))
    assert (status, "Inbox" in text) == (200, True)


async def test_the_second_factor_is_turned_off_with_the_password_only(house: House) -> None:
    kim, now = await house.employee("Kim"), house.context.clock.machine()
    secret = await with_factor(kim)
    await kim.post("/console/me/factor", do="confirm", code=factor.code(secret, int(now.timestamp()) // factor.STEP))
    assert (await kim.post("/console/me/factor", do="begin"))[0] == 400
    assert (await kim.post("/console/me/factor", do="off", old="a guess of somebody"))[0] == 400
    assert (await staff("Kim")).factor_on
    assert (await kim.post("/console/me/factor", do="off", old=PASSWORD))[0] == 200
    assert not (await staff("Kim")).factor_on


async def test_a_recovery_code_lets_somebody_in_once_and_new_ones_end_the_old(house: House) -> None:
    kim, now = await house.employee("Kim"), house.context.clock.machine()
    secret = await with_factor(kim)
    _, text = await kim.post("/console/me/factor", do="confirm",
                             code=factor.code(secret, int(now.timestamp()) // factor.STEP))
    codes = CODE.findall(text)
    assert len(codes) == 10
    assert CODE.findall((await kim.get("/console/me"))[1]) == [], "shown once"
    fresh = await house.browser()
    await fresh.sign_in("kim@example.com")
    status, text = await fresh.post("/console/sign-in/code", "/console/sign-in/code", code=codes[0])
    assert (status, "Inbox" in text) == (200, True)
    assert ("kim@example.com", "signed in", "", "password and recovery code, 9 left") in await house.audited()
    again = await house.browser()
    await again.sign_in("kim@example.com")
    assert (await again.post("/console/sign-in/code", "/console/sign-in/code", code=codes[0]))[0] == 401
    assert (await kim.post("/console/me/factor", do="codes", old="a guess of somebody"))[0] == 400
    _, text = await kim.post("/console/me/factor", do="codes", old=PASSWORD)
    assert len(set(CODE.findall(text)) - set(codes)) == 10
    assert (await again.post("/console/sign-in/code", "/console/sign-in/code", code=codes[1]))[0] == 401
    assert (await again.post("/console/sign-in/code", "/console/sign-in/code", code=CODE.findall(text)[0]))[0] == 200
    kept = [row.id for row in await models.StaffCode.all()]
    assert not any(one.replace(" ", "") in row for one in codes for row in kept)
    await kim.post("/console/me/factor", do="off", old=PASSWORD)
    assert await models.StaffCode.all().count() == 0


def test_the_codes_are_those_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [factor.code(secret, seconds // 30) for seconds in (59, 1111111109, 1234567890, 20000000000)] == [
        "287082", "081804", "005924", "353130"]


async def test_codes_of_a_minute_ago_are_not_taken(house: House) -> None:
    now, secret = house.context.clock.machine(), factor.new_secret()
    typed = factor.code(secret, int(now.timestamp()) // factor.STEP)
    assert factor.step_of(secret, f" {typed[:3]} {typed[3:]} ", now) is not None
    assert factor.step_of(secret, typed, now + timedelta(seconds=90)) is None


async def command(database_url: str, *args: str) -> tuple[int, str]:
    env = os.environ | {"DATABASE_URL": database_url, "SECRET_KEYS": "k" * 40, "PUBLIC_URL": "https://desk.example"}
    made = await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", *args, cwd=ROOT, env=env,
                                                stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    said, _ = await made.communicate()
    return made.returncode or 0, said.decode()


async def test_from_the_machine_the_first_owner_a_reset_and_the_verdict_on_the_log(database_url: str) -> None:
    code, said = await command(database_url, "init", "--email", "kim@example.com", "--name", "Kim")
    assert (code, "https://desk.example/console/link/" in said) == (0, True)
    code, said = await command(database_url, "user", "reset", "kim@example.com")
    assert (code, "works once" in said) == (0, True)
    assert (await command(database_url, "user", "reset", "lee@example.com"))[0] == 2
    _, said = await command(database_url, "user", "list", "--json")
    assert [(row["email"], row["role"]) for row in json.loads(said)] == [("kim@example.com", "owner")]
    code, said = await command(database_url, "audit", "verify", "--json")
    assert (code, json.loads(said)) == (0, {"whole": True, "rows": 2, "broken": None, "why": None})
