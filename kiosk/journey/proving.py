"""The proof that a submission was received, for its receipt: asked for while the receipt is made, never waited on."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from kiosk.central.client import CentralClient
from kiosk.central.types import Problem, Unreachable
from kiosk.outbox.outcomes import Answer, Outcome

_WITHIN_S = 0.6
"""The central answers within 200 ms of the checkpoint that holds it, or with the promise that came before."""


async def proven(central: CentralClient, outcome: Outcome) -> Outcome:
    """The outcome with its proof where that came in time; the promise that came with the answer stays either way."""
    if not isinstance(outcome, Answer) or not outcome.promise:
        return outcome
    try:
        async with asyncio.timeout(_WITHIN_S):
            found = await central.receipt_proof(outcome.reference)
    except (Unreachable, Problem, TimeoutError):
        return outcome
    return replace(outcome, proof=found.code) if found.form == "proof" else outcome
