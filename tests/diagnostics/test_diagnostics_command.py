"""`main.py diagnose` where no kiosk runs, and the control socket's manners."""

from __future__ import annotations

import asyncio
import json
import re
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from devices.check import CheckResult, Level, Staff, Verdict
from devices.model import DeviceClass, Health, OperatorAction
from kiosk.control import messages
from kiosk.control.client import ControlClient, KioskGone, NoKiosk
from kiosk.control.server import ControlServer
from kiosk.diagnose_lines import Lines
from kiosk.starting import only_one
from play.hall import CONFIG, ROOT


def only_printer(folder: Path, port: int) -> Path:
    """The simulated kiosk with its receipt printer alone, at a port."""
    head, *devices = CONFIG.read_text("utf-8").split("[[devices]]")
    printer = next(each for each in devices if "escpos" in each)
    text = f"{head}[[devices]]{printer}".replace("../var", str(folder / "var"))
    file = folder / "kiosk.toml"
    file.write_text(re.sub(r"port = 9100", f"port = {port}", text), "utf-8")
    (folder / "var" / "kiosk").mkdir(parents=True)
    return file


def diagnose(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "main.py", "diagnose", "--config", str(config), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_without_a_kiosk_devices_are_asked_from_here(tmp_path: Path) -> None:
    ran = diagnose(only_printer(tmp_path, closed_port()))
    assert ran.returncode == 1
    assert "连接不上：请检查网线和电源" in ran.stdout
    assert ran.stderr == ""  # neither a log line nor progress where there is no terminal


def test_json_is_one_object_a_line(tmp_path: Path) -> None:
    ran = diagnose(only_printer(tmp_path, closed_port()), "--json")
    (line,) = ran.stdout.splitlines()
    assert json.loads(line)["reason"] == "not_connected"


def test_exit_codes_tell_a_wrong_name_from_what_cannot_be_done_now(tmp_path: Path) -> None:
    config = only_printer(tmp_path, closed_port())
    assert diagnose(config, "--device", "toaster").returncode == 2
    assert diagnose(config, "--report", str(tmp_path / "report")).returncode == 3
    assert diagnose(config, "--show", "status").returncode == 3
    with only_one(tmp_path / "var" / "kiosk"):  # a kiosk that has no control socket yet
        ran = diagnose(config)
    assert ran.returncode == 3
    assert "starting or stopping" in ran.stderr


class Checks:
    """Diagnostics as far as the socket asks for them."""

    def __init__(self) -> None:
        self.ended = asyncio.Event()

    @property
    def config(self) -> Any:
        device = type("Device", (), {"id": "printer"})()
        return type("Config", (), {"devices": (device,)})()

    async def check(self, device: str, level: Level, staff: Staff, *, asked_by: str) -> CheckResult:
        try:
            reason = "ok" if await staff.confirm("legible") else "seen_otherwise"
        finally:
            self.ended.set()
        verdict = Verdict.PASSED if reason == "ok" else Verdict.FAILED
        return CheckResult(
            device, DeviceClass.RECEIPT_PRINTER, level, verdict, Health.ONLINE, reason, OperatorAction.NONE, "", "", 1.0
        )


@asynccontextmanager
async def serving(path: Path, checks: Checks, *, free: bool = True) -> AsyncIterator[ControlServer]:
    @asynccontextmanager
    async def hold() -> AsyncIterator[bool]:
        yield free

    server = ControlServer(path, checks, None, hold)  # type: ignore[arg-type]
    await server.start()
    try:
        yield server
    finally:
        await server.close()


async def talk(path: Path, *lines: bytes) -> list[messages.AnyAnswer]:
    reader, writer = await asyncio.open_unix_connection(path)
    for line in lines:
        writer.write(line + b"\n")
    answers: list[messages.AnyAnswer] = []
    try:
        while line := await asyncio.wait_for(reader.readline(), 10):
            answers.append(messages.decode_answer(line))
            if isinstance(answers[-1], messages.End):
                break
    finally:
        writer.close()
    return answers


CHECK = messages.encode(messages.AskCheck(device="printer", level=Level.INTERACTIVE))


async def test_a_question_is_answered_over_the_socket(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with serving(path, Checks()):
        answers = await talk(path, CHECK, messages.encode(messages.Reply(yes=True)))
    assert [type(each) for each in answers] == [messages.Question, messages.Checked, messages.End]
    assert isinstance(answers[1], messages.Checked)
    assert answers[1].verdict == "passed"


async def test_who_hangs_up_ends_the_check(tmp_path: Path) -> None:
    path, checks = tmp_path / "c.sock", Checks()
    async with serving(path, checks):
        reader, writer = await asyncio.open_unix_connection(path)
        writer.write(CHECK + b"\n")
        assert isinstance(messages.decode_answer(await reader.readline()), messages.Question)
        writer.close()
        await asyncio.wait_for(checks.ended.wait(), 10)


async def test_nothing_beyond_internal_while_somebody_is_served(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with serving(path, Checks(), free=False):
        answers = await talk(path, CHECK)
    assert answers == [messages.Refused(reason="occupied"), messages.End()]


@pytest.mark.parametrize("line", [b"{}", b"rubbish", b'{"request": "fly"}', b"\xff\xfe"])
async def test_what_is_not_understood_is_refused(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "c.sock"
    async with serving(path, Checks()):
        assert (await talk(path, line))[0] == messages.Refused(reason="not_understood")


async def test_a_line_without_an_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    async with serving(path, Checks()):
        answers = await talk(path, b"x" * (messages.MAX_LINE + 10))
    assert answers[0] == messages.Refused(reason="not_understood")


async def test_other_users_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.sock"
    async with serving(path, Checks()):
        assert path.stat().st_mode & 0o777 == 0o600
        monkeypatch.setattr("kiosk.control.server._peer", lambda _writer: 12345)
        assert await talk(path, CHECK) == [messages.Refused(reason="not_permitted")]


def test_no_kiosk_is_no_kiosk(tmp_path: Path) -> None:
    with pytest.raises(NoKiosk):
        ControlClient(tmp_path / "absent.sock")


def test_a_kiosk_that_ends_while_it_is_asked_is_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "c.sock"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        with ControlClient(path) as client:
            server.accept()[0].close()
            with pytest.raises(KioskGone):
                list(client.ask(messages.AskStatus()))


def test_moments_are_told_in_the_halls_time(capsys: pytest.CaptureFixture[str]) -> None:
    event = messages.Event(
        sequence=7, wall=1_700_000_000.0, device="printer", health="online", reason="ok", action="none"
    )
    Lines(as_json=False).known(event)
    assert "2023-11-15 06:13:20  printer" in capsys.readouterr().out
