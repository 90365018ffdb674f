"""Preview frames from the vision process to the screen: a ring of three RGB frames in a file in memory.

One writer, any number of readers, no locks (a seqlock). A slot's sequence is odd while the writer is in it and even
once it holds a whole frame; a reader copies the newest slot and takes the copy only where the sequence was the same
even number before and after. The writer never touches the two newest frames, so that a reader has two frame times to
copy; that, not the memory model of the processor, is what keeps readers from retrying.

Layout, little endian: magic 8 s, width u32, height u32, slots u32, unused u32, newest u64, then a u64 for each slot;
the frames follow at byte 4096, RGB888, rows without padding. `newest` is the sequence of the newest frame, 0 when
there is none.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MAGIC = b"FRMRING1"
_SHAPE = struct.Struct("<8sIIII")
_SEQUENCE = struct.Struct("<Q")
_NEWEST_AT = _SHAPE.size
_SLOTS_AT = _NEWEST_AT + _SEQUENCE.size
_FRAMES_AT = 4096
_SLOTS = 3
_TRIES = 4


class RingFrame(NamedTuple):
    """A whole frame: `pixels` is RGB888, `width * height * 3` bytes. `sequence` grows with every frame."""

    sequence: int
    pixels: bytes
    width: int
    height: int


class RingWriter:
    """Writes frames of one fixed size. The file is made anew, readable by its owner alone, and removed by `close`."""

    def __init__(self, path: Path, width: int, height: int) -> None:
        import numpy as np

        self.path = path
        self.width, self.height = width, height
        self._frame_bytes = width * height * 3
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        try:
            os.ftruncate(descriptor, _FRAMES_AT + _SLOTS * self._frame_bytes)
            self._memory = mmap.mmap(descriptor, 0)
        finally:
            os.close(descriptor)
        self._pixels: NDArray[np.uint8] | None = np.frombuffer(self._memory, np.uint8, offset=_FRAMES_AT).reshape(
            _SLOTS, height, width, 3
        )
        self._count = 0
        # Last of all: a reader takes the file for a ring only once the magic is there.
        _SHAPE.pack_into(self._memory, 0, _MAGIC, width, height, _SLOTS, 0)

    def put(self, frame: NDArray[np.uint8]) -> None:
        """Publish a BGR frame of shape (height, width, 3); raises `ValueError` on any other."""
        if frame.shape != (self.height, self.width, 3):
            raise ValueError(f"a frame of {frame.shape} does not fit a ring of {self.height} x {self.width}")
        if self._pixels is None:
            raise ValueError("the ring is closed")
        slot = self._count % _SLOTS
        self._count += 1
        self._mark(slot, 2 * self._count - 1)
        self._pixels[slot] = frame[:, :, ::-1]
        self._mark(slot, 2 * self._count)
        _SEQUENCE.pack_into(self._memory, _NEWEST_AT, 2 * self._count)

    def wipe(self) -> None:
        """Overwrite every frame with zeros; readers then find none. The next frame's sequence is higher still."""
        if self._pixels is None:
            return
        _SEQUENCE.pack_into(self._memory, _NEWEST_AT, 0)
        self._count += 1
        for slot in range(_SLOTS):
            self._mark(slot, 2 * self._count - 1)
        self._pixels[:] = 0

    def close(self) -> None:
        """Wipe and remove the file. A second call does nothing."""
        if self._pixels is None:
            return
        self.wipe()
        self._pixels = None
        self._memory.close()
        self.path.unlink(missing_ok=True)

    def _mark(self, slot: int, sequence: int) -> None:
        _SEQUENCE.pack_into(self._memory, _SLOTS_AT + slot * _SEQUENCE.size, sequence)


class RingReader:
    """Reads the newest frame. It may be made before the file exists, and follows a file that is made anew."""

    def __init__(self, path: Path | str) -> None:
        self._path = Path(path)
        self._memory: mmap.mmap | None = None
        self._identity = (0, 0)
        self._width = self._height = 0

    def latest(self) -> RingFrame | None:
        """The newest whole frame, copied; None where there is none (no writer, nothing written yet, wiped)."""
        if not self._follow():
            return None
        for _ in range(_TRIES):
            sequence = self._sequence_at(_NEWEST_AT)
            if sequence == 0:
                return None
            slot = (sequence // 2 - 1) % _SLOTS
            slot_at = _SLOTS_AT + slot * _SEQUENCE.size
            if self._sequence_at(slot_at) != sequence:
                continue
            pixels = self._copy(slot)
            if self._sequence_at(slot_at) == sequence:
                return RingFrame(sequence, pixels, self._width, self._height)
        return None

    def close(self) -> None:
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _follow(self) -> bool:
        """Have the file that stands at the path now mapped; a new vision process makes a new one."""
        try:
            found = self._path.stat()
        except OSError:
            self.close()
            return False
        identity = (found.st_dev, found.st_ino)
        if self._memory is not None and identity == self._identity:
            return True
        self.close()
        if found.st_size <= _FRAMES_AT:
            return False
        try:
            with self._path.open("rb") as file:
                memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError):
            return False
        magic, width, height, slots, _ = _SHAPE.unpack_from(memory, 0)
        if magic != _MAGIC or slots != _SLOTS or len(memory) != _FRAMES_AT + _SLOTS * width * height * 3:
            memory.close()
            return False
        self._memory, self._identity = memory, identity
        self._width, self._height = width, height
        return True

    def _sequence_at(self, offset: int) -> int:
        assert self._memory is not None
        (sequence,) = _SEQUENCE.unpack_from(self._memory, offset)
        return int(sequence)

    def _copy(self, slot: int) -> bytes:
        assert self._memory is not None
        size = self._width * self._height * 3
        start = _FRAMES_AT + slot * size
        return self._memory[start : start + size]


def erase(path: Path) -> None:
    """Overwrite and remove a ring whose writer is gone (killed); does nothing where there is no such file."""
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            block = bytes(1 << 20)
            while left > 0:
                left -= file.write(block[: min(left, len(block))])
        path.unlink()
