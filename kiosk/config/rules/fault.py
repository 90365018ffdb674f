"""A fault of a configuration that has the right shape."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.config.findings import Said
from kiosk.config.lines import Path_

NOTHING = Said(zh="缺少此键", en="nothing")


@dataclass(frozen=True, slots=True)
class Fault:
    path: Path_
    found: Said
    allowed: Said
