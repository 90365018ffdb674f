"""10^4 seeded inputs into each codec at both ends of the wires; `script/fuzz` takes 10^6."""

from __future__ import annotations

import pytest

from bench.fuzz_targets import targets
from bench.fuzzing import FoundError, Target, fuzz

TARGETS = targets()


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_codec(name: str) -> None:
    target = TARGETS[name]
    assert fuzz(target, 10_000) <= target.kept


class Growing:
    def __init__(self) -> None:
        self.heard = bytearray()

    def feed(self, data: bytes) -> None:
        self.heard += data


class Brittle:
    def feed(self, data: bytes) -> None:
        data.decode("ascii")


class Endless:
    def feed(self, data: bytes) -> None:
        while len(data) > 5:
            pass


@pytest.mark.parametrize(("codec", "found"), [(Growing, "it keeps"), (Brittle, "raises"), (Endless, "takes more than")])
def test_a_fault_is_found(codec: type, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.fuzzing.HANG_S", 0.05)
    target = Target("faulty", [b"a message"], codec, lambda each, data: each.feed(data), kept=500)
    with pytest.raises(FoundError, match=found):
        fuzz(target, 2000)
