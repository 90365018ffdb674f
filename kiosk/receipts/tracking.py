"""What the QR code of a slip holds: numbers that mean nothing to who has no access, and nothing of the person."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.outbox.outcomes import Answer, Outcome

PREFIX = "HRSS1;"


def tracking_code(outcome: Outcome) -> str:
    """`HRSS1;N=<application number>;R=<reference>`; without N where it is not yet received."""
    number = f"N={outcome.number};" if isinstance(outcome, Answer) else ""
    return f"{PREFIX}{number}R={outcome.reference}"


def application_code(number: str) -> str:
    """For an application whose reference is not at hand."""
    return f"{PREFIX}N={number}"


@dataclass(frozen=True, slots=True)
class Tracked:
    """What a slip's code names; each may be empty."""

    number: str = ""
    reference: str = ""


def read_code(text: str) -> Tracked | None:
    """What a code that was scanned names; None where it is not of a slip of ours."""
    if not text.startswith(PREFIX):
        return None
    parts = dict(each.split("=", 1) for each in text.removeprefix(PREFIX).split(";") if "=" in each)
    return Tracked(parts.get("N", ""), parts.get("R", ""))
