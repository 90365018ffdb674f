"""Applications, their course, and what kiosks sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from central.store.tables.base import Table


class Staff(Table):
    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    id_number: Mapped[str | None] = mapped_column(String(18))
    skills: Mapped[list[Any]]
    on_duty: Mapped[bool] = mapped_column(default=True)
    open_minutes: Mapped[int] = mapped_column(default=0, server_default="0")


class Application(Table):
    """`depth`: who reviews it: rules, one, two; `risk`: the rules that said so. `paused_at`: its clock stands still.

    `proof` is a hash of the reference that the applicant holds.
    """

    __tablename__ = "applications"
    __table_args__ = (
        Index("ix_applications_handler_state", "handler", "state"),
        Index("ix_applications_sender_received_at", "sender", "received_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    item: Mapped[str] = mapped_column(String(16))
    item_version: Mapped[int]
    id_number: Mapped[str] = mapped_column(String(18), index=True)
    name: Mapped[str] = mapped_column(String(120))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    form: Mapped[dict[str, Any]]
    assurance: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(24), index=True)
    version: Mapped[int] = mapped_column(default=1)
    submitted_at: Mapped[datetime]
    received_at: Mapped[datetime]
    due_on: Mapped[date | None] = mapped_column(index=True)
    expected_minutes: Mapped[int] = mapped_column(default=0)
    handler: Mapped[str | None] = mapped_column(ForeignKey("staff.id"))
    second: Mapped[str | None] = mapped_column(String(32), index=True)
    depth: Mapped[str] = mapped_column(String(8), default="one", server_default="one")
    risk: Mapped[list[Any]] = mapped_column(default=list, server_default="[]")
    accepted_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    extended_days: Mapped[int] = mapped_column(default=0, server_default="0")
    warned_on: Mapped[date | None]
    proof: Mapped[str] = mapped_column(String(64), default="", server_default="")
    account: Mapped[str] = mapped_column(String(40), default="", server_default="", index=True)
    sender: Mapped[str] = mapped_column(String(80), default="", server_default="")
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)

    events: Mapped[list[ApplicationEvent]] = relationship(order_by="ApplicationEvent.id", lazy="selectin")


class ApplicationEvent(Table):
    """One step of an application, never changed afterwards."""

    __tablename__ = "application_events"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    action: Mapped[str] = mapped_column(String(24))
    from_state: Mapped[str] = mapped_column(String(24))
    to_state: Mapped[str] = mapped_column(String(24))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(80))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Submission(Table):
    """What a kiosk sealed and signed, as it came; a draft for the desk has no application."""

    __tablename__ = "submissions"
    __table_args__ = (UniqueConstraint("kiosk_id", "generation", "sequence"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kiosk_id: Mapped[str] = mapped_column(String(64))
    generation: Mapped[int]
    sequence: Mapped[int] = mapped_column(BigInteger)
    missing_before: Mapped[int] = mapped_column(BigInteger, default=0)
    reference: Mapped[str] = mapped_column(String(15), unique=True)
    key: Mapped[str] = mapped_column(String(128))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    key_id: Mapped[str] = mapped_column(String(32))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    committed_at: Mapped[datetime]
    received_at: Mapped[datetime]


class Draft(Table):
    """What a citizen had filled in when the kiosk sent them to a desk with a ticket, until staff take it up.

    `id_number` and `name` are the document's; nobody has checked who held it.
    """

    __tablename__ = "drafts"

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), unique=True)
    ticket: Mapped[str] = mapped_column(String(8), index=True)
    item: Mapped[str] = mapped_column(String(16))
    item_version: Mapped[int]
    id_number: Mapped[str] = mapped_column(String(18))
    name: Mapped[str] = mapped_column(String(120))
    form: Mapped[dict[str, Any]]
    assurance: Mapped[dict[str, Any]]
    language: Mapped[str] = mapped_column(String(8))
    committed_at: Mapped[datetime]
    received_at: Mapped[datetime] = mapped_column(index=True)

    submission: Mapped[Submission] = relationship(lazy="joined")
