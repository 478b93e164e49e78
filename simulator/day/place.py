"""The place a day is played in: its streets, the vans' dock, and where everybody lives, from an extract of the map."""

from dataclasses import dataclass
from pathlib import Path

from simulator.roads.homes import Home, dock, homes, rounds
from simulator.roads.reading import read
from simulator.roads.streets import Kerb, Place, Streets


@dataclass(frozen=True, slots=True)
class Town:
    """Streets, the kerb where vans are loaded, and the doorsteps of each driver's round, in order."""

    streets: Streets
    dock: Kerb
    rounds: tuple[tuple[Home, ...], ...]

    @property
    def start(self) -> Place:
        """Where the dock is."""
        return self.streets.where(self.dock)


def settle(pbf: Path, drivers: int, each: int, seed: int) -> Town:
    """The town of an extract with so many doorsteps for each of the drivers. Takes a second for a city.

    Raises:
        NoStreets: the extract cannot be read, or is too small.
    """
    streets, addresses = read(pbf)
    where = dock(streets)
    start = streets.where(where)
    found = rounds(homes(streets, addresses, drivers * each, seed, start), drivers, start)
    return Town(streets, where, tuple(tuple(one) for one in found))
