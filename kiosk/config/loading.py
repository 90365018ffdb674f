"""Reading a configuration file: either a whole, checked `KioskConfig`, or every fault of it at once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.config import rules
from kiosk.config.findings import ConfigError, Finding, Said, finding
from kiosk.config.lines import LineIndex, Path_
from kiosk.config.model import KioskConfig
from kiosk.config.wording import allowed, found_value, key_text, known_keys, nearest, same, schema_at


def load(path: Path, *, require_files: bool = True) -> KioskConfig:
    """Read and check `path`. Relative paths in it are taken from its folder.

    Files that it names (the certificate authority's, the enrolment code's) must be there unless `require_files` is
    false, for commands that never speak to the central. Raises ConfigError with every fault found.
    """
    text = _read(path)
    data = _parse(path, text)
    lines = LineIndex(text)
    context = {"folder": path.absolute().parent}
    try:
        config = KioskConfig.model_validate(data, context=context)
    except ValidationError as error:
        raise ConfigError(_findings(path, data, lines, error)) from None
    faults = rules.faults(config, require_files=require_files)
    if faults:
        raise ConfigError(
            [finding(path, lines.line(each.path), key_text(each.path), each.found, each.allowed) for each in faults]
        )
    return config


def _read(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        found = Said(zh=f"无法读取的文件（{error.strerror}）", en=f"no readable file ({error.strerror})")
        raise ConfigError([finding(path, 1, "", found, Said(zh="一个配置文件", en="a configuration file"))]) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = Said(zh=f"非 UTF-8 字节 0x{raw[error.start]:02x}", en=f"byte 0x{raw[error.start]:02x}, not UTF-8")
        raise ConfigError([finding(path, line, "", found, Said(zh="UTF-8 文字", en="UTF-8 text"))]) from None


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column \d+\)$| \(at end of document\)$", str(error))
        line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
        reason = str(error)[: place.start()] if place else str(error)
        written = text.splitlines()[line - 1].strip() if text else ""
        found = Said(zh=f"不合 TOML 语法的 {written!r}（{reason}）", en=f"{written!r}, no TOML ({reason})")
        raise ConfigError([finding(path, line, "", found, same("TOML 1.0"))]) from None


def _findings(file: Path, data: dict[str, Any], lines: LineIndex, error: ValidationError) -> list[Finding]:
    errors = error.errors(include_url=False)
    # A misspelt key is one fault, not two: the key it was meant to be is not called missing as well.
    meant = {
        (*path[:-1], nearest(str(path[-1]), schema_at(path[:-1], data)))
        for path in (_without_tags(each["loc"], data) for each in errors if each["type"] == "extra_forbidden")
    }
    return [
        _finding(file, data, lines, each)
        for each in errors
        if each["type"] != "missing" or _without_tags(each["loc"], data) not in meant
    ]


def _finding(file: Path, data: dict[str, Any], lines: LineIndex, error: ErrorDetails) -> Finding:
    path = _without_tags(error["loc"], data)
    line = lines.line(path)
    key = key_text(path)
    match error["type"]:
        case "extra_forbidden":
            return finding(
                file,
                line,
                key,
                Said(zh="未知的键", en="an unknown key"),
                known_keys(str(path[-1]), schema_at(path[:-1], data)),
            )
        case "missing":
            return finding(file, line, key, Said(zh="缺少此键", en="nothing"), allowed(schema_at(path, data)))
        case "union_tag_not_found" | "union_tag_invalid":
            node = schema_at(path, data)
            tag = "class" if path[0] == "devices" and len(path) == 2 else "kind"
            path = (*path, tag)
            given = _value_at(path, data)
            found = Said(zh="缺少此键", en="nothing") if given is None else found_value(given)
            return finding(file, lines.line(path), key_text(path), found, allowed(node))
        case _:
            return finding(file, line, key, found_value(error["input"]), allowed(schema_at(path, data)))


def _without_tags(location: tuple[str | int, ...], data: object) -> Path_:
    """pydantic puts the tag of a chosen alternative into an error's place; the file has no such key."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and part not in data and part in (data.get("class"), data.get("kind")):
            continue
        path.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            data = None
    return tuple(path)


def _value_at(path: Path_, data: object) -> object:
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
