"""CUPS's own IPP Everywhere printer, with a print command that does what a test says in files."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMAND = """#!/bin/sh
# Waits until the test says how the print ends; says to stderr what the test has it say of the printer's state.
cp "$1" {folder}/printed.tmp && mv {folder}/printed.tmp {folder}/printed
said=
until [ -e {folder}/end ]; do
  if [ -e {folder}/say ] && [ -z "$said" ]; then cat {folder}/say >&2; said=1; fi
  sleep 0.05
done
exit "$(cat {folder}/end)"
"""
STARTING_S = 10.0


class EvePrinter:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.url = f"ipp://localhost:{port}/ipp/print"

    def say(self, *lines: str) -> None:
        """What the print command says of the printer: STATE: +media-empty-error and its like."""
        (self.folder / "say.tmp").write_text("".join(f"{line}\n" for line in lines))
        (self.folder / "say.tmp").rename(self.folder / "say")

    def end(self, code: int) -> None:
        """Let the print command come to its end."""
        (self.folder / "end.tmp").write_text(str(code))
        (self.folder / "end.tmp").rename(self.folder / "end")

    @property
    def printed(self) -> bytes:
        """The document that the print command was given last; empty where none was."""
        with contextlib.suppress(FileNotFoundError):
            return (self.folder / "printed").read_bytes()
        return b""


@contextlib.contextmanager
def eve_printer(folder: Path, *, formats: str = "application/pdf") -> Iterator[EvePrinter]:
    """A running ippeveprinter on a port of its own. It wants a message bus for DNS-SD, so it gets a private one."""
    program, bus = (
        shutil.which("ippeveprinter", path=f"{os.environ.get('PATH', '')}:/usr/sbin"),
        shutil.which("dbus-run-session"),
    )
    if program is None or bus is None:
        pytest.skip("needs cups-ipp-utils and dbus: script/setup farends")
    command = folder / "command"
    command.write_text(COMMAND.format(folder=folder))
    command.chmod(0o700)
    (folder / "spool").mkdir()
    printer = EvePrinter(folder, _free_port())
    arguments = [
        *(program, "-p", str(printer.port), "-n", "localhost", "-r", "off", "-d", str(folder / "spool")),
        *("-f", formats, "-c", str(command), "Test"),
    ]
    script = 'DBUS_SYSTEM_BUS_ADDRESS="$DBUS_SESSION_BUS_ADDRESS" exec "$@"'
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [bus, "--", "sh", "-c", script, "sh", *arguments], stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(printer.port, process)
        yield printer
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTING_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.skip("ippeveprinter does not start here")
        with contextlib.suppress(OSError), socket.create_connection(("localhost", port), 0.2):
            return
        time.sleep(0.05)
    raise AssertionError("ippeveprinter does not listen")
