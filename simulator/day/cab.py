"""Drivers of the day who work in Slack: a card says where to drive, its buttons what became of it.

    "On the way." --drives--> stands there --"You are there since"--> talks in the thread --> Delivered, or not

What they write in a thread is a slip of the tongue as often as not: each such word is on the ledger as `word`, with
nobody to hear it. What goes to a customer goes by a button, and its word has that customer's number beside it.
"""

import random
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from simulator.canary import Canaries
from simulator.day.cast import Hand
from simulator.day.hands import HOME, PATIENCE
from simulator.ledger import Entry
from simulator.parts import Parts
from simulator.slack.desk import Post
from simulator.slack.patience import Patient
from simulator.slack.place import Slack, words
from simulator.slack.settings import direct

TITLE = re.compile(r"^\d+\. (\w+), ")
ON_THE_WAY, HERE, NOTHING_LEFT = "On the way.", "You are there since", ", 0 to go"
ARRIVED, DELIVERED, FAILED, LATE, CODE = "Arrived", "Delivered", "Could not deliver", "Running late", "Show the code"
KEEP, SHOWN = "No, just for us", "It opened"
ANSWERS = (SHOWN, "Leave it for then", "Yes")
SLIPS = ("what a rude customer, {canary}", "same trouble here as last week, {canary}",
         "this lady never opens, {canary}, I am already late because of her")
ALOUD = ("the lift is broken, {canary}, I wait downstairs", "I stand behind the blue house, {canary}")
HOWS: tuple[dict[str, str], ...] = ({"how": "recipient"}, {"how": "third_party", "to": "Mr Lind"},
                                    {"how": "safe_place"}, {"how": "recipient"})
SLIP, SLIP_KEPT, PASSED_ON, MESSAGE = range(4)
BY_HAND = 3
"""Every so many stops the driver presses "Arrived" before anybody else notices."""


@dataclass(slots=True)
class Cab:
    """One driver at work in Slack.

    `phones` are by name of those who may be written to; `code_at` names whose code is shown. `cards` are the names on
    each stop's card, `stop` the card of the stop driven to, `stops` how many there were. The rest is as with
    `simulator.day.hands.Driving`. `talks`: writes in threads, by a slip or to be sent.
    """

    hand: Hand
    world: Parts
    slack: Slack
    dice: random.Random
    words: Canaries
    phones: Mapping[str, str] = field(default_factory=dict)
    code_at: str = ""
    talks: bool = True
    wheel: Callable[[str, float], None] = lambda _name, _after: None
    waits: dict[str, float] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    stands: str = ""
    stopped: bool = False
    cards: dict[str, str] = field(default_factory=dict)
    stop: str = ""
    stops: int = 0

    def __post_init__(self) -> None:
        """See what happens in the direct messages from now on."""
        self.slack.desk.follow(self.hear)

    @property
    def silent(self) -> bool:
        """Somebody else presses for this driver, who drives on."""
        return self.hand.slack in self.slack.visited

    def hear(self, entry: Entry) -> None:
        """React to what is drawn or said there."""
        if entry.kind not in {"slack_posted", "slack_updated"} or entry.text("channel") != direct(self.hand.slack):
            return
        post = self.slack.desk.get(entry.text("channel"), entry.text("ts"))
        if post is None or self.stopped:
            return
        if post.thread:
            self._asked(post)
        elif found := TITLE.match(post.text):
            self.cards[post.ts] = found[1]
            self._next()
            self._at_door()
        elif NOTHING_LEFT in post.text and self._first(f"home {post.ts}"):
            self._drive(HOME, 60.0)

    def came(self, name: str) -> None:
        """The van stands where it was sent."""
        self.stands = name
        if name == HOME:
            return
        self._at_door()
        by_hand = self.stops % BY_HAND == 1
        self._start(self._arrive(self.stop, self.dice.uniform(4, 12) if by_hand else PATIENCE.total_seconds(),
                                 "arrived_pressed" if by_hand else "tapped"))

    async def late(self, minutes: int) -> None:
        """Say it by the button, or in the thread where there is none."""
        card = self._post(self.stop)
        if card is not None and not await self._hands.fill(card, LATE, minutes=str(minutes)):
            await self._hands.hands.say(card.channel, f"late {minutes}", card.ts)

    def _next(self) -> None:
        """Once a stop is over: where the van is said to be already, else where the next card says to drive."""
        if self._says(self.stop, ON_THE_WAY) or self._says(self.stop, HERE):
            return
        stop = next((ts for mark in (HERE, ON_THE_WAY) for ts in self.cards if self._says(ts, mark)), "")
        if not stop:
            return
        self.stop, self.stops, name = stop, self.stops + 1, self.cards[stop]
        if not (self._says(stop, HERE) and self.stands == name):
            self._drive(name, self.waits.pop(name, 0.0) or self.dice.uniform(15, 60))

    def _says(self, ts: str, mark: str) -> bool:
        card = self._post(ts)
        return card is not None and mark in words(card)

    def _asked(self, post: Post) -> None:
        """A question with buttons; one about the driver's own words is answered where they were written."""
        answer = next((one for one in ANSWERS if any(one == each["text"] for each in post.buttons())), "")
        if answer and self._first(f"asked {post.ts}"):
            self._start(self._answer(post, answer))

    def _at_door(self) -> None:
        """Begin once the van stands there and the card says so, whichever is later."""
        card = self._post(self.stop)
        if (card is not None and HERE in words(card) and self.cards[self.stop] == self.stands
                and self._first(f"door {self.stop}")):
            self._start(self._work(card, self.stands))

    async def _work(self, card: Post, name: str) -> None:
        await self._sleep(20, 60)
        if name == self.code_at:
            await self._hands.press(card, CODE)
            await self._sleep(60, 120)
        if self.talks:
            await self._talk(card, name)
        await self._sleep(20, 90)
        reason = REASONS.get(self.hand.reasons.get(name, ""), "")
        done = (await self._hands.fill(card, FAILED, reason=reason) if reason else
                await self._hands.fill(card, DELIVERED, photo=self.dice.random() < 0.3, **self.dice.choice(HOWS)))  # noqa: PLR2004 three in ten
        if done:
            await self.world.ledger.note("said_over", van=self.hand.phone, goal=name)

    async def _talk(self, card: Post, name: str) -> None:
        """A slip, a slip that is kept inside by the button, words that are passed on, or words by the form."""
        what, phone = self.stops % 4, self.phones.get(name, "")
        if what in {SLIP, SLIP_KEPT}:
            ask = await self._write(card, self.dice.choice(SLIPS), "")
            if ask is not None and what == SLIP_KEPT:
                await self._hands.press(ask, KEEP)
        elif phone and what == PASSED_ON:
            ask = await self._write(card, self.dice.choice(ALOUD), phone)
            if ask is not None:
                await self._hands.press(ask, f"Send to {name}")
        elif phone:
            word = await self._word(phone)
            await self._hands.fill(card, f"Message {name}", text=f"Two minutes more please, {word}")

    async def _write(self, card: Post, text: str, phone: str) -> Post | None:
        """Write in the stop's thread, and wait for what is asked about it."""
        word = await self._word(phone)
        await self._hands.hands.say(card.channel, text.format(canary=word), card.ts, canary=word, hearer=phone)
        for _ in range(60):
            await self._sleep(5, 10)
            asked = [one for one in self.slack.posts(card.channel, word, card.ts) if any(one.buttons())]
            if asked:
                return asked[-1]
        return None

    async def _word(self, phone: str) -> str:
        """A word of its own, on the ledger before anybody reads it: for this phone, or (empty) for nobody outside."""
        word = self.words.fresh()
        await self.world.ledger.note("word", canary=word, by=self.hand.phone, **{"for": phone})
        return word

    async def _arrive(self, stop: str, after: float, kind: str) -> None:
        """Say by the button that the van is there, where nobody noticed so far."""
        await self.world.clock.sleep(timedelta(seconds=after))
        card = self._post(stop)
        if card is None or self.stop != stop or not self.stands or ON_THE_WAY not in words(card):
            return
        await self.world.ledger.note(kind, van=self.hand.phone, goal=self.stands)
        await self._hands.press(card, ARRIVED)

    async def _answer(self, post: Post, answer: str) -> None:
        await self._sleep(10, 60)
        await self._hands.press(post, answer)

    def _drive(self, name: str, after: float) -> None:
        self.stands = ""
        self.wheel(name, after)

    def _start(self, work: Coroutine[object, object, None]) -> None:
        if self.silent:
            work.close()
        else:
            self.world.errands.start(work)

    def _first(self, what: str) -> bool:
        fresh = what not in self.told
        self.told.add(what)
        return fresh

    def _post(self, ts: str) -> Post | None:
        return self.slack.desk.get(direct(self.hand.slack), ts)

    async def _sleep(self, least: float, most: float) -> None:
        await self.world.clock.sleep(timedelta(seconds=self.dice.uniform(least, most)))

    @property
    def _hands(self) -> Patient:
        return Patient(self.slack.hands(self.hand.slack))


REASONS = {"31": "not_home", "32": "no_access", "33": "refused"}
"""The menu's numbers of reasons, as the form names them."""
