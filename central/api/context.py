"""What every route works with, and how a request's caller is found out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Header, Request, Security
from fastapi.responses import JSONResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel

from central.idempotency import Answer, Keyed, once, once_within
from central.identity import SERVICE, Identity, Scope
from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Kiosk
from central.tokens import claimed_kiosk, kiosk_of

_kiosk_bearer = HTTPBearer(scheme_name="kiosk", bearerFormat="JWT", auto_error=False)
_staff_bearer = HTTPBearer(scheme_name="staff", auto_error=False)


@dataclass(frozen=True, slots=True, repr=False)
class KioskCall:
    """A call with a kiosk's token. The token is judged inside the call's one transaction, and used up with it."""

    central: Central
    token: str

    @contextmanager
    def begin(self) -> Iterator[tuple[Transaction, Kiosk]]:
        settings = self.central.settings
        with self.central.database.begin() as transaction:
            yield transaction, kiosk_of(transaction, self.token, settings.now(), settings.clock_tolerance)


async def central_of(request: Request) -> Central:
    return cast(Central, request.app.state.central)


Parts = Annotated[Central, Depends(central_of)]


async def kiosk_call(
    central: Parts, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_kiosk_bearer)]
) -> KioskCall:
    if credentials is None:
        raise Problem("token-missing")
    return KioskCall(central, credentials.credentials)


ByKiosk = Annotated[KioskCall, Depends(kiosk_call)]


MOST_KEY = 128


@dataclass(frozen=True, slots=True, repr=False)
class StaffCall:
    """A call by a member of staff, or by a service, with what they may do."""

    central: Central
    who: Identity


def staff_with(*scopes: Scope) -> Any:
    """For `Annotated[StaffCall, staff_with(Scope.…)]`: who calls holds every one of these."""

    def call(
        central: Parts, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_staff_bearer)]
    ) -> StaffCall:
        if credentials is None:
            raise Problem("token-missing")
        who = _staff(central, credentials.credentials)
        if missing := sorted(set(scopes) - who.scopes):
            raise Problem("scope-missing", scopes=missing)
        return StaffCall(central, who)

    return Depends(call)


def _staff(central: Central, token: str) -> Identity:
    """By an access token of the provider that staff sign in at, or else by the service's own token."""
    if central.oidc is not None and token.count(".") == 2:
        return central.oidc.identity(token)
    central.staff_token.check(token)
    return SERVICE


@dataclass(frozen=True, slots=True)
class Key:
    """A request's Idempotency-Key, and a digest of method, path and body."""

    value: str
    fingerprint: str


async def _key(
    request: Request, idempotency_key: Annotated[str | None, Header(min_length=1, max_length=MOST_KEY)] = None
) -> Key:
    if not idempotency_key:
        raise Problem("idempotency-key-missing")
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode() + await request.body()
    return Key(idempotency_key, hashlib.sha256(asked).hexdigest())


ByKey = Annotated[Key, Depends(_key)]


def answer_once(
    central: Central, caller: str, key: Key, effect: Callable[[Transaction], BaseModel], status: int = 200
) -> JSONResponse:
    """The route's effect in one transaction, once for the caller's key. `effect` gives the body."""

    def answer(transaction: Transaction) -> Answer:
        return Answer(status, effect(transaction).model_dump(mode="json"))

    kept = once(central.database, Keyed(caller, key.value, key.fingerprint), central.now(), answer)
    return JSONResponse(kept.body, kept.status)


def kiosk_answer_once(
    call: KioskCall, key: Key, effect: Callable[[Transaction, Kiosk], BaseModel], status: int = 200
) -> JSONResponse:
    """`answer_once` for a kiosk: its token is judged in the same transaction, before a kept answer is given."""
    keyed = Keyed(f"kiosk:{claimed_kiosk(call.token)}", key.value, key.fingerprint)
    with call.central.database.running(keyed.caller, keyed.key), call.begin() as (transaction, kiosk):

        def answer(within: Transaction) -> Answer:
            return Answer(status, effect(within, kiosk).model_dump(mode="json"))

        kept = once_within(transaction, keyed, call.central.now(), answer)
    return JSONResponse(kept.body, kept.status)
