"""What the central answers and is sent. Unknown fields are ignored, so that the central may grow first.

Whatever may hold personal data derives from `Private`: its repr names the type alone.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from kiosk.views import Text

Level = Literal["L0", "L1", "L2", "L3"]
DocumentKind = Literal["chip", "print", "social_card", "ecard"]
"""ID card by its chip or its print, social security card by its chip, electronic social security card by its code."""


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what the central says."""


class Private(msgspec.Struct, frozen=True, kw_only=True):
    """Base of what may hold personal data."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


class SealKey(Answered, frozen=True, kw_only=True):
    """The central's X25519 key that submissions are sealed to; `public_key` is 32 raw bytes."""

    key_id: str
    public_key: bytes
    valid_to: str


class Choice(Answered, frozen=True, kw_only=True):
    value: str
    label: Text


class FormQuestion(Answered, frozen=True, kw_only=True):
    """One question of an item's form; `prefill` is a key of what the central knows of the person."""

    id: str
    kind: str
    label: Text
    help: Text | None = None
    required: bool = True
    prefill: str | None = None
    options: tuple[Choice, ...] = ()
    pattern: str | None = None
    error: Text | None = None
    max_length: int = 60
    page: int = 1


class NextStep(Answered, frozen=True, kw_only=True):
    """What happens after the submission, `days` working days after it."""

    text: Text
    days: int | None = None


class Command(Answered, frozen=True, kw_only=True):
    """One thing that the central orders, once: `id` tells whether it was done already."""

    id: str
    kind: str
    arguments: dict[str, Any] = {}
    expires_at: str = ""


class HeartbeatAnswer(Answered, frozen=True, kw_only=True):
    commands: tuple[Command, ...] = ()


class Item(Answered, frozen=True, kw_only=True):
    """A service of the catalogue. `reference` marks times that the operator has still to confirm."""

    code: str
    version: int
    name: Text
    summary: Text = Text(zh="")
    icon: str = ""
    least_level: Level
    offline: Literal["accept", "read", "closed"] = "closed"
    max_age_s: float = 0
    handling_days: int | None = None
    reference: bool = False
    form: tuple[FormQuestion, ...] = ()
    declaration: Text = Text(zh="")
    next: tuple[NextStep, ...] = ()


class Elsewhere(Answered, frozen=True, kw_only=True):
    """A service that is not done at the kiosk, and where it is."""

    code: str
    name: Text
    where: Text


class LifeEvent(Answered, frozen=True, kw_only=True):
    """What brings someone here; `kind` is items (choose one), track (their applications) or information."""

    id: str
    name: Text
    summary: Text = Text(zh="")
    icon: str = ""
    kind: str = "items"
    items: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    notice: Text | None = None


class Catalogue(Answered, frozen=True, kw_only=True):
    version: str
    life_events: tuple[LifeEvent, ...]
    items: tuple[Item, ...]

    def item(self, code: str) -> Item:
        """Raises KeyError."""
        for each in self.items:
            if each.code == code:
                return each
        raise KeyError(code)


class SessionRequest(Private, frozen=True, kw_only=True):
    """Who says they are here, and what the document said."""

    id_number: str
    name: str
    document: DocumentKind
    document_fields: dict[str, str] = {}
    channel: Literal["kiosk"] = "kiosk"


class Session(Answered, frozen=True, kw_only=True):
    """The central's record of one identified visit."""

    session: str
    known: bool
    name_matches: bool
    expires_at: str


class CodeSession(Private, frozen=True, kw_only=True):
    """The session of who showed a code, and who that is."""

    session: str
    known: bool
    name_matches: bool
    expires_at: str
    id_number: str
    name: str

    def as_session(self) -> Session:
        return Session(
            session=self.session, known=self.known, name_matches=self.name_matches, expires_at=self.expires_at
        )


class Comparison(Answered, frozen=True, kw_only=True):
    """A 1:1 face comparison: dlib distance, and whether it is within the kiosk's threshold."""

    distance: float
    match: bool


class FaceEvidence(Answered, frozen=True, kw_only=True):
    live: bool
    threshold: float
    document: Comparison | None = None
    reference: Comparison | None = None


class Evidence(Answered, frozen=True, kw_only=True):
    """What the kiosk found out about who is here; the central decides the level by it."""

    document: DocumentKind
    face: FaceEvidence | None = None


class LevelAnswer(Answered, frozen=True, kw_only=True):
    level: Level


class KnownValue(Private, frozen=True, kw_only=True):
    """Something the central knows of the person, whole and as it may be shown."""

    value: str
    masked: str = ""
    source: Text = Text(zh="")


class TimelineStep(Answered, frozen=True, kw_only=True):
    text: Text
    when: str | None = None
    state: Literal["done", "now", "to_come"] = "to_come"


class Application(Private, frozen=True, kw_only=True):
    number: str
    item: str
    name: Text
    state: str
    state_text: Text
    submitted_at: str
    timeline: tuple[TimelineStep, ...] = ()


class Receipt(Answered, frozen=True, kw_only=True):
    """The central's answer to a submission."""

    application_number: str
    reference: str
    state: str = ""
    received_at: str = ""
    timeline: tuple[TimelineStep, ...] = ()
    receipt_code: str = ""


class ReceiptProof(Answered, frozen=True, kw_only=True):
    """That a submission was received, as a code for the receipt; `form` is proof, or promise where it came too soon."""

    form: str
    code: str


class Envelope(Answered, frozen=True, kw_only=True):
    """A sealed submission; `sealed` travels as base64."""

    schema: Literal["submission/1"] = "submission/1"
    kiosk_id: str
    sequence: int
    reference: str
    key_id: str
    sealed: bytes


class Unreachable(Exception):
    """No answer. `maybe_received` is false only where the request surely never left."""

    def __init__(self, reason: str, *, maybe_received: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.maybe_received = maybe_received


class Problem(Exception):
    """The central declined (RFC 9457). Texts may name the person's data, so only type and status are in str()."""

    def __init__(self, body: ProblemBody, status: int) -> None:
        super().__init__(f"{status} {body.type}")
        self.type = body.type
        self.status = status
        self.title = Text(zh=body.title_zh or body.title, en=body.title)
        self.detail = Text(zh=body.detail_zh or body.detail, en=body.detail)
        self.errors = body.errors


class ProblemBody(Private, frozen=True, kw_only=True):
    type: str = "about:blank"
    title: str = ""
    title_zh: str = ""
    detail: str = ""
    detail_zh: str = ""
    errors: Any = None


class KnownAnswer(Private, frozen=True, kw_only=True):
    known: dict[str, KnownValue]


class ApplicationsAnswer(Private, frozen=True, kw_only=True):
    applications: tuple[Application, ...]
