"""Scenarios from files: TOML with `[[steps]]`, or one JSON object a line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from drivers_sim.equipment.model import VerbError
from drivers_sim.scenario.model import WITHIN_S, Scenario, ScenarioError, Step
from drivers_sim.verbs import verb

SHIPPED = Path(__file__).parents[1] / "scenarios"
LONGEST_S = 3600.0
_TIMING = {"after_s": 0.0, "within_s": WITHIN_S}


def read_scenario(file: Path) -> Scenario:
    """Raises `ScenarioError`."""
    try:
        text = file.read_text("utf-8")
        if file.suffix == ".toml":
            table = tomllib.loads(text)
        else:
            table = {"steps": [json.loads(line) for line in text.splitlines() if line.strip()]}
    except OSError as error:
        raise ScenarioError(f"{file}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, json.JSONDecodeError) as error:
        raise ScenarioError(f"{file}: {'not TOML' if file.suffix == '.toml' else 'not JSON lines'}: {error}") from error
    return scenario_of(table, file.stem, str(file))


def scenario_of(table: Mapping[str, Any], name: str, where: str) -> Scenario:
    """The scenario that a table says; raises `ScenarioError`, which begins with `where`."""
    unknown = set(table) - {"steps", "zh", "en"}
    if unknown:
        raise ScenarioError(f"{where}: found {', '.join(sorted(unknown))}, allowed: zh, en, steps")
    steps = table.get("steps", [])
    if not isinstance(steps, list) or not all(isinstance(each, dict) for each in steps):
        raise ScenarioError(f"{where}: steps: found {steps!r}, allowed: tables [[steps]]")
    made = tuple(_step(each, f"{where}: step {number}") for number, each in enumerate(steps, 1))
    return Scenario(name, made, str(table.get("zh", "")), str(table.get("en", "")))


def check_devices(scenario: Scenario, known: Collection[str]) -> None:
    """Raises `ScenarioError` for a step that names a device that is not there."""
    for number, step in enumerate(scenario.steps, 1):
        for device in (getattr(step.verb, "device", None), step.when.get("device")):
            if device is not None and device not in known:
                allowed = ", ".join(known)
                raise ScenarioError(f"{scenario.name}: step {number}: device: found {device!r}, allowed: {allowed}")


def shipped() -> Iterable[Scenario]:
    """The scenarios that come with the hall."""
    return [read_scenario(file) for file in sorted(SHIPPED.glob("*.toml"))]


def _step(entry: Mapping[str, Any], where: str) -> Step:
    left = dict(entry)
    timing = {key: _seconds(left.pop(key, usual), f"{where}: {key}") for key, usual in _TIMING.items()}
    screen, when, name = left.pop("screen", ""), left.pop("when", {}), left.pop("do", None)
    if not isinstance(screen, str):
        raise ScenarioError(f"{where}: screen: found {screen!r}, allowed: a screen's name")
    if not isinstance(when, dict) or (when and not isinstance(when.get("device"), str)):
        raise ScenarioError(f"{where}: when: found {when!r}, allowed: a table with device and what it shall be")
    if name is None and left:
        raise ScenarioError(f"{where}: found {', '.join(left)} without do, allowed: do = a verb's name")
    try:
        done = None if name is None else verb(str(name), left)
    except VerbError as error:
        raise ScenarioError(f"{where}: {error}") from error
    return Step(done, timing["after_s"], screen, when, timing["within_s"])


def _seconds(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_S:
        raise ScenarioError(f"{where}: found {value!r}, allowed: seconds, at most {LONGEST_S:g}")
    return float(value)
