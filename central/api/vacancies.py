"""Vacancies and job fairs as employers' agents and staff keep them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central.api.context import ByKey, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.api.work_schemas import FairIn, FairOut, FairPage, VacancyIn, VacancyOut, VacancyPage
from central.identity import Scope
from central.store.database import Transaction
from central.store.tables import JobFair, Vacancy
from central.wire import Body
from central.words import Text
from central.work import fairs, terms, vacancies
from central.work.fairs import Announced
from central.work.vacancies import Offered
from central.workdays import local_date

router = APIRouter(prefix="/v1", tags=["people and work"])
Managing = Annotated[StaffCall, staff_with(Scope.MANAGE_WORK)]
Number = Annotated[str, Path(max_length=24)]
IfMatch = Annotated[str | None, Header(max_length=80)]
Cursor = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=100)]
_STAFF = ("token-invalid", "scope-missing")
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")


class _Nothing(Body):
    """No content."""


@router.post(
    "/vacancies", status_code=201, response_model=VacancyOut, responses=answers(*_STAFF, *_KEYED, "term-unknown")
)
def publish(call: Managing, body: VacancyIn, key: ByKey) -> JSONResponse:
    """A vacancy, shown until it expires (at most 90 days) or is withdrawn."""
    central = call.central
    offered = Offered(**body.model_dump())

    def effect(transaction: Transaction) -> VacancyOut:
        made = vacancies.publish(transaction, terms.given(), offered, call.who.actor, central.now())
        return vacancy_out(made, local_date(central.now()))

    return answer_once(central, call.who.actor, key, effect, 201)


@router.get("/vacancies", responses=answers(*_STAFF))
def listed(call: Managing, cursor: Cursor = None, limit: Limit = 50) -> VacancyPage:
    """All of them, in the order they were published."""
    wanted = select(Vacancy).order_by(Vacancy.id).limit(limit + 1)
    if cursor is not None:
        wanted = wanted.where(Vacancy.id > cursor)
    today = local_date(call.central.now())
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    following = str(rows[limit - 1].id) if len(rows) > limit else None
    return VacancyPage(vacancies=[vacancy_out(each, today) for each in rows[:limit]], next=following)


@router.get("/vacancies/{number}", responses=answers(*_STAFF, "not-found"))
def vacancy(call: Managing, number: Number, response: Response) -> VacancyOut:
    with call.central.database.begin() as transaction:
        held = vacancies.find(transaction, number)
    response.headers["ETag"] = vacancies.etag(held)
    return vacancy_out(held, local_date(call.central.now()))


@router.post(
    "/vacancies/{number}/withdrawal",
    response_model=VacancyOut,
    responses=answers(*_STAFF, *_KEYED, "not-found", "state-conflict", "version-conflict"),
)
def withdraw(call: Managing, number: Number, _body: _Nothing, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """It is filled, or no longer offered."""

    def effect(transaction: Transaction) -> VacancyOut:
        return vacancy_out(vacancies.withdraw(transaction, number, if_match), local_date(call.central.now()))

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/job-fairs", status_code=201, response_model=FairOut, responses=answers(*_STAFF, *_KEYED))
def announce(call: Managing, body: FairIn, key: ByKey) -> JSONResponse:
    announced = Announced(body.name, body.place, body.starts_at, body.capacity)

    def effect(transaction: Transaction) -> FairOut:
        return fair_out(fairs.announce(transaction, announced, call.central.now()))

    return answer_once(call.central, call.who.actor, key, effect, 201)


@router.get("/job-fairs", responses=answers(*_STAFF))
def announced(call: Managing, cursor: Cursor = None, limit: Limit = 50) -> FairPage:
    """All of them, in the order they were announced, with how many places are taken."""
    wanted = select(JobFair).order_by(JobFair.id).limit(limit + 1)
    if cursor is not None:
        wanted = wanted.where(JobFair.id > cursor)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    following = str(rows[limit - 1].id) if len(rows) > limit else None
    return FairPage(fairs=[fair_out(each) for each in rows[:limit]], next=following)


def vacancy_out(held: Vacancy, today: date) -> VacancyOut:
    given = terms.given()
    skills = [str(skill) for skill in held.skills]
    return VacancyOut(
        number=held.number,
        state=vacancies.state(held, today),
        version=held.version,
        employer=held.employer,
        title=held.title,
        occupation=held.occupation,
        occupation_text=given.occupation[held.occupation].name,
        district=held.district,
        district_text=given.district[held.district],
        wage_from=held.wage_from,
        wage_to=held.wage_to,
        skills=skills,
        skills_text=[given.skill[skill] for skill in skills],
        openings=held.openings,
        contact=held.contact,
        published_at=held.published_at,
        expires_on=held.expires_on,
    )


def fair_out(held: JobFair) -> FairOut:
    return FairOut(
        number=held.number,
        name=Text(zh=held.name_zh, en=held.name_en),
        place=Text(zh=held.place_zh, en=held.place_en),
        starts_at=held.starts_at,
        capacity=held.capacity,
        booked=held.booked,
    )
