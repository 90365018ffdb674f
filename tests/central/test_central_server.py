"""The central as a program: over TLS, restarted, stopped."""

from __future__ import annotations

import os
import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from central_people import LOSS, person
from cryptography import x509
from kiosk_client import KioskClient
from running_central import serving

from central import demo_tls

PROGRAM = """
import sys
from pathlib import Path
from central import demo_tls, server
sys.path.insert(0, sys.argv[2])
from central.settings import Settings
from central_people import person
folder = Path(sys.argv[1])
tls = demo_tls.ensure(folder / "tls")
settings = Settings(f"sqlite:///{folder / 'central.db'}", folder / "state", folder / "code", folder / "staff")
server.run(
    settings, "127.0.0.1", 0, tls.certificate, tls.key, people=[person(1)], on_ready=lambda url: print(url, flush=True),
)
"""


@contextmanager
def program(folder: Path) -> Iterator[str]:
    here = Path(__file__).parent
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), str(here)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=here.parent.parent,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in (0, -signal.SIGTERM)
    finally:
        process.kill()
        process.wait()


def test_it_serves_over_tls_until_it_is_told_to_stop(tmp_path: Path) -> None:
    someone = person(1)
    with program(tmp_path) as url:
        assert url.startswith("https://127.0.0.1:")
        kiosk = KioskClient(url, verify=str(tmp_path / "tls" / "ca.pem"))
        assert kiosk.enrol((tmp_path / "code").read_text().strip()).status_code == 201
        kiosk.raise_to_l3(someone["id_number"], someone["name"])
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(f"{url}/healthz", timeout=20)


def test_a_kiosk_finds_its_answer_again_after_a_restart(tmp_path: Path) -> None:
    someone, key = person(1), "a-key-of-this-test"
    with serving(tmp_path) as running:
        running.seed(someone)
        kiosk = running.kiosk()
        content = kiosk.content("CRD-006", someone["id_number"], someone["name"], LOSS, None, "L1")
        body = kiosk.seal(content, key=key)
        first = kiosk.send(body, key)
        assert first.status_code == 201, first.text
    with serving(tmp_path) as running:
        kiosk.base = running.url
        assert kiosk.send(body, key).json() == first.json()
        session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
        assert len(kiosk.get(f"/v1/sessions/{session}/applications").json()["applications"]) == 1


def test_the_demo_authority_is_named_so_and_made_once(tmp_path: Path) -> None:
    files = demo_tls.ensure(tmp_path)
    before = [file.read_bytes() for file in (files.ca, files.certificate, files.key)]
    assert demo_tls.ensure(tmp_path) == files
    assert [file.read_bytes() for file in (files.ca, files.certificate, files.key)] == before
    authority = x509.load_pem_x509_certificate(before[0])
    assert "DEMO CA – not for production" in authority.subject.rfc4514_string()
    assert files.key.stat().st_mode & 0o777 == 0o600
    ssl.create_default_context(cafile=files.ca)
    demo_tls.ensure(tmp_path, datetime.now(UTC) + timedelta(days=28))
    assert files.ca.read_bytes() != before[0]
