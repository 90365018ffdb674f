"""The bodies of offers, screening and employers' declarations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from central.api.schemas import TimelineEntryOut
from central.proactive.states import OfferState
from central.wire import Base64, Body, IdNumber
from central.words import Text

EmployerCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$")]


class ConsentTextOut(Body):
    """What is consented to, each apart: that the face check is used, and that the system decides."""

    version: int
    biometric: Text
    decision: Text


class OfferOut(Body):
    """`why`, `amount`, `records`: in plain words why this person, how much, and which records say so; `duty` is what
    they say to be so by consenting. `reasons`: why it cannot be had after all. `application` once there is one."""

    id: int
    number: str
    benefit: str
    item: str
    icon: str
    title: Text
    amount: Text
    why: list[Text]
    records: list[Text]
    duty: Text
    state: OfferState
    expires_on: date
    reasons: list[str]
    application: str | None
    timeline: list[TimelineEntryOut]


class OffersOut(Body):
    offers: list[OfferOut]
    consent: ConsentTextOut


class ConsentIn(Body):
    """Both are needed, and each was asked apart. `version`: of the words that were shown."""

    biometric: Literal[True]
    decision: Literal[True]
    version: int
    language: Literal["zh", "en"] = "zh"


class DeclineIn(Body):
    pass


class OfferRow(Body):
    id: int
    number: str
    benefit: str
    item: str
    state: OfferState
    months: int
    amount_fen: int
    basis_on: date
    screened_at: datetime
    expires_on: date


class OfferPage(Body):
    """Without the persons: `next` is the cursor of the next page, null on the last."""

    offers: list[OfferRow]
    next: str | None


class ScreeningRunOut(Body):
    """`found`: how many offers were made, by benefit."""

    id: int
    day: date
    began_at: datetime
    milliseconds: int
    found: dict[str, int]


class ScreeningRunsOut(Body):
    """The newest first; `states`: how many offers there are in each state."""

    runs: list[ScreeningRunOut]
    states: dict[str, int]


class ScreeningBegun(Body):
    begun: Literal[True] = True


class ScreeningIn(Body):
    pass


class EmployerIn(Body):
    """`signing_key`: the raw Ed25519 public key."""

    code: EmployerCode
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    signing_key: Annotated[Base64, Field(min_length=32, max_length=32)]


class EmployerOut(Body):
    code: str
    name: str
    registered_at: datetime


class ExitIn(Body):
    """`signature`: Ed25519 by the employer's key over the lines hrss-exit/1, employer code, id_number, exit_date,
    reason, declared_at (ISO 8601 in UTC, as +00:00), joined by newlines."""

    id_number: IdNumber
    exit_date: date
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    declared_at: AwareDatetime
    signature: Base64


class ExitOut(Body):
    """`involuntary`: whether it may lead to unemployment benefit."""

    id: int
    reason: str
    words: Text
    involuntary: bool
    received_at: datetime


class ExitReasonOut(Body):
    code: str
    words: Text
    involuntary: bool


class ExitReasonsOut(Body):
    reasons: list[ExitReasonOut]
