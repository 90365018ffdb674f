"""Secrets stand in files of their own, never in the configuration: it is copied, mailed and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.config.findings import Finding, Said, finding
from kiosk.config.lines import LineIndex, Path_
from kiosk.config.secret_keys import is_secret
from kiosk.config.wording import key_text

_USER_INFO = re.compile(r"^[a-z][a-z0-9+.\-]*://[^/?#\s]*@", re.IGNORECASE)
_INLINE = Said(zh="直接写入的密码或密钥（不显示）", en="a secret written in (not shown)")


def inline(file: Path, data: object, lines: LineIndex) -> list[Finding]:
    """A finding for each secret that stands in the file; none of them quotes it."""
    return [
        finding(file, lines.line(path), key_text(path), _INLINE, _reference(str(path[-1]), value))
        for path, value in _leaves(data, ())
        if isinstance(value, str | int | float)
        and not isinstance(value, bool)
        and (
            (isinstance(path[-1], str) and (is_secret(path[-1]) or _is_pin(path[-1], value)))
            or (isinstance(value, str) and _USER_INFO.match(value))
        )
    ]


def _is_pin(key: str, value: object) -> bool:
    """Whether the PIN itself stands where its file should be named."""
    return key.endswith("_file") and str(value).isdigit()


def _reference(key: str, value: object) -> Said:
    if isinstance(value, str) and _USER_INFO.match(value):
        return Said(zh="不含用户名和密码的地址", en="an address without a user's name and password")
    by_file = f'{key.removesuffix("_file").removesuffix("s")}_file = "…"'
    return Said(
        zh=f"只写引用：存入 chmod 600 的文件，写 {by_file}",
        en=f"by reference only: put it into a file (chmod 600) and name that, {by_file}",
    )


def _leaves(value: object, path: Path_) -> Iterator[tuple[Path_, object]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(each, (*path, index))
    elif path:
        yield path, value
