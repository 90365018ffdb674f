"""Asking that one's personnel file be taken in: staff write to where it is now."""

from __future__ import annotations

from central.services.rules import Approved, Case, Verdict

ITEM = "TAL-001"


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    if case.open_claims:
        return Verdict(("claim_open",), {"open_claim": case.open_claims[0]})
    return Verdict()


def approved(_approval: Approved) -> None:
    """The file itself comes by post between institutions; nothing on record changes."""
