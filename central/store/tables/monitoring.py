"""What kiosks report of themselves, what they are told to do, and what of it people have to see to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from central.store.tables.base import CASCADE, Table


class KioskPlace(Table):
    """Where a kiosk stands, as staff set it."""

    __tablename__ = "kiosk_places"

    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosks.id", ondelete=CASCADE), primary_key=True)
    hall_zh: Mapped[str] = mapped_column(String(80))
    hall_en: Mapped[str] = mapped_column(String(120))
    district: Mapped[str] = mapped_column(String(6), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    set_at: Mapped[datetime]
    set_by: Mapped[str] = mapped_column(String(80))


class KioskState(Table):
    """A kiosk's last heartbeat as a whole, one row a kiosk: each heartbeat writes it once.

    `devices` and `consumables` as they came, by id; `conditions` counts towards alerts (central/monitoring/alerts.py).
    A heartbeat's key is kept until the next one.
    """

    __tablename__ = "kiosk_states"

    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosks.id", ondelete=CASCADE), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime]
    silent_after: Mapped[datetime] = mapped_column(index=True)
    interval_s: Mapped[float]
    clock_offset_s: Mapped[float]
    started_at: Mapped[datetime]
    version: Mapped[str] = mapped_column(String(40))
    mode: Mapped[str] = mapped_column(String(16))
    service: Mapped[str] = mapped_column(String(16))
    service_reason: Mapped[str] = mapped_column(String(32))
    visiting: Mapped[bool]
    day: Mapped[str] = mapped_column(String(10), index=True)
    visits: Mapped[dict[str, Any]]
    prints: Mapped[dict[str, Any]]
    devices: Mapped[list[Any]]
    consumables: Mapped[list[Any]]
    outbox: Mapped[dict[str, Any]]
    kept: Mapped[list[Any]]
    message: Mapped[str | None] = mapped_column(String(40))
    conditions: Mapped[dict[str, Any]] = mapped_column(default=dict)
    silent: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str] = mapped_column(String(128))
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[dict[str, Any]]


class DeviceChange(Table):
    """A device of a kiosk was in another state from then on."""

    __tablename__ = "device_changes"
    __table_args__ = (Index("ix_device_changes_kiosk_id_id", "kiosk_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosks.id", ondelete=CASCADE))
    device: Mapped[str] = mapped_column(String(40))
    device_class: Mapped[str] = mapped_column(String(24))
    state: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime | None]
    received_at: Mapped[datetime] = mapped_column(index=True)


class KioskCommand(Table):
    """What a kiosk is to do once. `number` is the one it is known by; see central/monitoring/commands.py."""

    __tablename__ = "kiosk_commands"
    __table_args__ = (Index("ix_kiosk_commands_kiosk_id_state", "kiosk_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(32), unique=True)
    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosks.id", ondelete=CASCADE))
    kind: Mapped[str] = mapped_column(String(24))
    arguments: Mapped[dict[str, Any]]
    asked_by: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(String(16))
    fetched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)


class KioskAlert(Table):
    """Something at a kiosk that somebody has to see to. `subject` is a device's id, or empty for the kiosk."""

    __tablename__ = "kiosk_alerts"
    __table_args__ = (Index("ix_kiosk_alerts_kiosk_id_kind_subject", "kiosk_id", "kind", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosks.id", ondelete=CASCADE))
    kind: Mapped[str] = mapped_column(String(24))
    subject: Mapped[str] = mapped_column(String(40))
    severity: Mapped[str] = mapped_column(String(8))
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    raised_at: Mapped[datetime]
    cleared_at: Mapped[datetime | None] = mapped_column(index=True)


class MonitoringEvent(Table):
    """What the monitoring stream says, in order of `id`, the same for every process; kept for a day."""

    __tablename__ = "monitoring_events"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    kiosk_id: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)
    content: Mapped[dict[str, Any]]
