"""What is wrong with a configuration file: one finding a fault, with the line it stands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault. `line` counts from 1; `key` is dotted, list indices from 0; `found` is written as in the file."""

    file: Path
    line: int
    key: str
    found: str
    allowed: str
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: {self.key}: " if self.key else f"{self.file}:{self.line}: "
        return f"{place}{self.message_en}\n    {self.message_zh}"


@dataclass(frozen=True, slots=True)
class Said:
    """The same words in both languages."""

    zh: str
    en: str


def finding(file: Path, line: int, key: str, found: Said, allowed: Said) -> Finding:
    """Compose a finding that says what was found and what is allowed, with nothing in it that a terminal obeys."""
    key = _plain(key)
    found, allowed = (Said(zh=_plain(each.zh), en=_plain(each.en)) for each in (found, allowed))
    return Finding(
        file=file,
        line=line,
        key=key,
        found=found.en,
        allowed=allowed.en,
        message_zh=f"发现 {found.zh}；允许：{allowed.zh}",
        message_en=f"found {found.en}; allowed: {allowed.en}",
    )


def _plain(text: str) -> str:
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)


class ConfigError(Exception):
    """The configuration cannot be used; `findings` hold every fault, in the file's order."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = sorted(findings, key=lambda each: (each.line, each.key))
        super().__init__("\n".join(str(each) for each in self.findings))
