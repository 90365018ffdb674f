"""Both drivers keep to what any driver must, over their real wires."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from devices.conformance import DriverConformance, FarEnd
from devices.interfaces import CardPosition
from drivers_sim.card.chip import SocialChip
from drivers_sim.card.contents import Contents
from drivers_sim.crt.mechanism import Place
from drivers_sim.vpcd.daemon import SOCKET_VARIABLE, Pcscd, PcscdError
from tests.matrix.standing import ThreadedStanding

CONTENTS = Contents(
    version="3.00",
    region="450100",
    card_number="C00452038",
    id_number="450122199702140025",
    name="黄小梅",
    sex="女",
    birth_date="19970214",
    issued="20190805",
)


class Motorised:
    """A motorised reader with a card inside."""

    kinds: Mapping[str, str] = {}

    def device(self, folder: Path) -> dict[str, Any]:
        return {
            "id": "device",
            "class": "card_reader",
            "driver": "crt",
            "transport": {"kind": "serial", "port": str(folder / "port"), "baud": 115200},
            "budgets": {"connect": 0.5, "between_bytes": 0.25, "whole": 1.5},
        }

    def prepare(self, simulated: Any) -> None:
        simulated.device.mechanism.chip = SocialChip(CONTENTS)
        simulated.device.mechanism.place = Place.INSIDE

    def command(self, driver: Any) -> object:
        return driver.read_card()

    def effects(self, simulated: Any) -> object:
        return simulated.describe()


class TestMotorised(DriverConformance):
    @pytest.fixture
    def far_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnd]:
        monkeypatch.setattr("drivers_sim.crt.device.HARDWARE_SECONDS", {})
        with ThreadedStanding(Motorised(), tmp_path) as standing:
            yield standing


class Service:
    """pcscd with an empty reader as a far end: unplugged it does not run, silent it stands still."""

    def __init__(self, daemon: Pcscd) -> None:
        self._daemon = daemon
        self.device: Mapping[str, Any] = {
            "id": "device",
            "class": "card_reader",
            "driver": "pcsc",
            "transport": {"kind": "pcsc", "reader": "Hall Reader"},
            "budgets": {"connect": 3.0, "between_bytes": 0.4, "whole": 1.5},
        }

    def plug(self) -> None:
        if self._daemon.pid is None:
            self._daemon.start()

    def unplug(self) -> None:
        self._daemon.kill()

    def suffer(self, fault: str) -> None:
        if self._daemon.pid is not None:
            os.kill(self._daemon.pid, signal.SIGSTOP if fault == "silent" else signal.SIGCONT)

    def command(self, driver: Any) -> object:
        return driver.position() is not CardPosition.NONE

    def effects(self) -> object:
        return None


@pytest.mark.xdist_group("pcsc")
class TestPcsc(DriverConformance):
    @pytest.fixture
    def far_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnd]:
        try:
            daemon = Pcscd(tmp_path, "Hall Reader")
            daemon.start()
        except PcscdError as why:
            pytest.skip(str(why))
        monkeypatch.setenv(SOCKET_VARIABLE, str(daemon.place.socket))
        yield Service(daemon)
        daemon.kill()

    def test_garbage_is_no_answer(self, far_end: FarEnd) -> None:
        pytest.skip("pcscd answers for the reader: what a card says is not what a reader says")
