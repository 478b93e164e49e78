"""An address is found where the map has it, however it is written, or not at all."""

from pathlib import Path

import osmium
import pytest
from osmium.filter import KeyFilter
from osmium.osm import Node

from integrations.roads.addressed import addressed
from integrations.roads.addresses import SAME, Addresses
from integrations.roads.kinds import Place, metres
from integrations.roads.spelling import name, numbers, words
from tests.roads.town import Spot, Tags, at, drawn

SPRINGFIELD = {"addr:city": "Springfield", "addr:postcode": "62701"}
HOUSES: dict[Spot, Tags] = {
    (0, 0): {"addr:housenumber": "12", "addr:street": "Main Street", **SPRINGFIELD},
    (40, 0): {"addr:housenumber": "14 A", "addr:street": "Main Street", "addr:city": "Springfield"},
    (0, 900): {"addr:housenumber": "12", "addr:street": "North Main Street", "addr:city": "Springfield"},
    (0, 9000): {"addr:housenumber": "5", "addr:street": "Mill Lane", "addr:city": "Shelbyville",
                "addr:postcode": "62565"},
    (900, 0): {"addr:housenumber": "5", "addr:street": "Mill Lane", **SPRINGFIELD},
    (0, 5000): {"addr:housenumber": "7", "addr:street": "Oak Road"},
    (0, 6000): {"addr:housenumber": "7", "addr:street": "Oak Road"},
    (100, 100): {"addr:housenumber": "112", "addr:street": "Rua de Santa Catarina", "addr:postcode": "4000-447"},
    (200, 100): {"addr:housenumber": "3;5", "addr:street": "Hauptstraße"},
    (300, 100): {"addr:housenumber": "20-24", "addr:street": "São João"},
    (400, 100): {"addr:housenumber": "12", "addr:street": "Mannerheimintie", "addr:street:sv": "Mannerheimvägen"},
    (500, 100): {"addr:housenumber": "9", "addr:place": "Little Hollow"},
    (600, 100): {"addr:housenumber": "44", "addr:street": "42nd Street"},
    (10, 10): {"place": "town", "name": "Springfield"},
    (10, 9010): {"place": "village", "name": "Shelbyville", "name:es": "Villa Shelby"},
}
BUILDING = [(700.0, 100.0), (720.0, 100.0), (720.0, 120.0), (700.0, 120.0), (700.0, 100.0)]


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Addresses:
    building = (BUILDING, {"building": "yes", "addr:housenumber": "1", "addr:street": "Fort Avenue"})
    return Addresses(addressed(drawn(tmp_path_factory.mktemp("town") / "town.osm.pbf", [building], HOUSES)))


@pytest.mark.parametrize(("text", "spot"), [
    ("12 Main Street, Springfield", (0, 0)),
    ("12 main st.", (0, 0)),
    ("MAIN ST 12", (0, 0)),
    ("12, Main Street, Springfield", (0, 0)),
    ("Main Street, 12, Springfield", (0, 0)),
    ("12 Main St Springfield IL 62701", (0, 0)),
    ("12 Main St, Apt 4B, Springfield IL 62701-1234", (0, 0)),
    ("12 Main St Apt 4", (0, 0)),
    ("Ana Ruiz, 12 Main St, Springfield", (0, 0)),
    ("12 Main St\nSpringfield", (0, 0)),
    ("14a Main St", (40, 0)),
    ("Main Street 14 A", (40, 0)),
    ("12 N Main St, Springfield", (0, 900)),
    ("5 Mill Lane, Shelbyville", (0, 9000)),
    ("5 Mill Ln, 62701", (900, 0)),
    ("R. Santa Catarina 112", (100, 100)),
    ("Rua de Santa Catarina, nº 112, 3º Esq, 4000-447", (100, 100)),
    ("Hauptstr. 5", (200, 100)),
    ("HAUPTSTRASSE 3", (200, 100)),
    ("Sao Joao 22", (300, 100)),
    ("São João 20-24", (300, 100)),
    ("Mannerheimintie 12 A 5", (400, 100)),
    ("mannerheimvagen 12", (400, 100)),
    ("Little Hollow 9", (500, 100)),
    ("44 42nd St", (600, 100)),
    ("1 Fort Ave, Springfield", (710, 110)),
])
def test_an_address_is_found_however_it_is_written(addresses: Addresses, text: str, spot: Spot) -> None:
    found = addresses.find(text)
    assert found is not None
    assert metres(found, at(spot)) < 5.0


@pytest.mark.parametrize("text", [
    "", ",", "12", "Main Street", "13 Main Street", "12 Main Street, Chicago", "12 Main Street, Springfield 90210",
    "12 Main Street North", "12 Upper Main Street", "5 Mill Lane", "7 Oak Road", "7 Oak Road, Springfield",
    "12 Elm Street", "112 Rua de Santa Catarina, 1250-096 Lisboa", "São João 21",
    "12 Main St, 5 Mill Lane, Shelbyville",
    "x" * 5000, "1 " * 300, "'; --", "\x00 12 Main",
])
def test_what_the_map_does_not_know_or_knows_twice_is_nowhere(addresses: Addresses, text: str) -> None:
    assert addresses.find(text) is None


def test_a_map_without_addresses_finds_none(tmp_path: Path) -> None:
    none = Addresses(addressed(drawn(tmp_path / "town.osm.pbf", [([(0.0, 0.0), (9.0, 0.0)], {"highway": "road"})])))
    assert none.find("12 Main Street") is None


def test_where_the_map_names_no_town_the_street_and_number_are_enough(tmp_path: Path) -> None:
    house: dict[Spot, Tags] = {(0.0, 0.0): {"addr:housenumber": "12", "addr:street": "Main Street"}}
    assert Addresses(addressed(drawn(tmp_path / "town.osm.pbf", [], house))).find("12 Main St, Springfield")


def test_house_numbers_are_all_those_that_a_sign_stands_for() -> None:
    assert numbers("12 A") == ("12a",)
    assert numbers("3;5, 7") == ("3", "5", "7")
    assert numbers("12-16") == ("12-16", "12", "14", "16")
    assert numbers("37-12") == ("37-12",)
    assert numbers("1-200") == ("1-200",)
    assert numbers("") == ()


def test_one_spelling_stands_for_all() -> None:
    assert name("Saint John's Avenue") == name("st. johns ave") == "st johns av"
    assert name("Øvre Slottsgate") == "ovre slottsgate"
    assert words("12-A, Rue Jean-Jaurès") == ("12", "a", "rue", "jean", "jaures")


@pytest.mark.parametrize(("extract", "share"), [("porto-centre", 0.9), ("baltimore", 0.9), ("liechtenstein", 0.9)])
def test_every_address_of_a_real_map_is_found_at_its_door_or_not_at_all(shared_data: Path, extract: str, share: float
                                                                       ) -> None:
    pbf = shared_data / "osm" / f"{extract}.osm.pbf"
    addresses, found, asked = Addresses(addressed(pbf)), 0, 0
    for text, places in _written(pbf).items():
        answer = addresses.find(text)
        asked, found = asked + 1, found + (answer is not None)
        assert answer is None or min(metres(answer, place) for place in places) <= SAME, text
    assert found > share * asked


def _written(pbf: Path) -> dict[str, list[Place]]:
    """Points of the map as people write them in that country, with every place that is so called."""
    written: dict[str, list[Place]] = {}
    for one in osmium.FileProcessor(str(pbf)).with_filter(KeyFilter("addr:housenumber")):
        tags = dict(one.tags)
        if isinstance(one, Node) and "addr:street" in tags and tags["addr:housenumber"].isdigit():
            line = f"{tags['addr:street'].upper()} {tags['addr:housenumber']}"
            if "addr:city" in tags:
                line += f", {tags.get('addr:postcode', '')} {tags['addr:city']}"
            written.setdefault(line, []).append((one.lat, one.lon))
    return written
