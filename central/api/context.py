"""What every route works with, and how a request's caller is found out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from central.parts import Central
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Kiosk
from central.tokens import kiosk_of

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


async def staff_call(
    central: Parts, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_staff_bearer)]
) -> Central:
    if credentials is None:
        raise Problem("token-missing")
    central.staff_token.check(credentials.credentials)
    return central


ByKiosk = Annotated[KioskCall, Depends(kiosk_call)]
ByStaff = Annotated[Central, Depends(staff_call)]
