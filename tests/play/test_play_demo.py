"""The demo's own parts: a window that fits the desktop, programs that do not outlive who started them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk.config import load
from play import fitting
from play.hall import CONFIG
from play.processes import ROOT, NotStarted, Processes

ENDS_S = 20.0


def test_a_desktop_lower_than_the_kiosk_gets_a_smaller_window(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fitting, "_free", lambda: (1440, 900))
    config = tmp_path / "config" / "simulated.toml"
    config.parent.mkdir()
    shutil.copy(CONFIG, config)
    whole = load(config, require_files=False)
    smaller = load(fitting.fitted(config, tmp_path / "var"), require_files=False)
    assert (smaller.screen.width, smaller.screen.height) == (483, 860)
    assert smaller.kiosk.state_dir.resolve() == whole.kiosk.state_dir.resolve() == tmp_path / "var" / "kiosk"
    assert smaller.visit == whole.visit


def test_a_desktop_that_is_high_enough_gets_the_kiosk_as_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fitting, "_free", lambda: (2160, 3840))
    assert fitting.fitted(CONFIG, tmp_path) == CONFIG
    monkeypatch.setattr(fitting, "_free", lambda: None)
    assert fitting.fitted(CONFIG, tmp_path) == CONFIG


def test_output_is_what_came_since_the_last_start(tmp_path: Path) -> None:
    processes = Processes(tmp_path)
    for line in ("first\n", "second\n"):
        processes.start("echo", "sh", "-c", f"echo {line.strip()}; exec sleep 60", main=False)
        processes.wait_until("echo", partial(_has_said, processes, line), ENDS_S)
        processes.stop("echo")
    assert processes.log("echo").read_text() == "first\nsecond\n"


def test_what_ends_too_early_is_told_with_its_last_lines(tmp_path: Path) -> None:
    processes = Processes(tmp_path)
    processes.start("broken", "sh", "-c", "echo no paper; exit 3", main=False)
    with pytest.raises(NotStarted, match=r"broken ended with 3(.|\n)*no paper"):
        processes.wait_until("broken", lambda: False, ENDS_S)
    processes.stop_all()


def test_nothing_outlives_a_demo_that_is_killed(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from play.processes import Processes; import time\n"
        f"p = Processes(Path({str(tmp_path)!r})); p.start('child', 'sleep', '600', main=False)\n"
        "print(p.pid('child'), flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        child = int(demo.stdout.readline())
        _wait(lambda: Path(f"/proc/{child}/comm").read_text() == "sleep\n")
        os.kill(demo.pid, signal.SIGKILL)
    _wait(lambda: _gone(child))


def _has_said(processes: Processes, text: str) -> bool:
    return processes.output("echo") == text


def _gone(pid: int) -> bool:
    try:
        return " Z " in Path(f"/proc/{pid}/stat").read_text()  # ended; nobody has asked for its exit code yet
    except FileNotFoundError:
        return True


def _wait(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + ENDS_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)
