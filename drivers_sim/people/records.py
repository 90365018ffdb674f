"""What the central knows of a simulated citizen. Dates are `YYYY-MM-DD`, money is yuan."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a date as YYYY-MM-DD")]
Months = Annotated[int, Meta(ge=0, le=720)]
Yuan = Annotated[float, Meta(ge=0, le=100_000)]


class _Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class SocialCard(_Record, frozen=True, kw_only=True):
    """The social security card: number as one letter and eight digits.

    `records`: how its chip gives its records. `region`: the six digits of the issuing place; without, those of the
    identity number. Cards from version 2.00 on expire ten years after they were issued.
    """

    number: Annotated[str, Meta(pattern=r"^[A-Z]\d{8}$", description="one capital letter and eight digits")]
    state: Literal["in_use", "lost", "locked", "expired"] = "in_use"
    issued: Day
    bank: str
    version: Literal["1.00", "2.00", "3.00"] = "3.00"
    records: Literal["sfi", "select", "tag"] = "sfi"
    region: Annotated[str, Meta(pattern=r"^\d{6}$", description="six digits")] | None = None
    pin: Annotated[str, Meta(pattern=r"^\d{6}$", description="six digits")] = "123456"


class Employment(_Record, frozen=True, kw_only=True):
    """The last or present job. `involuntary` is the employer's exit declaration; None while employed."""

    employer: str
    employer_code: Annotated[str, Meta(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$", description="a GB 32100 code")]
    occupation: str
    start_date: Day
    exit_date: Day | None = None
    exit_reason: str | None = None
    involuntary: bool | None = None
    contribution_months: Months


class Unemployment(_Record, frozen=True, kw_only=True):
    registered: bool
    registered_on: Day | None = None
    unused_months: Months = 0
    earlier_claims: Annotated[int, Meta(ge=0, le=50)] = 0


class Pension(_Record, frozen=True, kw_only=True):
    receiving: bool
    since: Day | None = None
    monthly: Yuan = 0.0
    last_qualified: Day | None = None
    qualification_due: Day | None = None
    contribution_months: Months = 0


class Records(_Record, frozen=True, kw_only=True):
    phone: Annotated[str, Meta(pattern=r"^1[3-9]\d{9}$", description="an 11-digit mobile number")]
    bank_account: Annotated[str, Meta(pattern=r"^62\d{14,17}$", description="16 to 19 digits that start with 62")]
    bank_name: str
    contact_address: str
    social_card: SocialCard
    insured_since: Day
    education: Literal["primary", "junior", "senior", "vocational", "college", "bachelor", "master"]
    employment: Employment | None = None
    unemployment: Unemployment | None = None
    pension: Pension | None = None
    emergency_contact: str | None = None
    emergency_phone: Annotated[str, Meta(pattern=r"^1[3-9]\d{9}$", description="an 11-digit mobile number")] | None = (
        None
    )
