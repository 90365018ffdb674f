"""The code scanner's driver and simulated scanners on one pty."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from contacts_stands import PACE, driven, reason_of, until

import devices.scanner.driver as driver_module
from devices.interfaces import Code
from devices.model import DeviceError, Health
from devices.registry import create, create_worker
from devices.scanner.driver import SerialScanner
from devices.trace import Trace
from drivers_sim.scanner.device import CodeScannerDevice
from drivers_sim.wires import SerialWire

PROFILES = ("honeywell", "gm72", "continuous")


@dataclass
class Stand:
    far: CodeScannerDevice
    scanner: SerialScanner
    config: dict[str, object]

    async def next(self, wait: float = 10.0) -> str | None:
        code = await driven(self.scanner.next_code, wait)
        return None if code is None else code.text


Make = Callable[..., contextlib.AbstractAsyncContextManager[Stand]]


@contextlib.asynccontextmanager
async def standing(
    folder: Path,
    profile: str,
    terminator: str = "cr",
    baud: int | None = None,
    *,
    opened: bool = True,
    gap: float = 0.05,
) -> AsyncIterator[Stand]:
    far = CodeScannerDevice(folder / "scanner", profile, terminator, baud=baud)
    await far.start()
    config: dict[str, object] = {
        "id": "scanner",
        "class": "code_scanner",
        "driver": "serial",
        "transport": {"kind": "serial", "port": str(folder / "scanner"), "baud": baud or 115200},
        "profile": profile,
        "terminator": terminator,
        "budgets": {"between_bytes": gap},
    }
    scanner = create(config, Trace())
    assert isinstance(scanner, SerialScanner)
    if opened:
        await driven(scanner.open)
    try:
        yield Stand(far, scanner, config)
    finally:
        await driven(scanner.close)
        await far.stop()


@pytest.fixture
def short_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver_module, "SAME_CODE_S", 0.5)


@pytest.mark.parametrize("terminator", ["cr", "crlf", "none"])
async def test_reads_what_is_shown_while_enabled(tmp_path: Path, terminator: str) -> None:
    await asyncio.gather(*(read_shown(tmp_path / profile, profile, terminator) for profile in PROFILES))


async def read_shown(folder: Path, profile: str, terminator: str) -> None:
    async with standing(folder, profile, terminator) as stand:
        await driven(stand.scanner.enable)
        stand.far.show("电子社保卡：A1B2C3")
        assert await stand.next() == "电子社保卡：A1B2C3"
        stand.far.show("6901234567892")
        assert await stand.next() == "6901234567892"


async def test_a_code_shown_before_or_after_never_enters_a_visit(tmp_path: Path) -> None:
    await asyncio.gather(*(keep_strangers_out(tmp_path / profile, profile) for profile in PROFILES))


async def keep_strangers_out(folder: Path, profile: str) -> None:
    async with standing(folder, profile) as stand:
        stand.far.engine._reading_until = float("inf")  # its trigger sticks
        before = stand.far.engine.reads
        stand.far.show("stranger before", 0.3)
        await until(lambda: stand.far.engine.reads > before and stand.far.engine.held is None)
        await driven(stand.scanner.enable)
        assert await stand.next(0.2) is None
        await driven(stand.scanner.disable)
        stand.far.engine._reading_until = float("inf")
        reads = stand.far.engine.reads
        stand.far.show("stranger between", 0.3)
        await until(lambda: stand.far.engine.reads > reads and stand.far.engine.held is None)
        assert await reason_of(stand.scanner.next_code, 0.0) == "stopped"
        await driven(stand.scanner.enable)
        stand.far.show("citizen")
        assert await stand.next() == "citizen"


async def test_the_end_of_a_strangers_code_is_no_code(tmp_path: Path) -> None:
    """Enabled while a long code is on the line: what is left of it is dropped with it."""
    async with standing(tmp_path, "continuous", baud=9600) as stand:
        stand.far.show("x" * 600, 0.01)  # 0.6 s on the line
        await until(lambda: stand.far.engine.reads)
        await driven(stand.scanner.enable)
        assert await stand.next(0.5) is None


async def test_a_trigger_is_pulled_only_while_enabled(tmp_path: Path) -> None:
    async with standing(tmp_path, "honeywell") as stand:
        await driven(stand.scanner.observe)
        assert not stand.far.engine.reading
        await driven(stand.scanner.enable)
        await until(lambda: stand.far.engine.reading)
        await driven(stand.scanner.disable)
        await until(lambda: not stand.far.engine.reading)
        await driven(stand.scanner.enable)
        await until(lambda: stand.far.engine.reading)
        await driven(stand.scanner.close)
        await until(lambda: not stand.far.engine.reading)


@pytest.mark.usefixtures("short_hold")
async def test_a_code_that_is_held_there_is_one_code(tmp_path: Path) -> None:
    await asyncio.gather(*(hold(tmp_path / profile, profile) for profile in ("gm72", "continuous")))


async def hold(folder: Path, profile: str) -> None:
    async with standing(folder, profile) as stand:
        await driven(stand.scanner.enable)
        stand.far.show("held", 1.2)
        assert await stand.next() == "held"
        assert await stand.next(0.8) is None
        assert stand.far.engine.reads > 1
        stand.far.take_away()
        assert await stand.next(0.8) is None
        stand.far.show("held")
        assert await stand.next() == "held"


async def test_a_trigger_that_gave_up_is_pulled_again(tmp_path: Path) -> None:
    async with standing(tmp_path, "honeywell") as stand:
        stand.scanner._profile = replace(stand.scanner._profile, rearm_s=0.2)
        await driven(stand.scanner.enable)
        await until(lambda: stand.far.engine.reading)
        stand.far.engine._reading_until = 0.0
        waiting = asyncio.create_task(stand.next())
        await until(lambda: stand.far.engine.reading)
        stand.far.show("late")
        assert await waiting == "late"


async def test_says_who_it_is_and_whether_it_reads(tmp_path: Path) -> None:
    async with standing(tmp_path, "honeywell") as stand:
        seen = await driven(stand.scanner.observe)
        assert (seen.reason, seen.detail["answers"]) == ("ok", "yes")
        assert (seen.detail["model"], seen.detail["firmware"]) == ("Simulated Voyager", "16345")
        await driven(stand.scanner.enable)
        seen = await driven(stand.scanner.observe)
        assert seen.detail["reading"] == "unknown"  # its trigger is not acknowledged


async def test_a_gm72_acknowledges(tmp_path: Path) -> None:
    async with standing(tmp_path, "gm72") as stand:
        seen = await driven(stand.scanner.observe)
        assert (seen.reason, seen.detail["firmware"], seen.detail["reading"]) == ("ok", "GM72-SIM V1.3", "no")
        await driven(stand.scanner.enable)
        assert (await driven(stand.scanner.observe)).detail["reading"] == "yes"


async def test_a_scanner_that_answers_nothing_is_not_shown_as_known(tmp_path: Path) -> None:
    async with standing(tmp_path, "continuous") as stand:
        seen = await driven(stand.scanner.observe)
        assert (seen.health, seen.reason) == (Health.ONLINE, "scanner_unasked")
        assert {seen.detail[key] for key in ("answers", "reading", "model", "firmware")} == {"unknown"}


async def test_asking_a_scanner_that_reads_loses_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver_module, "ASK_EVERY_S", 0.0)
    for profile in ("honeywell", "gm72"):
        async with standing(tmp_path / profile, profile) as stand:
            await driven(stand.scanner.enable)
            await until(lambda far=stand.far: far.engine.reading)
            stand.far.show("while it is asked")
            await until(lambda far=stand.far: far.engine.reads)
            assert (await driven(stand.scanner.observe)).reason == "ok"
            assert await stand.next() == "while it is asked"


async def test_a_gm72_that_is_not_in_host_mode_says_so(tmp_path: Path) -> None:
    async with standing(tmp_path, "gm72") as stand:
        stand.far.engine.host_mode = False
        seen = await driven(stand.scanner.observe)
        assert (seen.health, seen.reason, seen.action) == (Health.HARDWARE_ERROR, "scanner_mode", "configuration")


FAULTS = {"silent": "no_answer", "wrong_device": "garbled", "garbage": "garbled", "truncated": "garbled"}


@pytest.mark.parametrize("profile", ["honeywell", "gm72"])
async def test_faults_show_in_an_observation(tmp_path: Path, profile: str) -> None:
    await asyncio.gather(*(suffer(tmp_path / fault, profile, fault, reason) for fault, reason in FAULTS.items()))


async def suffer(folder: Path, profile: str, fault: str, reason: str) -> None:
    async with standing(folder, profile) as stand:
        assert (await driven(stand.scanner.observe)).reason == "ok"
        stand.far.line.suffer(fault)
        assert await reason_of(stand.scanner.observe) == reason
        stand.far.line.suffer("clear")
        assert (await driven(stand.scanner.observe)).reason == "ok"


@pytest.mark.parametrize("profile", ["honeywell", "gm72", "continuous"])
async def test_a_pulled_cable(tmp_path: Path, profile: str) -> None:
    async with standing(tmp_path, profile) as stand:
        await driven(stand.scanner.enable)
        waiting = asyncio.create_task(driven(stand.scanner.next_code, 10.0))
        await until(lambda: stand.scanner._listened_at)
        stand.far.line.unplug()
        with pytest.raises(DeviceError) as raised:
            await waiting
        assert raised.value.reason == "unplugged"
        assert await reason_of(stand.scanner.open) == "not_found"


async def test_noise_while_enabled_gives_no_code_and_no_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver_module, "CUT_SHORT_S", 0.1)
    async with standing(tmp_path, "continuous") as stand:
        await driven(stand.scanner.enable)
        stand.far.line.suffer("garbage")
        stand.far.show("something")
        await until(lambda: stand.far.engine.reads)
        found = await stand.next(0.0)
        assert found != "something"
        stand.far.take_away()
        stand.far.line.suffer("clear")
        while await stand.next(0.0) is not None:
            pass
        stand.far.show("clear again")
        assert await stand.next() == "clear again"


async def test_a_code_of_every_length_at_a_line_that_takes_its_time(tmp_path: Path) -> None:
    async with standing(tmp_path, "continuous", "none", baud=115200, gap=0.3) as stand:
        await driven(stand.scanner.enable)
        for length in (1, 64, 4296):
            stand.far.show("7" * length, 0.01)
            assert await stand.next() == "7" * length


async def test_one_byte_at_a_time(tmp_path: Path) -> None:
    wire = SerialWire(tmp_path / "scanner", lambda _data: None)
    wire.plug()
    scanner = create(
        {
            "id": "s",
            "class": "code_scanner",
            "driver": "serial",
            "profile": "continuous",
            "transport": {"kind": "serial", "port": str(tmp_path / "scanner"), "baud": 9600},
        }
    )
    await driven(scanner.open)
    await driven(scanner.enable)
    waiting = asyncio.create_task(driven(scanner.next_code, 10.0))
    for byte in "医保卡 0690\r".encode():
        wire.send(bytes((byte,)))
        await asyncio.sleep(0)
    assert await waiting == Code("医保卡 0690")
    assert "0690" not in repr(await waiting)
    await driven(scanner.close)
    wire.unplug()


async def test_a_worker_keeps_it_enabled_over_a_loss(tmp_path: Path) -> None:
    async with standing(tmp_path, "gm72", opened=False) as stand:
        worker = create_worker(stand.config, pace=PACE)
        worker.start()
        try:
            await worker.enable()
            await until(lambda: worker.status.observation.reason == "ok")
            stand.far.line.unplug()
            await until(lambda: worker.status.observation.health is Health.NO_DEVICE)
            stand.far.line.plug()
            await until(lambda: worker.status.observation.reason == "ok")
            stand.far.show("back again", 10.0)
            async with asyncio.timeout(15):
                while (code := await worker.call("next_code", 0.5)) is None:
                    pass
            assert code.text == "back again"
            assert not any("back" in entry.text for entry in worker.trace.entries())
        finally:
            await worker.stop()


def test_a_profile_that_is_not_known_is_refused(tmp_path: Path) -> None:
    config = {"id": "s", "class": "code_scanner", "driver": "serial", "transport": {"kind": "serial", "port": "x"}}
    with pytest.raises(ValueError, match="gm72"):
        create(config | {"profile": "datalogic"})
    with pytest.raises(ValueError, match="crlf"):
        create(config | {"terminator": "tab"})
