"""Contracts, authorisations and fund movements: bodies of requests and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from central.wire import Base64, Body, IdNumber

PartyId = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{1,62}$")]
Short = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
Account = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z-]{4,40}$")]
SessionId = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=400, strip_whitespace=True)]


class PartyIn(Body):
    """`public_key`: raw Ed25519. `body`: whom a supervisor signs for; empty for an employer."""

    role: Literal["employer", "supervisor"]
    id: PartyId
    body: Literal["", "finance", "audit", "bank"] = ""
    public_key: Base64


class PartyOut(Body):
    role: str
    id: str
    body: str
    registered_at: datetime


class ContractIn(Body):
    """`signature`: the employer's key over `hrss-contract/1`, employer, id number, first day, last day or nothing, and
    the terms' SHA-256 in hex, a line each."""

    employer: PartyId
    id_number: IdNumber
    starts_on: date
    ends_on: date | None = None
    terms: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]
    signature: Base64


class AssentIn(Body):
    """`digest`: of the terms that were shown. `signature`: the kiosk's key over `hrss-contract-assent/1`, number,
    digest and session, a line each."""

    session: SessionId
    digest: Digest
    signature: Base64


class InSession(Body):
    session: SessionId


class SignatureIn(Body):
    """Over `hrss-contract-withdrawal/1`, number and digest, a line each."""

    signature: Base64


class EndIn(Body):
    reason: Reason
    ended_on: date


class ContractOut(Body):
    number: str
    state: str
    version: int
    employer: str
    id_number: str
    starts_on: date
    ends_on: date | None
    terms: str
    digest: str
    made_at: datetime


class ContractsOut(Body):
    contracts: list[ContractOut]


class AuthorisationIn(Body):
    session: SessionId
    grantee: PartyId
    purpose: Short
    records: Annotated[
        list[Literal["employment", "contributions", "pension", "card"]], Field(min_length=1, max_length=4)
    ]
    until: date


class UseIn(Body):
    grantee: PartyId
    purpose: Short


class AuthorisationOut(Body):
    number: str
    state: str
    version: int
    grantee: str
    purpose: str
    records: list[str]
    until: date
    uses: int
    made_at: datetime


class AuthorisationsOut(Body):
    authorisations: list[AuthorisationOut]


class MovementIn(Body):
    fund: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{2,30}$")]
    source: Account
    target: Account
    amount_fen: Annotated[int, Field(ge=1, le=10**15)]
    purpose: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]


class SupervisorSignatureIn(Body):
    """Over `hrss-fund-movement/1`, number, fund, source, target, amount in fen and the purpose's SHA-256 in hex."""

    supervisor: PartyId
    signature: Base64


class RefusalIn(Body):
    """Over `hrss-fund-refusal/1`, number and the reason's SHA-256 in hex."""

    supervisor: PartyId
    reason: Reason
    signature: Base64


class FundSignatureOut(Body):
    supervisor: str
    body: str
    at: datetime


class MovementOut(Body):
    """`needed`: how many bodies must have signed before it is released."""

    number: str
    state: str
    version: int
    fund: str
    source: str
    target: str
    amount_fen: int
    purpose: str
    proposed_by: str
    needed: int
    made_at: datetime
    signatures: list[FundSignatureOut]


class MovementPage(Body):
    movements: list[MovementOut]
    next: str | None
