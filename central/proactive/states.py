"""The states of an offer: one table of what may follow what."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from central.problems import Problem


class OfferState(StrEnum):
    SCREENED = "SCREENED"
    OFFERED = "OFFERED"
    CONSENTED = "CONSENTED"
    RECHECKED = "RECHECKED"
    APPROVED = "APPROVED"
    PAID = "PAID"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    INELIGIBLE = "INELIGIBLE"


_S = OfferState
FOLLOWING: Mapping[OfferState, frozenset[OfferState]] = MappingProxyType(
    {
        _S.SCREENED: frozenset({_S.OFFERED, _S.EXPIRED, _S.INELIGIBLE}),
        _S.OFFERED: frozenset({_S.CONSENTED, _S.DECLINED, _S.EXPIRED, _S.INELIGIBLE}),
        _S.CONSENTED: frozenset({_S.RECHECKED, _S.INELIGIBLE}),
        _S.RECHECKED: frozenset({_S.APPROVED, _S.INELIGIBLE}),
        _S.APPROVED: frozenset({_S.PAID}),
        _S.PAID: frozenset(),
        _S.DECLINED: frozenset(),
        _S.EXPIRED: frozenset(),
        _S.INELIGIBLE: frozenset(),
    }
)
OPEN = (_S.SCREENED, _S.OFFERED)


def check(present: OfferState, following: OfferState) -> None:
    """Raises Problem state-conflict."""
    if following not in FOLLOWING[present]:
        possible = sorted(FOLLOWING[present])
        raise Problem("state-conflict", reason="not-allowed", state=present, available=possible)
