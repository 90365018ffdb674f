"""Enrolment of kiosks, and the key that they seal to."""

from __future__ import annotations

import base64
from typing import Annotated

from fastapi import APIRouter, Path, Response

from central import enrolment
from central.api.context import ByKiosk, Parts, StaffCall, staff_with
from central.api.errors import answers
from central.api.schemas import Enrolled, Enrolment, SealKeyOut
from central.identity import Scope
from central.problems import Problem
from central.words import Text

router = APIRouter(prefix="/v1", tags=["kiosks"])
Administering = Annotated[StaffCall, staff_with(Scope.ADMINISTER)]
_KEY_LENGTH = 32


@router.post(
    "/kiosks/enrol",
    status_code=201,
    responses={
        200: {"model": Enrolled, "description": "Enrolled before with this key"},
        **answers("enrolment-code-wrong", "enrolment-locked", "kiosk-exists"),
    },
)
def enrol(central: Parts, body: Enrolment, response: Response) -> Enrolled:
    """Enrol a kiosk's device key by the enrolment code."""
    if len(body.signing_key) != _KEY_LENGTH:
        raise Problem("malformed-request", Text(zh="签名公钥应为 32 字节。", en="A signing key has 32 bytes."))
    enrolment.check_code(central.database, body.enrolment_code)
    with central.database.begin() as transaction:
        if not enrolment.enrol(transaction, body.kiosk_id, body.signing_key, central.now()):
            response.status_code = 200
    return Enrolled(kiosk_id=body.kiosk_id)


@router.post(
    "/kiosks/{kiosk_id}/release", status_code=204, responses=answers("token-missing", "scope-missing", "not-found")
)
def release(call: Administering, kiosk_id: Annotated[str, Path(max_length=64)]) -> None:
    """Staff: stop taking a kiosk's key, so that the kiosk can be enrolled with a new one."""
    with call.central.database.begin() as transaction:
        enrolment.release(transaction, kiosk_id, call.central.now())


@router.get("/seal-key", responses=answers("token-invalid"))
def seal_key(call: ByKiosk) -> SealKeyOut:
    """The key that submissions are sealed to."""
    with call.begin():
        key = call.central.seal_keys.current
        public = base64.b64encode(key.public).decode()
        return SealKeyOut(key_id=key.id, public_key=public, valid_to=key.valid_to)
