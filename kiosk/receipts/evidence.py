"""The evidence of receipt on a slip: the proof as a QR code, or the promise of one where the paper is too narrow."""

from __future__ import annotations

from collections.abc import Iterator

import segno

from devices.slip import MAX_QR_BYTES, Element, QrCode, Text
from kiosk.outbox.outcomes import Answer
from kiosk.receipts import words
from kiosk.receipts.words import say
from kiosk.views import Language

LEAST_MODULE, MOST_MODULE = 3, 4
"""Dots a square, 8 dots a mm: below three, telephones fail on thermal paper."""


def evidence(outcome: Answer, dots: int, language: Language) -> Iterator[Element]:
    """`dots` is the printable width."""
    for code in (outcome.proof, outcome.promise):
        if code and (module := fitting(code, dots)):
            yield QrCode(code, module=module)
            yield Text(say(words.EVIDENCE, language))
            return


def fitting(code: str, dots: int) -> int:
    """The largest squares that the code can be printed with; 0 where it does not fit."""
    if len(code) > MAX_QR_BYTES:
        return 0
    try:
        side = int(segno.make_qr(code, error="m", boost_error=False).symbol_size(border=0)[0])
    except segno.DataOverflowError:
        return 0
    module = min(MOST_MODULE, dots // side)
    return module if module >= LEAST_MODULE else 0
