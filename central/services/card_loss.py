"""Reporting a social security card lost: it is suspended at once."""

from __future__ import annotations

from central.records import mask
from central.services.rules import Approved, Case, Verdict

ITEM = "CRD-006"


def check(case: Case) -> Verdict:
    if case.records is None:
        return Verdict(("no_record",))
    card = case.records.card
    if card is None:
        return Verdict(("no_card",))
    result = {"card": mask(card.number, 1, 3)}
    return Verdict(("already_lost",), result) if card.status == "lost" else Verdict((), result)


def approved(approval: Approved) -> None:
    """A phone given with a report is kept with it only: at this level it does not change the records."""
    card = approval.records.card
    if card is not None:
        card.status, card.status_since = "lost", approval.now
