"""How a found value and an allowed one are said, in both languages, from the model's own JSON Schema."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kiosk.config.devices import section_of
from kiosk.config.findings import Said
from kiosk.config.lines import Path_
from kiosk.config.model import KioskConfig
from kiosk.config.units import UNITS

Schema = dict[str, Any]

_ROOT: Schema = KioskConfig.model_json_schema(by_alias=True)
_LONGEST_FOUND = 120
_FIRST = ("id", "class", "driver", "transport")


def same(text: str) -> Said:
    return Said(zh=text, en=text)


def key_text(path: Path_) -> str:
    """`devices[2].transport.baud`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text


def found_value(value: object) -> Said:
    """The value as one would write it in TOML, cut where long."""
    if isinstance(value, dict):
        return Said(zh="一个表", en="a table")
    if isinstance(value, list | tuple):
        return Said(zh=f"一个有 {len(value)} 项的列表", en=f"a list of {len(value)}")
    if isinstance(value, bool | int | float | str):
        text = json.dumps(value, ensure_ascii=False)
        return same(text if len(text) <= _LONGEST_FOUND else text[:_LONGEST_FOUND] + "…")
    return same(str(value))


def schema_at(path: Path_, data: object) -> Schema:
    """The part of the JSON Schema that rules the value at `path`; the file's data picks among alternatives."""
    node = _ROOT
    for part in path:
        node = _alternative(node, data)
        if isinstance(part, int):
            node = node.get("items", {})
            data = data[part] if isinstance(data, list) and part < len(data) else None
        else:
            node = node.get("properties", {}).get(part) or _further(node)
            data = data.get(part) if isinstance(data, dict) else None
    return _alternative(node, data)


def _further(node: Schema) -> Schema:
    """What rules the values of a table whose keys are free."""
    found = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return found if isinstance(found, dict) else {}


def _alternative(node: Schema, data: object) -> Schema:
    while True:
        if "$ref" in node:
            node = {**_ROOT["$defs"][node["$ref"].rsplit("/", 1)[1]], **_words(node)}
        elif "anyOf" in node:
            chosen = next(each for each in node["anyOf"] if each.get("type") != "null")
            node = {**chosen, **_words(node)}
        elif "oneOf" in node and "discriminator" in node:
            tag = data.get(node["discriminator"]["propertyName"]) if isinstance(data, dict) else None
            mapping: dict[str, str] = node["discriminator"]["mapping"]
            if not isinstance(tag, str) or tag not in mapping:
                return node
            node = {"$ref": mapping[tag]}
        elif "oneOf" in node:
            section = section_of(data) if isinstance(data, dict) else None
            if section is None:
                return node
            node = {"$ref": f"#/$defs/{section}"}
        else:
            return node


def _words(node: Schema) -> Schema:
    return {key: value for key, value in node.items() if key.startswith("x-")}


def allowed(node: Schema) -> Said:
    """What the schema allows, in words."""
    if "x-allowed-en" in node:
        return Said(zh=node["x-allowed-zh"], en=node["x-allowed-en"])
    if "const" in node:
        return same(json.dumps(node["const"], ensure_ascii=False))
    if "enum" in node:
        return choices(node["enum"])
    if "discriminator" in node:
        return choices(node["discriminator"]["mapping"])
    kind = node.get("type")
    if kind in ("integer", "number"):
        return _number(node)
    if kind == "boolean":
        return choices([True, False])
    if kind == "array":
        return _list(node)
    if kind == "object" or "oneOf" in node:
        return _table(node)
    if node.get("format") == "path":
        return Said(zh="一个路径（加引号的文字，不用 ~）", en="a path, in quotes, without ~")
    return Said(zh="非空文字，加引号", en="text in quotes, not empty")


def _list(node: Schema) -> Said:
    if node.get("minItems"):
        return Said(zh="一个列表，至少一项", en="a list of at least one")
    item = allowed(_alternative(node.get("items", {}), None))
    return Said(zh=f"一个列表，每项为{item.zh}", en=f"a list, each of it {item.en}")


def _table(node: Schema) -> Said:
    keys = list(node.get("properties", {}))
    if not keys:
        return Said(zh="一个表", en="a table")
    return Said(zh=f"一个表，含 {'、'.join(keys)}", en=f"a table of {', '.join(keys)}")


def _number(node: Schema) -> Said:
    zh, en = ("整数", "a whole number") if node["type"] == "integer" else ("数", "a number")
    if "x-unit" in node:
        unit = UNITS[node["x-unit"]].said
        zh, en = f"{zh}（{unit.zh}）", f"{en} of {unit.en}"
    bounds = (
        ("minimum", "至少", "at least"),
        ("exclusiveMinimum", "大于", "above"),
        ("maximum", "至多", "at most"),
        ("exclusiveMaximum", "小于", "below"),
    )
    for bound, in_zh, in_en in bounds:
        if bound in node:
            zh += f"，{in_zh} {node[bound]:g}"
            en += f", {in_en} {node[bound]:g}"
    return Said(zh=zh, en=en)


def choices(values: Iterable[object]) -> Said:
    words = [json.dumps(each, ensure_ascii=False) for each in values]
    return Said(zh="、".join(words), en=", ".join(words))


def with_nearest(unknown: object, known: Sequence[str]) -> Said:
    """The known values, in quotes, the one that was most likely meant first."""
    near = difflib.get_close_matches(unknown, known, n=1, cutoff=0.6) if isinstance(unknown, str) else []
    words = [json.dumps(each, ensure_ascii=False) for each in known if each not in near]
    if not known:
        return Said(zh="（没有已知的）", en="none is known")
    if not near:
        return Said(zh="、".join(words), en=", ".join(words))
    return Said(
        zh="、".join([f'"{near[0]}"（是否指它？）', *words]), en=", ".join([f'"{near[0]}" (did you mean it?)', *words])
    )


def keys_of(node: Schema) -> Mapping[str, Any]:
    """The keys a table may have."""
    keys: Mapping[str, Any] = node.get("properties", {})
    return keys


def nearest(unknown: str, node: Schema) -> str | None:
    """The known key that `unknown` was most likely meant to be."""
    near = difflib.get_close_matches(unknown, keys_of(node), n=1, cutoff=0.6)
    return near[0] if near else None


def known_keys(unknown: str, node: Schema) -> Said:
    """The nearest known key where one is near, then all of them."""
    near = nearest(unknown, node)
    names = sorted((each for each in keys_of(node) if each != near), key=lambda each: each not in _FIRST)
    if near is None:
        return Said(zh="、".join(names), en=", ".join(names))
    return Said(
        zh="、".join([f"{near}（是否指它？）", *names]),
        en=", ".join([f"{near} (did you mean it?)", *names]),
    )
