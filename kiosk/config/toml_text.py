"""Tables as TOML text, for what this program writes itself: blocks to paste, and the copy of a configuration."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_\-]+")


def document(tables: Mapping[str, Any]) -> str:
    """A whole file: plain keys first, then a `[table]` for each table and a `[[table]]` for each of a list of them."""
    return "\n".join(_tables(tables, ())).strip("\n") + "\n"


def block(name: str, table: Mapping[str, Any]) -> str:
    """One `[[name]]`, its own tables written inline: what a technician pastes."""
    return "".join([f"[[{name}]]\n", *(f"{_key(key)} = {_value(each)}\n" for key, each in table.items())])


def _tables(tables: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    for key, value in tables.items():
        if not isinstance(value, Mapping) and not _is_list_of_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in tables.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield f"\n[{'.'.join(_key(each) for each in here)}]"
            yield from _tables(value, here)
        elif _is_list_of_tables(value):
            for each in value:
                yield f"\n[[{'.'.join(_key(part) for part in here)}]]"
                yield from (f"{_key(inner)} = {_value(content)}" for inner, content in each.items())


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(each, Mapping) for each in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case str() | Path():
            return _text(str(value))
        case Mapping():
            inside = ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case Sequence():
            return f"[{', '.join(_value(each) for each in value)}]"
    raise TypeError(f"{type(value).__name__} cannot be written as TOML")


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped as well.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
