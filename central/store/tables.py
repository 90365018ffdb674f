"""The tables. Everything that is looked up is indexed; money is in fen; times are UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

CASCADE = "CASCADE"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC: SQLite keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}


class Kiosk(Table):
    """`generation` counts its device keys: sequence numbers start anew with each."""

    __tablename__ = "kiosks"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    signing_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    generation: Mapped[int] = mapped_column(default=1)
    enrolled_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    last_sequence: Mapped[int] = mapped_column(BigInteger, default=0)


class EnrolmentCode(Table):
    __tablename__ = "enrolment_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class SeenToken(Table):
    """A kiosk's token that was used: it is not taken twice."""

    __tablename__ = "seen_tokens"

    kiosk_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    jti: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


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


class Staff(Table):
    __tablename__ = "staff"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    id_number: Mapped[str | None] = mapped_column(String(18))
    skills: Mapped[list[Any]]
    on_duty: Mapped[bool] = mapped_column(default=True)


class Application(Table):
    __tablename__ = "applications"
    __table_args__ = (Index("ix_applications_handler_state", "handler", "state"),)

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


class IdempotencyAnswer(Table):
    """The first answer to a key, written in the transaction of its effect."""

    __tablename__ = "idempotency_answers"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime] = mapped_column(index=True)
