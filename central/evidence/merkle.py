"""The Merkle tree of RFC 9162 (and RFC 6962): SHA-256, leaves hashed after 0x00, nodes after 0x01.

A node (level, index) is the root of the full subtree over entries index * 2^level … (index + 1) * 2^level - 1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256().digest()

Node = Callable[[int, int], bytes]


def leaf_hash(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(size: int, node: Node) -> bytes:
    """The root of the tree's first `size` entries."""
    return range_root(0, size, node) if size else EMPTY_ROOT


def range_root(start: int, end: int, node: Node) -> bytes:
    """The root over entries start … end - 1, a range that the tree's own splits give."""
    width = end - start
    level = width.bit_length() - 1
    if width == 1 << level:
        return node(level, start >> level)
    middle = start + split(width)
    return node_hash(range_root(start, middle, node), range_root(middle, end, node))


def split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
