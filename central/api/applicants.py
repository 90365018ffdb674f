"""What applicants do to their own applications: at a kiosk in their session, or with the reference as proof."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from central import sessions
from central.api.context import ByKey, ByKiosk, Parts, answer_once, kiosk_answer_once
from central.api.errors import answers
from central.api.handling_schemas import ApplicantIn, RatingIn, RatingOut
from central.api.present import application_out
from central.api.present_staff import find
from central.api.schemas import ApplicationOut
from central.applications import applicant, proof
from central.applications.applicant import Asked
from central.assurance import LEVELS
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Kiosk

router = APIRouter(prefix="/v1", tags=["applicants"])
Number = Annotated[str, Path(max_length=24)]
ACCOUNT_LEVEL = LEVELS.index("L3")
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")


@router.post(
    "/sessions/{session}/applications/{number}/actions/{action}",
    response_model=ApplicationOut,
    responses=answers(
        "token-invalid",
        "not-found",
        "session-ended",
        "assurance-too-low",
        "form-invalid",
        "state-conflict",
        *_KEYED,
    ),
)
def act(
    call: ByKiosk,
    key: ByKey,
    session: Annotated[str, Path(max_length=64)],
    number: Number,
    action: Literal["correct", "withdraw", "repair_account", "rate"],
    body: ApplicantIn,
) -> Response:
    """Correct, withdraw or rate one's own application at the level that its item asks for; an account takes L3."""
    central = call.central

    def effect(transaction: Transaction, kiosk: Kiosk) -> ApplicationOut:
        held = find(transaction, number, lock=True)
        service = central.catalogue.services[held.item]
        touches_account = action == "repair_account" or service.account in body.form
        least = ACCOUNT_LEVEL if touches_account else LEVELS.index(service.item.least_level)
        visitor = sessions.find_open(transaction, kiosk, session, central.now(), least=1 if action == "rate" else least)
        if held.id_number != visitor.id_number:
            raise Problem("not-found")
        asked = Asked(central, transaction, held, service, f"kiosk:{kiosk.id}")
        if action == "correct":
            applicant.correct(asked, body.form)
        elif action == "withdraw":
            applicant.withdraw(asked)
        elif action == "repair_account":
            applicant.repair_account(asked, body.form.get(service.account, ""))
        else:
            applicant.rate(asked, body.stars or 0, body.words, "kiosk")
        return application_out(central, held)

    return kiosk_answer_once(call, key, effect)


@router.post(
    "/applications/{number}/rating",
    response_model=RatingOut,
    responses=answers("not-found", "state-conflict", *_KEYED),
)
def rate(central: Parts, key: ByKey, number: Number, body: RatingIn) -> Response:
    """Rate the service, once, with the reference that only the applicant was given."""

    def effect(transaction: Transaction) -> RatingOut:
        held: Application = proof.find(transaction, number, body.proof)
        asked = Asked(central, transaction, held, central.catalogue.services[held.item], "applicant")
        rating = applicant.rate(asked, body.stars, body.words, body.channel)
        return RatingOut(number=held.number, stars=rating.stars, state=held.state)

    return answer_once(central, f"applicant:{proof.hashed(body.proof)[:32]}", key, effect)
