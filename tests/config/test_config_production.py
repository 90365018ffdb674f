"""Production refuses whatever is simulated, each on its own line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from kiosk.config import ConfigError, load
from kiosk.config.rules.production import refusals
from kiosk.config.transports import SerialTransport

GOOD = """schema = 1
mode = "production"
[kiosk]
id = "nn-01"
hall = { zh = "大厅", en = "Hall" }
district = "450103"
state_dir = "state"
[central]
url = "https://central.example.gov.cn"
ca_file = "ca.pem"
[[devices]]
id = "face-camera"
class = "camera"
driver = "opencv"
transport = { kind = "v4l2", path = "/dev/v4l/by-id/usb-face-video-index0" }
[[devices]]
id = "scanner"
class = "document_camera"
driver = "opencv"
transport = { kind = "mjpeg", url = "https://10.1.2.3/scan.mjpg" }
[[devices]]
id = "chip-reader"
class = "chip_reader"
driver = "sdt"
transport = { kind = "serial", port = "/dev/serial/by-id/usb-reader", baud = 115200 }
[[devices]]
id = "receipt-printer"
class = "receipt_printer"
driver = "escpos"
transport = { kind = "tcp", host = "10.1.2.4", port = 9100 }
"""


def authority(name: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.PEM)


def write(folder: Path, text: str, ca_name: str = "Nanning HRSS") -> Path:
    (folder / "ca.pem").write_bytes(authority(ca_name))
    path = folder / "kiosk.toml"
    path.write_text(text, "utf-8")
    return path


def test_real_hardware_is_accepted(tmp_path: Path) -> None:
    assert load(write(tmp_path, GOOD)).mode == "production"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("/dev/serial/by-id/usb-reader", "/dev/pts/3", "devices[2].transport.port"),
        ("/dev/serial/by-id/usb-reader", "/dev/ttyUSB0", "devices[2].transport.port"),
        ("/dev/serial/by-id/usb-reader", "../var/sim/chip-reader", "devices[2].transport.port"),
        ("/dev/serial/by-id/usb-reader", "/dev/serial/by-id/../../pts/3", "devices[2].transport.port"),
        ("10.1.2.4", "127.0.0.1", "devices[3].transport.host"),
        ("10.1.2.4", "localhost", "devices[3].transport.host"),
        ("10.1.2.4", "::1", "devices[3].transport.host"),
        ("https://10.1.2.3", "http://10.1.2.3", "devices[1].transport.url"),
        ("https://10.1.2.3", "https://127.0.0.1", "devices[1].transport.url"),
        ("https://central.example.gov.cn", "https://localhost:8443", "central.url"),
        ("[central]", '[simulation]\ndock = "10.0.0.1:80"\n[central]', "simulation"),
    ],
)
def test_refuses(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, GOOD.replace(old, new)))
    (finding,) = caught.value.findings
    assert finding.key == key
    assert finding.line == GOOD[: GOOD.index(old)].count("\n") + 1


def test_refuses_the_demonstrations_authority(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, GOOD, ca_name="HRSS Demo CA"))
    assert [each.key for each in caught.value.findings] == ["central.ca_file"]


def test_refuses_a_by_id_name_that_leads_to_a_simulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    simulated = tmp_path / "var-sim-reader"
    simulated.touch()
    (tmp_path / "usb-reader").symlink_to(simulated)
    monkeypatch.setattr("kiosk.config.rules.production.SERIAL_BY_ID", tmp_path)
    config = load(write(tmp_path, GOOD.replace("/dev/serial/by-id/usb-reader", str(tmp_path / "gone"))))
    device = config.device("chip-reader")
    assert list(refusals(device)) == []
    led_away = device.model_copy(
        update={
            "transport": SerialTransport.model_validate(
                {"kind": "serial", "port": str(tmp_path / "usb-reader"), "baud": 9600}
            )
        }
    )
    assert [key for key, _, _ in refusals(led_away)] == ["port"]
