"""A brand's folder: its own words where it has some, its logo on pages and in mails, held to the same rules."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiohttp.test_utils import TestClient

from bot.__main__ import main
from bot.api.keyring import SCOPES, make
from bot.app import create_app
from bot.brand import DARK, READABLE, contrast, look
from bot.brands import IN_MAILS, logo, slug
from bot.context import CONTEXT
from bot.outbox import Outbox
from bot.settings import BadSettings, load
from bot.wording import Wording
from store.atomic import atomic
from tests.api.conftest import DEPOT, Caller, order, settings
from tests.door.mailing import mailed, opened, part
from tests.door.stage import Stage

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LATE = """{% block late %}
{{ brand }}: oh no, we are running late. Now {{ start|span(end) }}. Not good? {{ "Reply" if mail else "Text us" }}.
{% endblock %}
"""
ASKED = '{{ "Reply" if mail else "Text us" }}'


@pytest.fixture
def brands(tmp_path: Path) -> Path:
    """Two brands: one with words and logos, one with nothing."""
    folder = tmp_path / "brands" / "bloom"
    (folder / "messages" / "en").mkdir(parents=True)
    (folder / "messages" / "en" / "notices.j2").write_text(LATE, encoding="utf-8")
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "brands" / "root-and-twig").mkdir()
    return tmp_path / "brands"


@pytest.fixture
async def call(database_url: str, brands: Path, aiohttp_client: Callable[..., Awaitable[TestClient[Any, Any]]]
               ) -> Caller:
    """The service with those brands, and a key."""
    client = await aiohttp_client(create_app(settings(database_url).model_copy(update={"brands": str(brands)})))
    context = client.server.app[CONTEXT]  # type: ignore[union-attr]
    _, key = await atomic(lambda: make("tests", SCOPES, context.clock.machine()))
    return Caller(client, key)


def values(brand: str) -> dict[str, Any]:
    return {"brand": brand, "start": "2026-11-25T14:00:00-06:00", "end": "2026-11-25T16:00:00-06:00", "minutes": 5,
            "driver": "Marco", "now": "2026-11-25T08:00:00-06:00"}


def test_a_brand_says_what_it_has_words_for_its_own_way_and_the_rest_as_everybody(brands: Path) -> None:
    zone, words = ZoneInfo("America/Chicago"), Wording(brands=str(brands))
    assert words.render("en", "notices/late", values("Bloom"), zone).startswith("Bloom: oh no")
    for brand, language, wording in (("Root & Twig", "en", "late"), ("Bloom", "de", "late"), ("Bloom", "en", "near"),
                                     ("../bloom", "fr", "late"), ("", "en", "late")):
        usual = Wording().render(language, f"notices/{wording}", values(brand), zone)
        assert words.render(language, f"notices/{wording}", values(brand), zone) == usual


@pytest.mark.parametrize(("brand", "name"), [("Bloom Furniture", "bloom-furniture"), ("Möbel & Söhne", "mobel-sohne"),
                                             ("../../etc", "etc"), ("百花", "")])
def test_a_brands_folder_is_called_as_the_brand(brand: str, name: str) -> None:
    assert slug(brand) == name


async def test_a_page_wears_its_brands_logo_which_can_run_nothing(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, delivery = await call("POST", "/deliveries", order())
    async with call.http.get(delivery["tracking_url"].partition(".com")[2]) as page:
        assert '<img class="logo" src="/brand/bloom/logo.svg" alt="Bloom">' in await page.text()
    async with call.http.get("/brand/bloom/logo.svg") as picture:
        assert (picture.status, picture.content_type, await picture.text()) == (200, "image/svg+xml", SVG)
        assert picture.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "sandbox" in picture.headers["Content-Security-Policy"]


async def test_nothing_but_a_logo_comes_out_of_a_brands_folder(call: Caller, brands: Path) -> None:
    (brands / "root-and-twig" / "logo.png").write_bytes(b"x" * (256 * 1024 + 1))
    for path in ("root-and-twig/logo.svg", "root-and-twig/logo.png", "bloom/messages/en/notices.j2",
                 "..%2fbloom/logo.svg", "bloom/logo.svg%00", "nobody/logo.svg"):
        async with call.http.get(f"/brand/{path}") as answer:
            assert answer.status == 404, path


async def test_a_brands_words_colour_and_logo_go_out_in_its_mails(stage: Stage, brands: Path) -> None:
    async with opened(stage) as office:
        await stage.depot.filter(id=stage.depot.id).update(colour="#ffe14d")
        stage.outbox.settings = stage.outbox.settings.model_copy(update={"brands": str(brands)})
        stage.outbox.wording = Outbox(stage.outbox.settings, stage.clock, stage.keys, {}).wording
        await mailed(stage)
        page = part(office.took[0], "text/html")
        assert '<img src="https://track.example.com/brand/bloom/logo.png" alt="Bloom"' in page
        seen = look("#ffe14d", "")
        assert f"background:{seen.day};color:{seen.ink}" in page
        assert f"background: {seen.night} !important; color: #16181d" in page


@pytest.mark.parametrize("colour", ["#ffe14d", "#1f6f54", "#000000", "#ffffff", "#c80000", "#777777"])
def test_a_buttons_letters_can_be_read_in_any_colour_by_day_and_by_night(colour: str) -> None:
    seen = look(colour, "")
    day, ink, night = (tuple(bytes.fromhex(one[1:])) for one in (seen.day, seen.ink, seen.night))
    assert min(contrast(day, ink), contrast(night, DARK)) >= READABLE  # type: ignore[arg-type]


def test_what_has_no_logo_or_no_folder_has_no_address(brands: Path) -> None:
    assert logo(str(brands), "Bloom", IN_MAILS) == "/brand/bloom/logo.png"
    assert logo(str(brands), "Root & Twig") == logo("", "Bloom") == logo(str(brands), "") == ""


@pytest.mark.parametrize(("text", "rule"), [
    (LATE, ""), (LATE.replace("{{ brand }}: oh", "Oh, {{ brand }}"), "brand"),
    (LATE.replace(ASKED, "Reply STOP"), "keywords mail"), (LATE.replace(ASKED, "Text us"), "mail"),
    (LATE.replace("start|span(end)", "tracking"), "values"), (LATE.replace("block late", "block later"), "complete"),
    (LATE.replace("oh no", "oh no" * 80), "segments")])
def test_a_brands_words_are_held_to_the_common_rules(brands: Path, capsys: pytest.CaptureFixture[str], text: str,
                                                     rule: str) -> None:
    (brands / "bloom" / "messages" / "en" / "notices.j2").write_text(text, encoding="utf-8")
    assert main(["lint", "--language", "en", "--brands", str(brands)]) == (1 if rule else 0)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("bloom/en ")]
    assert {line.split(": ")[1] for line in told} == set(rule.split())


def test_a_folder_that_is_not_there_ends_the_start() -> None:
    with pytest.raises(BadSettings, match="BRANDS: expected a folder that is there"):
        load({"BRANDS": "/nowhere/at/all"})
