"""Evidence of receipt on the slip: the proof where it came in time and fits the paper, else the promise, or nothing."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from kiosk_side import NAME, item
from test_promise_receipts import ANSWER, CONFIG, NOW, WAITING, codes, text

from devices.slip import QrCode
from kiosk import receipts
from kiosk.central.types import Problem, ProblemBody, ReceiptProof, Unreachable
from kiosk.journey.proving import proven
from kiosk.outbox.outcomes import Answer, Outcome
from kiosk.receipts.evidence import LEAST_MODULE, fitting

PROMISE, PROOF = "HRSSE1:" + "PROMISE." * 45, "HRSSE1:" + "PROOF123" * 180
PROMISED = replace(ANSWER, promise=PROMISE)


def printed(outcome: Answer) -> list[str]:
    return codes(receipts.submitted(CONFIG, "zh", NOW, item, NAME, outcome))[1:]


def test_the_proof_stands_below_what_tracks() -> None:
    slip = receipts.submitted(CONFIG, "en", NOW, item, NAME, replace(PROMISED, proof=PROOF))
    assert codes(slip)[1:] == [PROOF]
    assert "without a network" in text(slip)
    (code,) = [each for each in slip.elements if isinstance(each, QrCode) and each.data == PROOF]
    assert code.module >= LEAST_MODULE


def test_without_a_proof_the_promise_and_without_that_nothing() -> None:
    assert printed(PROMISED) == [PROMISE]
    assert printed(ANSWER) == []
    assert codes(receipts.submitted(CONFIG, "zh", NOW, item, NAME, WAITING))[1:] == []


def test_a_proof_too_large_for_the_paper_leaves_the_promise() -> None:
    assert printed(replace(PROMISED, proof="HRSSE1:" + "X" * 2400)) == [PROMISE]
    assert printed(replace(PROMISED, proof="HRSSE1:" + "X" * 9000)) == [PROMISE]


@pytest.mark.parametrize(("dots", "most"), [(384, 1600), (576, 2390)])
def test_how_much_fits_the_paper(dots: int, most: int) -> None:
    """A proof in a tree of a million has about 1,460 characters with one witness."""
    assert fitting("X" * most, dots) >= LEAST_MODULE
    assert fitting("X" * 2401, dots) == 0


class Central:
    def __init__(self, answer: ReceiptProof | Exception | None) -> None:
        self._answer = answer

    async def receipt_proof(self, reference: str) -> ReceiptProof:
        assert reference == ANSWER.reference
        if self._answer is None:
            await asyncio.Event().wait()
        if isinstance(self._answer, Exception):
            raise self._answer
        assert self._answer is not None
        return self._answer


async def asked(answer: ReceiptProof | Exception | None, outcome: Outcome = PROMISED) -> Outcome:
    return await proven(Central(answer), outcome)  # type: ignore[arg-type]


async def test_the_proof_is_taken_where_it_is_there() -> None:
    assert await asked(ReceiptProof(form="proof", code=PROOF)) == replace(PROMISED, proof=PROOF)
    assert await asked(ReceiptProof(form="promise", code="other")) == PROMISED


async def test_the_receipt_never_waits_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.journey.proving._WITHIN_S", 0.01)
    assert await asked(None) == PROMISED
    assert await asked(Unreachable("cut", maybe_received=False)) == PROMISED
    assert await asked(Problem(ProblemBody(type="/problems/not-found"), 404)) == PROMISED


async def test_nothing_is_asked_where_nothing_was_promised() -> None:
    assert await asked(AssertionError("asked"), ANSWER) == ANSWER
    assert await asked(AssertionError("asked"), WAITING) == WAITING
