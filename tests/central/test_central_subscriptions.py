"""Subscriptions: signed messages, at least once; secrets shown once; no way into our own network."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import requests
from central_people import LOSS, person
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from monitored_kiosk import beat, device
from running_central import Running
from sqlalchemy import select

from central.background import drain, work_off
from central.store.tables import BackgroundTask, IdempotencyAnswer
from central.subscriptions import calling

SOMEONE = person(941, name="订阅")


class Subscriber:
    """An HTTP server that keeps what it is sent and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(outer.status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def subscriber() -> Iterator[Subscriber]:
    held = Subscriber()
    yield held
    held.server.shutdown()
    held.server.server_close()


def post(central: Running, path: str = "", body: Any = None, key: str | None = None) -> requests.Response:
    headers = {"Idempotency-Key": key or uuid.uuid4().hex}
    return central.staff("POST", f"/v1/subscriptions{path}", json=body, headers=headers)


def made(central: Running, subscriber: Subscriber, *kinds: str, **more: Any) -> dict[str, Any]:
    answer = post(central, body={"url": subscriber.url, "kinds": kinds or ["ping"], **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def deliveries(central: Running, subscription: dict[str, Any]) -> list[dict[str, Any]]:
    return list(central.staff("GET", f"/v1/subscriptions/{subscription['id']}/deliveries").json()["deliveries"])


def open_tasks(central: Running) -> list[int]:
    with central.central.database.begin() as transaction:
        return list(transaction.scalars(select(BackgroundTask.id).where(BackgroundTask.done_at.is_(None))))


@pytest.fixture
def private(start: Callable[..., Running]) -> Running:
    return start(private_webhooks=True)


def test_a_message_is_signed_by_the_shared_secret(private: Running, subscriber: Subscriber) -> None:
    subscription = made(private, subscriber)
    assert post(private, f"/{subscription['id']}/ping").status_code == 202
    drain(private.central)
    (headers, body), *more = subscriber.got
    assert not more
    secret = base64.b64decode(subscription["secret"].removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert json.loads(body)["type"] == "ping"
    assert json.loads(body)["id"] == headers["webhook-id"]
    assert [(each["state"], each["tries"]) for each in deliveries(private, subscription)] == [("delivered", 1)]


def test_a_message_is_signed_by_a_key_of_its_own(private: Running, subscriber: Subscriber) -> None:
    subscription = made(private, subscriber, signing="ed25519")
    post(private, f"/{subscription['id']}/ping")
    drain(private.central)
    headers, body = subscriber.got[0]
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(subscription["secret"].removeprefix("whpk_")))
    version, _, signature = headers["webhook-signature"].partition(",")
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    assert version == "v1a"
    public.verify(base64.b64decode(signature), signed)
    with pytest.raises(InvalidSignature):
        public.verify(base64.b64decode(signature), signed + b" ")


def test_what_happens_is_told_without_a_name(private: Running, subscriber: Subscriber) -> None:
    made(private, subscriber, "application.moved", "alert.raised")
    private.seed(SOMEONE)
    kiosk = private.kiosk("nn-subscribed-01")
    who = SOMEONE["id_number"], SOMEONE["name"]
    session = kiosk.raise_to_l3(*who)
    answer = kiosk.submit(kiosk.content("CRD-006", *who, LOSS, session, "L3"))
    assert answer.status_code == 201, answer.text
    beat(kiosk, devices=[device("contacts", "contacts", door="open")])
    drain(private.central)
    told = [json.loads(body) for _, body in subscriber.got]
    number = answer.json()["application_number"]
    moved = [each["data"] for each in told if each["type"] == "application.moved"]
    assert {each["number"] for each in moved} == {number}
    assert [each["data"]["kind"] for each in told if each["type"] == "alert.raised"] == ["door_open"]
    everything = b"".join(body for _, body in subscriber.got).decode()
    assert who[0] not in everything
    assert who[1] not in everything


def test_a_failed_message_is_tried_again_under_its_id_and_redirects_are_not_followed(
    private: Running, subscriber: Subscriber
) -> None:
    subscription = made(private, subscriber)
    subscriber.status = 307
    post(private, f"/{subscription['id']}/ping")
    while not subscriber.got:
        work_off(private.central, open_tasks(private))
    assert {each["state"] for each in deliveries(private, subscription)} == {"waiting"}
    assert deliveries(private, subscription)[0]["status"] == 307
    subscriber.status = 200
    drain(private.central)
    assert len(subscriber.got) >= 2
    assert len({headers["webhook-id"] for headers, _ in subscriber.got}) == 1
    assert deliveries(private, subscription)[0]["state"] == "delivered"
    assert central_of(private, subscription)["failing_since"] is None


def central_of(central: Running, subscription: dict[str, Any]) -> dict[str, Any]:
    return dict(central.staff("GET", f"/v1/subscriptions/{subscription['id']}").json())


def test_after_a_day_of_failures_it_is_disabled_until_it_is_enabled(
    start: Callable[..., Running], subscriber: Subscriber
) -> None:
    clock = [datetime.now(UTC)]
    private = start(private_webhooks=True, background=False, now=lambda: clock[0])
    subscription = made(private, subscriber)
    subscriber.status = 500
    post(private, f"/{subscription['id']}/ping")
    work_off(private.central, open_tasks(private))
    assert central_of(private, subscription)["failing_since"] is not None
    clock[0] += timedelta(days=1, seconds=1)
    work_off(private.central, open_tasks(private))
    held = central_of(private, subscription)
    assert held["disabled_reason"] == "failing"
    assert deliveries(private, subscription)[0]["state"] == "failed"
    tried = len(subscriber.got)
    post(private, f"/{subscription['id']}/ping")
    work_off(private.central, open_tasks(private))
    assert len(subscriber.got) == tried
    assert deliveries(private, subscription)[0]["state"] == "dropped"
    subscriber.status = 200
    assert post(private, f"/{subscription['id']}/enable").json()["disabled_at"] is None
    post(private, f"/{subscription['id']}/ping")
    work_off(private.central, open_tasks(private))
    assert deliveries(private, subscription)[0]["state"] == "delivered"


def test_who_is_gone_is_not_called_again(private: Running, subscriber: Subscriber) -> None:
    subscription = made(private, subscriber)
    subscriber.status = 410
    post(private, f"/{subscription['id']}/ping")
    drain(private.central)
    assert len(subscriber.got) == 1
    assert central_of(private, subscription)["disabled_reason"] == "gone"


def test_a_secret_is_shown_once_and_kept_in_no_answer(private: Running, subscriber: Subscriber) -> None:
    key, body = uuid.uuid4().hex, {"url": subscriber.url, "kinds": ["ping"]}
    first = post(private, body=body, key=key).json()
    assert first["secret"].startswith("whsec_")
    again = post(private, body=body, key=key).json()
    assert again == {**first, "secret": None}
    assert central_of(private, first)["secret"] is None
    with private.central.database.begin() as transaction:
        kept = "".join(json.dumps(each) for each in transaction.scalars(select(IdempotencyAnswer.body)))
    assert first["secret"] not in kept
    renewed = post(private, f"/{first['id']}/secret").json()
    assert renewed["secret"] not in (None, first["secret"])


def test_subscriptions_are_listed_and_ended(private: Running, subscriber: Subscriber) -> None:
    one = made(private, subscriber)
    path = f"/v1/subscriptions/{one['id']}"
    etag = private.staff("GET", path).headers["ETag"]
    assert [each["id"] for each in private.staff("GET", "/v1/subscriptions").json()["subscriptions"]] == [one["id"]]
    post(private, f"/{one['id']}/secret")
    assert private.staff("DELETE", path, headers={"If-Match": etag}).status_code == 412
    assert private.staff("DELETE", path).status_code == 204
    assert private.staff("GET", path).status_code == 404


FORBIDDEN = [
    "http://subscriber.example.com/hook",
    "https://localhost/hook",
    "https://127.0.0.1/hook",
    "https://[::1]/hook",
    "https://[::ffff:10.0.0.1]/hook",
    "https://10.1.2.3/hook",
    "https://169.254.169.254/latest",
    "https://192.168.1.1/hook",
    "https://0.0.0.0/hook",
    "https://user:word@example.com/hook",
    "https://central.internal/hook",
    "https://[/hook",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_no_subscription_leads_into_our_own_network(central: Running, url: str) -> None:
    answer = post(central, body={"url": url, "kinds": ["ping"]})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/url-forbidden")


@pytest.mark.parametrize("addresses", [["10.0.0.5"], ["93.184.215.14", "127.0.0.1"], ["::ffff:192.168.0.1"]])
def test_a_name_that_leads_to_a_private_address_is_not_called(
    subscriber: Subscriber, monkeypatch: pytest.MonkeyPatch, addresses: list[str]
) -> None:
    found = [(2, 1, 6, "", (address, 443)) for address in addresses]
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(calling.socket.socket, "connect", lambda *_: pytest.fail("it connected"))
    with pytest.raises(requests.RequestException):
        calling.post("https://innocent.example.com/", b"{}", {}, private=False)


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    reached: list[Any] = []

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14", 443))]

    def connect(_self: Any, address: Any) -> None:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(calling.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(calling.socket.socket, "connect", connect)
    with pytest.raises(requests.RequestException):
        calling.post("https://innocent.example.com/", b"{}", {}, private=False)
    assert asked[0] == "innocent.example.com"
    assert set(asked[1:]) <= {"93.184.215.14"}, "the name is not asked for again"
    assert reached == [("93.184.215.14", 443)]
