"""The exchange at work: rules asked side by side, answers used again while they are young enough."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from central.exchange.asking import Asker, Exchanged
from central.exchange.comparing import Value, unmet
from central.exchange.connection import Connections
from central.exchange.contracts import Agreed, Contracts
from central.exchange.inputs import Subject, request_of
from central.workdays import local_date

_THREADS = 24
_SLACK_S = 2.5
"""Above the longest time limit: to connect, and for a thread to become free."""

Finding = Literal["agrees", "differs", "not-found", "unavailable"]


@dataclass(frozen=True, slots=True)
class Query:
    """What a service is asked; two rules that ask the same make one request."""

    department: str
    service: str
    inputs: str


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """An answer that is kept, and the number of the message that brought it."""

    answer: Mapping[str, Value] | None
    answered_at: datetime
    message_id: int


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """What a rule came to. `reason` where nothing was learnt; `exchanged` or `known` is where the answer is from."""

    agreed: Agreed
    inputs: str
    finding: Finding
    reason: str = ""
    unmet: tuple[str, ...] = ()
    taken: Mapping[str, Value] = field(default_factory=dict)
    exchanged: Exchanged | None = None
    known: Known | None = None


def query_of(agreed: Agreed, about: Subject) -> Query:
    fields = json.dumps(request_of(agreed.service, about), sort_keys=True, ensure_ascii=False)
    inputs = hashlib.sha256(f"{agreed.department.code}\n{agreed.service.id}\n{fields}".encode()).hexdigest()
    return Query(agreed.department.code, agreed.service.id, inputs)


class Exchange:
    """Holds no database: what is to be kept is the caller's."""

    def __init__(self, contracts: Contracts, connections: Connections) -> None:
        self.contracts = contracts
        self.connections = connections
        self._asker = Asker(connections)
        self._pool = ThreadPoolExecutor(_THREADS, "exchange")

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def compare(
        self, rules: Iterable[Agreed], about: Subject, purpose: str, known: Mapping[str, Known], now: datetime
    ) -> tuple[Found, ...]:
        """Ask what is not known yet, all at once, each within its department's limit. `known` is by rule."""
        rules = tuple(rules)
        queries = {agreed.rule.code: query_of(agreed, about) for agreed in rules}
        asked: dict[Query, Future[Exchanged]] = {}
        for agreed in rules:
            query = queries[agreed.rule.code]
            if agreed.rule.code not in known and query not in asked:
                fields = request_of(agreed.service, about)
                asked[query] = self._pool.submit(self._asker.ask, agreed, fields, purpose)
        limit = max((agreed.department.time_limit_s for agreed in rules), default=0.0) + _SLACK_S
        done = wait(asked.values(), timeout=limit).done
        found = []
        for agreed in rules:
            query = queries[agreed.rule.code]
            if agreed.rule.code in known:
                found.append(_from_known(agreed, query.inputs, known[agreed.rule.code], now))
            else:
                future = asked[query]
                exchanged = future.result() if future in done else _too_late(agreed)
                found.append(_from_answer(agreed, query.inputs, exchanged, now))
        return tuple(found)


def _from_known(agreed: Agreed, inputs: str, known: Known, now: datetime) -> Found:
    if known.answer is None:
        return Found(agreed, inputs, "not-found", known=known)
    return Found(agreed, inputs, known=known, **_judged(agreed, known.answer, now))


def _from_answer(agreed: Agreed, inputs: str, exchanged: Exchanged, now: datetime) -> Found:
    if exchanged.outcome == "not-found":
        return Found(agreed, inputs, "not-found", exchanged=exchanged)
    if exchanged.answer is None:
        return Found(agreed, inputs, "unavailable", reason=exchanged.outcome, exchanged=exchanged)
    return Found(agreed, inputs, exchanged=exchanged, **_judged(agreed, exchanged.answer, now))


def _judged(agreed: Agreed, answer: Mapping[str, Value], now: datetime) -> dict[str, Any]:
    against = unmet(agreed.rule, answer, local_date(now))
    taken = {name: answer[name] for name in agreed.rule.takes}
    return {"finding": "differs" if against else "agrees", "unmet": against, "taken": taken}


def _too_late(agreed: Agreed) -> Exchanged:
    """No thread came to an end in time."""
    return Exchanged(
        department=agreed.department.code,
        service=agreed.service.id,
        request_id="",
        requested_at=datetime.now(UTC),
        milliseconds=0,
        outcome="timeout",
    )
