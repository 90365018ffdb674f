"""From configuration to drivers, workers and health checks; and the table of reasons."""

from __future__ import annotations

import ast
import asyncio
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from devices_far_ends import CardReaderEnd, printer_end

import devices
from devices import reasons, registry
from devices.camera import CameraDriver
from devices.check import CheckResult, Level, check_alone
from devices.escpos.driver import EscPosPrinter
from devices.interfaces import PrintState
from devices.model import Completion, DeviceClass, Health, OperatorAction
from devices.printing import print_slip
from devices.reasons import REASONS, Reason, is_wire, observation
from devices.registry import UnknownDriverError, create, create_worker
from devices.sdt.driver import SdtReader
from devices.slip import Slip, Text


def printer_config(port: int, **more: object) -> dict[str, object]:
    transport = {"kind": "tcp", "host": "127.0.0.1", "port": port}
    return {"id": "printer", "class": "receipt_printer", "driver": "escpos", "transport": transport, **more}


def reader_config(port: Path) -> dict[str, object]:
    transport = {"kind": "serial", "port": str(port), "baud": 115200}
    return {"id": "chip-reader", "class": "chip_reader", "driver": "sdt", "transport": transport}


@pytest.mark.parametrize(
    ("device", "driver"),
    [
        (printer_config(9100, paper_mm=58, near_end_sensor=True), EscPosPrinter),
        (reader_config(Path("/dev/serial/by-id/x")), SdtReader),
        (
            {
                "id": "scanner",
                "class": DeviceClass.DOCUMENT_CAMERA,
                "driver": "opencv",
                "transport": {"kind": "v4l2", "path": Path("/dev/v4l/by-id/x")},
            },
            CameraDriver,
        ),
    ],
)
def test_built_in_drivers(device: dict[str, object], driver: type) -> None:
    assert isinstance(create(device), driver)


def test_an_unknown_driver_names_the_known_ones() -> None:
    with pytest.raises(UnknownDriverError, match=r'"star" for class receipt_printer is not known; known: escpos'):
        create(printer_config(9100) | {"driver": "star"})


def test_a_wrong_paper_width_shows_when_the_worker_is_made() -> None:
    with pytest.raises(ValueError, match="paper_mm is 72"):
        create_worker(printer_config(9100, paper_mm=72))


def test_drivers_of_other_packages_are_found_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("receipt_printer.star", "devices.sdt.driver:create", registry.ENTRY_POINTS)
    monkeypatch.setattr(registry, "entry_points", lambda group: [point] if group == "hrss_kiosk.drivers" else [])
    registry._installed.cache_clear()
    try:
        assert (DeviceClass.RECEIPT_PRINTER, "star") in registry.drivers()
    finally:
        monkeypatch.undo()
        registry._installed.cache_clear()


async def test_a_worker_prints_by_configuration_alone() -> None:
    with printer_end() as end:
        worker = create_worker(printer_config(end.tcp.port))
        worker.start()
        try:
            outcome = await print_slip(worker, Slip((Text("回执"),)))
        finally:
            await worker.stop()
    assert outcome.state is PrintState.CONFIRMED
    counts = worker.statistics.snapshot()
    assert (counts["ReceiptLinePrintedCount"], counts["PaperCutCount"], counts["PrintConfirmedCount"]) == (1, 1, 1)


def made(device: dict[str, object], level: Level = Level.INTERNAL) -> CheckResult:
    return asyncio.run(check_alone(device, level))


def test_an_internal_check_prints_nothing() -> None:
    with printer_end() as end:
        result = made(printer_config(end.tcp.port))
        assert result.passed
        assert (result.health, result.reason, result.level) == (Health.ONLINE, "ok", Level.INTERNAL)
        assert result.milliseconds > 0
        assert not end.received


def test_an_external_check_prints_a_test_slip() -> None:
    with printer_end() as end:
        assert made(printer_config(end.tcp.port), Level.EXTERNAL).passed
        assert "打印测试".encode("gb2312") in end.received


def test_a_check_says_what_staff_should_do() -> None:
    with printer_end() as end:
        end.out_of_paper()
        result = made(printer_config(end.tcp.port))
    assert not result.passed
    assert (result.reason, result.action) == ("paper_out", OperatorAction.MAINTENANCE)
    assert result.zh == "打印机缺纸"
    assert result.en == "Out of paper"


def test_a_check_of_what_is_not_there(tmp_path: Path) -> None:
    result = made(reader_config(tmp_path / "absent"))
    assert (result.passed, result.health, result.reason) == (False, Health.NO_DEVICE, "not_found")


def test_an_interactive_check_reads_the_card_that_staff_present(tmp_path: Path) -> None:
    end = CardReaderEnd(tmp_path / "reader")
    result = made(reader_config(end.port), Level.INTERACTIVE)
    end.unplug()
    assert result.passed
    assert "read" in end.requests
    assert result.shown["name"].startswith("黄*")
    assert "黄" not in repr(result)


# --- reasons ---------------------------------------------------------------------------------------------------------

SOURCES = sorted(Path(devices.__file__).parent.rglob("*.py"))
RECOVERS_BY_ITSELF = ("overheated", "aborted", "reader_restarted")
SAYING = {"DeviceError": 1, "PrintOutcome": 1, "observation": 0, "_lost": 0, "show": 0}


def _reasons_in(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            place = SAYING.get(name)
            if place is not None and len(node.args) > place:
                found |= _given(node.args[place])
    return found


def _given(node: ast.AST) -> set[str]:
    """The texts that an expression may come to; not those that it only compares or looks up."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and node.value else set()
    if isinstance(node, ast.Compare | ast.Subscript):
        return set()
    parts = (node.body, node.orelse) if isinstance(node, ast.IfExp) else tuple(ast.iter_child_nodes(node))
    return set().union(*(_given(part) for part in parts))


def test_every_reason_that_a_driver_gives_is_in_the_table() -> None:
    given = set().union(*(_reasons_in(path) for path in SOURCES))
    assert {"no_answer", "paper_low", "frozen", "card_moved", "unplugged"} <= given
    assert given <= set(REASONS)


def test_packages_bring_reasons_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Reason("acme_lid", Health.USER_ERROR, OperatorAction.CLEAR, "盖子没有合上", "The lid is open")
    ours = Reason("paper_out", Health.ONLINE, OperatorAction.NONE, "不缺纸", "Not out of paper")

    class Point:
        name = "acme"

        def __init__(self, brought: object) -> None:
            self.brought = brought

        def load(self) -> object:
            if isinstance(self.brought, Exception):
                raise self.brought
            return self.brought

    points = [Point(ImportError("broken package")), Point([own, ours])]
    monkeypatch.setattr(reasons, "entry_points", lambda group: points if group == "hrss_kiosk.reasons" else [])
    reasons._installed.cache_clear()
    try:
        assert observation("acme_lid").health is Health.USER_ERROR
        assert REASONS["acme_lid"].zh == "盖子没有合上"
        assert REASONS["paper_out"].en == "Out of paper"
        assert list(REASONS).count("paper_out") == 1
        assert len(REASONS) == len(list(REASONS))
    finally:
        monkeypatch.undo()
        reasons._installed.cache_clear()
    assert "acme_lid" not in REASONS


def test_a_code_that_no_table_knows_says_that_the_driver_failed() -> None:
    seen = observation("黄小梅 450122199702140025")
    assert (seen.reason, seen.health) == ("internal_error", Health.HARDWARE_ERROR)
    assert is_wire("no such reason")


def test_every_code_of_the_reader_is_in_the_table() -> None:
    from devices.sdt.codes import CARD_FAULTS, READER_FAULTS

    assert set(CARD_FAULTS.values()) | set(READER_FAULTS.values()) <= set(REASONS)
    assert not any(is_wire(reason) for reason in CARD_FAULTS.values())


@pytest.mark.parametrize("reason", REASONS.values(), ids=lambda reason: reason.code)
def test_every_reason_has_words_for_staff(reason) -> None:
    assert any("\u4e00" <= character <= "\u9fff" for character in reason.zh)
    assert reason.en.isascii()
    assert len(reason.en) > 1
    if reason.health in (Health.NO_DEVICE, Health.HARDWARE_ERROR, Health.OFFLINE) and reason.code != "stopped":
        assert reason.action is not OperatorAction.NONE or reason.code in RECOVERS_BY_ITSELF


def test_completions_are_xfs4iots_words() -> None:
    assert {completion.value for completion in Completion} >= {"success", "cancelled", "timeOut", "deviceNotReady"}
