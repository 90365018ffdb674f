"""IPP messages from the printer's end (RFC 8010): requests read, replies written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

OPERATION, JOB, END, PRINTER, UNSUPPORTED = 1, 2, 3, 4, 5

_COLLECTION, _MEMBER, _COLLECTION_END = 0x34, 0x4A, 0x37
_NUMBERS = (0x21, 0x23)
_FLAG = 0x22


class BadMessageError(ValueError):
    """Not an IPP request."""


@dataclass(frozen=True, slots=True)
class Said:
    """One attribute of a request: its tag and plain values (numbers, flags, texts; bytes of all else)."""

    tag: int
    values: tuple[Any, ...]


@dataclass(slots=True)
class Request:
    version: bytes
    operation: int
    number: bytes
    groups: list[tuple[int, dict[str, Said]]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)
    document: bytes = b""

    def group(self, tag: int) -> dict[str, Said]:
        return next((attributes for found, attributes in self.groups if found == tag), {})

    def one(self, name: str) -> Any:
        """An operation attribute's first value, or None."""
        said = self.group(OPERATION).get(name)
        return said.values[0] if said is not None and said.values else None

    def every(self, name: str) -> tuple[Any, ...]:
        said = self.group(OPERATION).get(name)
        return said.values if said is not None else ()


def read_request(data: bytes) -> Request:
    """Raises `BadMessageError`."""
    try:
        return _read(data)
    except (IndexError, UnicodeDecodeError) as error:
        raise BadMessageError("cut off, or no text") from error


def _read(data: bytes) -> Request:
    if len(data) < 9:
        raise BadMessageError("too short")
    request = Request(data[0:2], int.from_bytes(data[2:4], "big"), data[4:8])
    at, name, depth = 8, "", 0
    attributes: dict[str, Said] = {}
    while True:
        tag = data[at]
        at += 1
        if tag == END:
            break
        if tag < 0x10:
            if depth:
                raise BadMessageError("a group within a collection")
            attributes, name = {}, ""
            request.groups.append((tag, attributes))
            continue
        key, at = _piece(data, at)
        value, at = _piece(data, at)
        if depth or tag == _COLLECTION:
            depth += (tag == _COLLECTION) - (tag == _COLLECTION_END)
            if depth == 1 and key:
                attributes[key.decode("ascii")] = Said(tag, ())
                request.order.append(key.decode("ascii"))
            continue
        if key:
            name = key.decode("ascii")
            request.order.append(name)
            attributes[name] = Said(tag, ())
        elif not name:
            raise BadMessageError("a value without an attribute")
        attributes[name] = Said(attributes[name].tag, (*attributes[name].values, _plain(tag, value)))
    request.document = data[at:]
    return request


def _piece(data: bytes, at: int) -> tuple[bytes, int]:
    size = data[at] << 8 | data[at + 1]
    at += 2
    if size > 0x7FFF or at + size > len(data):
        raise BadMessageError("a length beyond the end")
    return data[at : at + size], at + size


def _plain(tag: int, value: bytes) -> Any:
    if tag in _NUMBERS:
        if len(value) != 4:
            raise BadMessageError("a number of another length")
        return int.from_bytes(value, "big", signed=True)
    if tag == _FLAG:
        return value == b"\x01"
    return value.decode("utf-8") if 0x40 <= tag < 0x60 else value


# Replies: an attribute is (name, kind, values).

KINDS = {
    "integer": 0x21,
    "boolean": 0x22,
    "enum": 0x23,
    "octets": 0x30,
    "date": 0x31,
    "resolution": 0x32,
    "range": 0x33,
    "text": 0x41,
    "name": 0x42,
    "keyword": 0x44,
    "uri": 0x45,
    "scheme": 0x46,
    "charset": 0x47,
    "language": 0x48,
    "mime": 0x49,
    "no_value": 0x13,
    "unknown": 0x12,
}
Given = tuple[str, str, tuple[Any, ...]]
"""An attribute of a reply: its name, its kind, its values."""


def write_reply(
    request_version: bytes, number: bytes, status: int, groups: Iterable[tuple[int, Iterable[Given]]]
) -> bytes:
    out = bytearray(request_version + status.to_bytes(2, "big") + number)
    for tag, attributes in groups:
        out.append(tag)
        for name, kind, values in attributes:
            for index, value in enumerate(values):
                _write(out, KINDS[kind], name if index == 0 else "", _bytes_of(kind, value))
    out.append(END)
    return bytes(out)


def _write(out: bytearray, tag: int, name: str, value: bytes) -> None:
    out.append(tag)
    out += len(name).to_bytes(2, "big") + name.encode() + len(value).to_bytes(2, "big") + value


def _bytes_of(kind: str, value: Any) -> bytes:
    match kind:
        case "integer" | "enum":
            return int(value).to_bytes(4, "big", signed=True)
        case "boolean":
            return b"\x01" if value else b"\x00"
        case "range":
            return b"".join(int(each).to_bytes(4, "big", signed=True) for each in value)
        case "resolution":
            return b"".join(int(each).to_bytes(4, "big") for each in value) + b"\x03"
        case "octets" | "date":
            return bytes(value)
        case "no_value" | "unknown":
            return b""
    return str(value).encode()
