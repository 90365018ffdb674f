"""Subscriptions to what happens here: webhooks signed as Standard Webhooks says."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, select

from central import evidence
from central.api.context import ByKey, Key, StaffCall, answer_once, staff_with
from central.api.errors import answers
from central.idempotency import Answer, Keyed, once
from central.identity import Scope
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Delivery, Subscription
from central.subscriptions import calling, publishing, signing
from central.subscriptions.signing import Signing

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])
Call = Annotated[StaffCall, staff_with(Scope.ADMINISTER)]
Number = Annotated[str, Path(max_length=32)]
Cursor = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
Limit = Annotated[int, Query(ge=1, le=100)]
IfMatch = Annotated[str | None, Header(max_length=80)]
Kind = Literal["application.moved", "alert.raised", "alert.cleared", "command.ended", "ping"]
MOST = 50
_GIVEN = ("token-invalid", "scope-missing", "not-found")
_KEYED = ("idempotency-key-missing", "idempotency-key-running", "idempotency-key-reused")


class SubscriptionIn(BaseModel):
    """`url` is https and public. `ed25519` signs with a key of this subscription's own instead of a shared secret."""

    model_config = ConfigDict(hide_input_in_errors=True)

    url: Annotated[str, Field(min_length=8, max_length=500)]
    kinds: Annotated[list[Kind], Field(min_length=1, max_length=10)]
    description: Annotated[str, Field(max_length=120)] = ""
    signing: Signing = "hmac"


class SubscriptionOut(BaseModel):
    """`secret` (whsec_…, or whpk_… for Ed25519) is given once, in the answer that made it. `failing_since`: nothing but
    failures since then; after a day of them the subscription is disabled."""

    id: str
    url: str
    kinds: list[str]
    description: str
    signing: str
    created_at: datetime
    failing_since: datetime | None
    disabled_at: datetime | None
    disabled_reason: str
    secret: str | None = None


class SubscriptionPage(BaseModel):
    subscriptions: list[SubscriptionOut]
    next: str | None


class DeliveryRow(BaseModel):
    """`state`: waiting, delivered, failed, dropped. `reason` names why no answer came."""

    id: str
    kind: str
    state: str
    tries: int
    status: int | None
    reason: str
    made_at: datetime
    ended_at: datetime | None


class DeliveryPage(BaseModel):
    deliveries: list[DeliveryRow]
    next: str | None


@router.post(
    "",
    status_code=201,
    response_model=SubscriptionOut,
    responses=answers("token-invalid", "scope-missing", "url-forbidden", "too-many-subscriptions", *_KEYED),
)
def subscribe(call: Call, body: SubscriptionIn, key: ByKey) -> JSONResponse:
    """Subscribe a URL. The secret is in this answer alone: repeated by its key, the answer comes without it."""
    if not calling.usable(body.url, private=call.central.settings.private_webhooks):
        raise Problem("url-forbidden")

    def effect(transaction: Transaction) -> tuple[Subscription, bytes]:
        if len(transaction.scalars(select(Subscription.id)).all()) >= MOST:
            raise Problem("too-many-subscriptions")
        secret = signing.new_secret()
        made = Subscription(
            number=secrets.token_hex(12),
            url=body.url,
            kinds=sorted(set(body.kinds)),
            description=body.description,
            signing=body.signing,
            secret=secret,
            created_at=call.central.now(),
            created_by=call.who.actor,
            disabled_reason="",
        )
        transaction.add(made)
        transaction.flush()
        _record(transaction, call, made, "made")
        return made, secret

    return _secretly(call, key, effect, 201)


@router.get("", responses=answers("token-invalid", "scope-missing"))
def listed(call: Call, cursor: Cursor = None, limit: Limit = 50) -> SubscriptionPage:
    """Subscriptions in the order that they were made."""
    wanted = select(Subscription).where(Subscription.id > (cursor or 0)).order_by(Subscription.id).limit(limit + 1)
    with call.central.database.begin() as transaction:
        rows = list(transaction.scalars(wanted))
    return SubscriptionPage(
        subscriptions=[_out(row) for row in rows[:limit]],
        next=str(rows[limit - 1].id) if len(rows) > limit else None,
    )


@router.get("/{number}", responses=answers(*_GIVEN))
def one(call: Call, number: Number, response: Response) -> SubscriptionOut:
    """One subscription; the ETag goes into If-Match."""
    with call.central.database.begin() as transaction:
        held = _find(transaction, number)
        response.headers["ETag"] = _etag(held)
        return _out(held)


@router.delete("/{number}", status_code=204, responses=answers(*_GIVEN, "version-conflict"))
def end(call: Call, number: Number, if_match: IfMatch = None) -> None:
    """End it, with what is not delivered yet."""
    with call.central.database.begin() as transaction:
        held = _find(transaction, number)
        _match(held, if_match)
        _record(transaction, call, held, "ended")
        transaction.execute(delete(Delivery).where(Delivery.subscription_id == held.id))
        transaction.delete(held)


@router.post(
    "/{number}/secret", response_model=SubscriptionOut, responses=answers(*_GIVEN, "version-conflict", *_KEYED)
)
def renew(call: Call, number: Number, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """A new secret, given once; what is sent from now on is signed with it."""

    def effect(transaction: Transaction) -> tuple[Subscription, bytes]:
        held = _find(transaction, number)
        _match(held, if_match)
        held.secret = signing.new_secret()
        held.version += 1
        _record(transaction, call, held, "renewed")
        return held, held.secret

    return _secretly(call, key, effect, 200)


@router.post(
    "/{number}/enable", response_model=SubscriptionOut, responses=answers(*_GIVEN, "version-conflict", *_KEYED)
)
def enable(call: Call, number: Number, key: ByKey, if_match: IfMatch = None) -> JSONResponse:
    """Send again, after it was disabled. What was dropped meanwhile stays dropped."""

    def effect(transaction: Transaction) -> SubscriptionOut:
        held = _find(transaction, number)
        _match(held, if_match)
        held.disabled_at, held.disabled_reason, held.failing_since = None, "", None
        held.version += 1
        _record(transaction, call, held, "enabled")
        return _out(held)

    return answer_once(call.central, call.who.actor, key, effect)


@router.post("/{number}/ping", status_code=202, response_model=DeliveryRow, responses=answers(*_GIVEN, *_KEYED))
def ping(call: Call, number: Number, key: ByKey) -> JSONResponse:
    """Send a message to try it, whatever kinds it has."""

    def effect(transaction: Transaction) -> DeliveryRow:
        made = publishing.leave(transaction, _find(transaction, number), "ping", call.central.now(), {})
        transaction.flush()
        return _delivery(made)

    return answer_once(call.central, call.who.actor, key, effect, 202)


@router.get("/{number}/deliveries", responses=answers(*_GIVEN))
def deliveries(call: Call, number: Number, cursor: Cursor = None, limit: Limit = 50) -> DeliveryPage:
    """What was sent, the newest first, and what became of it."""
    with call.central.database.begin() as transaction:
        held = _find(transaction, number)
        wanted = select(Delivery).where(Delivery.subscription_id == held.id).order_by(Delivery.id.desc())
        if cursor is not None:
            wanted = wanted.where(Delivery.id < cursor)
        rows = list(transaction.scalars(wanted.limit(limit + 1)))
    return DeliveryPage(
        deliveries=[_delivery(row) for row in rows[:limit]],
        next=str(rows[limit - 1].id) if len(rows) > limit else None,
    )


def _secretly(
    call: StaffCall, key: Key, effect: Callable[[Transaction], tuple[Subscription, bytes]], status: int
) -> JSONResponse:
    """`answer_once`, but the secret is not kept with the answer."""
    secret: list[str] = []

    def answer(transaction: Transaction) -> Answer:
        held, made = effect(transaction)
        secret.append(signing.shown(held.signing, made))
        return Answer(status, _out(held).model_dump(mode="json"))

    kept = once(call.central.database, Keyed(call.who.actor, key.value, key.fingerprint), call.central.now(), answer)
    body: dict[str, Any] = {**kept.body, "secret": secret[0] if secret else None}
    return JSONResponse(body, kept.status)


def _record(transaction: Transaction, call: StaffCall, held: Subscription, what: str) -> None:
    content = {"by": call.who.actor, "url": held.url, "kinds": held.kinds}
    evidence.record(transaction, f"subscription.{what}", held.number, content)


def _find(transaction: Transaction, number: str) -> Subscription:
    held = transaction.scalar(select(Subscription).where(Subscription.number == number).with_for_update())
    if held is None:
        raise Problem("not-found")
    return held


def _match(held: Subscription, if_match: str | None) -> None:
    if if_match is not None and if_match != _etag(held):
        raise Problem("version-conflict")


def _etag(held: Subscription) -> str:
    return f'"{held.number}.{held.version}"'


def _out(held: Subscription) -> SubscriptionOut:
    return SubscriptionOut(
        id=held.number,
        url=held.url,
        kinds=held.kinds,
        description=held.description,
        signing=held.signing,
        created_at=held.created_at,
        failing_since=held.failing_since,
        disabled_at=held.disabled_at,
        disabled_reason=held.disabled_reason,
    )


def _delivery(row: Delivery) -> DeliveryRow:
    return DeliveryRow(
        id=row.number,
        kind=row.kind,
        state=row.state,
        tries=row.tries or 0,
        status=row.status,
        reason=row.reason or "",
        made_at=row.made_at,
        ended_at=row.ended_at,
    )
