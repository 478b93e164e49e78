"""The stage, on both databases."""

from collections.abc import AsyncIterator

import pytest

from tests.door import mailing
from tests.door.stage import Stage, make_stage


@pytest.fixture
async def stage(db: str) -> AsyncIterator[Stage]:
    """A depot in a fresh database."""
    made = await make_stage(db)
    yield made
    await made.door.journal.stop()


@pytest.fixture
async def office(stage: Stage) -> AsyncIterator[mailing.Office]:
    """A mail server, and a stage that mails through it."""
    async with mailing.opened(stage) as made:
        yield made
