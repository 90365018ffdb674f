"""C2SP tlog-tiles: 256 hashes of a level side by side; what is between their levels is hashed again when needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from central.evidence.merkle import HASH_SIZE, leaf_hash, node_hash

WIDTH = 256
HEIGHT = 8
ENTRIES = -1
"""The level under which entry bundles are kept beside the tiles of hashes."""
ENTRY_SIZE = 32
_FRAME = ENTRY_SIZE.to_bytes(2, "big")
FRAMED = len(_FRAME) + ENTRY_SIZE
_PATH = re.compile(r"(entries|0|[1-9]\d?)/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d{0,2}))?")

Load = Callable[[int, int], bytes]
"""A tile's content by level and number."""
Key = tuple[int, int]


class TileMissing(Exception):
    """A tile that the tree's size asks for is not there, or is too short."""

    def __init__(self, level: int, number: int) -> None:
        super().__init__(f"tile {path(level, number)}")
        self.level, self.number = level, number


def path(level: int, number: int, width: int = WIDTH) -> str:
    """As in a URL, after `/tile/`: `0/x001/x234/067.p/12`."""
    digits = f"{number:d}".zfill(-(-len(f"{number:d}") // 3) * 3)
    groups = [digits[place : place + 3] for place in range(0, len(digits), 3)]
    name = "entries" if level == ENTRIES else str(level)
    partial = "" if width == WIDTH else f".p/{width}"
    return "/".join([name, *(f"x{group}" for group in groups[:-1]), groups[-1]]) + partial


def parse(text: str) -> tuple[int, int, int] | None:
    """Level, number and width; None where no tile has such a path."""
    found = _PATH.fullmatch(text)
    if found is None:
        return None
    level = ENTRIES if found[1] == "entries" else int(found[1])
    number, width = int(found[2].replace("x", "").replace("/", "")), int(found[3] or WIDTH)
    if level > 63 or number >= 2**56 or width > WIDTH or path(level, number, width) != text:
        return None
    return level, number, width


def width_at(level: int, number: int, size: int) -> int:
    """How many hashes (or entries) a tile has in a tree of a size; 0 where it has no such tile."""
    count = size >> (HEIGHT * max(level, 0))
    return max(0, min(WIDTH, count - number * WIDTH))


def around(index: int, size: int) -> set[Key]:
    """The tiles that an inclusion proof is made of: those above the entry, and the last of each level."""
    keys: set[Key] = set()
    level, count = 0, size
    while count:
        keys |= {(level, (count - 1) // WIDTH)}
        if index // WIDTH * WIDTH < count:
            keys.add((level, index // WIDTH))
        level, count, index = level + 1, count >> HEIGHT, index >> HEIGHT
    return keys


def frame(entries: Iterable[bytes]) -> bytes:
    """An entry bundle: each entry after its length."""
    return b"".join(_FRAME + entry for entry in entries)


def unframe(bundle: bytes) -> list[bytes]:
    """A bundle's entries. Raises ValueError where one has another length than ours all have."""
    if len(bundle) % FRAMED or any(bundle[at : at + 2] != _FRAME for at in range(0, len(bundle), FRAMED)):
        raise ValueError("not a bundle of ours")
    return [bundle[at + 2 : at + FRAMED] for at in range(0, len(bundle), FRAMED)]


def expand(data: bytes) -> list[list[bytes]]:
    """A tile's hashes and the full nodes above them, up to the tile's own root."""
    levels = [[data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]]
    for _ in range(HEIGHT):
        below = levels[-1]
        levels.append([node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)])
    return levels


_expanded = lru_cache(256)(expand)


class Nodes:
    """A tree's nodes out of its tiles; called with level and index. Each tile is loaded and expanded once."""

    def __init__(self, load: Load, size: int) -> None:
        self._load, self._size = load, size
        self._expanded: dict[Key, list[list[bytes]]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        row, height = divmod(level, HEIGHT)
        number, place = divmod(index << height, WIDTH)
        levels = self._expanded.get((row, number))
        if levels is None:
            levels = self._expanded[row, number] = _expanded(self._tile(row, number))
        return levels[height][place >> height]

    def _tile(self, level: int, number: int) -> bytes:
        """With as many hashes as the tree's size gives it: a later one may have more."""
        length = width_at(level, number, self._size) * HASH_SIZE
        data = self._load(level, number)
        if len(data) < length:
            raise TileMissing(level, number)
        return data[:length]


def grow(size: int, entries: Sequence[bytes], load: Load) -> dict[Key, bytes]:
    """The tiles and bundles that change, with their new content, when entries follow on a tree of a size."""
    changed = _extend(ENTRIES, size, [_FRAME + entry for entry in entries], load, FRAMED)
    hashes, level = [leaf_hash(entry) for entry in entries], 0
    while hashes:
        tiles = _extend(level, size, hashes, load, HASH_SIZE)
        changed |= tiles
        hashes = [expand(data)[HEIGHT][0] for data in tiles.values() if len(data) == WIDTH * HASH_SIZE]
        size >>= HEIGHT
        level += 1
    return changed


def _extend(level: int, start: int, items: Sequence[bytes], load: Load, each: int) -> dict[Key, bytes]:
    """A level's tiles with more items, from the item numbered `start` on."""
    number, offset = divmod(start, WIDTH)
    held = b""
    if offset and len(held := load(level, number)[: offset * each]) < offset * each:
        raise TileMissing(level, number)
    tiles: dict[Key, bytes] = {}
    taken = 0
    while taken < len(items):
        room = WIDTH - len(held) // each
        tiles[level, number] = held + b"".join(items[taken : taken + room])
        held, taken, number = b"", taken + room, number + 1
    return tiles
