"""Signing in: links that work once, passwords, patience, sessions that end, forms that come from here."""

from datetime import timedelta

import pytest

from bot.commands.init import _first
from bot.staff import people, sessions
from bot.staff.passwords import Weak, check
from store import models
from store.atomic import atomic
from tests.console.conftest import PASSWORD, House


async def test_a_stranger_is_sent_to_sign_in_and_then_to_where_he_wanted(house: House) -> None:
    stranger = await house.browser()
    async with stranger.http.get("/console/inbox?view=mine", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/console/sign-in?to=/console/inbox?view%3Dmine")
    async with stranger.http.post("/console/replies/x/undo", data={}) as answer:
        assert answer.status == 401
    async with stranger.http.get("/console/inbox/events") as answer:
        assert answer.status == 401


async def test_a_wrong_password_and_an_unknown_account_are_answered_alike(house: House) -> None:
    await house.employee("Kim")
    one, other = await house.browser(), await house.browser()
    known = await one.sign_in("kim@example.com", "wrong words every time")
    unknown = await other.sign_in("nobody@example.com", "wrong words every time")
    assert known[0] == unknown[0] == 401
    assert known[1].replace("kim@", "").split("<form")[0] == unknown[1].replace("nobody@", "").split("<form")[0]
    assert (await one.sign_in("KIM@example.com"))[0] == 200


async def test_after_five_wrong_tries_even_the_right_password_must_wait(house: House) -> None:
    await house.employee("Kim")
    thief = await house.browser()
    for _ in range(5):
        assert (await thief.sign_in("kim@example.com", "not this one either"))[0] == 401
    status, text = await thief.sign_in("kim@example.com")
    assert status == 429
    assert "too many wrong tries" in text


async def test_the_first_owner_comes_by_a_link_that_works_once(house: House) -> None:
    said = await atomic(lambda: _first(house.context.settings, "owner@localhost", "Owner"))
    path = said.splitlines()[1].removeprefix(house.context.settings.url)
    owner, late = await house.browser(), await house.browser()
    assert (await owner.get(path))[0] == 200, "looking does not use it up"
    status, text = await owner.post(path, path, password="password1234")
    assert (status, "one of the 30,000 passwords" in text) == (400, True)
    assert (await owner.post(path, path, password=PASSWORD))[0] == 200
    assert (await owner.get("/console/people"))[0] == 200
    assert (await late.get(path))[0] == 404
    with pytest.raises(people.Wrong, match="owns this place already"):
        await atomic(lambda: _first(house.context.settings, "other@localhost", "Other"))


async def test_a_link_ends_after_half_an_hour_and_when_a_newer_one_is_made(house: House) -> None:
    now = house.context.clock.machine()
    kim = await people.add("kim@example.com", "Kim", "agent", now)
    first = await people.new_link(kim, now)
    second = await people.new_link(kim, now)
    assert await people.link(first, now) is None
    assert await people.link(second, now + timedelta(minutes=29)) is not None
    assert await people.link(second, now + timedelta(minutes=30)) is None


async def test_only_the_hash_of_a_cookie_is_kept_and_it_changes_with_every_sign_in(house: House) -> None:
    kim = await house.employee("Kim")
    cookies = kim.http.session.cookie_jar.filter_cookies(kim.http.make_url("/console"))
    first = cookies["porchlight_console"].value
    assert [row.hashed for row in await models.StaffSession.all()] == [sessions.hashed(first)]
    await kim.post("/console/sign-out")
    await kim.sign_in("kim@example.com")
    cookies = kim.http.session.cookie_jar.filter_cookies(kim.http.make_url("/console"))
    assert cookies["porchlight_console"].value != first
    assert await sessions.find(first, house.context.clock.machine()) is None


async def test_the_cookie_is_read_by_no_script_and_sent_by_no_other_sites_form(house: House) -> None:
    await house.employee("Kim")
    kim = await house.browser()
    form = {"proof": await kim.proof("/console/sign-in"), "email": "kim@example.com", "password": PASSWORD}
    async with kim.http.post("/console/sign-in", data=form, allow_redirects=False) as answer:
        cookie = answer.cookies["porchlight_console"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


async def test_a_session_ends_when_idle_for_twelve_hours_or_after_seven_days(house: House) -> None:
    await house.employee("Kim")
    row, now = await models.StaffSession.get(), house.context.clock.machine()
    assert sessions.lasts(row, now + timedelta(hours=11))
    assert not sessions.lasts(row, now + timedelta(hours=13))
    row.seen_at = now + timedelta(days=7)
    assert not sessions.lasts(row, now + timedelta(days=7, seconds=1))


async def test_a_session_elsewhere_can_be_ended_and_a_new_password_ends_all_others(house: House) -> None:
    here, there = await house.employee("Kim"), await house.browser()
    await there.sign_in("kim@example.com")
    assert (await there.get("/console/me"))[0] == 200
    row = await models.StaffSession.all().order_by("-id").first()
    assert row is not None
    await here.post(f"/console/me/sessions/{row.id}/end")
    assert "Sign in" in (await there.get("/console/me"))[1]
    await there.sign_in("kim@example.com")
    status, _ = await here.post("/console/me/password", old=PASSWORD, new="another lamp at the gate")
    assert status == 200
    assert "Sign in" in (await there.get("/console/me"))[1]
    assert (await here.get("/console/me"))[0] == 200


async def test_nobody_ends_somebody_elses_session(house: House) -> None:
    kim, lee = await house.person("agent", "Kim"), await house.person("agent", "Lee")
    row = await models.StaffSession.filter(staff__name="Kim").get()
    await lee.post(f"/console/me/sessions/{row.id}/end")
    assert (await kim.get("/console/me"))[0] == 200


@pytest.mark.parametrize(("headers", "proof"), [
    ({"Sec-Fetch-Site": "cross-site"}, True), ({"Origin": "https://evil.example"}, True), ({}, False)])
async def test_a_form_from_elsewhere_or_without_its_proof_does_nothing(
        house: House, headers: dict[str, str], proof: bool) -> None:  # noqa: FBT001 a row of the table
    kim = await house.person("agent", "Kim")
    form = {"proof": await kim.proof() if proof else "0" * 64}
    async with kim.http.post("/console/sign-out", data=form, headers=headers) as answer:
        assert answer.status == 403
    assert (await kim.get("/console/me"))[0] == 200


@pytest.mark.parametrize(("weak", "why"), [
    ("short", "12 to 200 characters"), ("x" * 201, "12 to 200 characters"), ("password1234", "30,000 passwords"),
    ("unbelievable", "words and names"), ("aaaaaaaaaaaaaa", "repeats itself"), ("kimkimkimkim", "repeats itself"),
    ("qwertyuiop[]", "keyboard"), ("abcdefghijklm", "alphabet"), ("kim.lindqvist", "your own name"),
    ("porchlight12", "or of ours"), ("michaeljordan23", "30,000")])
def test_what_is_guessed_first_is_refused_and_the_reason_is_said(weak: str, why: str) -> None:
    with pytest.raises(Weak, match=why):
        check(weak, "kim.lindqvist", "Kim Lindqvist")


def test_a_few_words_are_a_good_password() -> None:
    check(PASSWORD, "kim@example.com", "Kim")
