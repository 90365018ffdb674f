"""Persons and what is on record of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ForeignKey,
    LargeBinary,
    String,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class Person(Table):
    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    id_number: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    sex: Mapped[str] = mapped_column(String(8))
    birth_date: Mapped[date]
    address: Mapped[str] = mapped_column(String(300))
    other_names: Mapped[list[Any]] = mapped_column(default=list)
    contact_address: Mapped[str] = mapped_column(String(300), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    bank_account: Mapped[str] = mapped_column(String(40), default="")


class ReferencePhoto(Table):
    __tablename__ = "reference_photos"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)


class Employment(Table):
    """An employer's declaration; `exit_date` empty while employed."""

    __tablename__ = "employments"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    employer: Mapped[str] = mapped_column(String(200))
    employer_code: Mapped[str] = mapped_column(String(18), default="", index=True)
    start_date: Mapped[date | None]
    exit_date: Mapped[date | None] = mapped_column(index=True)
    exit_reason: Mapped[str] = mapped_column(String(120), default="")
    involuntary: Mapped[bool | None]


class UnemploymentInsurance(Table):
    __tablename__ = "unemployment_insurance"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    contribution_months: Mapped[int] = mapped_column(default=0)
    registered_on: Mapped[date | None]
    unused_months: Mapped[int] = mapped_column(default=0)
    entitled_months: Mapped[int] = mapped_column(default=0)


class Pension(Table):
    __tablename__ = "pensions"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    receiving: Mapped[bool] = mapped_column(default=False)
    monthly_fen: Mapped[int] = mapped_column(default=0)
    qualified_on: Mapped[date | None]
    qualification_due: Mapped[date | None] = mapped_column(index=True)


class SocialCard(Table):
    """`status`: in_use, lost, locked, expired."""

    __tablename__ = "social_cards"

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    status: Mapped[str] = mapped_column(String(16), default="in_use")
    status_since: Mapped[datetime | None]


class ElectronicCard(Table):
    """A code that an electronic social security card shows, by its hash; without `expires_at` it is the demo's."""

    __tablename__ = "electronic_cards"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    expires_at: Mapped[datetime | None]


class Session(Table):
    """A citizen's presence at a kiosk, and how sure the central is who it is."""

    __tablename__ = "sessions"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    kiosk_id: Mapped[str] = mapped_column(String(64), index=True)
    id_number: Mapped[str] = mapped_column(String(18), index=True)
    name: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    document: Mapped[str] = mapped_column(String(16))
    channel: Mapped[str] = mapped_column(String(16))
    name_matches: Mapped[bool]
    document_expired: Mapped[bool] = mapped_column(default=False)
    document_stopped: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    reference_fetches: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    level: Mapped[int] = mapped_column(default=0)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    evidence: Mapped[dict[str, Any]] = mapped_column(default=dict)
