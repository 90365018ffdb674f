"""Inclusion and consistency proofs (RFC 9162, 2.1.3 and 2.1.4): made from nodes, verified from nothing but hashes."""

from __future__ import annotations

from collections.abc import Sequence

from central.evidence.merkle import HASH_SIZE, Node, node_hash, range_root, split


class NotProven(Exception):
    """What a proof fails by, as a code."""


def inclusion(index: int, size: int, node: Node) -> list[bytes]:
    """The sibling hashes from the leaf up to the root."""
    if not 0 <= index < size:
        raise ValueError("the tree has no such entry")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start = middle
    return path[::-1]


def consistency(old: int, size: int, node: Node) -> list[bytes]:
    """That the tree of `old` entries is a prefix of the one of `size`; empty where `old` is 0 or they are the same."""
    if not 0 <= old <= size:
        raise ValueError("a tree does not shrink")
    if old in (0, size):
        return []
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(range_root(middle, end, node))
            end = middle
        else:
            path.append(range_root(start, middle, node))
            start, whole = middle, False
    if not whole:
        path.append(range_root(start, end, node))
    return path[::-1]


def root_of_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that a leaf's path leads to. Raises NotProven where the path is not one of such a tree."""
    if not 0 <= index < size:
        raise NotProven("index-outside-tree")
    inner = (index ^ (size - 1)).bit_length()
    border = (index >> inner).bit_count()
    if len(path) != inner + border:
        raise NotProven("path-length")
    if any(len(each) != HASH_SIZE for each in (leaf, *path)):
        raise NotProven("hash-length")
    found = leaf
    for level, sibling in enumerate(path[:inner]):
        found = node_hash(sibling, found) if index >> level & 1 else node_hash(found, sibling)
    for sibling in path[inner:]:
        found = node_hash(sibling, found)
    return found


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raises NotProven."""
    if root_of_inclusion(leaf, index, size, path) != root:
        raise NotProven("root-differs")


def verify_consistency(old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes) -> None:
    """Raises NotProven; also of an empty old tree, of which there is nothing to prove: every tree goes on from it."""
    if not 0 < old <= size:
        raise NotProven("sizes")
    if old == size:
        if path:
            raise NotProven("path-length")
        if old_root != root:
            raise NotProven("root-differs")
        return
    shift = (old & -old).bit_length() - 1
    inner = ((old - 1) ^ (size - 1)).bit_length() - shift
    border = (old - 1 >> (inner + shift)).bit_count()
    seeded = old == 1 << shift
    if len(path) != inner + border + (not seeded):
        raise NotProven("path-length")
    seed, rest = (old_root, path) if seeded else (path[0], path[1:])
    mask = (old - 1) >> shift
    first, second = seed, seed
    for level, sibling in enumerate(rest[:inner]):
        if mask >> level & 1:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
        else:
            second = node_hash(second, sibling)
    for sibling in rest[inner:]:
        first, second = node_hash(sibling, first), node_hash(sibling, second)
    if first != old_root:
        raise NotProven("old-root-differs")
    if second != root:
        raise NotProven("root-differs")
