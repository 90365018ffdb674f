"""Figures that a rule or an authority sets from a date on, as data: assets/catalogue/parameters.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """`reference` marks a figure that the operator has to confirm before relying on it."""

    name: str
    since: date
    value: Any
    reference: bool


@dataclass(frozen=True, slots=True)
class Parameters:
    entries: tuple[Parameter, ...]

    def on(self, day: date, name: str) -> Parameter:
        """The entry in force on a day. Raises KeyError where there is none yet."""
        entries = [entry for entry in self.entries if entry.name == name and entry.since <= day]
        if not entries:
            raise KeyError(f"no parameter {name} on {day}")
        return max(entries, key=lambda entry: entry.since)


def load(path: Path) -> Parameters:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Parameters(
        tuple(
            Parameter(name, entry["since"], entry["value"], entry["reference"])
            for name, entries in data.items()
            for entry in entries
        )
    )
