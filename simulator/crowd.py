"""Everybody who answers by themselves: hears what reaches them, waits as people do, and answers the same way."""

from simulator.canary import Canaries
from simulator.parts import Parts
from simulator.people import Habit, Person, Reply, person
from simulator.phones import Bubble, Phone, Phones
from simulator.voices import Voices


class Crowd:
    """The automatic people of a world."""

    def __init__(self, world: Parts, phones: Phones, voices: Voices) -> None:
        """Listen to every phone from now on; those introduced as automatic in earlier runs answer again."""
        self._world, self._voices = world, voices
        self._people: dict[str, Person] = {}
        self.canaries = Canaries()
        world.ledger.watch(self.canaries.hear)
        for phone in phones.everybody():
            self._meet(phone)
        phones.follow(self._hear)

    def bring(self, phone: Phone, habits: tuple[Habit, ...]) -> None:
        """Let somebody answer by habits of their own, whatever the role."""
        self._people[phone.number] = person(phone.number, phone.role, phone.traits, self._world.settings.seed, habits)

    def _meet(self, phone: Phone) -> None:
        if not phone.automatic:
            self._people.pop(phone.number, None)
        elif phone.number not in self._people:
            self._people[phone.number] = person(phone.number, phone.role, phone.traits, self._world.settings.seed)
        else:
            self._people[phone.number].traits = phone.traits

    def _hear(self, phone: Phone, bubble: Bubble | None) -> None:
        if bubble is None:
            self._meet(phone)
            return
        somebody = self._people.get(phone.number)
        if somebody is None or bubble.mine:
            return
        reply = somebody.react(bubble.text, self.canaries.fresh)
        if reply is not None:
            self._world.errands.start(self._say(somebody, bubble.ours, reply))

    async def _say(self, somebody: Person, ours: str, reply: Reply) -> None:
        await self._world.clock.sleep(reply.after)
        marks = {"canary": reply.canary, "for": somebody.traits.get(reply.hearer, reply.hearer), "by": "habit"}
        await self._voices.say(somebody.number, ours, reply.text, 0, **marks)
