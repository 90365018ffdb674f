"""What applicants are told: within one message, nothing that others should not read, sent once, with receipts."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from central_people import person
from running_central import Running
from sqlalchemy import select

from central.background import drain
from central.messages import tell, templates
from central.settings import ASSETS
from central.store.tables import BackgroundTask, SmsMessage

CATALOGUE_NAMES = [
    "失业",
    "养老",
    "工伤",
    "医疗",
    "生育",
    "补贴",
    "社保卡",
    "benefit",
    "pension",
    "unemploy",
]


@pytest.mark.parametrize("template", templates.given().texts)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_message_fits_one_sms_and_gives_nothing_away(template: str, language: str) -> None:
    text = templates.given().fill(template, language, templates.LONGEST)
    assert text.startswith("【南宁人社】")
    assert templates.units(text) <= 70
    assert not [name for name in CATALOGUE_NAMES if name in text.lower()]
    assert "://" not in text
    assert "id" not in templates.LONGEST, "an identity number is no place that a template can have"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('zh = "请看https://a.cn"\nen = "x"', "link"),
        ('zh = "您的{id_number}"\nen = "x"', "not allowed"),
        (f'zh = "{"长" * 65}"\nen = "x"', "takes 71"),
        (f'zh = "短"\nen = "{"x" * 65}"', "takes 71"),
    ],
)
def test_a_template_that_breaks_a_rule_is_not_taken(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "messages.toml"
    path.write_text(f'signature = "【南宁人社】"\n[bad]\n{line}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=why):
        templates.load(path)
    assert templates.load(ASSETS / "messages.toml").texts


def test_messages_go_to_a_file_by_default(start: Callable[..., Running]) -> None:
    running = start()
    someone = person(810)
    running.seed(someone)
    message = told(running, someone["id_number"])
    assert message.state == "queued"
    assert drain(running.central) == 1
    file = running.central.settings.state_dir / "sms.jsonl"
    assert file.stat().st_mode & 0o777 == 0o600
    line = json.loads(file.read_text("utf-8"))
    assert line == {"id": f"sms-{message.id}", "phone": "13800000001", "text": message.text}
    assert found(running, message.id).state == "sent"
    assert drain(running.central) == 0


def test_nobody_to_send_to_is_kept_as_failed(start: Callable[..., Running]) -> None:
    running = start()
    message = told(running, person(811)["id_number"])
    assert (message.state, message.reason) == ("failed", "no-phone")
    assert drain(running.central) == 0


def test_a_transaction_that_is_undone_tells_nobody(start: Callable[..., Running]) -> None:
    running = start()

    def undone() -> None:
        with running.central.database.begin() as transaction:
            tell(transaction, person(812)["id_number"], "offer", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    with running.central.database.begin() as transaction:
        assert not list(transaction.scalars(select(SmsMessage)))
        assert not list(transaction.scalars(select(BackgroundTask)))


@pytest.mark.parametrize(
    ("answers", "state", "asked"),
    [([200], "sent", 1), ([500, 503, 429, 200], "sent", 4), ([400], "failed", 1)],
    ids=["taken", "taken later", "refused"],
)
def test_a_gateway_is_asked_with_one_key_until_it_takes_or_refuses(
    start: Callable[..., Running], tmp_path: Path, answers: list[int], state: str, asked: int
) -> None:
    (tmp_path / "sms").write_text("shared-secret")
    with gateway(answers) as (url, requests):
        running = start(sms_gateway=url, sms_token_file=tmp_path / "sms")
        someone = person(813)
        running.seed(someone)
        message = told(running, someone["id_number"])
        drain(running.central)
    kept = found(running, message.id)
    assert (kept.state, len(requests)) == (state, asked)
    assert {each["key"] for each in requests} == {f"sms-{message.id}"}
    assert {each["token"] for each in requests} == {"Bearer shared-secret"}
    assert kept.gateway_id == (f"g-{message.id}" if state == "sent" else None)


def told(running: Running, id_number: str) -> SmsMessage:
    with running.central.database.begin() as transaction:
        return tell(transaction, id_number, "offer", {})


def found(running: Running, number: int) -> SmsMessage:
    with running.central.database.begin() as transaction:
        return transaction.get_one(SmsMessage, number)


@contextmanager
def gateway(answers: list[int]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An SMS gateway that answers with these statuses in turn."""
    requests: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            key = self.headers["Idempotency-Key"]
            requests.append({**body, "key": key, "token": self.headers["Authorization"]})
            self.send_response(answers[len(requests) - 1])
            self.end_headers()
            self.wfile.write(json.dumps({"id": key.replace("sms-", "g-")}).encode())

        def log_message(self, *_arguments: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send", requests
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
