"""A scenario and its steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from drivers_sim.verbs import AnyVerb

WITHIN_S = 60.0
"""How long a step waits for its screen or its device, unless it says otherwise."""


@dataclass(frozen=True, slots=True)
class Step:
    """`verb` is done `after_s` seconds after the step before, or after what it waits for came.

    It waits, up to `within_s` seconds, until the kiosk shows `screen`, and until the device named in `when` is as it
    says there: {device = "receipt-printer", busy = true}. Without a verb it only waits.
    """

    verb: AnyVerb | None = None
    after_s: float = 0.0
    screen: str = ""
    when: Mapping[str, Any] = field(default_factory=dict)
    within_s: float = WITHIN_S


@dataclass(frozen=True, slots=True)
class Scenario:
    """`zh` and `en` say what happens."""

    name: str
    steps: tuple[Step, ...]
    zh: str = ""
    en: str = ""


class ScenarioError(ValueError):
    """No scenario: says the file, the step counted from 1, what was found and what is allowed."""
