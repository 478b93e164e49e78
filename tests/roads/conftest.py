"""Towns that are closed again after each test."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path

import pytest

from integrations.roads.embedded import Embedded
from tests.roads.town import Spot, Street, Tags, opened

Town = Callable[..., Awaitable[Embedded]]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """Open the roads of some streets."""
    made: list[Embedded] = []

    async def make(ways: Sequence[Street], points: Mapping[Spot, Tags] | None = None, pause: float = 60.0) -> Embedded:
        made.append(await opened(tmp_path, ways, points, pause))
        return made[-1]

    yield make
    for roads in made:
        await roads.close()
