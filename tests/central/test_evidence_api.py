"""From a submission to a proof that is verified with nothing but the log's keys."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import requests
from central_people import LOSS, person
from running_central import Running, serving

from central.evidence import merkle, notes, policy, promises, receipt_code, tiles, tlog_proof
from central.evidence.policy import Policy
from central.evidence.receipt_code import Opening
from central.evidence.worker import drain

SOMEBODY = person(1)
WHO = (SOMEBODY["id_number"], SOMEBODY["name"])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Running:
    with serving(tmp_path_factory.mktemp("central")) as central:
        central.seed(SOMEBODY)
        yield central


@pytest.fixture(scope="module")
def submitted(running: Running) -> tuple[object, dict]:
    kiosk = running.kiosk()
    content = kiosk.content("CRD-006", *WHO, LOSS, kiosk.raise_to_l3(*WHO), "L3")
    answer = kiosk.submit(content)
    assert answer.status_code == 201, answer.text
    return kiosk, answer.json()


def keys(running: Running) -> Policy:
    return policy.parse(requests.get(running.url + "/v1/evidence/keys", timeout=10).text)


def test_the_answer_to_a_submission_is_a_promise_to_prove_it(running: Running, submitted: tuple) -> None:
    _, answer = submitted
    opening, note = receipt_code.read(answer["receipt_code"], keys(running))
    assert isinstance(note, notes.Note)
    promises.verify(note, opening.entry, keys(running))
    said = json.loads(opening.statement)
    assert said["subject"] == answer["reference"].replace("-", "")
    assert said["content"]["number"] == answer["application_number"]
    assert said["content"]["state"] == answer["state"]


def test_the_proof_comes_in_time_for_the_receipt(running: Running, submitted: tuple) -> None:
    kiosk, answer = submitted
    drain(running.central)
    path = f"/v1/submissions/{answer['reference']}/proof"
    receipt = kiosk.get(path, params={"wait_ms": 1000}).json()
    assert receipt["form"] == "proof"
    proof = tlog_proof.parse(receipt["text"])
    trusted = tlog_proof.verify(proof, Opening.of(proof.extra).entry, keys(running))
    assert trusted.checkpoint.origin == "hrss-reference-central/evidence"
    opening, from_code = receipt_code.read(receipt["code"], keys(running))
    assert from_code == proof
    promised, _ = receipt_code.read(answer["receipt_code"], keys(running))
    assert promised.entry == opening.entry
    assert running.staff("GET", f"/v1/applications/{answer['application_number']}/proof").json()["form"] == "proof"


def test_a_promise_is_redeemed_by_whoever_holds_it(running: Running, submitted: tuple) -> None:
    _, answer = submitted
    opening, _ = receipt_code.read(answer["receipt_code"], keys(running))
    drain(running.central)
    found = requests.get(f"{running.url}/v1/evidence/proof/{opening.entry.hex()}", timeout=10)
    proof = tlog_proof.parse(found.text)
    assert proof.extra == b""
    tlog_proof.verify(proof, opening.entry, keys(running))
    assert requests.get(f"{running.url}/v1/evidence/proof/{'00' * 32}", timeout=10).status_code == 404
    assert requests.get(f"{running.url}/v1/evidence/proof/xyz", timeout=10).status_code == 422


def test_no_other_kiosk_gets_the_proof(running: Running, submitted: tuple) -> None:
    _, answer = submitted
    other = running.kiosk("nn-test-02")
    assert other.get(f"/v1/submissions/{answer['reference']}/proof").status_code == 404


def test_the_tiles_lead_to_the_signed_root(running: Running, submitted: tuple) -> None:
    drain(running.central)
    note = notes.parse(requests.get(running.url + "/v1/evidence/checkpoint", timeout=10).text)
    checkpoint = keys(running).accept(note).checkpoint

    def get(level: int, number: int) -> bytes:
        width = tiles.width_at(level, number, checkpoint.size)
        path = tiles.path(level, number, width)
        answer = requests.get(f"{running.url}/v1/evidence/tile/{path}", timeout=10)
        assert answer.status_code == 200, path
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert "immutable" in answer.headers["Cache-Control"]
        return answer.content

    assert merkle.root(checkpoint.size, tiles.Nodes(get, checkpoint.size)) == checkpoint.root
    entries = tiles.unframe(get(tiles.ENTRIES, 0))
    assert [merkle.leaf_hash(entry) for entry in entries] == tiles.expand(get(0, 0))[0]
    for wrong in ("0/000", "7/000.p/1", "entries/001.p/1", "0/../000", "nonsense"):
        assert requests.get(f"{running.url}/v1/evidence/tile/{wrong}", timeout=10).status_code == 404


def test_staff_read_the_acts_of_a_subject(running: Running, submitted: tuple) -> None:
    _, answer = submitted
    number = answer["application_number"]
    page = running.staff("GET", "/v1/evidence/acts", params={"subject": number, "limit": 1}).json()
    (act,) = page["acts"]
    opened = bytes.fromhex(act["salt"]) + act["statement"].encode()
    assert act["kind"] == "application.moved"
    assert hashlib.sha256(opened).hexdigest() == act["entry"]
    following = {"subject": number, "cursor": page["next"]}
    assert running.staff("GET", "/v1/evidence/acts", params=following).json()["acts"]
    assert requests.get(running.url + "/v1/evidence/acts", timeout=10).status_code == 401


def test_an_empty_log_is_published_too(tmp_path: Path) -> None:
    with serving(tmp_path) as central:
        drain(central.central)
        note = notes.parse(requests.get(central.url + "/v1/evidence/checkpoint", timeout=10).text)
        assert keys(central).accept(note).checkpoint.size == 0
