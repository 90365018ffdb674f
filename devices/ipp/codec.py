"""IPP's bytes (RFC 8010): requests from attributes, attributes from responses. No wire and no clock."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

MOST_VALUES = 20_000
"""A printer's whole description has about 1,500 values; what has more is no printer's."""
DEEPEST = 16

VERSION = (1, 1)
"""Every IPP/2.x printer takes it too (RFC 8011, 4.1.8)."""

OPERATION_GROUP, JOB_GROUP, END, PRINTER_GROUP = 0x01, 0x02, 0x03, 0x04
LAST_DELIMITER = 0x0F
LAST_OUT_OF_BAND = 0x1F
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
RESOLUTION, RANGE, BEGIN_COLLECTION, TEXT_WITH_LANGUAGE, NAME_WITH_LANGUAGE = 0x32, 0x33, 0x34, 0x35, 0x36
END_COLLECTION = 0x37
NAME, KEYWORD, URI = 0x42, 0x44, 0x45
CHARSET, LANGUAGE, MIME_TYPE, MEMBER_NAME = 0x47, 0x48, 0x49, 0x4A
_STRINGS = range(0x40, 0x60)


class Malformed(ValueError):
    """Bytes that are no IPP response: cut off, inconsistent, or more than any printer says."""


class Range(NamedTuple):
    lower: int
    upper: int


class Resolution(NamedTuple):
    across: int
    feed: int
    units: int


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection's place; its members are not kept."""


Value = int | bool | str | bytes | Range | Resolution | Collection | None
"""None: out of band, as `unknown` and `no-value`. Octets, dates and kinds not known stay bytes."""
Attributes = Mapping[str, tuple[Value, ...]]


def words(attributes: Attributes, name: str) -> tuple[str, ...]:
    """An attribute's texts; empty where it is not there."""
    return tuple(each for each in attributes.get(name, ()) if isinstance(each, str))


def number(attributes: Attributes, name: str) -> int | None:
    """An attribute's first number."""
    return next(iter(numbers(attributes, name)), None)


def numbers(attributes: Attributes, name: str) -> tuple[int, ...]:
    return tuple(each for each in attributes.get(name, ()) if isinstance(each, int) and not isinstance(each, bool))


@dataclass(frozen=True, slots=True)
class Attribute:
    """One to send: its value tag, and integers, booleans or texts as that says."""

    tag: int
    name: str
    values: tuple[int | bool | str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    tag: int
    attributes: Attributes = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    request_id: int
    groups: tuple[Group, ...]

    def first(self, tag: int) -> Attributes:
        """The first group of a kind; empty where there is none."""
        return next((group.attributes for group in self.groups if group.tag == tag), {})

    def all(self, tag: int) -> tuple[Attributes, ...]:
        return tuple(group.attributes for group in self.groups if group.tag == tag)


def encode(operation: int, request_id: int, groups: Sequence[tuple[int, Sequence[Attribute]]]) -> bytes:
    """A request, to which a document may be appended. Raises `ValueError` for what IPP cannot say."""
    parts = [struct.pack(">bbHi", *VERSION, operation, request_id)]
    for tag, attributes in groups:
        parts.append(bytes((tag,)))
        for attribute in attributes:
            name = attribute.name.encode("ascii")
            for value in attribute.values:
                data = _value(attribute.tag, value)
                parts.append(struct.pack(">BH", attribute.tag, len(name)) + name + struct.pack(">H", len(data)) + data)
                name = b""  # further values of a set come without the name
    parts.append(bytes((END,)))
    return b"".join(parts)


def _value(tag: int, value: int | bool | str) -> bytes:
    if tag == BOOLEAN:
        return bytes((bool(value),))
    if tag in (INTEGER, ENUM):
        return struct.pack(">i", value)
    if tag not in _STRINGS:
        raise ValueError(f"values of tag {tag:#x} are not sent")
    data = str(value).encode()
    if len(data) > 1023:
        raise ValueError("longer than any IPP string")
    return data


def decode(data: bytes) -> Response:
    """A response. What follows its end is left alone. Raises `Malformed`."""
    return _Reader(data).response()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._values = 0

    def response(self) -> Response:
        major, _, status, request_id = struct.unpack(">bbHi", self._take(8))
        if major not in (1, 2):
            raise Malformed("version")
        groups: list[Group] = []
        tag = self._byte()
        while tag != END:
            if tag > LAST_DELIMITER or tag == 0:
                raise Malformed("an attribute outside a group")
            attributes, following = self._attributes()
            groups.append(Group(tag, attributes))
            tag = following
        return Response(status, request_id, tuple(groups))

    def _attributes(self) -> tuple[Attributes, int]:
        """One group's attributes, and the delimiter that ended it."""
        found: dict[str, list[Value]] = {}
        values: list[Value] | None = None
        while (tag := self._byte()) > LAST_DELIMITER:
            name = self._string(self._length())
            if name:
                # An attribute given twice is wrong (RFC 8011, 4.1.3); the first counts, as CUPS has it.
                values = []
                found.setdefault(name, values)
            elif values is None:
                raise Malformed("a further value of no attribute")
            values.append(self._decoded(tag, self._take(self._length())))
            self._values += 1
            if self._values > MOST_VALUES:
                raise Malformed("too many values")
        return {name: tuple(each) for name, each in found.items()}, tag

    def _decoded(self, tag: int, data: bytes) -> Value:
        if tag <= LAST_OUT_OF_BAND:
            return None
        if tag == BEGIN_COLLECTION:
            self._skip_collection()
            return Collection()
        if tag in (INTEGER, ENUM):
            return int(self._exactly(">i", data)[0])
        if tag == BOOLEAN:
            return bool(self._exactly(">B", data)[0])
        if tag == RANGE:
            return Range(*self._exactly(">ii", data))
        if tag == RESOLUTION:
            return Resolution(*self._exactly(">iib", data))
        if tag in (TEXT_WITH_LANGUAGE, NAME_WITH_LANGUAGE):
            return _without_language(data)
        if tag in _STRINGS:
            return data.decode("utf-8", "replace")
        return data

    def _skip_collection(self) -> None:
        depth = 1
        while depth:
            tag = self._byte()
            if tag <= LAST_DELIMITER:
                raise Malformed("a group within a collection")
            self._take(self._length())
            self._take(self._length())
            depth += (tag == BEGIN_COLLECTION) - (tag == END_COLLECTION)
            self._values += 1
            if depth > DEEPEST or self._values > MOST_VALUES:
                raise Malformed("too deep or too long")

    def _take(self, count: int) -> bytes:
        data = self._data[self._at : self._at + count]
        if len(data) < count:
            raise Malformed("cut off")
        self._at += count
        return data

    def _byte(self) -> int:
        return self._take(1)[0]

    def _length(self) -> int:
        length: int = struct.unpack(">h", self._take(2))[0]
        if length < 0:
            raise Malformed("a negative length")
        return length

    def _string(self, count: int) -> str:
        return self._take(count).decode("utf-8", "replace")

    @staticmethod
    def _exactly(shape: str, data: bytes) -> tuple[int, ...]:
        if len(data) != struct.calcsize(shape):
            raise Malformed("a value of another length")
        return struct.unpack(shape, data)


def _without_language(data: bytes) -> str:
    """A text with its language: two lengths, of which the second is the text's."""
    if len(data) < 4:
        raise Malformed("a text without its language")
    language = struct.unpack(">H", data[:2])[0]
    text = data[2 + language :]
    if len(text) < 2 or struct.unpack(">H", text[:2])[0] != len(text) - 2:
        raise Malformed("a text without its language")
    return text[2:].decode("utf-8", "replace")
