"""One address is one address, however it is spelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.config import ConfigError, load

CONFIG = Path(__file__).parents[2] / "config"
SIMULATED = (CONFIG / "simulated.toml").read_text("utf-8")
FULL = (CONFIG / "full.toml").read_text("utf-8")
UPS = '\n[[devices]]\nid = "ups-2"\nclass = "power"\ndriver = "nut"\n'


def keys_of(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "kiosk.toml"
    path.write_text(text, "utf-8")
    try:
        load(path, require_files=False)
    except ConfigError as error:
        return [each.key for each in error.findings]
    return []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST.", "127.1", "::1", "0.0.0.0"])
def test_two_devices_at_one_port_of_this_machine(tmp_path: Path, host: str) -> None:
    text = SIMULATED.replace('host = "127.0.0.1", port = 13493', f'host = "{host}", port = 9100')
    assert keys_of(tmp_path, text) == ["devices[7].transport.port"]


def test_another_address_of_this_machine_is_another(tmp_path: Path) -> None:
    assert (
        keys_of(tmp_path, SIMULATED.replace('host = "127.0.0.1", port = 13493', 'host = "127.0.0.2", port = 9100'))
        == []
    )


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('dock = "127.0.0.1:8070"', 'dock = "localhost:8071"', "devices[0].transport.url"),
        ('dock = "127.0.0.1:8070"', 'dock = "127.0.0.1:8443"', "simulation.dock"),
        ("port = 13493", "port = 8443", "devices[7].transport.port"),
        ("127.0.0.1:8071/scanner.mjpg", "localhost:8071/face.mjpg", "devices[1].transport.url"),
        ("ipp://127.0.0.1:8631/ipp/print", "ipp://127.0.0.1:9100/ipp/print", "devices[5].transport.url"),
        ("../var/sim/contacts", "../var/./sim/../sim/chip-reader", "devices[6].transport.port"),
    ],
)
def test_the_same_in_other_letters(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in SIMULATED
    assert key in keys_of(tmp_path, SIMULATED.replace(old, new))


def test_a_port_and_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "node").touch()
    (tmp_path / "by-id").symlink_to("node")
    text = SIMULATED.replace("../var/sim/contacts", "node").replace("../var/sim/chip-reader", "by-id")
    assert keys_of(tmp_path, text) == ["devices[6].transport.port"]


@pytest.mark.parametrize("url", ["ipp://LOCALHOST/printers/a4", "ipps://localhost:631/printers/a4/"])
def test_a_queue_twice(tmp_path: Path, url: str) -> None:
    queue = '\n[[devices]]\nid = "a4-2"\nclass = "document_printer"\ndriver = "ipp"\n'
    queue += f'transport = {{ kind = "ipp", url = "{url}" }}\n'
    assert keys_of(tmp_path, FULL + queue) == ["devices[9].transport.url"]


def test_one_upsd_has_several_power_supplies(tmp_path: Path) -> None:
    upsd = UPS + 'transport = { kind = "tcp", host = "localhost", port = 3493 }\n'
    assert keys_of(tmp_path, f'{FULL}{upsd}ups = "second"\n') == []
    assert keys_of(tmp_path, FULL + upsd) == ["devices[9].transport.port"]


def test_one_gateway_has_several_boards(tmp_path: Path) -> None:
    board = '\n[[devices]]\nid = "board-{0}"\nclass = "contacts"\ndriver = "modbus"\nunit = {0}\n'
    board += 'transport = {{ kind = "tcp", host = "10.0.0.8", port = 502 }}\n'
    assert keys_of(tmp_path, FULL + board.format(3) + board.format(4)) == []
    assert keys_of(tmp_path, FULL + board.format(3) + board.format(3)) == [
        "devices[10].id",
        "devices[10].transport.port",
    ]
