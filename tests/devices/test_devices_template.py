"""The template that a stranger starts from: installed beside our code, found, and passing its own tests."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from devices_other_package import install

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "docs" / "template-driver"
PAGE = (ROOT / "docs" / "adding-a-device.md").read_text("utf-8")


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """One in which the template is installed."""
    site = tmp_path / "site"
    site.mkdir()
    install(TEMPLATE, site)
    return {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}


def test_its_own_tests_pass_where_it_is_installed(environment: dict[str, str], tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "copy", ignore=shutil.ignore_patterns("__pycache__", "acme_contacts"))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    done = subprocess.run(
        command, cwd=tmp_path / "copy", env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed is not None
    assert int(passed[1]) >= 15


SCRIPT = """
import json
from devices.reasons import REASONS
from devices.registry import UnknownDriverError, budgets_of, create, create_worker, drivers
device = {"id": "c", "class": "contacts", "driver": "acme", "transport": {"kind": "tcp", "host": "h", "port": 1}}
create_worker(device)
found = ("contacts", "acme") in drivers()
print(json.dumps([found, "acme_fuse_blown" in REASONS, budgets_of(device).whole]))
"""


def test_the_kiosk_finds_its_driver_its_reasons_and_its_budgets(environment: dict[str, str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [True, True, 2.0]


def test_the_page_shows_the_templates_own_text() -> None:
    """Every block of the page that names a file of the template is in that file as it stands."""
    blocks = re.findall(r"<!-- (\S+) -->\n```\w*\n(.*?)```", PAGE, re.DOTALL)
    assert {name for name, _ in blocks} >= {"pyproject.toml", "acme_contacts/driver.py", "acme_contacts/reasons.py"}
    for name, block in blocks:
        assert block.strip() in (TEMPLATE / name).read_text("utf-8"), f"{name} differs from the page"
