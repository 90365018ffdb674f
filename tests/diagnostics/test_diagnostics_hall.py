"""A real hall: the gesture at the real window, the PIN, the devices, a check with a fault, the command beside."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import views
from kiosk.audit import verify
from kiosk.diagnostics.readiness.command import verify_report
from kiosk.outbox import keys
from kiosk.staff import pin_file
from play.hall import ROOT, Hall
from play.visitor import Visitor

pytestmark = pytest.mark.xdist_group("diagnostics-hall")

PIN = "482915"


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder = tmp_path_factory.mktemp("diagnostics")
    pin_file.save(folder / "var" / "demo" / "staff-pin", pin_file.made_from(PIN))
    with Hall(folder) as hall:
        yield hall


@pytest.fixture
def visitor(hall: Hall, qapp: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    monkeypatch.setattr("ui.knock.HOLD_S", 0.3)
    hall.tidy()
    visitor = Visitor(hall.ui_socket)
    yield visitor
    visitor.close()


def diagnose(hall: Hall, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", "diagnose", "--config", str(hall.config), *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_staff_come_in_by_gesture_and_pin_and_check_a_printer_without_paper(hall: Hall, visitor: Visitor) -> None:
    visitor.wait_for(views.Attract, lambda view: view.open, seconds=60)
    visitor.touch("primary")
    visitor.wait_for(views.ChooseLanguage)
    visitor.knock()
    visitor.wait_for(views.DiagnosticsPin)
    visitor.enter("000001")
    visitor.wait_for(views.DiagnosticsPin, lambda view: view.wrong and view.tries_left == 4)
    visitor.enter(PIN)
    visitor.wait_for(views.DiagnosticsDevices, lambda view: len(view.devices) > 3)
    hall.dock.fault("receipt-printer", "paper_out")
    seen = visitor.wait_for(
        views.DiagnosticsDevices,
        lambda view: view.devices[0].id == "receipt-printer" and view.devices[0].mark == "trouble",
    )
    assert seen.devices[0].reason.zh == "打印机缺纸"
    visitor.touch("choice:device:receipt-printer")
    visitor.wait_for(views.DiagnosticsDevice)
    assert any("缺纸" in text for text in visitor.texts())
    visitor.touch("choice:check:external")
    failed = visitor.wait_for(views.DiagnosticsCheck, lambda view: view.state == "failed")
    assert failed.reason is not None
    assert failed.reason.zh == "打印机缺纸"
    assert any("打印机缺纸" in text for text in visitor.texts())
    hall.dock.fault("receipt-printer", "paper_ok")
    visitor.touch("primary")
    visitor.wait_for(views.DiagnosticsDevice, lambda view: view.device.mark == "works")
    visitor.touch("choice:check:external")
    visitor.wait_for(views.DiagnosticsCheck, lambda view: view.state == "passed")
    visitor.touch("primary")
    visitor.wait_for(views.DiagnosticsDevice)
    visitor.touch("choice:tab:traffic")
    traffic = visitor.wait_for(views.DiagnosticsDevice, lambda view: view.tab == "traffic")
    assert {line.way for line in traffic.lines} == {"to", "from"}
    visitor.touch("back")
    visitor.wait_for(views.DiagnosticsDevices)
    visitor.touch("back")
    visitor.wait_for(views.Attract)


def test_beside_the_running_kiosk_the_command_asks_it(hall: Hall, visitor: Visitor) -> None:
    visitor.wait_for(views.Attract, lambda view: view.open, seconds=30)
    ran = diagnose(hall, "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr == ""
    checked = {each["device"]: each for each in map(json.loads, ran.stdout.splitlines())}
    assert set(checked) >= {"face-camera", "scanner", "chip-reader", "receipt-printer"}
    assert {each["reason"] for each in checked.values()} == {"ok"}
    hall.dock.fault("receipt-printer", "cover_open")
    ran = diagnose(hall, "--device", "receipt-printer", "--level", "external")
    assert ran.returncode == 1
    assert "打印机盖没有合上" in ran.stdout
    history = diagnose(hall, "--show", "history", "--json")
    sequences = [json.loads(line)["sequence"] for line in history.stdout.splitlines()]
    assert sequences == sorted(sequences, reverse=True)
    assert len(sequences) >= 5


def test_while_somebody_is_served_only_internal_checks_are_made(hall: Hall, visitor: Visitor) -> None:
    visitor.wait_for(views.Attract, lambda view: view.open, seconds=30)
    visitor.touch("primary")
    visitor.wait_for(views.ChooseLanguage)
    ran = diagnose(hall, "--device", "receipt-printer", "--level", "external")
    assert ran.returncode == 3
    assert "being served" in ran.stderr
    assert diagnose(hall, "--device", "chip-reader").returncode == 0


def test_what_staff_did_stands_in_the_audit_log(hall: Hall) -> None:
    database = hall.state / "outbox.db"
    verified = verify(database, kiosk_id="nn-demo-01", public_key=keys.public_bytes(keys.load_or_create(hall.state)))
    assert verified.faults == ()
    raw = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import apsw; print(list(apsw.Connection({str(database)!r}).execute("
            "'SELECT event, disposition, fields FROM audit ORDER BY number')))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for event in ("staff.refused", "staff.entered", "staff.checked", "staff.left"):
        assert event in raw
    assert PIN not in raw
    assert "000001" not in raw


def test_the_state_folder_names_no_pin(hall: Hall) -> None:
    for path in Path(hall.folder).rglob("*"):
        if path.is_file() and path.suffix in (".db", ".json", ".log", ".txt"):
            assert PIN.encode() not in path.read_bytes(), path


def test_a_report_prints_a_code_and_reads_it_back_and_is_signed(hall: Hall, visitor: Visitor, tmp_path: Path) -> None:
    visitor.wait_for(views.Attract, lambda view: view.open, seconds=30)
    visitor.knock()
    visitor.wait_for(views.DiagnosticsPin)
    visitor.enter(PIN)
    visitor.wait_for(views.DiagnosticsDevices)
    visitor.touch("primary")
    visitor.wait_for(
        views.DiagnosticsReport, lambda view: view.doing is not None and view.doing.id == "doing.carry_slip", seconds=60
    )
    hall.dock.lay_slip("scanner", "receipt-printer")
    made = visitor.wait_for(views.DiagnosticsReport, lambda view: view.ready is not None, seconds=60)
    marks = {line.text.en.split(":")[0]: line for line in made.parts}
    assert marks["Printed and read back"].mark == "works"
    assert marks["Central"].mark == "works"
    assert marks["Clock"].mark == "works"
    visitor.touch("choice:print")
    visitor.wait_for(views.DiagnosticsReport, lambda view: view.printing == "printed")
    assert "运行就绪报告" in hall.dock.slips("receipt-printer")[-1]["text"].replace(" ", "")
    (file,) = (hall.state / "readiness").glob("readiness-*.json")
    key = base64.b64encode(keys.public_bytes(keys.load_or_create(hall.state))).decode()
    assert verify_report(file, key) == (0 if made.ready else 1)
    assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    changed = tmp_path / "changed.json"
    changed.write_bytes(file.read_bytes().replace(b'"passed"', b'"failed"', 1))
    assert verify_report(changed, key) == 2
    hall.dock.remove("scanner")
    visitor.touch("primary")
    visitor.wait_for(views.DiagnosticsDevices)
