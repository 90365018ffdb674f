"""Leaving a message for every subscriber of its kind, in the transaction that it tells of."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from central.background import later
from central.store.database import Transaction
from central.store.tables import Delivery, Subscription
from central.words import Text

KINDS: Mapping[str, Text] = {
    "application.moved": Text(zh="办件状态变化", en="An application moved to another state"),
    "alert.raised": Text(zh="终端告警", en="A kiosk's alert was raised"),
    "alert.cleared": Text(zh="终端告警解除", en="A kiosk's alert was cleared"),
    "command.ended": Text(zh="终端指令已结束", en="A command to a kiosk has ended"),
    "ping": Text(zh="测试消息", en="A message to try the subscription"),
}
TASK = "webhook"
_ENABLED = "subscriptions"


def publish(transaction: Transaction, kind: str, at: datetime, data: Mapping[str, Any]) -> None:
    """`data` names nobody: numbers by which the subscriber, who may, asks for more."""
    for subscription in _enabled(transaction):
        if kind in subscription.kinds:
            leave(transaction, subscription, kind, at, data)


def leave(
    transaction: Transaction, subscription: Subscription, kind: str, at: datetime, data: Mapping[str, Any]
) -> Delivery:
    number = f"msg_{secrets.token_hex(16)}"
    content = {"type": kind, "timestamp": at.isoformat(), "data": dict(data)}
    made = Delivery(
        number=number, subscription_id=subscription.id, kind=kind, content=content, state="waiting", made_at=at
    )
    transaction.add(made)
    later(transaction, TASK, {"delivery": number})
    return made


def _enabled(transaction: Transaction) -> list[Subscription]:
    """Asked once a transaction: an application that is accepted moves several times in one."""
    kept: list[Subscription] | None = transaction.info.get(_ENABLED)
    if kept is None:
        kept = list(transaction.scalars(select(Subscription).where(Subscription.disabled_at.is_(None))))
        transaction.info[_ENABLED] = kept
    return kept
