"""Where sockets and preview rings live: a folder in memory, readable by the kiosk's user alone."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import zlib
from pathlib import Path
from typing import IO

MEMORY = Path("/dev/shm")  # noqa: S108  each folder in it is made private


class RuntimeFolder:
    """This kiosk's folder, held until `close`, which removes it."""

    def __init__(self, state: Path, memory: Path = MEMORY) -> None:
        """Raises SystemExit where somebody else made the folder. Folders whose kiosks are gone are removed."""
        self.path = memory / f"kiosk-{os.getuid()}-{hash_of(state):08x}"
        self._lock = _hold(self.path)
        for other in memory.glob(f"kiosk-{os.getuid()}-*"):
            if other != self.path:
                _remove_abandoned(other)
        link = state / "run"
        link.unlink(missing_ok=True)
        link.symlink_to(self.path)

    def close(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.close()


def _hold(folder: Path) -> IO[bytes]:
    while True:
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            raise SystemExit(f"{folder} belongs to somebody else")
        folder.chmod(0o700)
        with contextlib.suppress(FileNotFoundError):  # removed as abandoned in this very moment: make it again
            lock = (folder / "lock").open("wb")
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (folder / "lock").exists():
                return lock
            lock.close()


def _remove_abandoned(folder: Path) -> None:
    """Rings of a kiosk that was killed hold its last visit's pictures: overwritten before they are let go."""
    with contextlib.suppress(OSError), (folder / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for ring in folder.glob("rings/*"):
            ring.write_bytes(bytes(ring.stat().st_size))
        shutil.rmtree(folder)


def hash_of(path: Path) -> int:
    """A short number that stays the same for a path."""
    return zlib.crc32(str(path).encode())
