"""The bodies of requests and answers. Requests are strict: what is not named here is refused."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
)

from central.assurance import Document, LevelName
from central.wire import Base64, Body, EnvelopeIn, FaceIn, IdNumber, Key, KioskId, Name, ShortText
from central.words import Text


class Enrolment(Body):
    """`signing_key`: the raw Ed25519 public key (32 bytes)."""

    kiosk_id: KioskId
    enrolment_code: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    signing_key: Base64


class Enrolled(Body):
    kiosk_id: str


class SealKeyOut(Body):
    """`public_key`: raw X25519 (32 bytes), base64."""

    key_id: str
    public_key: str
    valid_to: datetime


ShownDocument = Literal["chip", "print", "social_card"]
"""What says by itself whose it is; an electronic card's code does not."""


class NewSession(Body):
    """Who a document says is here. `document_fields` as read; of them `valid_to` (YYYYMMDD or 长期) is looked at, and
    a social security card's `card_number`."""

    id_number: IdNumber
    name: Name
    document: ShownDocument
    document_fields: Annotated[dict[Key, ShortText], Field(max_length=40, default_factory=dict)]
    channel: Literal["kiosk"] = "kiosk"


class SessionOut(Body):
    """`known`: the central has records. `name_matches` false keeps the level at L0."""

    session: str
    known: bool
    name_matches: bool
    expires_at: datetime


class NewSessionByCode(Body):
    """What an electronic social security card shows as a QR code."""

    code: Annotated[str, StringConstraints(min_length=8, max_length=512)]
    channel: Literal["kiosk"] = "kiosk"


class SessionByCodeOut(SessionOut):
    """Whose code it is: the kiosk cannot tell."""

    id_number: str
    name: str


class AssuranceIn(Body):
    """`face` null: the face was not checked."""

    document: Document
    face: FaceIn | None


class AssuranceOut(Body):
    """`reasons`: what kept the level down or is to be looked at, as codes."""

    level: LevelName
    reasons: list[str]


class KnownValueOut(Body):
    value: str
    masked: str
    source: Text


class PersonOut(Body):
    known: dict[str, KnownValueOut]


class TimelineEntryOut(Body):
    text: Text
    when: str
    state: Literal["done", "now", "to_come"]


class ReasonOut(Body):
    """Why it was not accepted or approved, and what to do about it."""

    code: str
    text: Text
    remedy: Text


class ApplicationOut(Body):
    number: str
    item: str
    name: Text
    state: str
    state_text: Text
    submitted_at: datetime
    due_on: str | None
    reasons: list[ReasonOut]
    timeline: list[TimelineEntryOut]


class ApplicationsOut(Body):
    applications: list[ApplicationOut]


class SubmissionIn(Body):
    """`signature`: Ed25519 by the kiosk's device key over the lines hrss-submission/1, kiosk_id, sequence, reference,
    key_id, Idempotency-Key, hex SHA-256 of `sealed`, joined by newlines."""

    envelope: EnvelopeIn
    signature: Base64


AT_THE_DESK = "AT_THE_DESK"


class SubmissionOut(Body):
    """`application_number` is empty and `state` is AT_THE_DESK for a draft that was handed to the desk.

    `receipt_code`: the evidence log's promise to prove that this was received, for a QR code.
    """

    application_number: str
    reference: str
    state: str
    state_text: Text
    received_at: datetime
    reasons: list[ReasonOut]
    timeline: list[TimelineEntryOut]
    receipt_code: str = ""


class DecisionIn(Body):
    """`reason`: needed to reject, told to the applicant. `handler`: who decides, if not whom it was allocated to."""

    decision: Literal["approve", "reject"]
    reason: Text | None = None
    handler: Annotated[str, StringConstraints(max_length=32)] | None = None


class EventOut(Body):
    action: str
    from_state: str
    to_state: str
    at: datetime
    actor: str
    detail: dict[str, Any]


class RiskOut(Body):
    sign: str
    points: int
    text: Text


class StaffApplicationOut(Body):
    """An application as staff see it. `notes` are codes of what to look at, `risk` signs with their words; `depth` says
    who decides: rules, one, two. `left`: days until it is due, negative where overdue, null where the clock stands."""

    number: str
    reference: str | None
    item: str
    name: Text
    applicant: str
    state: str
    state_text: Text
    version: int
    handler: str | None
    second: str | None
    depth: str
    risk: list[RiskOut]
    submitted_at: datetime
    received_at: datetime
    due_on: str | None
    left: int | None
    extended_days: int
    form: dict[str, Any]
    assurance: dict[str, Any]
    result: dict[str, Any]
    notes: list[str]
    available: list[str]
    events: list[EventOut]
    timeline: list[TimelineEntryOut]


class DraftOut(Body):
    """What a citizen had filled in at a kiosk before it sent them to the desk. Who they are is not checked yet:
    `id_number` and `name` are what a document said, `assurance` what the kiosk claims."""

    id: int
    ticket: str
    reference: str
    kiosk_id: str
    item: str
    id_number: str
    name: str
    form: dict[str, Any]
    assurance: dict[str, Any]
    language: str
    committed_at: datetime
    received_at: datetime


class DraftsOut(Body):
    drafts: list[DraftOut]


class TakeUpIn(Body):
    """`form`: the whole form as it is now. `identity_checked`: the citizen was seen, with their document."""

    handler: Annotated[str, StringConstraints(max_length=32)]
    identity_checked: Literal[True]
    form: Annotated[dict[Key, ShortText], Field(max_length=60)]


class ApplicationRow(Body):
    number: str
    item: str
    state: str
    handler: str | None
    second: str | None
    depth: str
    overdue: bool
    submitted_at: datetime
    due_on: str | None


class ApplicationPage(Body):
    """`next`: the cursor of the next page, null on the last."""

    applications: list[ApplicationRow]
    next: str | None


class FieldError(Body):
    field: str
    code: str
    zh: str
    en: str


class ProblemOut(BaseModel):
    """RFC 9457, with title and detail in Chinese too. Other members go with the type."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    title_zh: str
    detail_zh: str
    errors: list[FieldError] | None = None


class Health(Body):
    status: Literal["ok"]
    database: Literal["ok"]
    version: str
