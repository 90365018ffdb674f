"""Consultations, job seekers' profiles, vacancies, job fairs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class Consultation(Table):
    """A question with its personal numbers masked; `passage` empty: declined."""

    __tablename__ = "consultations"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str | None] = mapped_column(String(24), unique=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    asker: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(2))
    question: Mapped[str] = mapped_column(String(400))
    guides_version: Mapped[str] = mapped_column(String(16))
    passage: Mapped[str] = mapped_column(String(40))
    sure: Mapped[float]


class JobSeeker(Table):
    """A profile, for as long as its person consents; withdrawn, nothing but that is left of it."""

    __tablename__ = "job_seekers"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), primary_key=True)
    consented_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    occupation: Mapped[str] = mapped_column(String(24), default="")
    district: Mapped[str] = mapped_column(String(6), default="")
    least_wage: Mapped[int] = mapped_column(default=0)
    skills: Mapped[list[Any]] = mapped_column(default=list)


class Vacancy(Table):
    """Work that an employer offers; `wage_from` and `wage_to` in yuan a month."""

    __tablename__ = "vacancies"
    __table_args__ = (Index("ix_vacancies_state_expires_on", "state", "expires_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(default=1)
    employer: Mapped[str] = mapped_column(String(200))
    employer_code: Mapped[str] = mapped_column(String(18), default="")
    title: Mapped[str] = mapped_column(String(80))
    occupation: Mapped[str] = mapped_column(String(24))
    district: Mapped[str] = mapped_column(String(6))
    wage_from: Mapped[int]
    wage_to: Mapped[int]
    skills: Mapped[list[Any]] = mapped_column(default=list)
    openings: Mapped[int]
    contact: Mapped[str] = mapped_column(String(80))
    published_at: Mapped[datetime]
    published_by: Mapped[str] = mapped_column(String(80))
    expires_on: Mapped[date]


class JobFair(Table):
    """`booked` counts who has a place: kept in the row, so that two who sign up at once do not both get the last."""

    __tablename__ = "job_fairs"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    name_zh: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(120))
    place_zh: Mapped[str] = mapped_column(String(120))
    place_en: Mapped[str] = mapped_column(String(160))
    starts_at: Mapped[datetime] = mapped_column(index=True)
    capacity: Mapped[int]
    booked: Mapped[int] = mapped_column(default=0)


class FairSignUp(Table):
    """`state`: booked, waiting, withdrawn. Who waits moves up in the order of `turn`."""

    __tablename__ = "fair_sign_ups"
    __table_args__ = (
        UniqueConstraint("fair_id", "person_id"),
        Index("ix_fair_sign_ups_fair_id_state", "fair_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("job_fairs.id", ondelete=CASCADE))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    state: Mapped[str] = mapped_column(String(16))
    turn: Mapped[int]
    at: Mapped[datetime]
