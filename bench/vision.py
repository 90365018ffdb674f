"""The vision process: start to preview and to a read card, memory, and how soon the next visit's is there."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import typer

from kiosk import views
from kiosk.vision import messages
from kiosk.vision.messages import AnyCommand, AnyEvent
from kiosk.vision.ring import RingReader
from kiosk.vision.standing_by import SPARE
from play.hall import Hall
from play.processes import ROOT

PERSON = "wei-zhiqiang"
PATIENCE_S = 60.0


def main(runs: int = 5) -> None:
    """Medians (worst) over RUNS, a card lying on the scanner; nothing else should run on the machine."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen"}
    previews, reads, busy, peaks = [], [], [], []
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder))
        try:
            hall.start_central()
            hall.start_devices()
            hall.wait_ready()
            hall.dock.place("scanner", PERSON)
            for _ in range(runs):
                previews.append(to_preview(hall, Path(folder)))
                seconds, spent, megabytes = to_reading(hall, Path(folder))
                reads.append(seconds)
                busy.append(spent)
                peaks.append(megabytes)
        finally:
            hall.processes.stop_all()
    print(f"{'process start to the first preview':44} {spread(previews)}  (asked: 1.5)")
    print(f"{'process start to a card read':44} {spread(reads)}  (asked: 4)")
    print(f"{'the machine time in it':44} {spread(busy)}  (the same where others keep the machine busy)")
    print(f"{'most memory with a card read':44} {max(peaks):5.0f} MB  (asked: 600)")
    with tempfile.TemporaryDirectory() as folder, Hall(Path(folder)) as hall:
        between_visits(hall, runs)


def spread(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):5.2f} s ({max(seconds):.2f})"


def to_preview(hall: Hall, folder: Path) -> float:
    with vision(hall, folder) as (core, rings, began):
        core.send(messages.Preview(task=1, device="scanner"))
        reader = RingReader(rings / "scanner.ring")
        wait(lambda: reader.latest() is not None)
        return time.monotonic() - began


def to_reading(hall: Hall, folder: Path) -> tuple[float, float, float]:
    """Seconds, seconds of machine time, and the most megabytes that the process had in memory."""
    with vision(hall, folder) as (core, _, began):
        core.send(messages.ReadDocument(task=1))
        wait(lambda: any(isinstance(event, messages.DocumentRead) for event in core.read()))
        return time.monotonic() - began, machine_time(core.pid), memory(core.pid)["VmHWM"]


class Core:
    """Core's end of the socket, without waiting."""

    def __init__(self, line: socket.socket, pid: int) -> None:
        self.pid = pid
        self._line = line
        self._line.setblocking(False)
        self._rest = b""

    def send(self, command: AnyCommand) -> None:
        self._line.sendall(messages.encode(command) + b"\n")

    def read(self) -> list[AnyEvent]:
        with contextlib.suppress(BlockingIOError):
            self._rest += self._line.recv(1 << 20)
        *lines, self._rest = self._rest.split(b"\n")
        return [messages.decode_event(line) for line in lines]


@contextlib.contextmanager
def vision(hall: Hall, folder: Path) -> Iterator[tuple[Core, Path, float]]:
    """A vision process as core starts it, and when that was."""
    path, rings = folder / "vision.sock", folder / "rings"
    path.unlink(missing_ok=True)
    rings.mkdir(exist_ok=True)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        listener.settimeout(PATIENCE_S)
        began = time.monotonic()
        command = [sys.executable, "-m", "kiosk.vision", "--config", str(hall.config), str(path), str(rings)]
        process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            line, _ = listener.accept()
            yield Core(line, process.pid), rings, began
        finally:
            process.kill()
            process.wait()


def between_visits(hall: Hall, runs: int) -> None:
    from PySide6.QtGui import QGuiApplication

    from play.visit import PlayedVisit
    from play.visitor import Visitor

    application = QGuiApplication.instance() or QGuiApplication([])
    visitor = Visitor(hall.ui_socket)
    warm: list[float] = []
    cold: list[float] = []
    try:
        for spare in (True, False) * runs:
            visitor.until(lambda: bool(spares(hall)) and ready(hall, spares(hall)[0]), "no spare", PATIENCE_S)
            visit = PlayedVisit(visitor, hall.dock, PERSON)
            visit.begin()
            visit.identify("scanner")
            visitor.wait_for(views.FaceCheck, seconds=PATIENCE_S)
            if spare and not warm:
                told_memory(hall)
            if not spare:
                os.kill(spares(hall)[0], signal.SIGKILL)
            visit.dock.remove("scanner")
            visitor.touch("leave")
            visitor.wait_for(views.Attract)
            (warm if spare else cold).append(until_next(hall, visitor.until))
    finally:
        visitor.close()
        application.quit()
    print(f"{'end of a visit to the next, a spare standing by':44} {spread(warm)}  (from the end to camera and models)")
    print(f"{'the same without a spare':44} {spread(cold)}")


def until_next(hall: Hall, until: Callable[[Callable[[], bool], str, float], None]) -> float:
    """From the visit's end in core's log until the scanner's camera is online again and the models are loaded."""

    def found() -> float | None:
        events = log(hall)
        last = max(index for index, event in enumerate(events) if event["event"] == "visit.ended")
        after = events[last:]
        online = [at(e) for e in after if e.get("device") == "scanner" and e.get("health") == "online"]
        models = [
            at(e)
            for e in after
            if (e["event"] == "vision.spare_serves" and e["state"] == "ready")
            or (e["event"] == "vision.ready" and e["process"] == "vision")
        ]
        return max(online[0], models[0]) - at(events[last]) if online and models else None

    until(lambda: found() is not None, "no camera again", PATIENCE_S)
    seconds = found()
    assert seconds is not None
    return seconds


def told_memory(hall: Hall) -> None:
    in_service, spare = (share_of_memory(pid) for pid in (serving(hall), spares(hall)[0]))
    each = f"{in_service:5.0f} and {spare:.0f} MB"
    print(f"{'memory in service, and of the spare':44} {each}, together {in_service + spare:.0f}  (asked: 600)")


def machine_time(pid: int) -> float:
    """Seconds that its threads have run, in user and kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> dict[str, float]:
    """Resident megabytes, now and at most; pages that two processes share count in each."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.startswith(("VmRSS", "VmHWM"))}


def share_of_memory(pid: int) -> float:
    """Megabytes, a page that several processes share counted by its part (only root may see that of a process that
    cannot be dumped; to others, the resident ones)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except PermissionError:
        return memory(pid)["VmRSS"]
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def processes(hall: Hall) -> list[tuple[int, str]]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode().split("\0")
            if "kiosk.vision" in words and str(hall.config) in words:
                found.append((int(folder.name), (folder / "comm").read_text().strip()))
    return found


def spares(hall: Hall) -> list[int]:
    return [pid for pid, name in processes(hall) if name == SPARE]


def serving(hall: Hall) -> int:
    return next(pid for pid, name in processes(hall) if name != SPARE)


def ready(hall: Hall, spare: int) -> bool:
    """Whether the newest spare said that its models are loaded: after the last process was started."""
    assert spare
    events = [e for e in log(hall) if e["event"] in ("process.started", "vision.ready")]
    return bool(events) and events[-1]["event"] == "vision.ready" and events[-1]["process"] == "spare"


def log(hall: Hall) -> list[dict[str, str]]:
    lines = hall.processes.log("kiosk").read_text(errors="replace").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]


def at(event: dict[str, str]) -> float:
    return datetime.fromisoformat(event["timestamp"]).timestamp()


def wait(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)


if __name__ == "__main__":
    typer.run(main)
