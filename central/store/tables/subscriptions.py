"""Who is told of what happens here by webhook, and what became of each message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class Subscription(Table):
    """`secret` signs what is sent (Standard Webhooks); it is shown when made and never again."""

    __tablename__ = "subscriptions"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32), unique=True)
    url: Mapped[str] = mapped_column(String(500))
    kinds: Mapped[list[Any]]
    description: Mapped[str] = mapped_column(String(120), default="")
    signing: Mapped[str] = mapped_column(String(8))
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(80))
    failing_since: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    disabled_reason: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int] = mapped_column(default=1)


class Delivery(Table):
    """One message to one subscriber. `number` is its id, the same for every try."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_subscription_id_id", "subscription_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("subscriptions.id", ondelete=CASCADE))
    kind: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    tries: Mapped[int] = mapped_column(default=0)
    status: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(40), default="")
    made_at: Mapped[datetime] = mapped_column(index=True)
    ended_at: Mapped[datetime | None]
