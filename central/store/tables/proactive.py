"""Proactive service: what it is screened from, and the offers that come of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from central.store.tables.base import CASCADE, Table

_ROW = BigInteger().with_variant(Integer, "sqlite")


class Employer(Table):
    """An employer that declares by itself; `signing_key` is its raw Ed25519 public key."""

    __tablename__ = "employers"

    code: Mapped[str] = mapped_column(String(18), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    signing_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    registered_at: Mapped[datetime]


class ExitDeclaration(Table):
    """An employer's signed statement that somebody left and why; the newest counts."""

    __tablename__ = "exit_declarations"

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    employer_code: Mapped[str] = mapped_column(ForeignKey("employers.code"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    employment_id: Mapped[int] = mapped_column(ForeignKey("employments.id", ondelete=CASCADE))
    exit_date: Mapped[date]
    reason: Mapped[str] = mapped_column(String(40))
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    declared_at: Mapped[datetime]
    received_at: Mapped[datetime]


class PensionAccount(Table):
    """An employee's pension insurance before it is drawn. `index_permille`: own wage by the average, over the years;
    `due_on`: when the pension age is reached, at `due_age_months`."""

    __tablename__ = "pension_accounts"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    contribution_months: Mapped[int]
    account_fen: Mapped[int] = mapped_column(BigInteger)
    index_permille: Mapped[int]
    due_on: Mapped[date] = mapped_column(index=True)
    due_age_months: Mapped[int]


class SkillCertificate(Table):
    """A skill certificate; `level` 5 (junior) to 1 (senior technician)."""

    __tablename__ = "skill_certificates"

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    trade: Mapped[str] = mapped_column(String(60))
    level: Mapped[int]
    issued_on: Mapped[date] = mapped_column(index=True)
    subsidised_on: Mapped[date | None]


class FlexibleInsurance(Table):
    """Who pays in for themselves. `hard_to_employ_on`: since when recognised as such; `subsidised_months` so far."""

    __tablename__ = "flexible_insurance"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    since: Mapped[date]
    paid_to: Mapped[date]
    monthly_fen: Mapped[int]
    hard_to_employ_on: Mapped[date | None] = mapped_column(index=True)
    subsidised_months: Mapped[int] = mapped_column(default=0)


class ScreeningRun(Table):
    """One screening of everybody; `found` by benefit."""

    __tablename__ = "screening_runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    began_at: Mapped[datetime]
    milliseconds: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Offer(Table):
    """A benefit that somebody seems to be entitled to. `basis_on` is the day of the fact that it follows from: for the
    same one it is made once. `months` 0: paid once; `amount_fen` each month or once, 0 where nothing is paid."""

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("person_id", "benefit", "basis_on"),
        Index("ix_offers_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    benefit: Mapped[str] = mapped_column(String(24))
    item: Mapped[str] = mapped_column(String(16))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE))
    basis_on: Mapped[date]
    months: Mapped[int]
    amount_fen: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(default=1)
    run_id: Mapped[int] = mapped_column(ForeignKey("screening_runs.id"))
    screened_at: Mapped[datetime]
    expires_on: Mapped[date] = mapped_column(index=True)
    consent: Mapped[dict[str, Any] | None]
    reasons: Mapped[list[Any] | None]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)

    events: Mapped[list[OfferEvent]] = relationship(order_by="OfferEvent.id", lazy="selectin")


class OfferEvent(Table):
    """One step of an offer."""

    __tablename__ = "offer_events"

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id", ondelete=CASCADE), index=True)
    from_state: Mapped[str] = mapped_column(String(16))
    to_state: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))
