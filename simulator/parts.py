"""What every room of one world shares."""

import random
from dataclasses import dataclass

from simulator.clock import WorldClock
from simulator.errands import Errands
from simulator.ledger import Ledger
from simulator.settings import Account, WorldSettings
from simulator.twilio.faults import Faults
from simulator.twilio.webhooks import Postman


@dataclass(frozen=True, slots=True)
class Parts:
    """One world's clock, truth, dice and post."""

    settings: WorldSettings
    clock: WorldClock
    ledger: Ledger
    errands: Errands
    faults: Faults
    postman: Postman
    dice: random.Random

    @property
    def account(self) -> Account:
        """The service's account at Twilio."""
        return self.settings.account

    async def close(self) -> None:
        """End what goes on, then write what is left."""
        await self.errands.close()
        await self.postman.close()
        await self.ledger.close()


def parts(settings: WorldSettings) -> Parts:
    """The parts of the world that `settings` describe, its ledger open.

    Raises:
        InUse: another world writes to that ledger.
    """
    clock = WorldClock(settings.clock_file)
    dice = random.Random(settings.seed)  # noqa: S311 a seeded day, no secret
    return Parts(settings, clock, Ledger(settings.ledger, clock.now), Errands(), Faults(settings.faults, dice),
                 Postman(settings.account), dice)
