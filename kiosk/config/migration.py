"""Configurations of earlier versions: understood as the newest in memory, rewritten with their comments on demand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from kiosk.config.findings import Finding, Said, finding
from kiosk.config.lines import LineIndex

NEWEST = 2
OLDEST = 1


def unknown_version(file: Path, data: dict[str, Any], lines: LineIndex) -> list[Finding]:
    """A finding where the file is of a version that this program does not know."""
    version = data.get("schema")
    if not isinstance(version, int) or isinstance(version, bool) or OLDEST <= version <= NEWEST:
        return []
    if version > NEWEST:
        found = Said(zh=f"版本 {version}，比本程序新", en=f"version {version}, newer than this program")
        allowed = Said(
            zh=f"至多 {NEWEST}：更新本程序，或使用其版本的配置",
            en=f"at most {NEWEST}: update the program, or use its own file",
        )
    else:
        found = Said(zh=f"版本 {version}", en=f"version {version}")
        allowed = Said(zh=f"{OLDEST} 至 {NEWEST}", en=f"{OLDEST} to {NEWEST}")
    return [finding(file, lines.line(("schema",)), "schema", found, allowed)]


def migrated(data: dict[str, Any]) -> dict[str, Any]:
    """The file's tables as the newest version has them. From 1 to 2 nothing is renamed: 2 has more that may be said."""
    return {**data, "schema": NEWEST} if _is(data.get("schema"), OLDEST) else data


def _is(value: object, version: int) -> bool:
    return type(value) is int and value == version  # TOML's true and 1.0 are no version


def notice(file: Path, version: object) -> Said:
    return Said(
        zh=f"{file}: 版本 {version} 的配置，按版本 {NEWEST} 理解；main.py migrate-config {file} --write 可改写文件",
        en=f"{file}: of version {version}, understood as {NEWEST}; main.py migrate-config {file} --write rewrites it",
    )


def rewritten(text: str) -> str:
    """The file's text as the newest version, every comment and space kept. The text must be TOML of a known version."""
    lines = text.split("\n")
    index = LineIndex(text)
    if not index.stands(("schema",)):
        return text
    at = index.line(("schema",)) - 1
    lines[at] = re.sub(r"(=\s*)\+?[\d_]+", rf"\g<1>{NEWEST}", lines[at], count=1)
    return "\n".join(lines)
