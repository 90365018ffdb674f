"""Whatever is sent, the answer is a refusal or a result, never a fault of ours."""

from __future__ import annotations

import json
import uuid
from typing import Any
from urllib.parse import quote

import pytest
from central_people import CLAIM, person
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from kiosk_client import KioskClient
from running_central import Running

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SOMEONE = person(900)
WHO = SOMEONE["id_number"], SOMEONE["name"]
BODIES: dict[str, dict[str, Any]] = {
    "/v1/kiosks/enrol": {"kiosk_id": "nn-fuzz-01", "enrolment_code": "x", "signing_key": "AAAA"},
    "/v1/sessions": {"id_number": WHO[0], "name": WHO[1], "document": "print", "document_fields": {"valid_to": ""}},
    "/v1/sessions/none/assurance": {"document": "print", "face": {"live": True, "threshold": 0.5}},
    "/v1/submissions": {"envelope": {"schema": "submission/1", "sequence": 1}, "signature": ""},
}


def is_an_answer(status: int, text: str) -> None:
    assert status < 500, text


@pytest.mark.parametrize("path", BODIES)
@FEW
@given(data=st.data())
def test_bodies(kiosk: KioskClient, path: str, data: st.DataObject) -> None:
    body = dict(BODIES[path])
    field = data.draw(st.sampled_from([*body, "extra"]))
    body[field] = data.draw(ANYTHING)
    sent = json.dumps(data.draw(st.sampled_from([body, body[field]]))).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": uuid.uuid4().hex}
    answer = kiosk.call("POST", path, data=sent, headers=headers)
    is_an_answer(answer.status_code, answer.text)


@FEW
@given(part=st.text(min_size=1, max_size=30))
@example(part="\x00")
@example(part="..")
def test_paths(central: Running, kiosk: KioskClient, part: str) -> None:
    named = quote(part, safe="")
    for path in (f"/v1/sessions/{named}/person", f"/v1/submissions/{named}"):
        answer = kiosk.get(path)
        is_an_answer(answer.status_code, answer.text)
    for path in (f"/v1/applications/{named}", f"/v1/applications?handler={named}&cursor=9007199254740992"):
        answer = central.staff("GET", path)
        is_an_answer(answer.status_code, answer.text)


@FEW
@given(
    name=st.text(max_size=30), claims=st.dictionaries(st.sampled_from(["iss", "sub", "jti", "iat", "exp"]), ANYTHING)
)
@example(name="\x00", claims={"iss": "\x00"})
def test_names_and_claims(kiosk: KioskClient, name: str, claims: dict[str, Any]) -> None:
    body = {"id_number": WHO[0], "name": name, "document": "chip"}
    is_an_answer(kiosk.post("/v1/sessions", body).status_code, name)
    try:
        token = kiosk.token(**claims)
    except (TypeError, ValueError):  # the library makes no such token
        return
    is_an_answer(kiosk.get("/v1/seal-key", token=token).status_code, token)


@FEW
@given(content=ANYTHING, where=st.sampled_from(["item", "person", "form", "assurance", "committed_at", "consents", ""]))
@example(content="\ud800", where="form")
@example(content={"phone": "\x00"}, where="form")
@example(content="9999-12-31T23:59:59-23:59", where="committed_at")
@example(content="0001-01-01T00:00:00+23:59", where="committed_at")
def test_sealed_content(kiosk: KioskClient, content: Any, where: str) -> None:
    whole = kiosk.content("UNE-001", *WHO, CLAIM, None, "L3")
    answer = kiosk.submit({**whole, where: content} if where else content)
    is_an_answer(answer.status_code, answer.text)
