"""An answer against what a rule expects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from central.exchange.contracts import Expectation, Rule

Value = bool | int | str


def unmet(rule: Rule, answer: Mapping[str, Value], today: date) -> tuple[str, ...]:
    """The fields that are not as expected; none: it agrees."""
    return tuple(each.field for each in rule.expect if not _holds(each, answer[each.field], today))


def _holds(expected: Expectation, value: Value, today: date) -> bool:
    if expected.is_ is not None:
        return value == expected.is_
    if expected.is_not is not None:
        return value != expected.is_not
    if expected.not_before is not None:
        return str(value) >= today.isoformat()
    assert isinstance(value, int)
    if expected.at_most is not None:
        return value <= expected.at_most
    assert expected.at_least is not None
    return value >= expected.at_least
