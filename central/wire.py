"""What kiosks send that the central judges: faces' comparisons, envelopes, and what is sealed in them.

All of it is strict: a member that is not named here is refused.
"""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

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
from central.assurance import Comparison, Document, Evidence, LevelName

KioskId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,62}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
ShortText = Annotated[str, StringConstraints(max_length=400)]
Ticket = Annotated[str, StringConstraints(pattern=r"^[A-Z][0-9]{3}$")]
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


class ComparisonIn(Body):
    distance: Annotated[float, Field(ge=0, le=10, allow_inf_nan=False)]
    match: bool


class FaceIn(Body):
    live: bool
    threshold: Annotated[float, Field(gt=0, le=10, allow_inf_nan=False)]
    document: ComparisonIn | None = None
    reference: ComparisonIn | None = None


class EnvelopeIn(Body):
    """What was sealed and numbered at the kiosk. `sealed`: HPKE encapsulation and ciphertext of SealedSubmission."""

    schema_: Annotated[Literal["submission/1"], Field(alias="schema")]
    kiosk_id: KioskId
    sequence: Annotated[int, Field(ge=1, le=2**53)]
    reference: Annotated[str, StringConstraints(min_length=15, max_length=20)]
    key_id: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    sealed: Base64


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
    """The plaintext inside an envelope: JSON padded with spaces at its end to a multiple of 1024 bytes.

    With `ticket` it is a draft for the staffed desk that the ticket sends the citizen to: kept as it is, whatever the
    level, and no application. The form may then lack answers.
    """

    item: Annotated[str, StringConstraints(max_length=16)]
    item_version: Annotated[int, Field(ge=1)]
    person: SealedPerson
    form: Annotated[dict[Key, ShortText], Field(max_length=60)]
    assurance: SealedAssurance
    consents: Annotated[dict[Key, bool], Field(max_length=20)]
    language: Literal["zh", "en"]
    committed_at: AwareDatetime
    ticket: Ticket | None = None


def evidence(
    document: Document,
    face: FaceIn | None,
    *,
    reference_fetched: bool,
    name_matches: bool,
    document_expired: bool,
    document_stopped: bool = False,
) -> Evidence:
    """A kiosk's face check and what the central knows besides, as what a level is decided by."""
    return Evidence(
        document=document,
        live=face is not None and face.live,
        threshold=face.threshold if face else 0.0,
        on_document=_comparison(face.document) if face else None,
        on_reference=_comparison(face.reference) if face else None,
        reference_fetched=reference_fetched,
        name_matches=name_matches,
        document_expired=document_expired,
        document_stopped=document_stopped,
    )


def _comparison(given: ComparisonIn | None) -> Comparison | None:
    return None if given is None else Comparison(distance=given.distance, match=given.match)
