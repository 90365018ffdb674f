"""`main.py devices find`."""

from __future__ import annotations

import json
import sys

from devices.finding import Connected, find
from devices.reasons import reason_of
from kiosk.technician.proposing import proposal, text

_NOTHING = """Nothing is connected that this machine knows of. 没有发现已连接的设备。
- Is the device switched on, and its cable in? `dmesg | tail` shows what the kernel saw. 请检查电源和接线。
- May this user see it? Groups dialout, lp, video. 当前用户是否在 dialout、lp、video 组中？
- A device on the network is named: --address HOST:PORT; another port: --port PATH. 网络设备或其他端口请写出来。"""
_PASTE = "# To paste into the configuration 粘贴到配置文件"


def find_devices(ports: tuple[str, ...], addresses: tuple[str, ...], *, own: bool, as_json: bool) -> int:
    """List what is connected and propose blocks; 0, or 2 for an address that is none."""
    targets = []
    for address in addresses:
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal() or not 1 <= int(port) <= 65535:
            print(f"--address {address}: HOST:PORT", file=sys.stderr)
            return 2
        targets.append((host.strip("[]"), int(port)))
    progress = sys.stderr.isatty()
    taken: set[str] = set()
    blocks: list[str] = []
    seen = 0
    for found in find(ports, targets, own=own, tell=_tell if progress else lambda _: None):
        seen += 1
        table = proposal(found, taken)
        if table is not None:
            taken.add(table["id"])
            blocks.append(text(found, table))
        if as_json:
            said = {"kind": found.kind, "address": found.address, "label": found.label, "reason": found.reason}
            print(json.dumps({**said, "device": table, "block": blocks[-1] if table else None}, ensure_ascii=False))
        else:
            print(_line(found), flush=True)
    if as_json:
        return 0
    if not seen:
        print(_NOTHING)
    if blocks:
        print("\n".join(["", _PASTE, "", *blocks]), end="")
    return 0


def _line(found: Connected) -> str:
    head = f"{found.address}{f'  {found.label}' if found.label else ''}"
    if found.match is not None:
        match = found.match
        speed = f" @ {match.transport['baud']}" if "baud" in match.transport else ""
        return f"{head}\n  ✓ {match.device_class.value} / {match.driver}: {match.said}{speed}"
    if found.reason:
        reason = reason_of(found.reason)
        return f"{head}\n  ✗ {reason.en}\n    {reason.zh}"
    return f"{head}\n  – no driver known here gets an answer 没有已知的驱动得到应答"


def _tell(address: str) -> None:
    print(f"  asking {address} …", file=sys.stderr, flush=True)
