"""The kiosk's side of the central's API: typed, within time limits, signed by the device's key call by call."""

from __future__ import annotations

import asyncio
import base64
import secrets
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from devices.clock import Clock, SystemClock
from kiosk.central.cache import Cache, KnownCatalogue
from kiosk.central.http import Http, Limits, Reply
from kiosk.central.types import (
    Application,
    ApplicationsAnswer,
    Catalogue,
    CodeSession,
    Envelope,
    Evidence,
    HeartbeatAnswer,
    KnownAnswer,
    KnownValue,
    Level,
    LevelAnswer,
    Problem,
    ProblemBody,
    Receipt,
    ReceiptProof,
    SealKey,
    Session,
    SessionRequest,
    Unreachable,
)
from kiosk.day.orders import Ended
from kiosk.outbox.keys import public_bytes

T = TypeVar("T")
_THREADS = 4
_TOKEN_SECONDS = 60
_PROOF_WAIT_MS = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """The central as it answered just now; `clock_offset_s` is None where it does not say the time."""

    milliseconds: int
    clock_offset_s: float | None


class CentralClient:
    """Every call raises Unreachable where no answer came, and Problem where the central declined."""

    def __init__(
        self,
        *,
        url: str,
        ca_file: Path,
        kiosk_id: str,
        key: Ed25519PrivateKey,
        state_dir: Path,
        enrolment_code_file: Path | None = None,
        limits: Limits | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._http = Http(url, ca_file, self._limits)
        self._kiosk_id = kiosk_id
        self._key = key
        self._enrolment_code_file = enrolment_code_file
        self._clock: Clock = clock or SystemClock()
        self._cache = Cache(state_dir, self._clock)
        self._enrolled = False
        self._enrolling = asyncio.Lock()
        self._pool = ThreadPoolExecutor(_THREADS, "central")

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def enrol(self) -> None:
        """Make the device's key known to the central where that is still to be done.

        Every signed call does this first. Raises Unreachable also where the enrolment code cannot be read.
        """
        async with self._enrolling:
            if self._enrolled or self._enrolment_code_file is None:
                return
            signing_key = base64.b64encode(public_bytes(self._key)).decode()
            if self._cache.enrolled_as() != (self._kiosk_id, signing_key):
                try:
                    code = self._enrolment_code_file.read_text("utf-8").strip()
                except OSError as error:
                    raise Unreachable("no enrolment code", maybe_received=False) from error
                body = {"kiosk_id": self._kiosk_id, "enrolment_code": code, "signing_key": signing_key}
                reply = await self._call("POST", "/v1/kiosks/enrol", body=body)
                if reply.status == 201:
                    # New to it: perhaps another central than the one whose seal key is kept.
                    self._cache.forget_seal_key()
                self._cache.keep_enrolled(self._kiosk_id, signing_key)
            self._enrolled = True

    async def seal_key(self) -> SealKey:
        """The key to seal to: the central's, or where it cannot be reached the one it last gave.

        Raises Unreachable where none is kept, or the kept one is past its date.
        """
        try:
            reply = await self._send("GET", "/v1/seal-key")
        except (Unreachable, Problem) as error:
            kept = self.kept_seal_key()
            if kept is None:
                raise Unreachable("no seal key is kept", maybe_received=False) from error
            return kept
        key = self._decode(reply, SealKey)
        self._cache.keep_seal_key(key)
        return key

    def kept_seal_key(self) -> SealKey | None:
        """The key last given, while valid."""
        return self._cache.seal_key()

    async def probe(self) -> Seen:
        """Whether the central answers a signed call, how soon, and how far its clock is from the kiosk's."""
        began = time.monotonic()
        reply = await self._send("GET", "/v1/seal-key")
        took = time.monotonic() - began
        self._cache.keep_seal_key(self._decode(reply, SealKey))
        return Seen(round(took * 1000), _offset(reply.headers.get("Date", ""), self._clock.now()))

    async def catalogue(self) -> KnownCatalogue:
        """The newest catalogue; where the central cannot be reached, the kept one with its age.

        Raises Unreachable or Problem where none is kept.
        """
        kept = self._cache.catalogue()
        etag = {"If-None-Match": kept.etag} if kept is not None and kept.etag else {}
        try:
            reply = await self._send("GET", "/v1/catalogue", headers=etag)
        except (Unreachable, Problem):
            if kept is None:
                raise
            return kept
        if reply.status == 304 and kept is not None:
            return self._cache.refresh(kept)
        self._decode(reply, Catalogue)
        return self._cache.keep_catalogue(reply.body, reply.headers.get("ETag", ""))

    def kept_catalogue(self) -> KnownCatalogue | None:
        """The catalogue as last seen, without asking."""
        return self._cache.catalogue()

    async def open_session(self, request: SessionRequest) -> Session:
        return self._decode(await self._send("POST", "/v1/sessions", body=request), Session)

    async def open_session_by_code(self, code: str) -> CodeSession:
        """A session for whom an electronic social security card's code names. Declined where it names nobody now."""
        return self._decode(await self._send("POST", "/v1/sessions/by-code", body={"code": code}), CodeSession)

    async def reference_photo(self, session: str) -> bytes | None:
        """The central's photograph of the person as JPEG, or None where it has none."""
        reply = await self._send("GET", f"/v1/sessions/{quote(session, '')}/reference-photo", absent=True)
        return None if reply.status == 404 else reply.body

    async def assure(self, session: str, evidence: Evidence) -> Level:
        """Report what was found out; the central decides how sure it is."""
        reply = await self._send("POST", f"/v1/sessions/{quote(session, '')}/assurance", body=evidence)
        return self._decode(reply, LevelAnswer).level

    async def person(self, session: str) -> dict[str, KnownValue]:
        reply = await self._send("GET", f"/v1/sessions/{quote(session, '')}/person")
        return self._decode(reply, KnownAnswer).known

    async def applications(self, session: str) -> tuple[Application, ...]:
        reply = await self._send("GET", f"/v1/sessions/{quote(session, '')}/applications")
        return self._decode(reply, ApplicationsAnswer).applications

    async def submit(self, envelope: Envelope, signature: bytes, idempotency_key: str) -> Receipt:
        """Deliver a sealed submission; a repeated key brings the first answer again."""
        reply = await self._send(
            "POST",
            "/v1/submissions",
            body={"envelope": envelope, "signature": signature},
            headers={"Idempotency-Key": idempotency_key},
        )
        return self._decode(reply, Receipt)

    async def find_submission(self, reference: str) -> Receipt | None:
        reply = await self._send("GET", f"/v1/submissions/{quote(reference, '')}", absent=True)
        return None if reply.status == 404 else self._decode(reply, Receipt)

    async def heartbeat(self, state: Mapping[str, Any], key: str) -> HeartbeatAnswer:
        """Tell how the kiosk is; the answer says what it is to do."""
        path = f"/v1/kiosks/{quote(self._kiosk_id, '')}/heartbeat"
        reply = await self._send("POST", path, body=state, headers={"Idempotency-Key": key})
        return self._decode(reply, HeartbeatAnswer)

    async def command_ended(self, ended: Ended) -> None:
        """Tell what came of a command."""
        path = f"/v1/kiosks/{quote(self._kiosk_id, '')}/commands/{quote(ended.command, '')}/result"
        body: dict[str, Any] = {"outcome": ended.outcome, "reason": ended.reason, "report": ended.report}
        await self._send("POST", path, body=body, headers={"Idempotency-Key": ended.key})

    async def receipt_proof(self, reference: str) -> ReceiptProof:
        """What proves that a submission was received; the central waits a moment for the proof to be there."""
        path = f"/v1/submissions/{quote(reference, '')}/proof?wait_ms={_PROOF_WAIT_MS}"
        return self._decode(await self._send("GET", path), ReceiptProof)

    async def _send(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        absent: bool = False,
    ) -> Reply:
        """A signed call. Bytes in `body` travel as base64. With `absent`, 404 is an answer like another."""
        for last in (False, True):
            await self.enrol()
            signed = {"Authorization": f"Bearer {self._token()}", **(headers or {})}
            try:
                return await self._call(method, path, body=body, headers=signed, absent=absent)
            except Problem as problem:
                if problem.status != 401 or last:
                    raise
                # The central may have been set up anew and not know this kiosk any more.
                self._enrolled = False
                self._cache.forget_enrolled()
        raise AssertionError

    async def _call(
        self,
        method: str,
        path: str,
        *,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        absent: bool = False,
    ) -> Reply:
        sent = {"Accept": "application/json", **(headers or {})}
        data = None
        if body is not None:
            data = msgspec.json.encode(body)
            sent["Content-Type"] = "application/json"
        call = asyncio.get_running_loop().run_in_executor(
            self._pool, lambda: self._http.call(method, path, headers=sent, body=data)
        )
        try:
            # The thread keeps its own limits; this one also counts the time spent waiting for a free thread.
            async with asyncio.timeout(self._limits.whole):
                reply = await call
        except TimeoutError:
            raise Unreachable("no answer in time", maybe_received=True) from None
        if reply.status < 300 or reply.status == 304 or (absent and reply.status == 404):
            return reply
        raise Problem(_problem_body(reply), reply.status)

    def _token(self) -> str:
        now = int(self._clock.now().timestamp())
        claims = {
            "iss": self._kiosk_id,
            "sub": self._kiosk_id,
            "aud": "central",
            "iat": now,
            "exp": now + _TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(16),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA")

    def _decode(self, reply: Reply, kind: type[T]) -> T:
        try:
            return msgspec.json.decode(reply.body, type=kind)
        except msgspec.DecodeError:
            # Its message may quote the answer, and the answer may name the person.
            raise Unreachable(f"not understood: {kind.__name__}", maybe_received=True) from None


def _offset(date: str, now: datetime) -> float | None:
    """Seconds that the clock of an answer's Date header is ahead of ours; it shows whole seconds."""
    try:
        return (parsedate_to_datetime(date) - now).total_seconds()
    except (ValueError, TypeError):
        return None


def _problem_body(reply: Reply) -> ProblemBody:
    try:
        return msgspec.json.decode(reply.body, type=ProblemBody)
    except msgspec.DecodeError:
        return ProblemBody()
