"""Data exchange: each request to a department, what was found out by a rule, and for which application."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table

_ROW = BigInteger().with_variant(Integer, "sqlite")


class ExchangeMessage(Table):
    """One request and its answer, by their hashes and signatures: nothing of what they said.

    `purpose`: the application's or offer's number that it was asked for. `outcome`: answered, not-found, or what
    failed.
    """

    __tablename__ = "exchange_messages"
    __table_args__ = (Index("ix_exchange_messages_department_id", "department", "id"),)

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    request_id: Mapped[str] = mapped_column(String(32), unique=True)
    department: Mapped[str] = mapped_column(String(16))
    service: Mapped[str] = mapped_column(String(32))
    purpose: Mapped[str] = mapped_column(String(40), index=True)
    asked_by: Mapped[str] = mapped_column(String(80))
    requested_at: Mapped[datetime] = mapped_column(index=True)
    milliseconds: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    status: Mapped[int | None]
    request_sha256: Mapped[str] = mapped_column(String(64))
    request_signature: Mapped[str] = mapped_column(String(200))
    answer_sha256: Mapped[str] = mapped_column(String(64))
    answer_signature: Mapped[str] = mapped_column(String(200))


class DepartmentAnswer(Table):
    """An answer that may be used again: for the same rule's version and the same inputs, until its age is reached."""

    __tablename__ = "department_answers"

    rule: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    inputs: Mapped[str] = mapped_column(String(64), primary_key=True)
    answer: Mapped[dict[str, Any] | None]
    answered_at: Mapped[datetime] = mapped_column(index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("exchange_messages.id"))


class Comparison(Table):
    """What a rule found for an application or an offer (`purpose` is its number); the newest of a rule counts.

    `outcome`: agrees, differs, not-found, or unavailable; `unmet`: the fields that were not as expected.
    """

    __tablename__ = "comparisons"
    __table_args__ = (UniqueConstraint("purpose", "rule"),)

    id: Mapped[int] = mapped_column(_ROW, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id", ondelete=CASCADE), index=True)
    rule: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(16))
    unmet: Mapped[list[Any]]
    taken: Mapped[dict[str, Any]]
    compared_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    cached: Mapped[bool]
    message_id: Mapped[int | None] = mapped_column(ForeignKey("exchange_messages.id"))
