"""The shape of a service's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from central.parameters import Parameters
from central.records import Records


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """What a check sees. `open_claims`: the person's other applications for the item that are still under way."""

    records: Records | None
    form: Mapping[str, str]
    today: date
    parameters: Parameters
    open_claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons`: the codes of the item's reasons against accepting it, all at once; none: it is accepted.

    `result` is filled into the item's words; `notes` are codes for the staff who review it.
    """

    reasons: tuple[str, ...] = ()
    result: Mapping[str, str | int | bool] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Approved:
    """What an approval is applied to: the rows are changed in the caller's transaction."""

    records: Records
    form: Mapping[str, str]
    result: Mapping[str, str | int | bool]
    now: datetime


@dataclass(frozen=True, slots=True)
class Rules:
    check: Callable[[Case], Verdict]
    approved: Callable[[Approved], None]
