"""Promises to citizens: on disk, sealed and signed, before they are shown; delivered whatever happens after."""

from kiosk.outbox.database import Database
from kiosk.outbox.outbox import Outbox
from kiosk.outbox.outcomes import Answer, Committed, Outcome, Refused, StillWaiting
from kiosk.outbox.reference import grouped, parse
from kiosk.outbox.store import Backlog
from kiosk.outbox.submission import Assurance, Consents, Invalid, NotAllowed, Person, Submission

__all__ = [
    "Answer",
    "Assurance",
    "Backlog",
    "Committed",
    "Consents",
    "Database",
    "Invalid",
    "NotAllowed",
    "Outbox",
    "Outcome",
    "Person",
    "Refused",
    "StillWaiting",
    "Submission",
    "grouped",
    "parse",
]
