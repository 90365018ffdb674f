"""A slip as plain text, for the screen."""

from __future__ import annotations

from devices.slip import Feed, KeyValue, QrCode, Rule, Slip, Text


def as_lines(slip: Slip) -> tuple[str, ...]:
    """One string a line; the QR code is left out, as the screen draws its own."""
    lines: list[str] = []
    for element in slip.elements:
        match element:
            case Text(text=text):
                lines += text.split("\n")
            case KeyValue(label=label, value=value):
                lines.append(f"{label}  {value}")
            case Rule():
                lines.append("—" * 16)
            case Feed():
                lines.append("")
            case QrCode():
                pass
    return tuple(lines)
