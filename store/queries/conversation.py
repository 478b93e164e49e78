"""What one decision reads of its conversation, in one trip, and what it writes of its sessions and questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.models import Delivery, DoorNoteRow, Driver, Floor, Participant, Run, SessionRow, Stop
from store.queries.raw import Call, Row, Statement, rows, together

CUSTOMER = Statement("SELECT {who} FROM participants AS who WHERE id = ?", {"who": Participant})
STOP = Statement(
    """SELECT {stop}, {run}, {driver}, {who} FROM stops AS stop JOIN runs AS run ON run.id = stop.run_id
    JOIN drivers AS driver ON driver.id = run.driver_id LEFT JOIN participants AS who ON who.id = driver.participant_id
    WHERE stop.delivery_id = ? AND stop.status <> 'removed' ORDER BY stop.id DESC LIMIT 1""",
    {"stop": Stop, "run": Run, "driver": Driver, "who": Participant})
AHEAD = Statement(
    """SELECT {stop}, {delivery} FROM stops AS stop JOIN deliveries AS delivery ON delivery.id = stop.delivery_id
    WHERE stop.status NOT IN ('done', 'failed', 'removed') AND stop.run_id = ? ORDER BY stop.number""",
    {"stop": Stop, "delivery": Delivery})
AHEAD_OF_IT = Statement(
    AHEAD.text.replace("= ?", """= (SELECT run_id FROM stops
        WHERE delivery_id = ? AND status <> 'removed' ORDER BY id DESC LIMIT 1)"""), AHEAD.models)
DOOR_NOTES = Statement(
    """SELECT {note}, {who} FROM door_notes AS note JOIN participants AS who ON who.id = note.participant_id
    WHERE note.delivery_id = ? ORDER BY note.id""", {"note": DoorNoteRow, "who": Participant})
CASES = Statement("SELECT reason FROM cases WHERE conversation_id = ? AND state <> 'resolved'")
SESSIONS = Statement(
    "SELECT {session} FROM sessions AS session WHERE conversation_id = ? ORDER BY id", {"session": SessionRow})
QUESTIONS = Statement("SELECT session_id FROM floors WHERE conversation_id = ?")
KEEP_SESSION = Statement(
    """INSERT INTO sessions (id, conversation_id, flow, state, version, sealed, turn, unclear, repeated, asks, "open",
    created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (conversation_id, flow) DO UPDATE SET
    state = excluded.state, version = excluded.version, sealed = excluded.sealed, turn = excluded.turn,
    unclear = excluded.unclear, repeated = excluded.repeated, asks = excluded.asks, "open" = excluded."open" """)
TOLD = Statement("SELECT 1 FROM messages WHERE dedupe = ?")
MINE = Statement("SELECT {floor} FROM floors AS floor WHERE conversation_id = ? AND session_id = ?", {"floor": Floor})
HOLDER = Statement(
    "SELECT {floor} FROM floors AS floor WHERE participant_id = ? AND held = true AND conversation_id <> ''",
    {"floor": Floor})
KEEP_FLOOR = Statement(
    """INSERT INTO floors (id, participant_id, conversation_id, session_id, role, turn, urgent, held, at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET participant_id = excluded.participant_id,
    role = excluded.role, turn = excluded.turn, urgent = excluded.urgent, held = excluded.held""")
GIVE_UP = Statement("UPDATE floors SET held = false WHERE id = ?")
LEAVE = Statement("DELETE FROM floors WHERE conversation_id = ? AND session_id = ? RETURNING participant_id, held")


@dataclass(frozen=True, slots=True)
class Loaded:
    """The rows of a conversation. `questions` are the flows that hold a floor or wait for one."""

    customer: Participant | None
    stop: Stop | None
    ahead: Sequence[Stop]
    notes: Sequence[DoorNoteRow]
    cases: frozenset[str]
    sessions: Sequence[SessionRow]
    questions: frozenset[str]


async def load(delivery: Delivery, left: Stop | None = None) -> Loaded:
    """Everything around a locked delivery. `left`: the stop it had until now, to be taken as its stop still."""
    row = delivery.id
    ahead = AHEAD(left.run.id) if left else AHEAD_OF_IT(row)
    who, stop, line, notes, cases, sessions, questions = await together(
        CUSTOMER(delivery.customer_id), STOP(row), ahead, DOOR_NOTES(row), CASES(row), SESSIONS(row), QUESTIONS(row))
    return Loaded(
        customer=next((one for (one,) in who), None), stop=left or next(map(_driven, stop), None),
        ahead=[_to(one) for one in line], notes=[_by(one) for one in notes],
        cases=frozenset(reason for (reason,) in cases), sessions=[session for (session,) in sessions],
        questions=frozenset(one for (one,) in questions))


def _driven(row: Row) -> Stop:
    stop, run, driver, who = row
    stop.run, run.driver, driver.participant = run, driver, who
    return stop


def _to(row: Row) -> Stop:
    stop, stop.delivery = row
    return stop


def _by(row: Row) -> DoorNoteRow:
    note, note.participant = row
    return note


async def already_told(dedupe: str) -> bool:
    """Whether a message of this mark exists."""
    return bool(await rows(TOLD(dedupe)))


async def floors_of(conversation: str, session: str, participant: str) -> tuple[Floor | None, Floor | None]:
    """The place in line of a session's question, and whichever question holds the floor of that phone."""
    mine, holder = await together(MINE(conversation, session), HOLDER(participant))
    return next((one for (one,) in mine), None), next((one for (one,) in holder), None)


async def keep_floor(mine: Floor, instead_of: Floor | None) -> None:
    """A question's place in line as it is now; `instead_of` goes back into the line for it."""
    place = KEEP_FLOOR(mine.id, mine.participant_id, mine.conversation_id, mine.session_id, mine.role, mine.turn,
                       mine.urgent, mine.held, mine.at)
    await together(*([GIVE_UP(instead_of.id)] if instead_of else []), place)


async def leave_floor(conversation: str, session: str) -> tuple[str, bool] | None:
    """Take a question out of the line: whose phone it was, and whether it held the floor. None: there was none."""
    for participant, held in await rows(LEAVE(conversation, session)):
        return participant, bool(held)
    return None


def kept_session(row: SessionRow) -> Call:
    """A session as it is now, new or not."""
    return KEEP_SESSION(row.id, row.conversation_id, row.flow, row.state, row.version, row.sealed, row.turn,
                        row.unclear, row.repeated, row.asks, row.open, row.created_at)
