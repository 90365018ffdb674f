"""Payments: once for an order, whatever is repeated; come back, repaired by the applicant, paid then."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from central_people import CLAIM, jobless
from kiosk_client import KioskClient
from running_central import Running, serving
from sqlalchemy import select

from central.background import drain
from central.payments import banks, sending
from central.payments.banks import Answer, FileBank, Order
from central.store.tables import BackgroundTask, Payment

ORDER = Order("NN2611240000019-1", "6200000000000000001", "测试", 176000)


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("payments")) as running:
        yield running


@pytest.fixture(scope="module")
def kiosk(central: Running) -> KioskClient:
    return central.kiosk()


def approved(central: Running, kiosk: KioskClient, serial: int, account: str) -> str:
    """The number of a claim that was just approved."""
    someone = jobless(serial)
    central.seed(someone)
    who = someone["id_number"], someone["name"]
    form = {**CLAIM, "bank_account": account}
    taken = kiosk.submit(kiosk.content("UNE-001", *who, form, kiosk.raise_to_l3(*who), "L3")).json()
    number = str(taken["application_number"])
    answer = central.staff("POST", f"/v1/applications/{number}/decision", json={"decision": "approve"})
    assert answer.json()["state"] == "PAYMENT_PENDING", answer.text
    return number


def orders(central: Running, number: str) -> list[dict[str, Any]]:
    answer = central.staff("GET", "/v1/payments", params={"number": number})
    return list(answer.json()["payments"])


def state(central: Running, number: str) -> str:
    return str(central.staff("GET", f"/v1/applications/{number}").json()["state"])


def close_account(central: Running, account: str) -> None:
    folder = central.central.settings.state_dir / "bank"
    folder.mkdir(exist_ok=True)
    with (folder / "closed-accounts").open("a") as file:
        file.write(account + "\n")


def test_an_approval_is_paid_and_closed(central: Running, kiosk: KioskClient) -> None:
    number = approved(central, kiosk, 900, "6200000000000000900")
    drain(central.central)
    assert state(central, number) == "CLOSED"
    (order,) = orders(central, number)
    assert (order["state"], order["amount_fen"], order["key"]) == ("confirmed", 176000, f"{number}-1")
    assert order["account"].endswith("0900")
    assert "620000" not in order["account"]
    told = central.staff("GET", "/v1/notifications", params={"number": number}).json()["notifications"]
    assert [each["template"] for each in told] == ["accepted", "approved", "paid"]


def test_a_payment_that_came_back_is_paid_to_another_account_only(central: Running, kiosk: KioskClient) -> None:
    closed, other = "6200000000000000901", "6200000000000000902"
    close_account(central, closed)
    number = approved(central, kiosk, 901, closed)
    drain(central.central)
    assert state(central, number) == "PAYMENT_FAILED"
    someone = jobless(901)
    session = kiosk.raise_to_l3(someone["id_number"], someone["name"])
    path = f"/v1/sessions/{session}/applications/{number}/actions/repair_account"
    same = kiosk.post(path, {"form": {"bank_account": closed}}, headers={"Idempotency-Key": "same"})
    assert (same.status_code, same.json()["reason"]) == (409, "account")
    wrong = kiosk.post(path, {"form": {"bank_account": "12"}}, headers={"Idempotency-Key": "wrong"})
    assert wrong.json()["type"] == "/problems/form-invalid"
    for _ in range(2):
        mended = kiosk.post(path, {"form": {"bank_account": other}}, headers={"Idempotency-Key": "other"})
        assert (mended.status_code, mended.json()["state"]) == (200, "PAYMENT_PENDING")
    drain(central.central)
    assert state(central, number) == "CLOSED"
    assert [(each["attempt"], each["state"], each["reason"]) for each in orders(central, number)] == [
        (1, "returned", "account-closed"),
        (2, "confirmed", ""),
    ]
    with central.central.database.begin() as transaction:
        paid = list(transaction.scalars(select(Payment.account).where(Payment.state == "confirmed")))
    assert other in paid
    assert closed not in paid


def test_an_account_is_changed_at_l3_only_and_by_its_owner(central: Running, kiosk: KioskClient) -> None:
    number = approved(central, kiosk, 903, "6200000000000000903")
    owner, stranger = jobless(903), jobless(904)
    central.seed(stranger)
    body = {"form": {"bank_account": "6200000000000000999"}}
    for session, status in (
        (kiosk.session(owner["id_number"], owner["name"]), 403),
        (kiosk.raise_to_l3(stranger["id_number"], stranger["name"]), 404),
    ):
        path = f"/v1/sessions/{session}/applications/{number}/actions/repair_account"
        assert kiosk.post(path, body, headers={"Idempotency-Key": session}).status_code == status


def test_sending_again_and_answers_twice_change_nothing(central: Running, kiosk: KioskClient) -> None:
    number = approved(central, kiosk, 905, "6200000000000000905")
    drain(central.central)
    with central.central.database.begin() as transaction:
        key = f"{number}-1"
        payment = transaction.scalars(select(Payment.id).where(Payment.key == key)).one()
    for _ in range(3):
        sending.send(central.central, {"payment": payment})
    with central.central.database.begin() as transaction:
        assert not sending.settle(central.central, transaction, payment, Answer("returned", "late", "account-closed"))
    assert state(central, number) == "CLOSED"
    assert len(orders(central, number)) == 1


def test_the_file_bank_keeps_an_order_once(tmp_path: Path) -> None:
    bank = FileBank(tmp_path / "bank")
    assert [bank.pay(ORDER).state for _ in range(3)] == ["confirmed"] * 3
    lines = (tmp_path / "bank" / "orders.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in lines] == [ORDER.key]


@pytest.mark.parametrize("lost", ["before", "after"])
def test_an_order_whose_answer_was_lost_is_asked_again_by_the_same_key(tmp_path: Path, lost: str) -> None:
    """The bank fails once before it takes the order, or takes it and its answer is lost: it is paid once."""
    with http_bank(lost) as (url, paid), serving(tmp_path, bank=url) as running:
        number = approved(running, running.kiosk(), 906, "6200000000000000906")
        drain(running.central)
        assert state(running, number) == "CLOSED"
        with running.central.database.begin() as transaction:
            task = transaction.scalars(select(BackgroundTask).where(BackgroundTask.kind == "payment.send")).one()
    assert paid == {f"{number}-1": 176000}
    assert task.attempts == 3, "lost, pending, confirmed"


@contextmanager
def http_bank(lost: str) -> Iterator[tuple[str, dict[str, int]]]:
    """A bank that loses the first answer, says pending to the second asking and confirms at the third."""
    paid: dict[str, int] = {}
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers["Idempotency-Key"]
            asked.append(key)
            if len(asked) > 1 or lost == "after":
                assert paid.setdefault(key, body["amount_fen"]) == body["amount_fen"]
            self.send_response(500 if len(asked) == 1 else 200)
            self.end_headers()
            told = {"state": "pending" if len(asked) == 2 else "confirmed", "reference": "b-1"}
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_arguments: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", paid
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_a_bank_that_answers_otherwise_than_agreed_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    class Answered:
        def raise_for_status(self) -> None: ...

        def json(self) -> dict[str, str]:
            return {"state": "paid"}

    monkeypatch.setattr(banks.requests, "post", lambda *_arguments, **_named: Answered())
    with pytest.raises(ValueError, match="not agreed"):
        banks.HttpBank("http://bank.invalid").pay(ORDER)
