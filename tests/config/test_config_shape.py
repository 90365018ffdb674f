"""What the newest version can say: every class, drivers of other packages, the day, the staff."""

from __future__ import annotations

import sys
from datetime import date, time
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest

from devices.model import Budgets, DeviceClass
from devices.setup import Setup
from kiosk.config import ConfigError, load
from kiosk.config import devices as devices_module
from kiosk.config.devices import KINDS, known_drivers
from kiosk.config.rules.hosts import loopback
from kiosk.starting import as_mapping

FULL = Path(__file__).parents[2] / "config" / "full.toml"
OTHER = """
[[devices]]
id = "other"
class = "code_scanner"
driver = "acme"
transport = { kind = "vendor", address = "1001" }
options = { volume = 3, beep = true }
"""


def with_other(folder: Path) -> Path:
    path = folder / "kiosk.toml"
    path.write_text(FULL.read_text("utf-8") + OTHER, "utf-8")
    return path


def made(setup: Setup) -> object:
    """As a factory of another package."""
    if not isinstance(setup.options.get("beep", True), bool):
        raise ValueError(f"options.beep is {setup.options['beep']!r}; it may be true or false")
    if "fail" in setup.options:
        raise KeyError("fail")
    return object()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("acme")
    module.create = made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "acme", module)
    found = [EntryPoint("code_scanner.acme", "acme:create", devices_module.ENTRY_POINTS)]
    monkeypatch.setattr(devices_module, "entry_points", lambda group: found)


def test_every_class_has_a_driver() -> None:
    assert {of for of, _ in KINDS} == {each.value for each in DeviceClass}
    config = load(FULL, require_files=False)
    assert {each.device_class for each in config.devices} == set(DeviceClass)


@pytest.mark.usefixtures("installed")
def test_a_driver_of_another_package_takes_its_keys_as_options(tmp_path: Path) -> None:
    device = load(with_other(tmp_path), require_files=False).device("other")
    assert as_mapping(device)["options"] == {"volume": 3, "beep": True}
    assert known_drivers("code_scanner") == ["serial", "acme"]


def test_a_driver_that_is_not_installed_is_a_finding_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(with_other(tmp_path), require_files=False)
    (finding,) = caught.value.findings
    assert (finding.key, finding.found, finding.allowed) == ("devices[9].driver", '"acme"', '"serial"')


@pytest.mark.usefixtures("installed")
def test_the_nearest_installed_driver_is_named(tmp_path: Path) -> None:
    path = with_other(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"acme"', '"acmee"'), "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    assert caught.value.findings[0].allowed == '"acme" (did you mean it?), "serial"'


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("options", "at", "key", "en"),
    [
        (
            "{ beep = 1 }",
            0,
            "options.beep",
            'what the driver "acme" refuses: options.beep is 1; it may be true or false',
        ),
        ("{ fail = 1 }", -2, "driver", "\"acme\", which fails on this entry (KeyError: 'fail')"),
    ],
)
def test_what_another_packages_driver_refuses(tmp_path: Path, options: str, at: int, key: str, en: str) -> None:
    path = with_other(tmp_path)
    text = path.read_text("utf-8").replace("{ volume = 3, beep = true }", options)
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    (finding,) = caught.value.findings
    assert (finding.line, finding.key) == (text.rstrip("\n").count("\n") + 1 + at, f"devices[9].{key}")
    assert finding.found == en


@pytest.mark.usefixtures("installed")
def test_another_packages_driver_that_does_not_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys.modules["acme"], "create")
    with pytest.raises(ConfigError) as caught:
        load(with_other(tmp_path), require_files=False)
    (finding,) = caught.value.findings
    assert finding.key == "devices[9].driver"
    assert "which does not load (AttributeError" in finding.found


def test_a_decoder_that_is_not_installed(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    text = FULL.read_text("utf-8").replace('driver = "sdt"\n', 'driver = "sdt"\nphoto_decoder = "none-such"\n')
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    (finding,) = caught.value.findings
    assert finding.key == "devices[2].photo_decoder"
    assert "none-such" in finding.found


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("line", ["volume = 3", 'options = { password = "hunter2" }'])
def test_a_key_of_another_package_stands_in_options_and_is_no_secret(tmp_path: Path, line: str) -> None:
    path = with_other(tmp_path)
    text = path.read_text("utf-8").replace("options = { volume = 3, beep = true }", line)
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError) as caught:
        load(path, require_files=False)
    (finding,) = caught.value.findings
    assert finding.line == text.rstrip("\n").count("\n") + 1
    assert "hunter2" not in str(finding)


def test_drivers_read_only_what_is_said(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    text = FULL.read_text("utf-8").replace('id = "ups"\n', 'id = "ups"\nbudgets = { connect = 1.5 }\n')
    path.write_text(text, "utf-8")
    config = load(path, require_files=False)
    device = as_mapping(config.device("ups"))
    assert device["required"] is False
    assert Budgets().configured(device) == Budgets(connect=1.5)
    assert "budgets" not in as_mapping(config.device("contacts"))


def test_hours_by_weekday_and_dates() -> None:
    day = load(FULL, require_files=False).day
    assert day.hours.on(0) == ((time(9), time(12)), (time(13), time(17)))
    assert day.hours.on(6) == ()
    assert not day.hours.always_open
    assert date(2026, 10, 1) in day.closed_on
    assert day.open_on == (date(2026, 10, 10),)
    assert (day.self_test_min, day.report_keep_days) == (30, 90)


def test_midnight_ends_a_day(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.toml"
    text = FULL.read_text("utf-8")
    path.write_text(
        text.replace('mon = ["09:00-12:00", "13:00-17:00"]', 'mon = ["20:00-24:00", "08:00-12:00"]'), "utf-8"
    )
    assert load(path, require_files=False).day.hours.on(0) == ((time(8), time(12)), (time(20), time.max))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        *((each, True) for each in ("localhost", "LOCALHOST.", "a.localhost", "127.0.0.1", "127.8.8.8", "127.1", "0")),
        *((each, True) for each in ("::1", "::", "::ffff:127.0.0.1", "0.0.0.0", "2130706433", "0x7f000001")),
        *((each, False) for each in ("10.0.0.1", "printer", "localhost.example.cn", "12.7.0.1", "fe80::1", "::2")),
    ],
)
def test_what_is_this_machine_itself(host: str, expected: bool) -> None:
    assert loopback(host) is expected
