"""A small real HTTPS server with the contract's verbs that the outbox uses, and ways to behave badly."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

KIOSK = "nn-test-01"
CODE = "open sesame"
TEXT = {"zh": "文", "en": "text"}
ITEM: dict[str, Any] = {
    "code": "CRD-006",
    "version": 3,
    "name": {"zh": "社保卡挂失", "en": "Report a lost card"},
    "least_level": "L1",
    "offline": "accept",
    "max_age_s": 600,
    "form": [
        {"id": "phone", "kind": "phone", "label": TEXT, "required": True, "error": {"zh": "手机号码", "en": "a phone"}},
        {
            "id": "where",
            "kind": "choice",
            "label": TEXT,
            "required": False,
            "options": [{"value": "bus", "label": TEXT}],
        },
        {"id": "when", "kind": "date", "label": TEXT, "required": False, "help": None, "error": None},
        {"id": "note", "kind": "text", "label": TEXT, "required": False, "max_length": 8, "pattern": "[^x]*"},
        {"id": "code", "kind": "digits", "label": TEXT, "required": False},
        {"id": "sure", "kind": "confirm", "label": TEXT, "required": False},
    ],
    "next": [{"text": {"zh": "马上停用", "en": "stopped at once"}, "days": 0}, {"text": TEXT, "days": 5}],
    "grown_later": {"anything": 1},
}
CATALOGUE = {"version": "7", "life_events": [{"id": "card", "name": TEXT, "items": ["CRD-006"]}], "items": [ITEM]}

Answer = tuple[int, dict[str, str], bytes]
Behaviour = Callable[["SmallCentral", "Call"], Answer | None]


@dataclass
class Call:
    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class SmallCentral:
    """`behaviours` answer the next submissions in order (None: hang up without an answer); then all is accepted."""

    seal_private: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    calls: list[Call] = field(default_factory=list)
    behaviours: list[Behaviour] = field(default_factory=list)
    enrolled: dict[str, bytes] = field(default_factory=dict)
    accepted: dict[str, dict[str, Any]] = field(default_factory=dict)
    url: str = ""
    ca_file: Path = Path()
    catalogue_etag: str = '"seven"'
    replies: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def submissions(self) -> list[Call]:
        return [call for call in self.calls if call.path == "/v1/submissions"]

    def keys(self) -> list[str]:
        return [call.headers["idempotency-key"] for call in self.submissions()]

    def answer(self, call: Call) -> Answer | None:
        self.calls.append(call)
        if (call.method, call.path) in self.replies:
            return self.replies[call.method, call.path]
        if call.path == "/v1/kiosks/enrol":
            return self._enrol(call)
        refusal = self._token_refusal(call)
        if refusal:
            return refusal
        match call.method, call.path:
            case "GET", "/v1/seal-key":
                raw = self.seal_private.public_key().public_bytes_raw()
                valid_to = (datetime.now(UTC) + timedelta(days=30)).isoformat()
                return as_json(
                    200, {"key_id": "k1", "public_key": base64.b64encode(raw).decode(), "valid_to": valid_to}
                )
            case "GET", "/v1/catalogue":
                if call.headers.get("if-none-match") == self.catalogue_etag:
                    return 304, {"ETag": self.catalogue_etag}, b""
                return as_json(200, CATALOGUE, ETag=self.catalogue_etag)
            case "POST", "/v1/submissions":
                return self.behaviours.pop(0)(self, call) if self.behaviours else accept(self, call)
            case "GET", path if path.startswith("/v1/submissions/"):
                found = [each for each in self.accepted.values() if path.endswith(each["reference"].replace("-", ""))]
                return as_json(200, found[0]) if found else problem(404, "not-found")
        return problem(404, "not-found")

    def _enrol(self, call: Call) -> Answer:
        if call.body["enrolment_code"] != CODE:
            return problem(403, "enrolment-refused")
        self.enrolled[call.body["kiosk_id"]] = base64.b64decode(call.body["signing_key"])
        return as_json(201, {"kiosk_id": call.body["kiosk_id"]})

    def _token_refusal(self, call: Call) -> Answer | None:
        token = call.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            kiosk = jwt.decode(token, options={"verify_signature": False})["iss"]
            key = Ed25519PublicKey.from_public_bytes(self.enrolled[kiosk])
            jwt.decode(
                token,
                key,
                ["EdDSA"],
                {"require": ["exp", "iat", "jti", "sub"], "verify_iat": False},
                audience="central",
            )
        except (jwt.InvalidTokenError, KeyError):
            return problem(401, "token-invalid")
        return None


def as_json(status: int, value: Any, **headers: str) -> Answer:
    return status, {"Content-Type": "application/json", **headers}, json.dumps(value).encode()


def problem(status: int, name: str) -> Answer:
    body = {"type": f"/problems/{name}", "title": name, "title_zh": "不行", "status": status, "detail": "why", "new": 1}
    return status, {"Content-Type": "application/problem+json"}, json.dumps(body).encode()


def accept(central: SmallCentral, call: Call) -> Answer:
    """The first answer, and the same again for a repeated key."""
    key, envelope = call.headers["idempotency-key"], call.body["envelope"]
    central.accepted.setdefault(
        key,
        {
            "application_number": f"4501-{len(central.accepted) + 1:06d}",
            "reference": "-".join(envelope["reference"][start : start + 5] for start in (0, 5, 10)),
            "state": "SUBMITTED",
            "received_at": "2026-11-23T09:00:00Z",
            "timeline": [{"text": TEXT, "when": "2026-11-30", "state": "to_come"}],
            "grown_later": True,
        },
    )
    return as_json(201, central.accepted[key])


def accept_and_hang_up(central: SmallCentral, call: Call) -> None:
    """The submission arrives, its answer does not."""
    accept(central, call)


def declining(status: int, name: str) -> Behaviour:
    return lambda _central, _call: problem(status, name)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    central: SmallCentral

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = json.loads(self.rfile.read(length)) if length else None
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.central.answer(Call(self.command, self.path, headers, body))
        if answer is None:
            self.close_connection = True
            return
        status, headers, content = answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, *args: Any) -> None:
        self.connections: list[socket.socket] = []
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.append(request)
        super().process_request(request, client_address)

    def hang_up(self) -> None:
        """End what is still connected, as a central that stops does."""
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_args: object) -> None:
        """A peer that hangs up is part of the tests."""


@contextmanager
def serving(central: SmallCentral, folder: Path, port: int = 0) -> Iterator[SmallCentral]:
    """Serve with TLS on a free port (or the one given) until left."""
    handler = type("Handler", (_Handler,), {"central": central})
    server = _Server(("127.0.0.1", port), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate(folder))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    central.url = f"https://127.0.0.1:{server.server_address[1]}"
    central.ca_file = certificate(folder)
    try:
        yield central
    finally:
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()


def certificate(folder: Path) -> Path:
    """A self-signed certificate with its key, in one file, made once a folder."""
    path = folder / "server.pem"
    if path.exists():
        return path
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ) + made.public_bytes(serialization.Encoding.PEM)
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pem)
    return path
