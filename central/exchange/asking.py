"""Asking a department one thing: a signed request, an answer that is its own, whole, in time, and as agreed.

Request: JSON with `request_id`, `asked_at`, `asked_by`, `purpose`, `fields`. Answer: JSON with `request_id`,
`request_sha256`, `answered_at`, `found`, `answer`. Both are signed in the header X-Signature: Ed25519, base64, over the
lines hrss-exchange/1, whom it goes to or comes from, hex SHA-256 of the body. X-Key is the central's public key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import requests
from cryptography.exceptions import InvalidSignature
from pydantic import BaseModel, ConfigDict, ValidationError
from urllib3.exceptions import HTTPError

from central.exchange.comparing import Value
from central.exchange.connection import Connections, Peer
from central.exchange.contracts import Agreed

SIGNATURE = "X-Signature"
KEY = "X-Key"
ASKED_BY = "hrss"
MOST_ANSWER = 64 * 1024
CONNECT_S = 2.0

Outcome = Literal[
    "answered", "not-found", "not-connected", "unreachable", "timeout", "failed", "garbage", "signature", "schema"
]


@dataclass(frozen=True, slots=True, repr=False)
class Exchanged:
    """One request and what came of it. `answer` only where `outcome` is answered."""

    department: str
    service: str
    request_id: str
    requested_at: datetime
    milliseconds: int
    outcome: Outcome
    request_sha256: str = ""
    request_signature: str = ""
    answer_sha256: str = ""
    answer_signature: str = ""
    status: int | None = None
    answer: Mapping[str, Value] | None = None

    @property
    def is_answer(self) -> bool:
        return self.outcome in ("answered", "not-found")


class Envelope(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    request_id: str
    request_sha256: str
    answered_at: str
    found: bool
    answer: dict[str, bool | int | str] | None


class _Bad(Exception):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


@dataclass(slots=True)
class _Course:
    """What is known of an exchange so far, for the log, whatever comes of it."""

    request_sha256: str = ""
    request_signature: str = ""
    answer_sha256: str = ""
    answer_signature: str = ""
    status: int | None = None


class Asker:
    """Safe to use from several threads: each keeps its own connections."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._local = threading.local()

    def ask(self, agreed: Agreed, fields: Mapping[str, str], purpose: str) -> Exchanged:
        """Never raises: what went wrong is the outcome."""
        began, asked_at = time.monotonic(), datetime.now(UTC)
        request_id, course = secrets.token_hex(16), _Course()
        answer: Mapping[str, Value] | None = None
        try:
            answer = self._answer(agreed, fields, purpose, request_id, asked_at, course)
            outcome: Outcome = "not-found" if answer is None else "answered"
        except _Bad as bad:
            outcome = bad.outcome
        return Exchanged(
            department=agreed.department.code,
            service=agreed.service.id,
            request_id=request_id,
            requested_at=asked_at,
            milliseconds=round((time.monotonic() - began) * 1000),
            outcome=outcome,
            request_sha256=course.request_sha256,
            request_signature=course.request_signature,
            answer_sha256=course.answer_sha256,
            answer_signature=course.answer_signature,
            status=course.status,
            answer=answer,
        )

    def _answer(
        self,
        agreed: Agreed,
        fields: Mapping[str, str],
        purpose: str,
        request_id: str,
        asked_at: datetime,
        course: _Course,
    ) -> Mapping[str, Value] | None:
        peer = self._connections.peers.get(agreed.department.code)
        if peer is None:
            raise _Bad("not-connected")
        sent = {"request_id": request_id, "asked_at": asked_at.isoformat(), "asked_by": ASKED_BY, "purpose": purpose}
        body = json.dumps({**sent, "fields": dict(fields)}, ensure_ascii=False).encode()
        course.request_sha256 = hashlib.sha256(body).hexdigest()
        signature = self._connections.own_key.sign(signed_text(agreed.department.code, course.request_sha256))
        course.request_signature = base64.b64encode(signature).decode()
        received = self._post(peer, agreed, body, course)
        _check_signature(peer, agreed.department.code, received, course)
        return _read(agreed, received, request_id, course.request_sha256)

    def _post(self, peer: Peer, agreed: Agreed, body: bytes, course: _Course) -> bytes:
        limit = agreed.department.time_limit_s
        deadline = time.monotonic() + limit
        headers = {
            "Content-Type": "application/json",
            SIGNATURE: course.request_signature,
            KEY: self._connections.own_public_key,
        }
        try:
            with self._session().post(
                peer.url + agreed.service.path,
                data=body,
                headers=headers,
                timeout=(min(CONNECT_S, limit), limit),
                allow_redirects=False,
                stream=True,
            ) as response:
                course.status = response.status_code
                course.answer_signature = response.headers.get(SIGNATURE, "")[:200]
                received = _within(response, deadline)
        except (requests.Timeout, TimeoutError):
            raise _Bad("timeout") from None
        except (requests.RequestException, HTTPError, OSError):
            raise _Bad("unreachable") from None
        if course.status != requests.codes.ok:
            raise _Bad("failed")
        return received

    def _session(self) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = requests.Session()
            session.trust_env = False
            self._local.session = session
        return session


def signed_text(party: str, digest: str) -> bytes:
    return f"hrss-exchange/1\n{party}\n{digest}".encode()


def _within(response: requests.Response, deadline: float) -> bytes:
    """The body; a peer that trickles cannot hold the thread past the limit."""
    body = bytearray()
    while chunk := response.raw.read1(16384, decode_content=True):
        body += chunk
        if len(body) > MOST_ANSWER:
            raise _Bad("garbage")
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(body)


def _check_signature(peer: Peer, department: str, body: bytes, course: _Course) -> None:
    course.answer_sha256 = hashlib.sha256(body).hexdigest()
    try:
        signature = base64.b64decode(course.answer_signature, validate=True)
        peer.key.verify(signature, signed_text(department, course.answer_sha256))
    except (binascii.Error, ValueError, InvalidSignature):
        raise _Bad("signature") from None


def _read(agreed: Agreed, body: bytes, request_id: str, request_sha256: str) -> Mapping[str, Value] | None:
    """The answer's fields; None where the department has nothing on record."""
    try:
        envelope = Envelope.model_validate_json(body)
        if (envelope.request_id, envelope.request_sha256) != (request_id, request_sha256):
            raise _Bad("garbage")
        if not envelope.found:
            return None
    except ValidationError:
        raise _Bad("garbage") from None
    try:
        answer = agreed.service.schema_of_answer.model_validate(envelope.answer)
    except ValidationError:
        raise _Bad("schema") from None
    return answer.model_dump()
