"""Whom the departments know: people from a file, and everybody else drawn from a seed and their number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from drivers_sim.people.numbers import is_identity_number

TODAY = date(2026, 11, 24)
"""The day that drawn dates lie around: answers must be the same whenever they are asked for."""


@dataclass(frozen=True, slots=True)
class Person:
    """`answers` by department and service (psb/alive): fields that are not drawn, or None where nothing is on record.

    `name` and `account` are empty for somebody who is drawn: whatever is asked then agrees.
    """

    id_number: str
    name: str = ""
    account: str = ""
    retired: bool = False
    answers: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draw:
    """Chances that depend on the seed, the person and the label alone."""

    seed: int
    key: str

    def share(self, label: str) -> float:
        digest = hashlib.sha256(f"{self.seed}|{self.key}|{label}".encode()).digest()
        return int.from_bytes(digest[:7], "big") / 2**56

    def chance(self, label: str, probability: float) -> bool:
        return self.share(label) < probability

    def among(self, label: str, *values: str) -> str:
        return values[int(self.share(label) * len(values))]

    def number(self, label: str, least: int, most: int) -> int:
        return least + int(self.share(label) * (most - least + 1))

    def past(self, label: str, most_days: int = 3000) -> str:
        return (TODAY - timedelta(days=self.number(label, 30, most_days))).isoformat()

    def coming(self, label: str, most_days: int = 3000) -> str:
        return (TODAY + timedelta(days=self.number(label, 60, most_days))).isoformat()


class People:
    """The people of a file; with `everybody`, any right identity number is somebody's."""

    def __init__(self, known: Iterable[Person] = (), *, everybody: bool = True) -> None:
        self._known = {person.id_number: person for person in known}
        self._everybody = everybody

    def find(self, id_number: str) -> Person | None:
        found = self._known.get(id_number)
        if found is None and self._everybody and is_identity_number(id_number):
            return Person(id_number)
        return found

    def put(self, person: Person) -> None:
        self._known[person.id_number] = person


def read(path: Path) -> list[Person]:
    """One JSON object a line: id_number, name, and optionally account, retired, answers."""
    with path.open(encoding="utf-8") as lines:
        return [person_of(json.loads(line)) for line in lines if line.strip()]


def person_of(entry: Mapping[str, Any]) -> Person:
    return Person(
        id_number=entry["id_number"],
        name=entry.get("name", ""),
        account=entry.get("account", ""),
        retired=entry.get("retired", False),
        answers=entry.get("answers", {}),
    )
