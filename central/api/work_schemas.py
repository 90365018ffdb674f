"""The bodies of consultations, profiles, vacancies and fairs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from central.wire import Body
from central.words import Text

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,24}$")]
Yuan = Annotated[int, Field(ge=0, le=1_000_000)]
Skills = Annotated[tuple[Code, ...], Field(max_length=12)]


def _said(most: int) -> object:
    return StringConstraints(min_length=1, max_length=most, strip_whitespace=True)


class ConsultationIn(Body):
    question: Annotated[str, _said(200)]
    language: Literal["zh", "en"]


class QuoteOut(Body):
    """`sentences` stand in the guide word for word; `reference`: with a figure that the operator has to confirm."""

    passage: str
    heading: Text
    sentences: Text
    source: Text
    since: date
    reference: bool
    item: str | None


class RelatedOut(Body):
    passage: str
    heading: Text


class ConsultationOut(Body):
    """`quote` null: declined, and then `ask` says whom to ask. Never decides whether somebody is entitled."""

    number: str
    quote: QuoteOut | None
    ask: Text
    related: list[RelatedOut]
    guides_version: str


class PlainOut(Body):
    """`plain` null: there is none, because `refused`: off, nothing-quoted, unreachable, added-…"""

    plain: str | None
    refused: str | None


class ProfileIn(Body):
    """`consent`: the person agreed to a profile being made of their certificates and of what is given here."""

    consent: Literal[True]
    occupation: Code = ""
    district: Code = ""
    least_wage: Yuan = 0
    skills: Skills = ()


class ProfileOut(Body):
    """`active` false: no consent, or it was withdrawn, and nothing is held."""

    active: bool
    consented_at: datetime | None = None
    withdrawn_at: datetime | None = None
    occupation: str = ""
    district: str = ""
    least_wage: int = 0
    skills: list[str] = Field(default_factory=list)


class VacancyIn(Body):
    """Wages in yuan a month."""

    employer: Annotated[str, _said(200)]
    employer_code: Annotated[str, StringConstraints(pattern=r"^([0-9A-HJ-NPQRTUWXY]{18})?$")] = ""
    title: Annotated[str, _said(80)]
    occupation: Annotated[Code, Field(min_length=1)]
    district: Annotated[Code, Field(min_length=1)]
    wage_from: Yuan
    wage_to: Yuan
    skills: Skills = ()
    openings: Annotated[int, Field(ge=1, le=10_000)]
    contact: Annotated[str, _said(80)]
    expires_on: date


class VacancyOut(Body):
    number: str
    state: Literal["open", "withdrawn", "expired"]
    version: int
    employer: str
    title: str
    occupation: str
    occupation_text: Text
    district: str
    district_text: Text
    wage_from: int
    wage_to: int
    skills: list[str]
    skills_text: list[Text]
    openings: int
    contact: str
    published_at: datetime
    expires_on: date


class VacancyPage(Body):
    """`next`: the cursor of the next page, null on the last."""

    vacancies: list[VacancyOut]
    next: str | None


class ScorePartOut(Body):
    criterion: Literal["occupation", "district", "wage", "skills"]
    points: int
    most: int
    reason: Text


class MatchOut(Body):
    """`score` is the sum of the parts, at most 100; without a profile there is none."""

    vacancy: VacancyOut
    score: int | None
    parts: list[ScorePartOut]


class MatchesOut(Body):
    """`matched`: by the person's profile; else the newest. `basis` is to be shown and printed with them."""

    matched: bool
    basis: Text
    vacancies: list[MatchOut]


class FairIn(Body):
    name: Text
    place: Text
    starts_at: AwareDatetime
    capacity: Annotated[int, Field(ge=1, le=100_000)]


class FairOut(Body):
    number: str
    name: Text
    place: Text
    starts_at: datetime
    capacity: int
    booked: int


class FairPage(Body):
    fairs: list[FairOut]
    next: str | None


class OwnFairOut(Body):
    """`own`: the person's place. `position`: theirs on the waiting list, 0 where they do not wait."""

    fair: FairOut
    own: Literal["none", "booked", "waiting", "withdrawn"]
    position: int


class OwnFairsOut(Body):
    fairs: list[OwnFairOut]
