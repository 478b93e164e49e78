"""The tables. Instants are UTC; ids are 26-character ULIDs that sort by age; sealed columns hold ciphertext only."""

from store.models.conversation import Case, Correction, Entry, Floor, Message, Note, Receipt, SessionRow, Timer
from store.models.delivery import Delivery, Depot, Driver, HeldSlot, PromiseRow, RatingRow, Run, Stop
from store.models.people import (
    ApiKey,
    Code,
    Consent,
    Cursor,
    DoorNoteRow,
    Forgetting,
    IdempotentAnswer,
    Participant,
    Tombstone,
)
from store.models.pictures import AttachedFile, Picture, PictureBytes
from store.models.slack import CaseNote, PendingReply, Proof, SlackPost
from store.models.staff import AuditRow, Staff, StaffCode, StaffLink, StaffSession
from store.models.tracking import EtaRow, PositionRow, VanRow
from store.models.ways import ContentTemplate, Way

__all__ = [
    "ApiKey",
    "AttachedFile",
    "AuditRow",
    "Case",
    "CaseNote",
    "Code",
    "Consent",
    "ContentTemplate",
    "Correction",
    "Cursor",
    "Delivery",
    "Depot",
    "DoorNoteRow",
    "Driver",
    "Entry",
    "EtaRow",
    "Floor",
    "Forgetting",
    "HeldSlot",
    "IdempotentAnswer",
    "Message",
    "Note",
    "Participant",
    "PendingReply",
    "Picture",
    "PictureBytes",
    "PositionRow",
    "PromiseRow",
    "Proof",
    "RatingRow",
    "Receipt",
    "Run",
    "SessionRow",
    "SlackPost",
    "Staff",
    "StaffCode",
    "StaffLink",
    "StaffSession",
    "Stop",
    "Timer",
    "Tombstone",
    "VanRow",
    "Way",
]
