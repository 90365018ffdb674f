"""The bodies of requests and answers. Requests are strict: what is not named here is refused."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from central import citizen_id
from central.words import Text

Document = Literal["chip", "print"]
LevelName = Literal["L0", "L1", "L2", "L3"]
KioskId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,62}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
ShortText = Annotated[str, StringConstraints(max_length=400)]
Key = Annotated[str, StringConstraints(max_length=60)]


def _id_number(value: str) -> str:
    number = citizen_id.normalise(value)
    if not citizen_id.is_valid(number):
        raise ValueError("not an identity number, or its check digit is wrong")
    return number


def _decoded(value: object) -> bytes:
    if not isinstance(value, str):
        raise ValueError("not base64")
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error


Base64 = Annotated[bytes, BeforeValidator(_decoded), WithJsonSchema({"type": "string", "contentEncoding": "base64"})]
IdNumber = Annotated[str, StringConstraints(max_length=40), AfterValidator(_id_number)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


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


class NewSession(Body):
    """Who a document says is here. `document_fields` as read; of them `valid_to` (YYYYMMDD or 长期) is looked at."""

    id_number: IdNumber
    name: Name
    document: Document
    document_fields: Annotated[dict[Key, ShortText], Field(max_length=40)] = {}
    channel: Literal["kiosk"] = "kiosk"


class SessionOut(Body):
    """`known`: the central has records. `name_matches` false keeps the level at L0."""

    session: str
    known: bool
    name_matches: bool
    expires_at: datetime


class ComparisonIn(Body):
    distance: Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
    match: bool


class FaceIn(Body):
    live: bool
    threshold: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
    document: ComparisonIn | None = None
    reference: ComparisonIn | None = None


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


class EnvelopeIn(Body):
    """What was sealed and numbered at the kiosk. `sealed`: HPKE encapsulation and ciphertext of SealedSubmission."""

    schema_: Annotated[Literal["submission/1"], Field(alias="schema")]
    kiosk_id: KioskId
    sequence: Annotated[int, Field(ge=1, le=2**53)]
    reference: Annotated[str, StringConstraints(min_length=15, max_length=20)]
    key_id: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    sealed: Base64


class SubmissionIn(Body):
    """`signature`: Ed25519 by the kiosk's device key over the lines hrss-submission/1, kiosk_id, sequence, reference,
    key_id, Idempotency-Key, hex SHA-256 of `sealed`, joined by newlines."""

    envelope: EnvelopeIn
    signature: Base64


class SubmissionOut(Body):
    application_number: str
    reference: str
    state: str
    state_text: Text
    received_at: datetime
    reasons: list[ReasonOut]
    timeline: list[TimelineEntryOut]


class SealedPerson(Body):
    id_number: IdNumber
    name: Name


class SealedAssurance(Body):
    """`session` null: made with the central out of reach, and then `document` and `face` are the evidence."""

    level: LevelName
    session: Annotated[str, StringConstraints(max_length=64)] | None
    document: Document
    face: FaceIn | None


class SealedSubmission(Body):
    """The plaintext inside an envelope: JSON padded with spaces at its end to a multiple of 1024 bytes."""

    item: Annotated[str, StringConstraints(max_length=16)]
    item_version: Annotated[int, Field(ge=1)]
    person: SealedPerson
    form: Annotated[dict[Key, ShortText], Field(max_length=60)]
    assurance: SealedAssurance
    consents: Annotated[dict[Key, bool], Field(max_length=20)]
    language: Literal["zh", "en"]
    committed_at: AwareDatetime


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


class StaffApplicationOut(Body):
    """An application as staff see it. `notes` are codes of what to look at."""

    number: str
    reference: str | None
    item: str
    name: Text
    applicant: str
    state: str
    state_text: Text
    version: int
    handler: str | None
    submitted_at: datetime
    received_at: datetime
    due_on: str | None
    form: dict[str, Any]
    assurance: dict[str, Any]
    result: dict[str, Any]
    notes: list[str]
    available: list[str]
    events: list[EventOut]
    timeline: list[TimelineEntryOut]


class ApplicationRow(Body):
    number: str
    item: str
    state: str
    handler: str | None
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
