"""The power supply's driver against NUT's own server with its dummy UPS, where it is installed."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from contacts_stands import DEADLINE, free_port

from devices.model import DeviceError, Observation
from devices.registry import create

FOLDER = Path("/usr/lib/nut")  # Debian's; what lies in /usr/sbin asks /etc/nut/nut.conf whether it may run
pytestmark = pytest.mark.skipif(
    not (FOLDER / "upsd").exists() or not (FOLDER / "dummy-ups").exists(), reason="nut-server is not installed"
)


class Upsd:
    """upsd and dummy-ups as processes with a configuration of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._stamp = int(time.time())
        (folder / "ups.conf").write_text(f"[kiosk]\ndriver = dummy-ups\nport = {folder}/kiosk.dev\npollinterval = 1\n")
        (folder / "upsd.conf").write_text(f"LISTEN 127.0.0.1 {self.port}\n")
        (folder / "upsd.users").touch()
        self.say("OL CHRG", 87, 1234)
        names = ("NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH", "NUT_PIDPATH")
        self._environment = os.environ | dict.fromkeys(names, str(folder))
        self._user = ["-u", getpass.getuser()]
        self.driver = self._start("dummy-ups", "-a", "kiosk", "-F")
        wait_for((folder / "dummy-ups-kiosk").exists)
        self.server = self._start("upsd", "-F")

    def say(self, status: str, charge: int, runtime: int) -> None:
        """Change the dummy's file, as somebody with a plug in their hand would."""
        text = f"ups.status: {status}\nbattery.charge: {charge}\nbattery.runtime: {runtime}\n"
        file = self.folder / "kiosk.dev"
        file.write_text(text)
        self._stamp += 1  # the dummy looks at the second of the file's time
        os.utime(file, (self._stamp, self._stamp))

    def end(self) -> None:
        for process in (self.server, self.driver):
            process.terminate()
            process.wait(DEADLINE)

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [str(FOLDER / program), *arguments, *self._user],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


@pytest.fixture
def upsd() -> Iterator[Upsd]:
    folder = Path(tempfile.mkdtemp(prefix="nut-"))  # the path of a socket in it must be short
    server = Upsd(folder)
    yield server
    server.end()
    shutil.rmtree(folder)


def test_mains_fails_the_battery_empties_the_driver_dies(upsd: Upsd) -> None:
    transport = {"kind": "tcp", "host": "127.0.0.1", "port": upsd.port}
    config = {"id": "power", "class": "power", "driver": "nut", "ups": "kiosk", "transport": transport}
    power = create(config)

    def opened() -> bool:
        with contextlib.suppress(DeviceError):
            power.open()
            return True
        return False

    def seen() -> Observation:
        return power.observe()

    wait_for(opened)
    wait_for(lambda: seen().reason == "ok")
    assert seen().detail == {"supply": "mains", "charge": "87", "runtime": "1200", "battery": "charging"}
    upsd.say("OB DISCHRG", 60, 700)
    wait_for(lambda: seen().reason == "on_battery")
    assert seen().detail == {"supply": "battery", "charge": "60", "runtime": "660", "battery": "discharging"}
    upsd.say("OB LB", 9, 50)
    wait_for(lambda: seen().reason == "battery_low")
    unknown = create(config | {"ups": "cellar"})
    unknown.open()
    assert unknown.observe().reason == "ups_unknown"
    unknown.close()
    upsd.driver.terminate()
    wait_for(lambda: seen().reason in ("ups_stale", "ups_not_connected"))
    assert set(seen().detail.values()) == {"unknown"}
    power.close()
