"""Consultation: questions answered with quoted guide sentences, by kiosks and by staff; the guides themselves."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central.api.context import (
    ByKey,
    ByKiosk,
    Parts,
    StaffCall,
    answer_once,
    kiosk_answer_once,
    staff_with,
)
from central.api.errors import answers
from central.api.work_schemas import ConsultationIn, ConsultationOut, PlainOut, QuoteOut, RelatedOut
from central.consultation import consulting, rephrasing
from central.consultation.consulting import Question
from central.consultation.finding import Found
from central.consultation.guides import GuidesDocument, Passage
from central.identity import Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Consultation, Kiosk

router = APIRouter(prefix="/v1", tags=["consultation"])
_KEYED = ("token-invalid", "idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")
Number = Annotated[str, Path(max_length=24)]
Consulting = Annotated[StaffCall, staff_with(Scope.CONSULT)]


@router.get(
    "/guides",
    response_model=GuidesDocument,
    responses={304: {"description": "Unchanged since the ETag given in If-None-Match"}, **answers()},
)
def guides(central: Parts, if_none_match: Annotated[str | None, Header(max_length=400)] = None) -> Response:
    """Every guide with its passages, sources and dates; for everybody."""
    held = central.finder.guides
    headers = {"ETag": held.etag, "Cache-Control": "public, no-cache"}
    if if_none_match and held.etag in {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(held.body, headers=headers, media_type="application/json")


@router.post("/consultations", status_code=201, response_model=ConsultationOut, responses=answers(*_KEYED))
def consult(call: ByKiosk, body: ConsultationIn, key: ByKey) -> JSONResponse:
    """A question of somebody at a kiosk. Of it is kept what is left once personal numbers are masked."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> ConsultationOut:
        return _answered(call.central, transaction, Question(body.question, body.language, f"kiosk:{kiosk.id}"))

    return kiosk_answer_once(call, key, effect, 201)


@router.post(
    "/staff/consultations",
    status_code=201,
    response_model=ConsultationOut,
    responses=answers(*_KEYED, "scope-missing"),
)
def consult_as_staff(call: Consulting, body: ConsultationIn, key: ByKey) -> JSONResponse:
    """The same by a member of staff."""

    def effect(transaction: Transaction) -> ConsultationOut:
        return _answered(call.central, transaction, Question(body.question, body.language, call.who.actor))

    return answer_once(call.central, call.who.actor, key, effect, 201)


@router.get("/consultations/{number}/plain", responses=answers("token-invalid", "not-found"))
def plain(call: ByKiosk, number: Number) -> PlainOut:
    """The quoted sentences in plainer words, where an endpoint for that is configured and added nothing."""
    with call.begin() as (transaction, kiosk):
        kept = _kept(transaction, number, f"kiosk:{kiosk.id}")
    return _plainer(call.central, kept)


@router.get("/staff/consultations/{number}/plain", responses=answers("token-invalid", "scope-missing", "not-found"))
def plain_as_staff(call: Consulting, number: Number) -> PlainOut:
    with call.central.database.begin() as transaction:
        kept = _kept(transaction, number, call.who.actor)
    return _plainer(call.central, kept)


def _answered(central: Central, transaction: Transaction, question: Question) -> ConsultationOut:
    finder = central.finder
    found = consulting.answer(finder, question)
    kept = consulting.keep(transaction, question, found, finder.guides.version, central.now())
    return ConsultationOut(
        number=kept.number or "",
        quote=_quote(central, found),
        ask=consulting.whom_to_ask(finder, found),
        related=[RelatedOut(passage=each.id, heading=each.asks) for each in found.related],
        guides_version=finder.guides.version,
    )


def _quote(central: Central, found: Found) -> QuoteOut | None:
    passage = found.passage
    if passage is None:
        return None
    held = central.finder.guides
    return QuoteOut(
        passage=passage.id,
        heading=passage.asks,
        sentences=passage.text,
        source=held.cited(passage),
        since=held.source(passage).since,
        reference=passage.reference,
        item=passage.item or held.guide_of[passage.id].item,
    )


def _kept(transaction: Transaction, number: str, asker: str) -> Consultation:
    kept = transaction.scalar(select(Consultation).where(Consultation.number == number))
    if kept is None or kept.asker != asker:
        raise Problem("not-found")
    return kept


def _plainer(central: Central, kept: Consultation) -> PlainOut:
    """Outside any transaction: the endpoint may be slow."""
    rephraser = central.settings.rephraser
    if rephraser is None:
        return PlainOut(plain=None, refused="off")
    passage = central.finder.guides.passage(kept.passage) if kept.passage else None
    if passage is None:
        return PlainOut(plain=None, refused="nothing-quoted")
    given = rephrasing.rephrase(rephraser, _text(passage, kept.language), "zh" if kept.language == "zh" else "en")
    return PlainOut(plain=given.text or None, refused=given.refused or None)


def _text(passage: Passage, language: str) -> str:
    return passage.text.zh if language == "zh" else passage.text.en
