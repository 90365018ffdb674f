"""Submissions: sealed, signed, idempotent."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path
from fastapi.responses import JSONResponse

from central import submissions
from central.api.context import ByKiosk
from central.api.errors import answers
from central.api.present import submission_out
from central.api.schemas import SubmissionIn, SubmissionOut
from central.problems import Problem
from central.store.database import lock_key
from central.submissions import CREATED, Envelope

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])
MOST_KEY = 128


@router.post(
    "",
    status_code=CREATED,
    response_model=SubmissionOut,
    responses=answers(
        "idempotency-key-missing",
        "idempotency-key-running",
        "idempotency-key-reused",
        "kiosk-differs",
        "token-invalid",
        "reference-invalid",
        "reference-reused",
        "sequence-reused",
        "signature-invalid",
        "seal-key-unknown",
        "envelope-invalid",
        "item-unknown",
        "form-invalid",
        "assurance-too-low",
        "body-too-large",
    ),
)
def submit(
    call: ByKiosk, body: SubmissionIn, idempotency_key: Annotated[str | None, Header(max_length=MOST_KEY)] = None
) -> JSONResponse:
    """Take in a submission. The same key with the same body gets the first answer again; a refusal is not kept."""
    if not idempotency_key:
        raise Problem("idempotency-key-missing")
    central, envelope = call.central, Envelope(body.envelope, body.signature, idempotency_key)
    with central.database.running(body.envelope.kiosk_id, idempotency_key), call.begin() as (transaction, kiosk):
        lock_key(transaction, kiosk.id, idempotency_key)
        answer = submissions.first_answer(transaction, kiosk, envelope)
        if answer is None:
            taken, reference = submissions.take(central, transaction, kiosk, envelope)
            receipt = submissions.promise(central, transaction, envelope, taken, reference)
            kept = submission_out(central, taken, reference, receipt).model_dump(mode="json")
            submissions.keep_answer(transaction, kiosk, envelope, kept, central.now())
            answer = kept
    return JSONResponse(answer, CREATED)


@router.get("/{reference}", responses=answers("token-invalid", "not-found"))
def by_reference(call: ByKiosk, reference: Annotated[str, Path(max_length=20)]) -> SubmissionOut:
    """The first answer to a submission, for a kiosk that lost it."""
    with call.begin() as (transaction, kiosk):
        return SubmissionOut.model_validate(submissions.by_reference(transaction, kiosk, reference))
