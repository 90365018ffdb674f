"""Logs: a field that nobody listed does not pass, nor does an exception's text."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk import logging as logs

ROOT = Path(__file__).parents[2]
CANARY = "韦志强"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_listed_fields_pass_and_others_are_named_only(written: io.StringIO) -> None:
    logs.logger("outbox").info("submission.kept", reference="KREF", attempt=2, name=CANARY, form={"phone": CANARY})
    (line,) = lines(written)
    assert line["event"] == "submission.kept"
    assert (line["room"], line["reference"], line["attempt"]) == ("outbox", "KREF", 2)
    assert line["dropped"] == "form,name"
    assert line["level"] == "info"
    assert CANARY not in written.getvalue()


def test_a_listed_field_must_be_simple(written: io.StringIO) -> None:
    logs.logger("x").info("y", reason={"name": CANARY}, cause=[CANARY], state="z" * 300)
    (line,) = lines(written)
    assert line["dropped"] == "cause,reason"
    assert len(line["state"]) == 200


def test_a_sentence_is_no_event(written: io.StringIO) -> None:
    logs.logger("x").info(f"read the card of {CANARY}")
    assert lines(written)[0]["event"] == "unnamed"


def test_an_exception_is_its_type_and_place(written: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logs.logger("x").exception("failed")
    (line,) = lines(written)
    assert line["error"] == "ValueError"
    assert line["where"].startswith("test_promise_logging.py:")
    assert CANARY not in written.getvalue()


def test_other_libraries_say_who_and_where_only(written: io.StringIO) -> None:
    logging.getLogger("urllib3.connectionpool").warning("Retrying %s", f"/v1/people/{CANARY}")
    logging.getLogger("urllib3.connectionpool").info("not even this")
    (line,) = lines(written)
    assert (line["event"], line["logger"], line["level"]) == ("library", "urllib3.connectionpool", "warning")
    assert "Retrying" not in written.getvalue()


def test_without_configuration_the_list_holds_too() -> None:
    program = f"from kiosk.logging import logger; logger('x').warning('y', name='{CANARY}')"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout == ""
    assert json.loads(ran.stderr)["dropped"] == "name"
