"""What a receipt proves by: that the central has taken in this submission, at this time, under this number."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from central.evidence import receipt_code
from central.evidence.acts import record
from central.evidence.log import Log, opening
from central.store.database import Transaction
from central.store.tables import EvidenceAct

RECEIVED = "submission.received"


@dataclass(frozen=True, slots=True)
class Receipt:
    """`text` is a C2SP tlog-proof, or a promise as a signed note; `code` the same for a QR code."""

    form: Literal["proof", "promise"]
    text: str
    code: str


def received(
    transaction: Transaction, reference: str, sealed: bytes, content: Mapping[str, Any], now: datetime
) -> EvidenceAct:
    """Put down that a submission was received; what was in it stays in its seal, by hash."""
    digest = base64.b64encode(hashlib.sha256(sealed).digest()).decode()
    at = now.replace(microsecond=0).isoformat()
    return record(transaction, RECEIVED, reference, {**content, "at": at, "sealed": digest})


def act_of(transaction: Transaction, reference: str) -> EvidenceAct | None:
    found = select(EvidenceAct).where(EvidenceAct.subject == reference, EvidenceAct.kind == RECEIVED)
    return transaction.scalar(found)


def promised(log: Log, act: EvidenceAct, now: datetime) -> Receipt:
    """Before the act has its place: signed in the transaction that puts it down."""
    opened, note = opening(act), log.promise(act, now)
    assert opened is not None, "only what is erased has no opening"
    return Receipt("promise", str(note), receipt_code.of_promise(opened, note))


def best(log: Log, transaction: Transaction, act: EvidenceAct, now: datetime) -> Receipt | None:
    """The proof where a checkpoint covers the act, else the promise; None where the act is erased."""
    opened = opening(act)
    if opened is None:
        return None
    proof = log.proof(transaction, act)
    if proof is None:
        return promised(log, act, now)
    return Receipt("proof", str(proof), receipt_code.of_proof(opened, proof))
