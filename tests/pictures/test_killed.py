"""kill -9 wherever it falls: every picture is kept once, its bytes once, and its conversation told once."""

import asyncio
import random
import sys
from pathlib import Path

import pytest

from simulator.pictures import door
from store import models
from tests.pictures.conftest import ANA, Scene

ROOT = Path(__file__).parents[2]
PICTURES, KILLS = 6, 3


async def started(url: str, origin: str) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.pictures.fetcher", url, origin,
                                                   cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    assert await process.stdout.readline() == b"begun\n"
    return process


@pytest.mark.slow
async def test_a_job_that_is_killed_again_and_again_has_each_picture_once(scene: Scene, db: str) -> None:
    await scene.stage.delivery(ANA)
    await scene.sends(ANA, *(door(str(number)) for number in range(PICTURES)))
    dice = random.Random(7)
    for _ in range(KILLS):
        process = await started(db, scene.origin)
        await asyncio.sleep(dice.uniform(0.05, 1.5))
        process.kill()
        await process.wait()
        await models.Picture.filter(open=True).update(lease_until=None, attempt=0)  # as if the leases had run out
    process = await started(db, scene.origin)
    async with asyncio.timeout(60):
        while await models.Picture.filter(open=True).exists():  # noqa: ASYNC110 another process does it
            await asyncio.sleep(0.1)
    process.kill()
    await process.wait()
    assert [row.state for row in await scene.rows()] == ["kept"] * PICTURES
    assert await models.PictureBytes.all().count() == PICTURES
    assert await models.Note.filter(kind="PicturesCame").count() == 1
    assert await models.Entry.filter(kind="picture").count() == PICTURES
