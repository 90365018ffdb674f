"""Transcripts of the wires, for developers: KIOSK_RECORD=FOLDER in the environment, in simulation mode alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VARIABLE = "KIOSK_RECORD"
REFUSED = f"""{VARIABLE} 只能在模拟模式使用：记录含有个人信息
{VARIABLE} is for simulation mode alone: a transcript holds personal data"""


def own_keys(mode: str) -> Mapping[str, Any]:
    """What every driver is told beside its section: `production`, and `record` where a transcript is wanted.

    Ends the process where one is wanted in production.
    """
    folder = os.environ.get(VARIABLE, "")
    if not folder:
        return {"production": mode == "production"}
    if mode != "simulation":
        raise SystemExit(REFUSED)
    return {"production": False, "record": str(Path(folder).resolve())}
