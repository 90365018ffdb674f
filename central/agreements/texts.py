"""What is signed, word for word: lines, so that whoever signs can make them with any tool."""

from __future__ import annotations

import hashlib

from central.store.tables import Authorisation, Contract, FundMovement


def digest(terms: str) -> str:
    return hashlib.sha256(terms.encode()).hexdigest()


def contract(employer: str, id_number: str, starts_on: str, ends_on: str, terms: str) -> bytes:
    """By the employer. `ends_on` is empty for a contract without end."""
    return _lines("hrss-contract/1", employer, id_number, starts_on, ends_on, digest(terms))


def contract_withdrawal(held: Contract) -> bytes:
    """By the employer."""
    return _lines("hrss-contract-withdrawal/1", held.number, held.digest)


def contract_assent(number: str, held_digest: str, session: str) -> bytes:
    """By the kiosk at which the worker stood, for the session in which their face was compared."""
    return _lines("hrss-contract-assent/1", number, held_digest, session)


def movement(held: FundMovement) -> bytes:
    """By each supervisor."""
    purpose = hashlib.sha256(held.purpose.encode()).hexdigest()
    return _lines(
        "hrss-fund-movement/1", held.number, held.fund, held.source, held.target, str(held.amount_fen), purpose
    )


def refusal(held: FundMovement, reason: str) -> bytes:
    """By the supervisor who refuses."""
    return _lines("hrss-fund-refusal/1", held.number, hashlib.sha256(reason.encode()).hexdigest())


def scope(held: Authorisation) -> str:
    """What an authorisation covers, for the log."""
    return hashlib.sha256(
        _lines(held.grantee, held.purpose, *map(str, held.records), held.until.isoformat())
    ).hexdigest()


def _lines(*parts: str) -> bytes:
    return "\n".join(parts).encode()
