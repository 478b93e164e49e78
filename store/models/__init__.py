"""The tables. Instants are UTC; ids are 26-character ULIDs that sort by age; sealed columns hold ciphertext only."""

from store.models.conversation import Case, Correction, Entry, Floor, Message, Note, Receipt, SessionRow, Timer
from store.models.delivery import Delivery, Depot, Driver, HeldSlot, PromiseRow, RatingRow, Run, Stop
from store.models.people import ApiKey, Code, Consent, Cursor, DoorNoteRow, IdempotentAnswer, Participant
from store.models.tracking import EtaRow, PositionRow, VanRow

__all__ = [
    "ApiKey",
    "Case",
    "Code",
    "Consent",
    "Correction",
    "Cursor",
    "Delivery",
    "Depot",
    "DoorNoteRow",
    "Driver",
    "Entry",
    "EtaRow",
    "Floor",
    "HeldSlot",
    "IdempotentAnswer",
    "Message",
    "Note",
    "Participant",
    "PositionRow",
    "PromiseRow",
    "RatingRow",
    "Receipt",
    "Run",
    "SessionRow",
    "Stop",
    "Timer",
    "VanRow",
]
