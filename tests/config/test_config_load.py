"""A good configuration: typed, with every path absolute."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.model import DeviceClass
from kiosk.config import SerialTransport, load
from kiosk.config.schema import schema_text

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "config" / "simulated.toml"


def test_paths_are_relative_to_the_files_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "kiosk.toml").write_text(SHIPPED.read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    config = load(Path("config/kiosk.toml"), require_files=False)
    assert config.kiosk.state_dir == tmp_path / "var" / "kiosk"
    transport = config.device("chip-reader").transport
    assert isinstance(transport, SerialTransport)
    assert (transport.port, transport.baud) == (tmp_path / "var" / "sim" / "chip-reader", 115200)


def test_a_ports_symlink_keeps_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "ttyUSB7").touch()
    (tmp_path / "reader").symlink_to("ttyUSB7")
    text = SHIPPED.read_text("utf-8").replace("../var/sim/chip-reader", "reader")
    (tmp_path / "kiosk.toml").write_text(text, "utf-8")
    transport = load(tmp_path / "kiosk.toml", require_files=False).device("chip-reader").transport
    assert isinstance(transport, SerialTransport)
    assert transport.port == tmp_path / "reader"


def test_devices_by_class_and_by_id() -> None:
    config = load(SHIPPED, require_files=False)
    assert [each.id for each in config.devices_of(DeviceClass.RECEIPT_PRINTER)] == ["receipt-printer"]
    assert config.device("scanner").device_class is DeviceClass.DOCUMENT_CAMERA
    with pytest.raises(KeyError):
        config.device("toaster")


def test_sections_with_defaults_may_be_left_out(tmp_path: Path) -> None:
    text = SHIPPED.read_text("utf-8")
    start, end = text.index("[visit]"), text.index("[simulation]")
    (tmp_path / "kiosk.toml").write_text(text[:start] + text[end:], "utf-8")
    config = load(tmp_path / "kiosk.toml", require_files=False)
    assert (config.visit.idle_warning_s, config.face.attempts) == (60.0, 3)


def test_the_published_schema_is_the_models() -> None:
    published = (ROOT / "docs" / "schema" / "kiosk-config.json").read_text("utf-8")
    assert published == schema_text(), "run: python -m kiosk.config.schema > docs/schema/kiosk-config.json"
