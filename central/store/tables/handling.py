"""Allocation to staff, payments, ratings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class StaffDay(Table):
    """A day on which a member of staff was on duty, and the work given to them then."""

    __tablename__ = "staff_days"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete=CASCADE), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    minutes: Mapped[int] = mapped_column(default=0)
    items: Mapped[int] = mapped_column(default=0)


class StaffConflict(Table):
    """Whose applications a member of staff must not handle: a relative's, or one declared for another reason."""

    __tablename__ = "staff_conflicts"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete=CASCADE), primary_key=True)
    id_number: Mapped[str] = mapped_column(String(18), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(16))
    declared_at: Mapped[datetime]


class Allocation(Table):
    """One choice of a handler with all that it was made from, so that it can be made again and compared."""

    __tablename__ = "allocations"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete=CASCADE), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    role: Mapped[str] = mapped_column(String(8))
    policy: Mapped[str] = mapped_column(String(40))
    seed: Mapped[int] = mapped_column(BigInteger)
    minutes: Mapped[int]
    candidates: Mapped[list[Any]]
    excluded: Mapped[dict[str, Any]]
    chosen: Mapped[str | None] = mapped_column(String(32))


class Payment(Table):
    """One order to the bank. `key` is the bank's idempotency key; `state`: ordered, sent, confirmed, returned."""

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("application_id", "attempt"),
        Index("ix_payments_state_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    attempt: Mapped[int]
    key: Mapped[str] = mapped_column(String(40), unique=True)
    account: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    amount_fen: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(16))
    bank_reference: Mapped[str] = mapped_column(String(80), default="")
    reason: Mapped[str] = mapped_column(String(40), default="")
    ordered_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]


class Rating(Table):
    """The applicant's own, once for an application: 1 to 5 stars and words."""

    __tablename__ = "ratings"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete=CASCADE), primary_key=True)
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(String(400), default="")
    channel: Mapped[str] = mapped_column(String(16))
    handler: Mapped[str | None] = mapped_column(String(32), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
