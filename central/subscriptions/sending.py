"""Sending a message to its subscriber: at least once, under the same id at every try."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import requests
from sqlalchemy import select

from central import logs
from central.background import GivenUp, task
from central.monitoring import events
from central.store.database import Transaction
from central.store.tables import Delivery, Subscription
from central.subscriptions import calling, signing
from central.subscriptions.publishing import TASK

if TYPE_CHECKING:
    from central.parts import Central

DISABLED_AFTER = timedelta(days=1)
"""Of nothing but failures: then nothing is sent until somebody enables it again, and the stream says so."""
GONE = 410
_OK = range(200, 300)


class NotTaken(Exception):
    """The subscriber did not answer with 2xx; the engine tries again."""


@dataclass(frozen=True, slots=True, repr=False)
class _Message:
    url: str
    signing: str
    secret: bytes
    body: bytes


@task(TASK, remote=True)
def deliver(central: Central, payload: Mapping[str, Any]) -> None:
    number: str = payload["delivery"]
    with central.database.begin() as transaction:
        message = _message(transaction, number, central.now())
    if message is None:
        return
    timestamp = int(central.now().timestamp())
    signed = signing.headers(message.signing, message.secret, number, timestamp, message.body)
    headers = {"Content-Type": "application/json", "User-Agent": "hrss-central", **signed}
    status, reason = None, ""
    try:
        status = calling.post(message.url, message.body, headers, private=central.settings.private_webhooks)
    except requests.RequestException as error:
        reason = type(error).__name__
    with central.database.begin() as transaction:
        again = _note(transaction, number, status, reason, central.now())
    if again:
        raise NotTaken
    if status == GONE:
        raise GivenUp("gone")


def _message(transaction: Transaction, number: str, now: datetime) -> _Message | None:
    delivery = _of(transaction, number)
    if delivery is None or delivery.state != "waiting":
        return None
    subscription = transaction.get(Subscription, delivery.subscription_id)
    assert subscription is not None
    if subscription.disabled_at is not None:
        delivery.state, delivery.reason, delivery.ended_at = "dropped", "disabled", now
        return None
    body = json.dumps({"id": number, **delivery.content}, ensure_ascii=False, separators=(",", ":")).encode()
    return _Message(subscription.url, subscription.signing, subscription.secret, body)


def _note(transaction: Transaction, number: str, status: int | None, reason: str, now: datetime) -> bool:
    """Keep what came of a try; whether there is to be another."""
    delivery = _of(transaction, number)
    if delivery is None:
        return False
    subscription = transaction.get(Subscription, delivery.subscription_id, with_for_update=True)
    assert subscription is not None
    delivery.tries += 1
    delivery.status, delivery.reason = status, reason
    if status in _OK:
        delivery.state, delivery.ended_at = "delivered", now
        subscription.failing_since = None
        return False
    subscription.failing_since = subscription.failing_since or now
    if status == GONE or now - subscription.failing_since >= DISABLED_AFTER:
        delivery.state, delivery.ended_at = "failed", now
        _disable(transaction, subscription, "gone" if status == GONE else "failing", now)
        return False
    return True


def _disable(transaction: Transaction, subscription: Subscription, reason: str, now: datetime) -> None:
    if subscription.disabled_at is not None:
        return
    subscription.disabled_at, subscription.disabled_reason = now, reason
    subscription.version += 1
    logs.get().warning("subscription disabled", reason=reason)
    events.emit(transaction, "subscription.disabled", now, {"id": subscription.number, "reason": reason})


def _of(transaction: Transaction, number: str) -> Delivery | None:
    return transaction.scalar(select(Delivery).where(Delivery.number == number))
