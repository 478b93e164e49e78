"""/track: what proves that somebody knows a delivery, and what does not."""

import pytest

from bot.finding import TRIES, postcodes
from bot.throttle import MISSES
from store import models
from tests.api.conftest import DEPOT, Caller, order


@pytest.fixture(autouse=True)
def forget() -> None:
    """Misses of one test are not another's."""
    for one in (MISSES, TRIES):
        one._buckets.clear()


@pytest.mark.parametrize(("address", "region", "codes"), [
    ("1 Main St, Chicago IL 60601", "US", ("60601",)),
    ("12345 Main St, Chicago IL 60601-1234", "US", ("606011234", "60601")),
    ("12345 Main St, Chicago", "US", ("12345",)),
    ("10 Downing Street, London SW1A 2AA", "GB", ("SW1A2AA",)),
    ("Rua das Flores 12, 4050-252 Porto", "PT", ("4050252",)),
    ("Herengracht 1, 1015 BA Amsterdam", "NL", ("1015BA",)),
    ("Hauptstr. 5, 10115 Berlin", "DE", ("10115",)),
    ("12 rue de la Paix, 75002 Paris", "FR", ("75002",)),
    ("Calle Mayor 1, 28013 Madrid", "ES", ("28013",)),
    ("Sveavagen 44, 111 34 Stockholm", "SE", ("11134",)),
    ("290 Bremner Blvd, Toronto ON M5V 3L9", "CA", ("M5V3L9",)),
    ("Nathan Road 1, Kowloon", "HK", ()),
    ("1 Main St, 60601", "", ()),
    ("1 Main St, 60601", "XX", ()),
    ("the red house by the mill", "US", ()),
])
def test_the_postcode_of_an_address_as_its_country_writes_it(address: str, region: str, codes: tuple[str, ...]) -> None:
    assert postcodes(address, region) == codes


@pytest.mark.parametrize(("proof", "status"), [
    ("60601", 303), ("60601-1234", 303), (" 6060 1 ", 303), ("0123", 303),
    ("MainSt", 404), ("1MainSt", 404), ("1 Main St", 404), ("MainSt,ChicagoIL60601", 404), ("IL60601", 404),
    ("12345", 404), ("6060", 404), ("0601", 404), ("123", 404), ("50123", 404), ("-", 404), ("3125550123", 404),
])
async def test_only_the_whole_postcode_or_the_last_four_digits_open_the_page(call: Caller, proof: str, status: int
                                                                            ) -> None:
    await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order(address={"text": "12345 1 Main St, Chicago IL 60601-1234"}))
    async with call.http.get("/track", params={"number": "BF-1", "proof": proof}, allow_redirects=False) as answer:
        assert answer.status == status


async def test_an_unknown_number_and_a_wrong_proof_look_alike(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order())
    pages = []
    for number in ("BF-1", "BF-2"):
        async with call.http.get("/track", params={"number": number, "proof": "99999"}) as answer:
            pages.append((answer.status, (await answer.text()).replace(number, "")))
    assert pages[0] == pages[1]


async def test_a_number_is_not_guessed_at_for_long_whether_it_is_one_or_not(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    await call("POST", "/deliveries", order())
    for number in ("BF-1", "BF-2"):
        MISSES._buckets.clear()
        seen = []
        for guess in range(12):
            params = {"number": number, "proof": f"9{guess:03}"}
            async with call.http.get("/track", params=params) as answer:
                seen.append(answer.status)
        assert seen == [404] * 10 + [429] * 2
    async with call.http.get("/track", params={"number": "BF-1", "proof": "0123"}, allow_redirects=False) as answer:
        assert answer.status == 429


async def test_a_page_whose_time_is_up_is_closed_though_nobody_tidied(call: Caller) -> None:
    await call("POST", "/depots", DEPOT)
    _, made = await call("POST", "/deliveries", order())
    page = f"/t/{made['tracking_url'].rpartition('/')[2]}"
    row = await models.Delivery.get(id=made["id"])
    await models.Delivery.filter(id=row.id).update(status="delivered", ended_at=row.created_at.replace(year=2020))
    async with call.http.get("/t/AAAAAAAAAAAAAAAAAAAAAA") as answer:
        unknown = await answer.text()
    for path in (page, f"{page}/events"):
        async with call.http.get(path) as answer:
            assert (answer.status, await answer.text()) == (404, unknown)
    async with call.http.get("/track", params={"number": "BF-1", "proof": "0123"}) as answer:
        assert answer.status == 404


async def test_the_form_speaks_the_first_language_the_browser_asks_for_that_we_speak(call: Caller) -> None:
    for asked, language in (("es-MX,es;q=0.9,en;q=0.8", "es"), ("xx, es;q=0.5", "es"), ("xx", "en"), ("", "en")):
        async with call.http.get("/track", headers={"Accept-Language": asked}) as answer:
            assert f'<html lang="{language}">' in await answer.text()
