"""Who a token is for, and what it allows."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter

from central.api.context import StaffCall, staff_with
from central.api.errors import answers
from central.wire import Body

router = APIRouter(prefix="/v1/me", tags=["staff"])


class MeOut(Body):
    """`id` is a member of staff's, or "service" for the token that programs use. `scopes` as routes name them."""

    id: str
    name: str
    scopes: list[str]


@router.get("", responses=answers("token-missing", "token-invalid", "provider-unreachable"))
def me(call: Annotated[StaffCall, staff_with()]) -> MeOut:
    """Who calls: staff by an access token of the provider they sign in at, programs by the service's own."""
    return MeOut(id=call.who.id, name=call.who.name, scopes=sorted(call.who.scopes))
