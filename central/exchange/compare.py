"""Comparing for an application or an offer: what is kept is looked up, the rest is asked, all of it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from central import evidence
from central.exchange.asking import Exchanged
from central.exchange.contracts import Agreed, Contracts
from central.exchange.exchange import Finding, Found, Known, query_of
from central.exchange.inputs import Subject
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import Comparison, DepartmentAnswer, EvidenceAct, ExchangeMessage
from central.words import Text

if TYPE_CHECKING:
    from central.parts import Central


@dataclass(frozen=True, slots=True)
class Result:
    """`reason`: why nothing was learnt; `material`: the paper that says the same."""

    rule: str
    department: str
    finding: Finding
    reason: str
    unmet: tuple[str, ...]
    name: Text
    material: Text
    cached: bool


def compare(central: Central, codes: Sequence[str], about: Subject, purpose: str, asked_by: str) -> tuple[Result, ...]:
    """Outside any transaction: it takes as long as the slowest department may.

    `purpose` is the number of the application or offer. Raises Problem exchange-refused.
    """
    exchange = central.exchange
    if exchange is None:
        raise Problem("exchange-refused", reason="not-connected")
    rules = [exchange.contracts.rules[code] for code in codes]
    with central.database.begin() as transaction:
        refuse_if_stalled(transaction, central.settings.evidence_stall)
        known = _known(transaction, rules, about, central.now())
    found = exchange.compare(rules, about, purpose, known, central.now())
    with central.database.begin() as transaction:
        _keep(transaction, found, about, purpose, asked_by, central.now())
    return tuple(map(_result, found))


def refuse_if_stalled(transaction: Transaction, longest: timedelta) -> None:
    """What would not get into the evidence log is not asked."""
    waiting = select(EvidenceAct.queued_at).where(EvidenceAct.position.is_(None)).order_by(EvidenceAct.id).limit(1)
    oldest = transaction.scalar(waiting)
    if oldest is not None and datetime.now(UTC) - oldest > longest:
        raise Problem("exchange-refused", reason="evidence-stalled")


def _known(transaction: Transaction, rules: Iterable[Agreed], about: Subject, now: datetime) -> dict[str, Known]:
    """By rule, the answers kept for these very inputs that are still young enough."""
    known = {}
    for agreed in rules:
        inputs = query_of(agreed, about).inputs
        kept = transaction.get(DepartmentAnswer, (agreed.rule.code, agreed.rule.version, inputs))
        if kept is not None and now - kept.answered_at <= timedelta(seconds=agreed.department.max_age_s):
            known[agreed.rule.code] = Known(kept.answer, kept.answered_at, kept.message_id)
    return known


def _keep(
    transaction: Transaction, found: Iterable[Found], about: Subject, purpose: str, asked_by: str, now: datetime
) -> None:
    messages: dict[str, int] = {}
    for each in found:
        message_id = each.known.message_id if each.known else None
        exchanged = each.exchanged
        if exchanged is not None and exchanged.request_id:
            if exchanged.request_id not in messages:
                messages[exchanged.request_id] = _log(transaction, exchanged, purpose, asked_by)
            message_id = messages[exchanged.request_id]
            if exchanged.is_answer:
                _remember(transaction, each, exchanged, message_id, now)
        _write_comparison(transaction, each, about, purpose, message_id, now)


def _log(transaction: Transaction, exchanged: Exchanged, purpose: str, asked_by: str) -> int:
    message = ExchangeMessage(
        request_id=exchanged.request_id,
        department=exchanged.department,
        service=exchanged.service,
        purpose=purpose,
        asked_by=asked_by,
        requested_at=exchanged.requested_at,
        milliseconds=exchanged.milliseconds,
        outcome=exchanged.outcome,
        status=exchanged.status,
        request_sha256=exchanged.request_sha256,
        request_signature=exchanged.request_signature,
        answer_sha256=exchanged.answer_sha256,
        answer_signature=exchanged.answer_signature,
    )
    transaction.add(message)
    transaction.flush()
    content = {
        "request_id": message.request_id,
        "department": message.department,
        "service": message.service,
        "asked_by": asked_by,
        "requested_at": message.requested_at.isoformat(),
        "outcome": message.outcome,
        "request_sha256": message.request_sha256,
        "answer_sha256": message.answer_sha256,
    }
    evidence.record(transaction, "exchange.asked", purpose, content)
    return message.id


def _remember(transaction: Transaction, found: Found, exchanged: Exchanged, message_id: int, now: datetime) -> None:
    rule = found.agreed.rule
    transaction.merge(
        DepartmentAnswer(
            rule=rule.code,
            version=rule.version,
            inputs=found.inputs,
            answer=dict(exchanged.answer) if exchanged.answer is not None else None,
            answered_at=now,
            message_id=message_id,
        )
    )


def _write_comparison(
    transaction: Transaction, found: Found, about: Subject, purpose: str, message_id: int | None, now: datetime
) -> None:
    rule = found.agreed.rule
    held = transaction.scalar(select(Comparison).where(Comparison.purpose == purpose, Comparison.rule == rule.code))
    comparison = held or Comparison(purpose=purpose, rule=rule.code)
    comparison.person_id = about.person_id
    comparison.version = rule.version
    comparison.outcome = found.finding
    comparison.reason = found.reason
    comparison.unmet = list(found.unmet)
    comparison.taken = dict(found.taken)
    comparison.compared_at = now
    comparison.answered_at = found.known.answered_at if found.known else None if found.reason else now
    comparison.cached = found.known is not None
    comparison.message_id = message_id
    transaction.add(comparison)


def _result(found: Found) -> Result:
    rule = found.agreed.rule
    return Result(
        rule=rule.code,
        department=found.agreed.department.code,
        finding=found.finding,
        reason=found.reason,
        unmet=found.unmet,
        name=rule.name,
        material=rule.material,
        cached=found.known is not None,
    )


def forget_old_answers(transaction: Transaction, contracts: Contracts, now: datetime) -> None:
    """Drop what is older than any department allows: it holds what was said of persons."""
    longest = max(department.max_age_s for department in contracts.departments.values())
    transaction.execute(delete(DepartmentAnswer).where(DepartmentAnswer.answered_at < now - timedelta(seconds=longest)))
