"""The Merkle tree and its proofs, against the definitions and published vectors, for every size up to 300."""

from __future__ import annotations

from functools import cache

import pytest
from evidence_logs import plain_root
from hypothesis import given, settings
from hypothesis import strategies as st

from central.evidence import merkle, proofs, tiles
from central.evidence.proofs import NotProven

MOST = 300
ENTRIES = [number.to_bytes(32, "big") for number in range(MOST)]

# The eight entries of the certificate logs' reference tree (RFC 6962), and its roots at each size.
REFERENCE = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


@cache
def root(size: int) -> bytes:
    return plain_root(ENTRIES[:size])


@cache
def grown() -> dict[tiles.Key, bytes]:
    return tiles.grow(0, ENTRIES, lambda *_: b"")


def nodes(size: int) -> tiles.Nodes:
    return tiles.Nodes(lambda *key: grown()[key], size)


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_reference_tree_has_its_published_roots(size: int) -> None:
    entries = REFERENCE[:size]
    assert plain_root(entries).hex() == ROOTS[size]
    leaves = [merkle.leaf_hash(entry) for entry in entries]
    levels = [leaves]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([merkle.node_hash(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)])
    assert merkle.root(size, lambda level, index: levels[level][index]).hex() == ROOTS[size]


def test_the_reference_tree_has_its_published_proofs() -> None:
    """Entry 5 of 8, and 6 to 8, as the certificate logs' own tests have them."""
    leaf, whole = merkle.leaf_hash(REFERENCE[5]), bytes.fromhex(ROOTS[8])
    path = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    proofs.verify_inclusion(leaf, 5, 8, [bytes.fromhex(each) for each in path], whole)
    path = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]
    proofs.verify_consistency(6, 8, [bytes.fromhex(each) for each in path], bytes.fromhex(ROOTS[6]), whole)


@settings(max_examples=MOST, deadline=None)
@given(st.integers(1, MOST))
def test_every_entry_is_proven_in_a_tree_of_any_size(size: int) -> None:
    held, made = nodes(size), root(size)
    assert merkle.root(size, held) == made
    for index in {0, size // 3, size // 2, size - 2, size - 1} - {-1}:
        path = proofs.inclusion(index, size, held)
        proofs.verify_inclusion(merkle.leaf_hash(ENTRIES[index]), index, size, path, made)


def test_every_size_follows_on_every_smaller_one() -> None:
    for size in range(1, MOST + 1, 7):
        held = nodes(size)
        for old in range(1, size + 1):
            proofs.verify_consistency(old, size, proofs.consistency(old, size, held), root(old), root(size))


@settings(max_examples=200, deadline=None)
@given(st.integers(2, MOST), st.data())
def test_no_other_entry_place_or_path_is_proven(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path, made, leaf = proofs.inclusion(index, size, nodes(size)), root(size), merkle.leaf_hash(ENTRIES[index])
    other = data.draw(st.integers(0, MOST - 1).filter(lambda number: number != index))
    at = data.draw(st.integers(0, len(path) - 1))
    changed = bytes([path[at][0] ^ 1]) + path[at][1:]
    for claim in (
        (merkle.leaf_hash(ENTRIES[other]), index, size, path, made),
        (leaf, other, size, path, made),
        (leaf, index, size, [*path[:at], changed, *path[at + 1 :]], made),
        (leaf, index, size, path[1:], made),
        (leaf, index, size, [*path, leaf], made),
        (leaf, index, size, path, root(size - 1)),
        (leaf, size, size, path, made),
        (leaf, -1, size, path, made),
    ):
        with pytest.raises(NotProven):
            proofs.verify_inclusion(*claim)


@settings(max_examples=200, deadline=None)
@given(st.integers(2, MOST), st.data())
def test_no_other_history_is_proven(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size - 1))
    path = proofs.consistency(old, size, nodes(size))
    forged = plain_root([b"\xff" * 32, *ENTRIES[1:old]])
    for claim in (
        (old, size, path, forged, root(size)),
        (old, size, path, root(old), plain_root([b"\xff" * 32, *ENTRIES[1:size]])),
        (old, size, path[:-1], root(old), root(size)),
        (old, size, [*path, root(1)], root(old), root(size)),
        (size, old, path, root(size), root(old)),
        (0, size, [], merkle.EMPTY_ROOT, root(size)),
        (size, size, [], root(old), root(size)),
    ):
        with pytest.raises(NotProven):
            proofs.verify_consistency(*claim)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 290), max_size=6))
def test_a_tree_is_the_same_whatever_it_grew_by(steps: list[int]) -> None:
    held: dict[tiles.Key, bytes] = {}
    entries: list[bytes] = []
    for step in steps:
        more = [number.to_bytes(32, "big") for number in range(len(entries), len(entries) + step)]
        held.update(tiles.grow(len(entries), more, lambda *key: held.get(key, b"")))
        entries += more
    whole = tiles.grow(0, entries, lambda *_: b"")
    assert held == whole
    for (level, number), data in whole.items():
        each = tiles.FRAMED if level == tiles.ENTRIES else merkle.HASH_SIZE
        assert len(data) == each * tiles.width_at(level, number, len(entries))


@settings(deadline=None)
@given(st.integers(1, 2**40), st.data())
def test_a_proof_is_made_of_the_tiles_around_it(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    asked: set[tiles.Key] = set()

    def load(level: int, number: int) -> bytes:
        asked.add((level, number))
        return bytes(merkle.HASH_SIZE * tiles.WIDTH)

    proofs.inclusion(index, size, tiles.Nodes(load, size))
    assert asked <= tiles.around(index, size)
    assert all(tiles.width_at(*key, size) for key in tiles.around(index, size))


def test_tiles_have_the_paths_of_the_specification() -> None:
    assert tiles.path(0, 1234067) == "0/x001/x234/067"
    assert tiles.path(1, 7, 12) == "1/007.p/12"
    assert tiles.path(tiles.ENTRIES, 0) == "entries/000"


@given(st.integers(-1, 63), st.integers(0, 10**9), st.integers(1, 256))
def test_a_tile_is_found_by_its_path(level: int, number: int, width: int) -> None:
    assert tiles.parse(tiles.path(level, number, width)) == (level, number, width)


@pytest.mark.parametrize(
    "text", ["0/1", "0/x000/001", "64/000", "00/000", "0/000.p/256", "0/000.p/0", "0/000/", "entries/x1/001", ""]
)
def test_no_tile_has_another_path(text: str) -> None:
    assert tiles.parse(text) is None


@pytest.mark.parametrize(
    ("size", "widths"),
    [(70_000, {(0, 273): 112, (0, 272): 256, (1, 1): 17, (2, 0): 1}), (256, {(0, 0): 256, (1, 0): 1, (0, 1): 0})],
)
def test_partial_tiles_are_as_wide_as_the_specification_says(size: int, widths: dict[tiles.Key, int]) -> None:
    assert {key: tiles.width_at(*key, size) for key in widths} == widths
