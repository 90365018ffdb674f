"""Programs of the demo, started together and ended together."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.vision.standing_by import IN_SERVICE

ROOT = Path(__file__).resolve().parent.parent
GRACE_S = 5.0
WAIT_S = 0.05


class NotStarted(Exception):
    """A program did not become ready; the message says which, and where its output is."""


class Processes:
    """Each program in a process group of its own, its output in a file of `logs`. None outlives this process."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._began: dict[str, int] = {}
        logs.mkdir(parents=True, exist_ok=True)

    def start(self, name: str, *arguments: str, main: bool = True, env: dict[str, str] | None = None) -> None:
        """Start `main.py ARGUMENTS…`, or the command that `arguments` are where `main` is false."""
        command: Sequence[str] = [sys.executable, str(ROOT / "main.py"), *arguments]
        if not main:  # ours ask the kernel themselves, where END_WITH_PARENT is set
            command = ["setpriv", "--pdeathsig", "TERM", *arguments]
        with self.log(name).open("ab" if name in self._began else "wb") as log:
            self._began[name] = log.tell()
            self._running[name] = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=ROOT,
                env={**os.environ, "END_WITH_PARENT": "1", **(env or {})},
                start_new_session=True,
            )

    def log(self, name: str) -> Path:
        return self._logs / f"{name}.log"

    def output(self, name: str) -> str:
        """What it has written since it was last started."""
        with self.log(name).open("rb") as log:
            log.seek(self._began[name])
            return log.read().decode(errors="replace")

    def pid(self, name: str) -> int:
        return self._running[name].pid

    def wait_until(self, name: str, ready: Callable[[], bool], seconds: float) -> None:
        """Wait until `ready` holds. Raises `NotStarted` where the program ends or the time is over before."""
        deadline = time.monotonic() + seconds
        while not ready():
            code = self._running[name].poll()
            if code is not None:
                raise NotStarted(f"{name} ended with {code}; its last lines:\n{self._tail(name)}")
            if time.monotonic() > deadline:
                raise NotStarted(f"{name} was not ready in {seconds:.0f} s; its last lines:\n{self._tail(name)}")
            time.sleep(WAIT_S)

    def stop(self, name: str) -> None:
        process = self._running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_S)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop_all(self) -> None:
        """Ask all of them at once, then see each one gone."""
        for process in self._running.values():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for name in reversed(list(self._running)):
            self.stop(name)

    def first_to_end(self) -> str | None:
        """The name of a program that has ended, if any has."""
        return next((name for name, process in self._running.items() if process.poll() is not None), None)

    def _tail(self, name: str, lines: int = 12) -> str:
        return "\n".join(self.output(name).splitlines()[-lines:])


def named(config: Path, command: str, socket: Path | None = None) -> int:
    """The newest process `main.py COMMAND` of the kiosk with this configuration (of core, the one below the keeper; of
    vision, the one in service), or with this socket on its command line. Raises LookupError."""
    wanted = str(config) if socket is None else str(socket.resolve())
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            since = folder.stat().st_mtime
            spare = "--spare" in words and (folder / "comm").read_text().strip() != IN_SERVICE
        except OSError:
            continue
        if command in words and wanted in words and not spare and (command != "run" or "--no-keep" in words):
            found.append((since, int(folder.name)))
    if not found:
        raise LookupError(command)
    return max(found)[1]
