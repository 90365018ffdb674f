"""Schemathesis makes requests from the OpenAPI document: whatever it sends, no answer is a fault of ours.

API_EXAMPLES sets how many requests it makes up for each operation (script/fuzz-api).
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from central_people import LOSS, person
from hypothesis import HealthCheck, Phase, settings
from kiosk_client import KioskClient
from monitored_kiosk import beat
from running_central import STAFF, Running, serving
from schemathesis import Case

from central.api.app import bare_app

EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))
SOMEONE = person(951, name="探测")
document = bare_app(0).openapi()
ENDLESS = [path for path, operations in document["paths"].items() if "text/event-stream" in str(operations)]
"""Streams have tests of their own."""
schema = schemathesis.openapi.from_dict(document)


@dataclass(frozen=True, slots=True)
class Hall:
    """A central with a little in it, and the names by which it is found."""

    central: Running
    kiosk: KioskClient
    names: dict[str, str]

    def headers(self, case: Case) -> dict[str, str]:
        security = case.operation.definition.raw.get("security", [])
        schemes = {name for each in security for name in each}
        if "kiosk" in schemes:
            token = self.kiosk.token()
        elif "metrics" in schemes:
            token = (self.central.central.settings.state_dir / "metrics-token").read_text().strip()
        else:
            token = STAFF
        headers = {"Authorization": f"Bearer {token}"}
        if case.method == "POST":
            headers["Idempotency-Key"] = uuid.uuid4().hex
        return headers


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with serving(tmp_path_factory.mktemp("schemathesis"), public_rate=0) as central:
        central.seed(SOMEONE)
        kiosk = central.kiosk("nn-probed-01")
        who = SOMEONE["id_number"], SOMEONE["name"]
        session = kiosk.raise_to_l3(*who)
        answer = kiosk.submit(kiosk.content("CRD-006", *who, LOSS, session, "L3"))
        assert answer.status_code == 201, answer.text
        assert beat(kiosk).status_code == 200
        received = answer.json()
        names = {
            "kiosk_id": kiosk.kiosk_id,
            "session": session,
            "number": received["application_number"],
            "reference": received["reference"],
        }
        yield Hall(central, kiosk, names)


@schema.exclude(path=ENDLESS).parametrize()
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_answer_is_a_fault_of_ours(hall: Hall, case: Case) -> None:
    judge(case, hall)
    known = {name: hall.names[name] for name in case.path_parameters or {} if name in hall.names}
    if known and not (case.method == "POST" and case.path.endswith("/release")):
        case.path_parameters = {**(case.path_parameters or {}), **known}
        judge(case, hall)


def judge(case: Case, hall: Hall) -> None:
    headers = hall.headers(case)
    arguments: dict[str, Any] = case.as_transport_kwargs(base_url=hall.central.url, headers=headers)
    arguments["headers"] = {**arguments.get("headers", {}), **headers}
    try:
        answer = requests.request(**arguments, timeout=30, allow_redirects=False)
    except (requests.exceptions.InvalidHeader, UnicodeError):  # no client can send it
        return
    if answer.status_code < 500:
        return
    kind = answer.json()["type"] if "problem+json" in answer.headers.get("Content-Type", "") else ""
    assert answer.status_code == 503, (case.method, case.formatted_path, answer.text)
    assert kind not in ("", "/problems/internal"), (case.method, case.formatted_path, answer.text)


def test_every_route_is_in_the_document() -> None:
    assert Path(__file__).parents[2].joinpath("docs", "openapi.json").exists()
    assert len(document["paths"]) > 40


def test_every_post_asks_for_a_key(hall: Hall) -> None:
    """Enrolment is known by its key, and a citizen's session is opened anew each time."""
    without = {
        path
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method == "post"
        and not any(each["name"].lower() == "idempotency-key" for each in operation.get("parameters", ()))
    }
    assert without <= WITHOUT_KEY


WITHOUT_KEY: set[str] = set()
