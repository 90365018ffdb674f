"""`main.py diagnose`: each device asked how it is, for who looks after the kiosk."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict

from devices.check import CheckResult, check_alone
from kiosk.config import KioskConfig
from kiosk.starting import as_mapping


def diagnose(config: KioskConfig, only: tuple[str, ...], *, as_json: bool) -> int:
    """Check the devices named, or all; 0 where each works, 1 where one does not, 2 for an unknown name."""
    known = [device.id for device in config.devices]
    unknown = [name for name in only if name not in known]
    if unknown:
        print(f"no device {', '.join(unknown)} in the configuration; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    passed = True
    for device in config.devices:
        if only and device.id not in only:
            continue
        if not as_json and sys.stderr.isatty():
            print(f"{device.id} …", file=sys.stderr, end="\r", flush=True)
        result = asyncio.run(check_alone(as_mapping(device)))
        passed = passed and result.passed
        print(json.dumps(asdict(result), ensure_ascii=False) if as_json else _line(result), flush=True)
    return 0 if passed else 1


def _line(result: CheckResult) -> str:
    state = "works" if result.passed else f"{result.health.value}: {result.reason}"
    detail = ", ".join(f"{key} {value}" for key, value in result.detail.items())
    text = "" if result.passed else f"\n{'':18}{result.en}\n{'':18}{result.zh}\n{'':18}action: {result.action.value}"
    return f"{result.device_id:17} {state}{f' ({detail})' if detail else ''}, {result.milliseconds:.0f} ms{text}"
