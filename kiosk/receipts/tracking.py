"""What the QR code of a slip holds: numbers that mean nothing to who has no access, and nothing of the person."""

from __future__ import annotations

from kiosk.outbox.outcomes import Answer, Outcome


def tracking_code(outcome: Outcome) -> str:
    """`HRSS1;N=<application number>;R=<reference>`; without N where it is not yet received."""
    number = f";N={outcome.number}" if isinstance(outcome, Answer) else ""
    return f"HRSS1{number};R={outcome.reference}"


def application_code(number: str) -> str:
    """For an application whose reference is not at hand."""
    return f"HRSS1;N={number}"
