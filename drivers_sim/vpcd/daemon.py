"""A real pcscd with vpcd's virtual reader.

pcscd knows one socket, in /run/pcscd. Where the system lets us (as root, or with user namespaces), this one has a
/run of its own, so that it troubles no other pcscd on the machine; clients are led to it by the environment variable
PCSCLITE_CSOCK_NAME. Elsewhere it takes the machine's place, if that is free.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

DRIVERS = Path("/usr/lib/pcsc/drivers/serial")
LIBRARIES = Path("/usr/lib")
SYSTEM_SOCKET = Path("/run/pcscd/pcscd.comm")
VPCD_PORT = 35963
"""Where the vpcd of Debian's package listens, and one above for its second slot."""
STARTS_WITHIN_S = 10.0
SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"


class PcscdError(RuntimeError):
    """There can be no virtual reader here, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where clients find pcscd, and cards its first slot."""

    socket: Path
    port: int


def library() -> Path:
    """vpcd's driver. Raises `PcscdError` where vsmartcard-vpcd or pcscd is not installed."""
    found = DRIVERS / "libifdvpcd.so"
    if not found.exists():
        found = next(LIBRARIES.glob("*/pcsc/drivers/serial/libifdvpcd.so"), found)
    if not found.exists() or _pcscd() is None:
        raise PcscdError("vsmartcard-vpcd and pcscd are not installed (script/setup farends)")
    return found


class Pcscd:
    """A pcscd of our own; its readers' names begin with `name`. `folder` holds its settings and, where it is `private`
    and that can be, its socket. One that is not is the machine's."""

    def __init__(self, folder: Path, name: str = "Virtual PCD", *, private: bool = True) -> None:
        self._folder = folder
        self._name = name
        self._process: subprocess.Popen[bytes] | None = None
        self._library = library()
        self._private = private and _can_unshare()
        if not self._private and not os.access(SYSTEM_SOCKET.parent.parent, os.W_OK):
            raise PcscdError(f"pcscd cannot be started by this user: {SYSTEM_SOCKET.parent.parent} is not theirs")
        self.place = Place(folder / "ipc" / "pcscd.comm" if self._private else SYSTEM_SOCKET, _free_port())

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Returns when clients can connect. Raises `PcscdError`."""
        if not self._private and _answers(SYSTEM_SOCKET):
            raise PcscdError("another pcscd runs on this machine, and there may be one alone")
        settings, ipc = self._folder / "readers", self._folder / "ipc"
        for made in (settings, ipc):
            made.mkdir(parents=True, exist_ok=True)
        port = f"{self.place.port:#06x}"
        (settings / "vpcd").write_text(
            f'FRIENDLYNAME "{self._name}"\nDEVICENAME /dev/null:{port}\nLIBPATH {self._library}\nCHANNELID {port}\n'
        )
        daemon = [str(_pcscd()), "--foreground", "--info", "--config", str(settings)]
        if self._private:
            script = (
                'mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind "$1" /run/pcscd && shift && exec "$@"'
            )
            daemon = [*_unshare(), "sh", "-c", script, "sh", str(ipc), *daemon]
        with (self._folder / "pcscd.log").open("ab") as log:
            self._process = subprocess.Popen(daemon, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + STARTS_WITHIN_S
        while not (_answers(self.place.socket) and listens(self.place.port)):
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise PcscdError(f"pcscd did not start; see {self._folder / 'pcscd.log'}")
            time.sleep(0.02)

    def stop(self) -> None:
        """As a service that is stopped."""
        self._end("terminate")

    def kill(self) -> None:
        """As one that crashes."""
        self._end("kill")

    def _end(self, how: str) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        getattr(process, how)()
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:  # a card that hangs keeps it
            process.kill()
            process.wait()
        for left in ("pcscd.comm", "pcscd.pid"):
            with contextlib.suppress(OSError):
                (self.place.socket.parent / left).unlink()


def runs() -> bool:
    """Whether there is a pcscd where clients look for one."""
    return _answers(Path(os.environ.get(SOCKET_VARIABLE, SYSTEM_SOCKET)))


def listens(port: int) -> bool:
    """Asked of the kernel: a connection would be a card put in."""
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        with contextlib.suppress(OSError):
            for line in Path(table).read_text().splitlines()[1:]:
                local, state = line.split()[1], line.split()[3]
                if state == "0A" and int(local.rpartition(":")[2], 16) == port:
                    return True
    return False


def _pcscd() -> str | None:
    return shutil.which("pcscd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


def _unshare() -> list[str]:
    return ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]


def _can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = [*_unshare(), "mount", "-t", "tmpfs", "none", "/run"]
    return subprocess.run(tried, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0


def _free_port() -> int:
    """A port of which the next one is free as well: vpcd has two slots."""
    for _ in range(100):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("", 0))
            port: int = first.getsockname()[1]
            with contextlib.suppress(OSError, OverflowError):
                second.bind(("", port + 1))
                return port
    raise PcscdError("no two free ports side by side")


def _answers(where: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as wire, contextlib.suppress(OSError):
        wire.connect(str(where))
        return True
    return False
