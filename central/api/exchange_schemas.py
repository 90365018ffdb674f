"""The bodies of the data exchange's answers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from central.wire import Body
from central.words import Text


class DepartmentOut(Body):
    """`state` by the newest messages: up, failing (the last one brought no answer), down (the last three did not),
    unknown (never asked). Of the newest `asked` messages `failed` brought none."""

    code: str
    name: Text
    connected: bool
    state: Literal["up", "failing", "down", "unknown"]
    asked: int
    failed: int
    last_asked_at: datetime | None
    last_answered_at: datetime | None
    last_failure: str
    median_ms: int | None
    slowest_ms: int | None
    time_limit_s: float
    max_age_s: int
    rules: int


class DepartmentsOut(Body):
    """`public_key`: the central's own (raw Ed25519, base64), that its requests are signed with; null where none is
    connected."""

    departments: list[DepartmentOut]
    public_key: str | None


class RuleOut(Body):
    """A comparison. `material`: the paper that it replaces; `takes`: what of the answer goes into the application."""

    code: str
    version: int
    department: str
    service: str
    name: Text
    material: Text
    items: list[str]
    asks: list[str]
    takes: list[str]


class RulesOut(Body):
    rules: list[RuleOut]


class ComparisonOut(Body):
    """What a rule came to. `outcome`: agrees, differs, not-found, unavailable, or paper (it was brought instead);
    `reason`: why nothing was learnt; `cached`: by an answer that was kept from earlier."""

    rule: str
    version: int
    name: Text
    department: str
    material: Text
    outcome: str
    reason: str
    unmet: list[str]
    compared_at: datetime
    answered_at: datetime | None
    cached: bool
    request_id: str | None


class ComparisonsOut(Body):
    comparisons: list[ComparisonOut]


class MessageOut(Body):
    """One request to a department and its answer, by hashes and signatures (Ed25519 over the lines hrss-exchange/1,
    department, hex SHA-256 of the body)."""

    request_id: str
    department: str
    service: str
    purpose: str
    asked_by: str
    requested_at: datetime
    milliseconds: int
    outcome: str
    status: int | None
    request_sha256: str
    request_signature: str
    answer_sha256: str
    answer_signature: str


class MessagePage(Body):
    """Newest first; `next`: the cursor of the next page, null on the last."""

    messages: list[MessageOut]
    next: str | None
