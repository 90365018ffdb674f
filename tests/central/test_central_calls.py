"""Who may call, and what a call that cannot be served is told."""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import jwt
import pytest
import requests
import structlog
from central_people import LOSS, person
from kiosk_client import KioskClient, b64
from running_central import CODE, Running
from sqlalchemy import select

from central import logs
from central.enrolment import MOST_FAILURES, fits, hash_code
from central.problems import KINDS
from central.store.tables import EnrolmentCode


def test_enrolment_by_code_once_for_each_key(central: Running) -> None:
    first = central.kiosk("nn-enrol-01", enrol=False)
    assert first.enrol("WRONG-CODE").json()["type"] == "/problems/enrolment-code-wrong"
    assert first.enrol(CODE.lower().replace("-", "")).status_code == 201, "as people type it"
    assert first.enrol(CODE).status_code == 200
    second = central.kiosk("nn-enrol-01", enrol=False)
    assert second.enrol(CODE).json()["type"] == "/problems/kiosk-exists"
    assert central.staff("POST", "/v1/kiosks/nn-enrol-01/release").status_code == 204
    assert first.get("/v1/seal-key").json()["type"] == "/problems/token-invalid"
    assert second.enrol(CODE).status_code == 201
    assert second.get("/v1/seal-key").status_code == 200


def test_a_released_kiosk_counts_its_submissions_anew(central: Running) -> None:
    people = [person(serial) for serial in (700, 701)]
    central.seed(*people)
    for someone in people:
        kiosk = central.kiosk("nn-anew-01")
        answer = kiosk.submit(kiosk.content("CRD-006", someone["id_number"], someone["name"], LOSS, None, "L1"))
        assert answer.status_code == 201, answer.text
        central.staff("POST", "/v1/kiosks/nn-anew-01/release")


def test_the_code_is_kept_as_a_hash(central: Running) -> None:
    with central.central.database.begin() as transaction:
        kept = transaction.scalars(select(EnrolmentCode)).one().hash
    assert CODE not in kept
    assert fits(CODE, kept)
    assert not fits("TEST-CODE-0002", kept)


def test_wrong_codes_lock_enrolment_until_there_is_a_new_one(start: Callable[..., Running]) -> None:
    kiosk = start().kiosk(enrol=False)
    for _ in range(MOST_FAILURES):
        assert kiosk.enrol("WRONG-CODE").status_code == 403
    locked = kiosk.enrol(CODE)
    assert (locked.status_code, locked.json()["type"]) == (429, "/problems/enrolment-locked")


def test_a_code_file_may_hold_the_hash(start: Callable[..., Running], tmp_path: Any) -> None:
    (tmp_path / "hashed").write_text(hash_code("ANOTHER-CODE-9"))
    kiosk = start(enrolment_code_file=tmp_path / "hashed").kiosk(enrol=False)
    assert kiosk.enrol("ANOTHER-CODE-9").status_code == 201


NOW = int(time.time())


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "elsewhere"},
        {"iss": "nn-nobody-01"},
        {"sub": "nn-other-09"},
        {"iat": NOW - 7200, "exp": NOW - 7140},
        {"iat": NOW + 7200, "exp": NOW + 7260},
        {"iat": NOW, "exp": NOW + 121},
        {"iat": NOW, "exp": NOW - 1},
        {"jti": "short"},
        {"jti": 5},
        {"iat": "soon"},
        {"exp": 1e300},
    ],
)
def test_a_token_that_does_not_fit(kiosk: KioskClient, changes: dict[str, Any]) -> None:
    answer = kiosk.get("/v1/seal-key", token=kiosk.token(**changes))
    assert (answer.status_code, answer.json()["type"]) == (401, "/problems/token-invalid")


def test_a_token_by_another_key_or_none(central: Running, kiosk: KioskClient) -> None:
    stranger = KioskClient(central.url, kiosk.kiosk_id)
    assert stranger.get("/v1/seal-key").status_code == 401
    unsigned = jwt.encode({"iss": kiosk.kiosk_id, "sub": kiosk.kiosk_id}, None, algorithm="none")
    assert kiosk.get("/v1/seal-key", token=unsigned).status_code == 401
    public = jwt.encode({"iss": kiosk.kiosk_id, "aud": "central"}, b64(kiosk.public_key), algorithm="HS256")
    assert kiosk.get("/v1/seal-key", token=public).status_code == 401
    assert kiosk.get("/v1/seal-key", token="not.a.token").status_code == 401
    assert requests.get(central.url + "/v1/seal-key", timeout=20).json()["type"] == "/problems/token-missing"


def test_a_token_is_used_once(kiosk: KioskClient) -> None:
    token = kiosk.token()
    assert kiosk.get("/v1/seal-key", token=token).status_code == 200
    again = kiosk.get("/v1/catalogue", token=token)
    assert (again.status_code, again.json()["type"]) == (401, "/problems/token-replayed")


def test_a_wrong_clock_is_told_the_right_time(start: Callable[..., Running]) -> None:
    running = start(now=lambda: datetime(2030, 1, 2, tzinfo=UTC))
    answer = running.kiosk().get("/v1/seal-key")
    assert (answer.status_code, answer.json()["reason"]) == (401, "clock")
    assert answer.json()["server_time"].startswith("2030-01-02")


def test_staff_need_their_token(central: Running, kiosk: KioskClient) -> None:
    for answer in (
        requests.get(central.url + "/v1/applications", timeout=20),
        kiosk.get("/v1/applications"),
        kiosk.post("/v1/applications/NN1/decision", {"decision": "approve"}),
        kiosk.post("/v1/kiosks/nn-test-01/release", {}),
    ):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert central.staff("GET", "/v1/applications/NN0000").status_code == 404


def test_the_catalogue_comes_with_an_etag(kiosk: KioskClient) -> None:
    first = kiosk.get("/v1/catalogue")
    assert first.status_code == 200
    body = first.json()
    codes = {"UNE-001", "UNE-012", "PEN-001", "PEN-012", "CRD-006", "EMP-002", "EMP-003", "EMP-019", "TAL-001"}
    assert {item["code"] for item in body["items"]} == codes
    assert [event["id"] for event in body["life_events"]][-1] == "track"
    same = kiosk.get("/v1/catalogue", headers={"If-None-Match": first.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert kiosk.get("/v1/catalogue", headers={"If-None-Match": '"older"'}).status_code == 200


def test_the_seal_key_is_a_private_file(central: Running, kiosk: KioskClient) -> None:
    given = kiosk.get("/v1/seal-key").json()
    assert len(base64.b64decode(given["public_key"])) == 32
    assert datetime.fromisoformat(given["valid_to"]) > datetime.now(UTC)
    files = list((central.central.settings.state_dir / "seal-keys").iterdir())
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600]
    assert given["key_id"] in files[0].name


@pytest.mark.parametrize("size", [256 * 1024 + 1, 2_000_000])
def test_a_body_has_a_bound(central: Running, size: int) -> None:
    answer = requests.post(central.url + "/v1/sessions", data=b" " * size, timeout=20)
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/body-too-large")
    chunks = (b" " * 65536 for _ in range(size // 65536 + 1))
    streamed = requests.post(central.url + "/v1/sessions", data=chunks, timeout=20)
    assert streamed.status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b'{"id_number": "450102195806102035", "name": "x", "document": "print"}',
    ],
)
def test_a_malformed_body_is_told_and_not_repeated(kiosk: KioskClient, body: bytes) -> None:
    answer = kiosk.call("POST", "/v1/sessions", data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
    assert answer.json()["type"] == "/problems/malformed-request"
    assert "450102195806102035" not in answer.text


def test_a_body_that_is_no_text_is_told(kiosk: KioskClient) -> None:
    answer = kiosk.call("POST", "/v1/sessions", data=b"\xff", headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/unreadable-request")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/healthz", 405)])
def test_other_refusals_are_problems_too(central: Running, method: str, path: str, status: int) -> None:
    answer = requests.request(method, central.url + path, timeout=20)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_health(central: Running) -> None:
    assert requests.get(central.url + "/healthz", timeout=20).json()["status"] == "ok"


def test_every_problem_speaks_both_languages() -> None:
    for name, kind in KINDS.items():
        assert any("一" <= character <= "鿿" for character in kind.title.zh + kind.detail.zh), name
        assert kind.title.en.isascii(), name


@pytest.fixture
def real_logs() -> Iterator[None]:
    before = structlog.get_config()
    logs.configure()
    yield
    structlog.configure(**before)


@pytest.mark.usefixtures("real_logs")
def test_the_log_holds_no_personal_data(start: Callable[..., Running], capfd: pytest.CaptureFixture[str]) -> None:
    running = start()
    kiosk = running.kiosk()
    someone = person(777, name="金丝雀") | {"address": "金丝雀路7号"}
    running.seed(someone)
    who = someone["id_number"], someone["name"]
    session = kiosk.raise_to_l3(*who)
    reference = ""
    for item, form in (("CRD-006", LOSS), ("CRD-006", {"phone": "金丝雀"}), ("UNE-001", {})):
        key = uuid.uuid4().hex
        body = kiosk.seal(kiosk.content(item, *who, form, session, "L3"), key=key)
        reference = body["envelope"]["reference"]
        kiosk.send(body, key)
    kiosk.get(f"/v1/sessions/{session}/person")
    kiosk.post("/v1/sessions", {"id_number": who[0][:-1], "name": who[1]})
    written = capfd.readouterr()
    lines = [json.loads(line) for line in written.err.splitlines() if line.startswith("{")]
    assert {line["route"] for line in lines if "route" in line} >= {"/v1/submissions", "/v1/sessions/{session}/person"}
    for canary in (who[0], who[0][:-1], "金丝雀", session, reference, "13800000001", CODE):
        assert canary not in written.out + written.err
