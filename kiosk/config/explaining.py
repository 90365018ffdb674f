"""From a shape that does not fit to findings: on which line, what was found, what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from devices.model import DeviceClass
from kiosk.config.devices import BUILT_IN, OtherDeviceConfig, is_class, known_drivers
from kiosk.config.findings import Finding, Said, finding
from kiosk.config.lines import LineIndex, Path_
from kiosk.config.rules.fault import NOTHING
from kiosk.config.units import UNITS, converted, without_unit
from kiosk.config.wording import (
    allowed,
    choices,
    found_value,
    key_text,
    keys_of,
    known_keys,
    nearest,
    schema_at,
    with_nearest,
)

_TAGS = {OtherDeviceConfig.__name__, *(section.__name__ for section in BUILT_IN)}


def findings_of(file: Path, data: dict[str, Any], lines: LineIndex, error: ValidationError) -> list[Finding]:
    """A finding for each fault that pydantic found in `data`."""
    errors = _apart(error.errors(include_url=False))
    # A misspelt key is one fault, not two: the key it was meant to be is not called missing as well.
    meant = {
        (*path[:-1], _meant(str(path[-1]), schema_at(path[:-1], data)))
        for path in (_without_tags(each["loc"], data) for each in errors if each["type"] == "extra_forbidden")
    }
    findings = [
        _finding(file, data, lines, each)
        for each in errors
        if each["type"] != "missing" or _without_tags(each["loc"], data) not in meant
    ]
    return list(dict.fromkeys(findings))


def _apart(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without what only follows: a transport of a wrong kind has all its other keys wrong as well."""
    wrong = {each["loc"][:-1] for each in errors if each["loc"][-1:] == ("kind",)}
    return [each for each in errors if each["loc"][-1:] == ("kind",) or each["loc"][:-1] not in wrong]


def _finding(file: Path, data: dict[str, Any], lines: LineIndex, error: ErrorDetails) -> Finding:
    path = _without_tags(error["loc"], data)
    match error["type"]:
        case "extra_forbidden":
            node = schema_at(path[:-1], data)
            found, may = Said(zh="未知的键", en="an unknown key"), _known_keys(str(path[-1]), error["input"], node)
        case "missing":
            found, may = NOTHING, allowed(schema_at(path, data))
        case "union_tag_not_found" | "union_tag_invalid":
            path, found, may = _tag(path, data)
        case "invalid_key":
            found, may = found_value(error["input"]), allowed(schema_at(path, data))
        case _:
            path = path[:-1] if path and path[-1] == "[key]" else path
            node = schema_at(path, data)
            found, may = found_value(error["input"]), _quantity(node, error["input"]) or allowed(node)
            if error["loc"][-1] == "[key]":
                found = Said(zh=f"名称 {path[-1]!r}", en=f"the name {path[-1]!r}")
                may = Said(
                    zh="小写字母开头的小写字母、数字、下划线", en="lower-case letters, digits, _, a letter first"
                )
    return finding(file, lines.line(path), key_text(path), found, may)


def _tag(path: Path_, data: dict[str, Any]) -> tuple[Path_, Said, Said]:
    """A table whose alternative could not be told: by a device's class and driver, or a transport's kind."""
    table = _value_at(path, data)
    if not isinstance(table, dict):
        return path, found_value(table), allowed(schema_at(path, data))
    if len(path) == 2 and path[0] == "devices":
        of = table.get("class")
        if not is_class(of):
            classes = [each.value for each in DeviceClass]
            return (*path, "class"), _found(of), choices(classes) if of is None else with_nearest(of, classes)
        driver = table.get("driver")
        return (*path, "driver"), _found(driver), with_nearest(driver, known_drivers(str(of)))
    kind = table.get("kind")
    kinds = list(schema_at(path, data).get("discriminator", {}).get("mapping", {}))
    return (*path, "kind"), _found(kind), with_nearest(kind, kinds)


def _found(value: object) -> Said:
    return NOTHING if value is None else found_value(value)


def _meant(key: str, node: dict[str, Any]) -> str | None:
    """The known key that was meant: one of another unit, or the nearest by its letters."""
    stem = without_unit(key)
    same_stem = [each for each in keys_of(node) if without_unit(each) == stem and "x-unit" in keys_of(node)[each]]
    return same_stem[0] if same_stem else nearest(key, node)


def _known_keys(key: str, value: object, node: dict[str, Any]) -> Said:
    meant = _meant(key, node)
    known = keys_of(node).get(meant or "", {})
    if meant is None or "x-unit" not in known or without_unit(key) != without_unit(meant):
        return known_keys(key, node)
    unit = UNITS[known["x-unit"]]
    ending = key.removeprefix(without_unit(key)).lstrip("_")
    factor = unit.others.get(ending)
    zh, en = f"{meant}（单位为{unit.said.zh}）", f"{meant} (in {unit.said.en})"
    if factor is not None and isinstance(value, int | float) and not isinstance(value, bool):
        zh, en = f"{zh}：{meant} = {value * factor:g}", f"{en}: {meant} = {value * factor:g}"
    return Said(zh=zh, en=en)


def _quantity(node: dict[str, Any], value: object) -> Said | None:
    """What to write instead of a quantity with its unit, as "60s"."""
    if "x-unit" not in node:
        return None
    unit = UNITS[node["x-unit"]].said
    if isinstance(value, int | float):
        return _milliseconds(node, value)
    if not isinstance(value, str):
        return None
    number = converted(value, node["x-unit"])
    if number is None or number not in node.get("enum", [number]):
        return None
    return Said(
        zh=f"以{unit.zh}为单位的数，不加引号和单位：{number:g}",
        en=f"the number of {unit.en}, without quotes and unit: {number:g}",
    )


def _milliseconds(node: dict[str, Any], value: float) -> Said | None:
    """For a number of seconds that is too large, but would do in milliseconds."""
    limits = allowed(node)
    largest = node.get("maximum")
    if node["x-unit"] != "s" or largest is None or not value > largest or value / 1000 > largest or value < 1000:
        return None
    return Said(
        zh=f"{limits.zh}（{value:g} 毫秒应写 {value / 1000:g}）",
        en=f"{limits.en} ({value:g} milliseconds are {value / 1000:g})",
    )


def _without_tags(location: tuple[str | int, ...], data: object) -> Path_:
    """pydantic puts the tag of a chosen alternative into an error's place; the file has no such key."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and part not in data and (part in _TAGS or part == data.get("kind")):
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
