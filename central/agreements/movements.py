"""Movements of the fund under joint supervision: released only once enough bodies have signed the very movement."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from central.agreements import keeping, texts
from central.agreements.keeping import SUPERVISOR, Act
from central.agreements.states import MOVEMENT, Action, Facts, State
from central.problems import Problem
from central.store.database import Transaction
from central.store.tables import FundMovement, FundSignature


@dataclass(frozen=True, slots=True)
class Proposal:
    """`needed`: how many bodies (finance, audit, bank) must sign before it is released."""

    fund: str
    source: str
    target: str
    amount_fen: int
    purpose: str
    needed: int


def propose(transaction: Transaction, proposal: Proposal, by: str, now: datetime) -> FundMovement:
    held = FundMovement(
        number=f"~{secrets.token_hex(8)}",  # until the row has its number
        state=State.PROPOSED,
        version=1,
        made_at=now,
        fund=proposal.fund,
        source=proposal.source,
        target=proposal.target,
        amount_fen=proposal.amount_fen,
        purpose=proposal.purpose,
        proposed_by=by,
        needed=proposal.needed,
        signatures=[],
    )
    transaction.add(held)
    transaction.flush()
    held.number = keeping.name("ZJ", held.id, now)
    content = {"movement": _digest(held), "needed": held.needed}
    keeping.put_down(transaction, held, Act(Action.PROPOSE, by, now, content))
    return held


def sign(transaction: Transaction, held: FundMovement, supervisor: str, signature: bytes, now: datetime) -> None:
    """Who proposed it does not sign it; a supervisor signs once."""
    party = keeping.party(transaction, SUPERVISOR, supervisor)
    if any(each.supervisor == supervisor for each in held.signatures):
        raise Problem("state-conflict", reason="signed", state=held.state, action=Action.SIGN, available=[])
    same = keeping.signed(party.public_key, signature, texts.movement(held))
    facts = Facts(own=held.proposed_by != f"staff:{supervisor}", same=same)
    content = {"movement": _digest(held), "body": party.body, "signature": base64.b64encode(signature).decode()}
    keeping.move(transaction, held, MOVEMENT, Act(Action.SIGN, f"supervisor:{supervisor}", now, content), facts)
    held.signatures.append(FundSignature(supervisor=supervisor, body=party.body, signature=signature, at=now))


def release(transaction: Transaction, held: FundMovement, by: str, now: datetime) -> None:
    """Every signature is verified again: what stands in the table is not taken on trust."""
    bodies = set()
    for each in held.signatures:
        party = keeping.party(transaction, SUPERVISOR, each.supervisor)
        if keeping.signed(party.public_key, each.signature, texts.movement(held)):
            bodies.add(party.body)
    content = {"movement": _digest(held), "bodies": sorted(bodies)}
    enough = len(bodies) >= held.needed
    keeping.move(transaction, held, MOVEMENT, Act(Action.RELEASE, by, now, content), Facts(enough=enough))


def refuse(
    transaction: Transaction, held: FundMovement, supervisor: str, reason: str, signature: bytes, now: datetime
) -> None:
    """One supervisor's signed refusal ends it."""
    party = keeping.party(transaction, SUPERVISOR, supervisor)
    own = keeping.signed(party.public_key, signature, texts.refusal(held, reason))
    content = {"reason": hashlib.sha256(reason.encode()).hexdigest(), "body": party.body}
    act = Act(Action.REFUSE, f"supervisor:{supervisor}", now, content)
    keeping.move(transaction, held, MOVEMENT, act, Facts(own=own, reasons=bool(reason)))


def withdraw(transaction: Transaction, held: FundMovement, by: str, now: datetime) -> None:
    keeping.move(transaction, held, MOVEMENT, Act(Action.WITHDRAW, by, now, {}), Facts(own=by == held.proposed_by))


def _digest(held: FundMovement) -> str:
    return hashlib.sha256(texts.movement(held)).hexdigest()
