"""Seeded inputs into a codec: no crash, no hang, no buffer that grows. Known messages, mutated, amid noise."""

from __future__ import annotations

import random
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import BuiltinFunctionType, FrameType, FunctionType, GeneratorType, MethodType
from typing import Any

_LIGHT = (int, float, type, FunctionType, MethodType, BuiltinFunctionType, GeneratorType, random.Random)
INPUTS_A_STREAM = 100
LOOKED_AT_EVERY = 25
HANG_S = 5.0


@dataclass(frozen=True)
class Target:
    """A codec under fuzz. `new` makes a fresh one; `feed` gives it an input and may raise `allowed` alone; `kept` bytes
    and characters may stay in it. `corpus` are messages of its protocol."""

    name: str
    corpus: Sequence[bytes]
    new: Callable[[], Any]
    feed: Callable[[Any, bytes], object]
    kept: int
    allowed: tuple[type[Exception], ...] = ()


class FoundError(AssertionError):
    """A fault, with the target, the number of the input and its bytes."""


class HangError(Exception):
    pass


def fuzz(target: Target, count: int, seed: int = 1, progress: Callable[[int], None] = lambda _done: None) -> int:
    """Feed `count` inputs; the most that was ever kept. Raises `FoundError`."""
    rng = random.Random(f"{target.name} {seed}")
    most, codec = 0, target.new()
    with _alarm():
        for number in range(count):
            if number % INPUTS_A_STREAM == 0:
                codec = target.new()
            data = mutated(rng, target.corpus)
            signal.setitimer(signal.ITIMER_REAL, HANG_S)
            try:
                target.feed(codec, data)
            except target.allowed:
                pass
            except HangError:
                raise FoundError(f"{target.name}: input {number} takes more than {HANG_S} s: {data.hex()}") from None
            except Exception as error:
                raise FoundError(f"{target.name}: input {number} raises {error!r}: {data.hex()}") from error
            if number % LOOKED_AT_EVERY == 0:
                most = max(most, weight(codec))
                if most > target.kept:
                    raise FoundError(f"{target.name}: after input {number} it keeps {most}, over {target.kept}")
                progress(number)
    return most


def mutated(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """Noise, a message, a message spoilt, or several of them in one piece or cut anywhere."""
    kind = rng.random()
    if kind < 0.15 or not corpus:
        return rng.randbytes(rng.randrange(40))
    data = bytearray(rng.choice(corpus))
    if kind < 0.25:
        return bytes(data)
    for _ in range(rng.randrange(1, 4)):
        if not data:
            break
        at = rng.randrange(len(data))
        match rng.randrange(8):
            case 0:
                data[at] ^= 1 << rng.randrange(8)
            case 1:
                data[at] = rng.choice((0x00, 0xFF, 0x7F, 0x80, rng.randrange(256)))
            case 2:
                del data[at : at + rng.randrange(1, 9)]
            case 3:
                data[at:at] = rng.randbytes(rng.randrange(1, 9))
            case 4:
                del data[at:]
            case 5:
                data += rng.choice(corpus)
            case 6:
                data[at : at + 2] = rng.choice((b"\xff\xff", b"\x00\x00", b"\xff\x7f"))
            case _:
                del data[:at]
    return bytes(data)


def weight(thing: object, depth: int = 5) -> int:
    """Bytes, characters and items that an object keeps, about."""
    if isinstance(thing, bytes | bytearray | str):
        return len(thing)
    if depth == 0 or thing is None or isinstance(thing, _LIGHT):
        return 0
    if isinstance(thing, dict):
        return len(thing) + sum(weight(key, depth - 1) + weight(value, depth - 1) for key, value in thing.items())
    if isinstance(thing, list | tuple | set | frozenset | deque):
        return len(thing) + sum(weight(each, depth - 1) for each in thing)
    own = list(getattr(thing, "__dict__", {}).values())
    slots = getattr(type(thing), "__slots__", ())
    own += [getattr(thing, name) for name in slots if isinstance(name, str) and hasattr(thing, name)]
    return sum(weight(each, depth - 1) for each in own)


@contextmanager
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: FrameType | None) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
