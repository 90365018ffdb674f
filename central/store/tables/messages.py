"""What applicants are told by SMS, and what became of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class SmsMessage(Table):
    """`state`: queued, sent (the gateway has it), delivered, failed. `gateway_id` is the gateway's own for receipts."""

    __tablename__ = "sms_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    id_number: Mapped[str] = mapped_column(String(18), index=True)
    about: Mapped[int | None] = mapped_column(ForeignKey("applications.id", ondelete=CASCADE), index=True)
    phone: Mapped[str] = mapped_column(String(40))
    template: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(16), default="queued")
    gateway_id: Mapped[str | None] = mapped_column(String(80), unique=True)
    reason: Mapped[str] = mapped_column(String(80), default="")
    created_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
