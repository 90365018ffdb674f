"""A person's profile, the vacancies that fit it, and job fairs, at a kiosk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse
from sqlalchemy import select

from central import sessions
from central.api.context import ByKey, ByKiosk, Key, KioskCall, kiosk_answer_once
from central.api.errors import answers
from central.api.vacancies import fair_out, vacancy_out
from central.api.work_schemas import (
    Code,
    MatchesOut,
    MatchOut,
    OwnFairOut,
    OwnFairsOut,
    ProfileIn,
    ProfileOut,
    ScorePartOut,
)
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import FairSignUp, JobFair, JobSeeker, Kiosk
from central.wire import Body
from central.words import Text
from central.work import fairs, matching, profiles, terms, vacancies
from central.workdays import local_date

router = APIRouter(prefix="/v1/sessions/{session}", tags=["people and work"])
SessionId = Annotated[str, Path(max_length=64)]
Number = Annotated[str, Path(max_length=24)]
_GIVEN = answers("token-invalid", "not-found", "session-ended", "assurance-too-low")
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")
_POSTED = {**_GIVEN, **answers("token-invalid", "session-ended", "not-found", *_KEYED)}
LOOKING, OWN_RECORDS = 1, 2
"""The least levels: to look and sign up, and to have a profile made of one's records."""
MOST_FAIRS = 20
BASIS = Text(
    zh="只按职业、地区、工资和技能匹配，不使用年龄、性别、民族。",
    en="Matched by occupation, district, wage and skills only; age, sex and ethnicity are not used.",
)
NEWEST = Text(zh="最新岗位，没有按您的情况匹配。", en="The newest vacancies, not matched to you.")


class _Nothing(Body):
    """No content."""


@router.get("/profile", responses=_GIVEN)
def profile(call: ByKiosk, session: SessionId) -> ProfileOut:
    """What is held of the person as a job seeker (at least L2)."""
    with call.begin() as (transaction, kiosk):
        person = _person(call, transaction, kiosk, session, OWN_RECORDS)
        return _profile_out(transaction.get(JobSeeker, person))


@router.post("/profile", response_model=ProfileOut, responses={**_POSTED, **answers("term-unknown", *_KEYED)})
def consent(call: ByKiosk, session: SessionId, body: ProfileIn, key: ByKey) -> JSONResponse:
    """With consent, make the profile of the person's certificates and wishes, or renew it (at least L2)."""
    wanted = profiles.Wanted(body.occupation, body.district, body.least_wage, body.skills)

    def effect(transaction: Transaction, kiosk: Kiosk) -> ProfileOut:
        person = _person(call, transaction, kiosk, session, OWN_RECORDS)
        by = f"kiosk:{kiosk.id}"
        return _profile_out(profiles.consent(transaction, terms.given(), person, wanted, by, call.central.now()))

    return kiosk_answer_once(call, key, effect)


@router.post("/profile/withdrawal", response_model=ProfileOut, responses=_POSTED)
def withdraw_consent(call: ByKiosk, session: SessionId, _body: _Nothing, key: ByKey) -> JSONResponse:
    """Take the consent back: what the profile held is erased at once (at least L1)."""

    def effect(transaction: Transaction, kiosk: Kiosk) -> ProfileOut:
        person = _person(call, transaction, kiosk, session, LOOKING)
        return _profile_out(profiles.withdraw(transaction, person, f"kiosk:{kiosk.id}", call.central.now()))

    return kiosk_answer_once(call, key, effect)


@router.get("/vacancies", responses=_GIVEN)
def suitable(
    call: ByKiosk,
    session: SessionId,
    occupation: Annotated[Code | None, Query()] = None,
    district: Annotated[Code | None, Query()] = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 5,
) -> MatchesOut:
    """Vacancies to show and print: by the person's profile with reasons, or the newest without one (at least L1)."""
    given, today = terms.given(), local_date(call.central.now())
    with call.begin() as (transaction, kiosk):
        person = _person(call, transaction, kiosk, session, LOOKING)
        held = profiles.active(transaction, person)
        on_offer = vacancies.on_offer(transaction, today, occupation or "", district or "")
        if held is None:
            newest = [MatchOut(vacancy=vacancy_out(each, today), score=None, parts=[]) for each in on_offer]
            return MatchesOut(matched=False, basis=NEWEST, vacancies=newest[:limit])
        matches = matching.best(given, matching.wishes_of(held), on_offer, limit)
        shown = [
            MatchOut(
                vacancy=vacancy_out(match.vacancy, today),
                score=match.score,
                parts=[
                    ScorePartOut(criterion=part.criterion, points=part.points, most=part.most, reason=part.reason)
                    for part in match.parts
                ],
            )
            for match in matches
        ]
        return MatchesOut(matched=True, basis=BASIS, vacancies=shown)


@router.get("/job-fairs", responses=_GIVEN)
def coming(call: ByKiosk, session: SessionId) -> OwnFairsOut:
    """The next job fairs, and whether the person has a place (at least L1)."""
    wanted = select(JobFair).where(JobFair.starts_at > call.central.now()).order_by(JobFair.starts_at).limit(MOST_FAIRS)
    with call.begin() as (transaction, kiosk):
        person = _person(call, transaction, kiosk, session, LOOKING)
        shown = list(transaction.scalars(wanted))
        own = {
            each.fair_id: each
            for each in transaction.scalars(
                select(FairSignUp).where(
                    FairSignUp.person_id == person, FairSignUp.fair_id.in_([fair.id for fair in shown])
                )
            )
        }
        return OwnFairsOut(fairs=[_own_out(transaction, fair, own.get(fair.id)) for fair in shown])


@router.post(
    "/job-fairs/{number}/sign-up", response_model=OwnFairOut, responses={**_POSTED, **answers("state-conflict")}
)
def sign_up(call: ByKiosk, session: SessionId, number: Number, _body: _Nothing, key: ByKey) -> JSONResponse:
    """A place, or the end of the waiting list (at least L1)."""
    return _fair(call, session, number, key, fairs.sign_up)


@router.post("/job-fairs/{number}/withdrawal", response_model=OwnFairOut, responses=_POSTED)
def withdraw(call: ByKiosk, session: SessionId, number: Number, _body: _Nothing, key: ByKey) -> JSONResponse:
    """Give the place back; whoever has waited longest gets it (at least L1)."""
    return _fair(call, session, number, key, fairs.withdraw)


def _fair(call: KioskCall, session: str, number: str, key: Key, act: fairs.Act) -> JSONResponse:
    def effect(transaction: Transaction, kiosk: Kiosk) -> OwnFairOut:
        person = _person(call, transaction, kiosk, session, LOOKING)
        fair, own = act(transaction, number, person, call.central.now())
        return _own_out(transaction, fair, own)

    return kiosk_answer_once(call, key, effect)


def _person(call: KioskCall, transaction: Transaction, kiosk: Kiosk, session: str, least: int) -> int:
    held = sessions.find_open(transaction, kiosk, session, call.central.now(), least)
    if held.person_id is None:
        raise Problem("not-found")
    return held.person_id


def _profile_out(held: JobSeeker | None) -> ProfileOut:
    if held is None:
        return ProfileOut(active=False)
    return ProfileOut(
        active=held.withdrawn_at is None,
        consented_at=held.consented_at,
        withdrawn_at=held.withdrawn_at,
        occupation=held.occupation,
        district=held.district,
        least_wage=held.least_wage,
        skills=[str(skill) for skill in held.skills],
    )


def _own_out(transaction: Transaction, fair: JobFair, own: FairSignUp | None) -> OwnFairOut:
    position = fairs.position(transaction, own) if own else 0
    return OwnFairOut(fair=fair_out(fair), own=fairs.state(own), position=position)
