"""What is due goes out, once.

    queued -> claimed (lease) -> submitting -> accepted(sid) | rejected | unknown
                 ^                                                  |
                 +---- certainly not sent, or no evidence ----------+-> accepted, when there is evidence

No provider offers an idempotent send, so nothing may be sent again without proof that it did not go out. Therefore
`submitting` is committed before the POST, every later write is fenced by the attempt's number, and a row found in
`submitting` after its lease (a crash) becomes `unknown` like one whose answer got lost. Unknown rows are looked up
(`bot/resolve.py`); they are never simply sent again.

Guards are asked twice: before rendering, and again in the transaction that commits `submitting`, so that a STOP that
was committed before that moment always wins. Nothing is sent to a phone whose own words are not acted on yet.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot import choosing, consents, guards, letters, pins, quiet, ways
from bot.choosing import Draft
from bot.clock import Clock
from bot.notes import lane, note_event
from bot.pictures import carrying
from bot.planner import Form, Plan, Reach
from bot.receipts import bind
from bot.saying import Letter
from bot.settings import Settings
from bot.slack_letters import address
from bot.wording import Wording
from domain.events import SendFailed
from domain.message import Receipt, State
from domain.people import MessageId, Role
from integrations.channel import Channel, Outgoing, SendError
from integrations.twilio import token
from integrations.twilio.segments import segments
from store import models
from store.atomic import atomic
from store.crypt import Keys
from store.queries import notes, sending

log = logging.getLogger(__name__)
BATCH = 64
TRIES = 5
SOON = timedelta(milliseconds=300)


class Outbox:
    """Sends what is due. `busy` says whether a Slack channel must be left alone, `spot` where a van may be seen."""

    def __init__(self, settings: Settings, clock: Clock, keys: Keys, channels: dict[str, Channel]) -> None:
        """Keep what sending needs."""
        self.settings = settings
        self.clock = clock
        self.keys = keys
        self.channels = channels
        self.wording = Wording(brands=settings.brands)
        self.busy: Callable[[str], bool] = lambda _channel: False
        self.spot: pins.Spotting = pins.nowhere

    async def send_due(self) -> int:
        """Claim what is due and send it, many phones at once, one message at a time for each. Returns how many."""
        if not self.channels:
            return 0
        rows = await sending.claim_due_messages(self.clock.now(), self.clock.machine(), BATCH, self.settings.lease)
        await asyncio.gather(*(self._send(row) for row in rows))
        return len(rows)

    async def _send(self, row: models.Message) -> None:
        try:
            outgoing = await self._prepare(row)
            if outgoing is not None:
                await self._submit(row, outgoing)
        except Exception:
            log.exception("a message could not be sent", extra={"message_id": row.id})
            await atomic(lambda: self._again(row.id, row.attempt, timedelta(seconds=30)))

    async def _prepare(self, row: models.Message) -> Outgoing | None:
        """Render outside any transaction, then commit `submitting`; None when it must not go out now."""
        if row.held_until:
            await atomic(lambda: quiet.gather(row.id, self.keys, self.clock.now()))
            row = await models.Message.get(id=row.id)
        if await carrying.waits(row, self.clock.now(), self.clock.speed):
            await atomic(lambda: self._again(row.id, row.attempt, SOON * 3 * self.clock.speed))
            return None
        letter = letters.opened(row, self.keys)
        body = await letters.render(row, letter, self.keys, self.wording, self.settings.url, self.clock.now())
        if body is None:
            await atomic(lambda: self._settle(row.id, row.attempt, State.DROPPED, "nothing left to say"))
            return None
        place = await self.spot(row.conversation_id) if pins.is_pin(row) else None
        if pins.is_pin(row) and place is None:
            await atomic(lambda: self._settle(row.id, row.attempt, State.DROPPED, "the van may not be shown now"))
            return None
        draft = await choosing.drafted(row, letter, body, self.keys, self.wording, self.settings, self.clock.now())
        draft = replace(draft, place=(place.lat, place.lon) if place else None)
        return await atomic(lambda: self._begin(row.id, draft, letter))

    async def _begin(self, message: str, draft: Draft, letter: Letter) -> Outgoing | None:
        """The last look, in the transaction that commits `submitting`."""
        row = await sending.lock_message(message)
        if row is None or row.state != State.CLAIMED:
            return None
        await row.fetch_related("participant")
        now = self.clock.now()
        verdict = await guards.last_look(row, now)
        if await quiet.thinned(row, letter, self.keys, now, own=not verdict.refuses):
            await sending.requeue(row, now)
        elif verdict.again:
            await self._hold(row, letter, verdict.again)
        elif verdict.stands:
            row.state, row.lease_until, row.why = State.WAITING, None, "the van moves"  # type: ignore[assignment]
            await row.save()
        elif verdict.why:
            await self._settle(row.id, row.attempt, verdict.state, verdict.why)
        elif await ways.writes_now(row.participant):
            await sending.requeue(row, self.clock.now())
        elif row.channel == "slack" and not await self._in_slack(row):
            await sending.requeue(row, self.clock.now() + SOON * self.clock.speed)
        else:
            return await self._by_some_way(row, draft, verdict.until)
        return None

    async def _by_some_way(self, row: models.Message, draft: Draft, until: datetime | None) -> Outgoing | None:
        """Commit to the way the planner chose; wait where it is off or paced, settle where nothing arrives at all."""
        made = await choosing.choose(row, draft, self.channels.keys(), self.clock.now())
        if made.wait:
            await sending.requeue(row, self.clock.now() + made.wait)
        elif made.reach is None:
            await self._settle(row.id, row.attempt, State.REJECTED, made.why, row.error)
        elif await ways.writes_now(row.participant):  # again: choosing took a while, and a STOP may have come in it
            await sending.requeue(row, self.clock.now())
        else:
            return await self._committed(row, draft, made, made.reach, until)
        return None

    async def _in_slack(self, row: models.Message) -> bool:
        """Whether it may be posted now: the thread is there, its channel free, its driver's own words acted on."""
        to = await address(row)
        if to is None or await notes.lane_is_open(lane("slack", await self._user(row), "")):
            return False
        row.address = to
        return not self.busy(to.partition("#")[0])

    async def _user(self, row: models.Message) -> str:
        driver = await models.Driver.filter(participant_id=row.participant.id).exclude(slack_user_id="").first()
        return driver.slack_user_id if driver else ""

    async def _hold(self, row: models.Message, letter: Letter, until: datetime) -> None:
        """Quiet hours: later, or not at all where it would not be true by then."""
        state = await quiet.hold(row, letter, until, self.clock.now())
        if state is not None:
            await self._settle(row.id, row.attempt, state, row.why)

    async def _committed(self, row: models.Message, draft: Draft, made: Plan, reach: Reach,
                         until: datetime | None) -> Outgoing:
        template = {Form.TEMPLATE: draft.template, Form.PRESSED: draft.press}.get(made.form)
        mail = draft.mail if made.form is Form.MAIL else None
        body = template.text if template else mail.text if mail else draft.text
        row.attempt += 1
        row.channel = reach.channel
        row.state, row.submitted_at = State.SUBMITTING, self.clock.machine()
        row.lease_until = row.submitted_at + self.settings.lease
        row.segments = segments(body).count if reach.channel == "sms" else 0
        row.world_submitted_at = self.clock.now()
        row.sealed_body = await letters.seal_body(row, body, self.keys)
        await row.save()
        await choosing.decided(row, made, self.clock.now())
        if reach.channel != "sms":
            await ways.told(row.participant, reach.channel, self.clock.now())
        signed = token.sign(self.keys.token_key, MessageId(row.id), row.attempt)
        ends = row.expires_at or row.due_at + timedelta(hours=4)
        valid = (min(ends, until) if until else ends) - self.clock.now()
        pressed = await letters.pressed(row, self.clock.now()) if row.channel == "slack" else ()
        return Outgoing(MessageId(row.id), row.attempt, reach.theirs, reach.ours, body, signed, valid, pressed,
                        template, reach.channel, mail,
                        draft.along.by(reach.channel, reach.theirs, reach.ours) if made.form is Form.FREE else (),
                        draft.along.files if reach.channel == "slack" else (), draft.place)

    async def _submit(self, row: models.Message, outgoing: Outgoing) -> None:
        try:
            receipt = await self.channels[outgoing.channel].send(outgoing)
        except SendError as error:
            refusal = error
            await atomic(lambda: self._failed(row.id, outgoing, refusal))
        else:
            spot = await self.spot(row.conversation_id) if pins.wants_pin(row, outgoing.channel) else None
            await atomic(lambda: self._accepted(row.id, outgoing.attempt, receipt, pin=spot is not None))

    async def _accepted(self, message: str, attempt: int, receipt: Receipt, *, pin: bool) -> None:
        row = await sending.lock_message(message)
        if row is not None:
            await bind(row, attempt, receipt, self.clock.now())
            if pin:
                await pins.follow(row, letters.opened(row, self.keys).base, self.keys, self.clock.now())

    async def _failed(self, message: str, sent: Outgoing, error: SendError) -> None:
        attempt = sent.attempt
        if error.unknown:
            await self._unknown(message, attempt, str(error))
        elif error.permanent:
            await self._refused(message, sent, error)
        else:
            await self._again(message, attempt, error.retry_after or timedelta(seconds=min(300, 2 ** attempt)))

    async def _refused(self, message: str, sent: Outgoing, error: SendError) -> None:
        """It did not go out and never will this way: by another one, where there is one."""
        row, attempt = await sending.lock_message(message), sent.attempt
        if row is None or row.attempt != attempt or row.state != State.SUBMITTING:
            return
        if await ways.fall_back(row, error.code, self.clock.now(), sent.to):
            await letters.told(row, f"not taken by {row.channel}: {error}; another way is sought", self.clock.now())
        else:
            await self._settle(message, attempt, State.REJECTED, str(error), error.code)

    async def _unknown(self, message: str, attempt: int, why: str) -> None:
        row = await sending.lock_message(message)
        if row is None or row.attempt != attempt or row.state != State.SUBMITTING:
            return
        row.state, row.why, row.lookups = State.UNKNOWN, why[:200], 0
        row.lease_until = self.clock.machine()
        await row.save()

    async def _again(self, message: str, attempt: int, after: timedelta) -> None:
        """It certainly did not go out: back into the line, unless it was tried too often."""
        row = await sending.lock_message(message)
        if row is None or row.attempt != attempt or row.state not in {State.SUBMITTING, State.CLAIMED}:
            return
        if attempt >= TRIES:
            await self._settle(message, attempt, State.FAILED, "tried too often")
            return
        await sending.requeue(row, self.clock.now() + after)

    async def _settle(self, message: str, attempt: int, state: State, why: str, code: int = 0) -> None:
        """The end of a message that did not go out; its conversation hears of it when that matters."""
        row = await sending.lock_message(message)
        if row is None or row.attempt != attempt:
            return
        row.state, row.why, row.error, row.settled_at = state, why[:200], code, self.clock.now()
        await row.save()
        await letters.told(row, f"not sent: {why}", self.clock.now())
        if code == consents.CARRIER_STOP:
            await consents.stopped_at_carrier(row.participant, self.clock.now())
        if state in {State.REJECTED, State.FAILED, State.EXPIRED} and row.conversation_id and not pins.is_pin(row):
            event = SendFailed(Role(row.role), str(row.wordings[0]), code)
            await note_event(row.conversation_id, event, self.clock.now(), f"failed:{row.id}:{attempt}")
