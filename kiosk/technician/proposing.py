"""From what was found to the block that a technician pastes into the configuration."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from devices.finding import Connected
from kiosk.config.toml_text import block

_ADVICE = {
    "paper": (
        "纸宽 58 或 80；有纸将尽传感器则写 near_end_sensor = true",
        "paper_mm: 58 or 80; near_end_sensor = true if it has one",
    ),
    "terminator": (
        "与扫码器设置一致：cr、lf、crlf、none",
        "terminator: as the scanner is set up: cr, lf, crlf, none",
    ),
    "contacts": (
        "写出接线：inputs = { door = 0, presence = 1 }，outputs = { light = 0 }",
        "name what is wired: inputs = { door = 0, presence = 1 }, outputs = { light = 0 }",
    ),
    "camera": (
        '若是高拍仪，写 class = "document_camera"',
        'class = "document_camera" if it looks down on the tray',
    ),
    "virtual": ("虚拟设备：生产模式拒绝使用", "a virtual device: production refuses it"),
}


def proposal(found: Connected, taken: Container[str]) -> dict[str, Any] | None:
    """The device's table, its id none of those `taken`; None where no driver answered."""
    match = found.match
    if match is None:
        return None
    stem = match.device_class.value.replace("_", "-")
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    keys = {"id": name, "class": match.device_class.value, "driver": match.driver}
    return {**keys, "transport": dict(match.transport), **match.keys}


def text(found: Connected, table: dict[str, Any]) -> str:
    """The table as a `[[devices]]` block, under what was found and what is still to be seen to."""
    advice = _ADVICE.get(found.match.advice if found.match else "")
    lines = [f"# {found.label}"] if found.label else []
    if advice is not None:
        lines.append(f"# {advice[1]} / {advice[0]}")
    return "\n".join([*(_one_line(each) for each in lines), block("devices", table)])


def _one_line(comment: str) -> str:
    """A device's own name may hold anything; a comment ends with its line."""
    return "".join(each if each.isprintable() else "?" for each in comment)
