"""Contracts of employment, credit authorisations, fund movements, and the keys that sign them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from central.store.tables.base import Table


class SigningParty(Table):
    """Who signs with a key of their own: an employer by its code, a supervisor of the fund by their staff id.

    `body` is whom a supervisor signs for: finance, audit, bank.
    """

    __tablename__ = "signing_parties"

    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(String(32), default="")
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    registered_at: Mapped[datetime]


class Contract(Table):
    """`assent` is how the worker signed: the session, its level, and the kiosk's signature."""

    __tablename__ = "contracts"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    employer: Mapped[str] = mapped_column(String(64), index=True)
    id_number: Mapped[str] = mapped_column(String(18), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    terms: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    employer_signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    assent: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Authorisation(Table):
    """A person lets an institution ask for certain records, for one purpose, until a day."""

    __tablename__ = "authorisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    id_number: Mapped[str] = mapped_column(String(18), index=True)
    grantee: Mapped[str] = mapped_column(String(64), index=True)
    purpose: Mapped[str] = mapped_column(String(120))
    records: Mapped[list[Any]]
    until: Mapped[date]
    uses: Mapped[int] = mapped_column(default=0)
    assent: Mapped[dict[str, Any]] = mapped_column(default=dict)


class FundMovement(Table):
    """Money of the fund from one account to another; released with `needed` bodies' signatures only."""

    __tablename__ = "fund_movements"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(16), index=True)
    version: Mapped[int] = mapped_column(default=1)
    made_at: Mapped[datetime]
    fund: Mapped[str] = mapped_column(String(32))
    source: Mapped[str] = mapped_column(String(40))
    target: Mapped[str] = mapped_column(String(40))
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    purpose: Mapped[str] = mapped_column(String(200))
    proposed_by: Mapped[str] = mapped_column(String(80))
    needed: Mapped[int]

    signatures: Mapped[list[FundSignature]] = relationship(order_by="FundSignature.at", lazy="selectin")


class FundSignature(Table):
    __tablename__ = "fund_signatures"

    movement_id: Mapped[int] = mapped_column(ForeignKey("fund_movements.id"), primary_key=True)
    supervisor: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(String(32))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    at: Mapped[datetime]
