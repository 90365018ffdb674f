"""The pages themselves: what stands on them, and that nothing of them touches a disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drivers_sim.ipp.paper import count_pages
from kiosk.central.types import Application, TimelineStep
from kiosk.config import KioskConfig, load
from kiosk.pages import ReadinessPage, ReadinessRow, readiness, statement
from kiosk.pages.readiness import readiness_data
from kiosk.pages.statement import statement_data
from kiosk.pages.typesetting import CannotTypeset, typeset
from kiosk.views import Text

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
NAME, NUMBER = "韦志强", "450202198405200017"


@pytest.fixture(scope="module")
def config() -> KioskConfig:
    return load(ROOT / "config" / "simulated.toml", require_files=False)


def application(steps: int = 3) -> Application:
    return Application(
        number="450103-26-000042",
        item="UNE-001",
        name=Text(zh="失业保险金申领", en="Unemployment benefit"),
        state="ALLOCATED",
        state_text=Text(zh="等待审核", en="Waiting for review"),
        submitted_at="2026-11-20T09:12:00+08:00",
        timeline=tuple(
            TimelineStep(text=Text(zh=f"第 {n} 步 #[*_`$<@", en=f"Step {n}"), when="2026-11-20", state="done")
            for n in range(steps)
        ),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_statement_is_one_page(config: KioskConfig, language: Any) -> None:
    pdf = statement(config, language, NOW, NAME, NUMBER, application())
    assert pdf.startswith(b"%PDF-")
    assert count_pages(pdf) == 1


def test_a_long_course_goes_on_on_further_pages(config: KioskConfig) -> None:
    assert count_pages(statement(config, "zh", NOW, NAME, NUMBER, application(steps=60))) > 1


def test_an_application_without_a_course_is_a_page_too(config: KioskConfig) -> None:
    assert count_pages(statement(config, "en", NOW, "NGUYEN THI HOA", "", application(steps=0))) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_person_stands_there_masked(config: KioskConfig, language: Any) -> None:
    given = json.dumps(statement_data(config, language, NOW, NAME, NUMBER, application()), ensure_ascii=False)
    assert "韦*强" in given
    assert NAME not in given
    assert NUMBER not in given
    assert NUMBER[6:14] not in given  # the day of birth
    assert "2026-11-24 09:30" in given  # China's time


def test_only_a_simulation_prints_specimen(config: KioskConfig) -> None:
    real = config.model_copy(update={"mode": "production"})
    assert statement_data(config, "zh", NOW, NAME, NUMBER, application())["specimen"]
    assert not statement_data(real, "zh", NOW, NAME, NUMBER, application())["specimen"]


def row(name: str, verdict: Any = "passed", **more: Any) -> ReadinessRow:
    return ReadinessRow(name, Text(zh="凭条打印机", en="Receipt printer"), verdict, Text(zh="好", en="Fine"), **more)


PAGE = ReadinessPage(
    kiosk="nn-demo-01",
    hall=Text(zh="大厅", en="Hall"),
    made_at=NOW,
    number=17,
    ready=False,
    devices=(
        row("receipt-printer", level="external", measured={"paper": "low"}),
        row("document-printer", "failed", action=Text(zh="取出卡纸", en="Take the paper out"), level="internal"),
    ),
    loops=(row("loop:receipt", "attention"), row("central", "skipped")),
    fingerprint="7f3a 91c2",
)


def test_a_readiness_report_says_everything_in_both_languages() -> None:
    pdf = readiness(PAGE)
    assert pdf.startswith(b"%PDF-")
    given = readiness_data(PAGE)
    assert [(each["verdict"], each["count"]) for each in given["counted"]] == [
        ("passed", 1),
        ("attention", 1),
        ("failed", 1),
        ("skipped", 1),
    ]
    first, second = given["sections"][0]["rows"]
    assert first["measured"] == [{"name": "paper", "value": "low"}]
    assert second["action"] == {"zh": "取出卡纸", "en": "Take the paper out"}


def test_a_kiosk_with_many_devices_needs_more_pages() -> None:
    many = replace(PAGE, devices=tuple(row(f"device-{n}") for n in range(60)))
    assert count_pages(readiness(many)) > 1


def test_what_cannot_be_set_says_nothing_of_its_data() -> None:
    with pytest.raises(CannotTypeset) as raised:
        typeset("statement.typ", {"title": NAME})
    assert NAME not in str(raised.value)
    assert raised.value.__cause__ is None


def test_nothing_is_written_anywhere(tmp_path: Path) -> None:
    """Every folder that programs use for temporary files and caches is an empty one, and stays empty."""
    script = (
        "from tests.pages.test_pages_typesetting import *\n"
        "config = load(ROOT / 'config' / 'simulated.toml', require_files=False)\n"
        "assert statement(config, 'zh', NOW, NAME, NUMBER, application())\n"
    )
    places = {name: str(tmp_path) for name in ("HOME", "TMPDIR", "TEMP", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    environment = os.environ | places | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    made = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    assert list(tmp_path.rglob("*")) == []
