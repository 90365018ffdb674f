"""Offers to who is at a kiosk: shown after the face check, consented to or declined, followed to the payment."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import JSONResponse

from central import sessions
from central.api.context import ByKey, ByKiosk, KioskCall, kiosk_answer_once
from central.api.errors import answers
from central.api.offer_schemas import ConsentIn, ConsentTextOut, DeclineIn, OfferOut, OffersOut
from central.api.present import application_out
from central.parts import Central
from central.proactive import offers, rechecking, words
from central.proactive.judging import judge
from central.proactive.states import OfferState
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Application, Kiosk, Offer, Session

router = APIRouter(prefix="/v1/sessions/{session}/offers", tags=["offers"])
SessionId = Annotated[str, Path(max_length=64)]
OfferId = Annotated[int, Path(ge=1, le=2**53)]
_GIVEN = answers("token-invalid", "not-found", "session-ended", "assurance-too-low")
_ASKED = {**_GIVEN, **answers("state-conflict", "idempotency-key-missing", "idempotency-key-reused")}
LEVEL = 3


@router.get("", responses=_GIVEN)
def listed(call: ByKiosk, session: SessionId) -> OffersOut:
    """What is offered to the person, after a face check at L3; what they are no longer entitled to is left out."""
    central = call.central
    with call.begin() as (transaction, kiosk):
        held = sessions.find_open(transaction, kiosk, session, central.now(), least=LEVEL)
        own = offers.open_to(transaction, held.person_id) if held.person_id is not None else ()
        shown = [_out(central, transaction, offer) for offer in own if _still(central, transaction, offer, held)]
        said = words.given().consent
        consent = ConsentTextOut(version=said.version, biometric=said.biometric, decision=said.decision)
        return OffersOut(offers=shown, consent=consent)


@router.get("/{offer}", responses=_GIVEN)
def one(call: ByKiosk, session: SessionId, offer: OfferId) -> OfferOut:
    """One offer, to follow it after the consent."""
    with call.begin() as (transaction, kiosk):
        _, held = _find(call, transaction, kiosk, session, offer)
        return _out(call.central, transaction, held)


@router.post("/{offer}/consent", response_model=OfferOut, responses=_ASKED)
def consent(call: ByKiosk, key: ByKey, session: SessionId, offer: OfferId, body: ConsentIn) -> JSONResponse:
    """Yes: what it takes is checked once more and decided in the background; follow it by GET."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> OfferOut:
        at, held = _find(call, transaction, kiosk, session, offer)
        said = words.given().consent
        if body.version != said.version:
            raise Problem("malformed-request", reason="consent-version", version=said.version)
        given = {"session": at.id, "kiosk": f"kiosk:{kiosk.id}", "document": at.document, "level": LEVEL}
        held.consent = {**given, "version": body.version, "language": body.language}
        content = {**given, "version": body.version, "biometric": True, "decision": True}
        offers.move(transaction, held, OfferState.CONSENTED, call.central.now(), "applicant", **content)
        rechecking.begin(transaction, held)
        return _out(call.central, transaction, held)

    return kiosk_answer_once(call, key, effect)


@router.post("/{offer}/decline", response_model=OfferOut, responses=_ASKED)
def decline(call: ByKiosk, key: ByKey, session: SessionId, offer: OfferId, _body: DeclineIn) -> JSONResponse:
    """No, thank you: it is not offered again for the same reason. The service can still be applied for."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> OfferOut:
        _, held = _find(call, transaction, kiosk, session, offer)
        offers.move(transaction, held, OfferState.DECLINED, call.central.now(), "applicant")
        return _out(call.central, transaction, held)

    return kiosk_answer_once(call, key, effect)


def _find(call: KioskCall, transaction: Transaction, kiosk: Kiosk, session: str, offer: int) -> tuple[Session, Offer]:
    now = call.central.now()
    held = sessions.find_open(transaction, kiosk, session, now, least=LEVEL)
    found = offers.find(transaction, offer, held.person_id)
    offers.follow(transaction, found, now)
    return held, found


def _still(central: Central, transaction: Transaction, offer: Offer, session: Session) -> bool:
    """Whether it may be shown; what is shown counts as offered."""
    now, judged = central.now(), judge(central, transaction, offer)
    if judged.against:
        offer.reasons = list(judged.against)
        offers.move(transaction, offer, OfferState.INELIGIBLE, now, "rules", reasons=list(judged.against))
        return False
    if offer.state == OfferState.SCREENED:
        offers.move(transaction, offer, OfferState.OFFERED, now, f"kiosk:{session.kiosk_id}")
    return True


def _out(central: Central, transaction: Transaction, offer: Offer) -> OfferOut:
    said = words.given().benefits[offer.benefit]
    transaction.flush()
    application = transaction.get(Application, offer.application_id) if offer.application_id else None
    judged = judge(central, transaction, offer)
    decided = application.result if application is not None else {}
    values = {**judged.values, **{key: str(value) for key, value in decided.items()}}
    return OfferOut(
        id=offer.id,
        number=offers.number_of(offer),
        benefit=offer.benefit,
        item=offer.item,
        icon=said.icon,
        title=said.title,
        amount=words.fill(said.amount, values),
        why=[words.fill(each, values) for each in said.why],
        records=list(said.records),
        duty=said.duty,
        state=OfferState(offer.state),
        expires_on=offer.expires_on,
        reasons=list(offer.reasons or ()),
        application=application.number if application else None,
        timeline=application_out(central, application).timeline if application else [],
    )
