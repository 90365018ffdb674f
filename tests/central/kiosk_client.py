"""A kiosk written a second time, from the published contract alone: it shares no code with kiosk/ or central/."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MATCH = {"distance": 0.31, "match": True}
DIFFERS = {"distance": 0.72, "match": False}


def new_reference() -> str:
    value = secrets.randbits(65)
    body = "".join(CROCKFORD[(value >> shift) & 31] for shift in range(60, -1, -5))
    plain = "K" + body + (CROCKFORD + "*~$=U")[value % 37]
    return "-".join(plain[start : start + 5] for start in (0, 5, 10))


def face(document: Any = MATCH, reference: Any = None, *, live: bool = True) -> dict[str, Any]:
    return {"live": live, "threshold": 0.5, "document": document, "reference": reference}


@dataclass
class KioskClient:
    """`base` is the central's URL, `verify` the CA file (or True for plain HTTP)."""

    base: str
    kiosk_id: str = "nn-test-01"
    verify: str | bool = True
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    sequence: int = 0

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def token(self, **changes: Any) -> str:
        now = int(time.time())
        claims = {"iss": self.kiosk_id, "sub": self.kiosk_id, "aud": "central", "iat": now, "exp": now + 60}
        return jwt.encode({**claims, "jti": uuid.uuid4().hex, **changes}, self.key, algorithm="EdDSA")

    def call(self, method: str, path: str, *, token: str | None = None, **arguments: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {token or self.token()}", **arguments.pop("headers", {})}
        return requests.request(method, self.base + path, headers=headers, verify=self.verify, timeout=20, **arguments)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.call("GET", path, **arguments)

    def post(self, path: str, body: Any, **arguments: Any) -> requests.Response:
        return self.call("POST", path, json=body, **arguments)

    def enrol(self, code: str) -> requests.Response:
        body = {"kiosk_id": self.kiosk_id, "enrolment_code": code, "signing_key": b64(self.public_key)}
        return requests.post(self.base + "/v1/kiosks/enrol", json=body, verify=self.verify, timeout=20)

    def session(self, id_number: str, name: str, document: str = "print", **fields: str) -> str:
        body = {"id_number": id_number, "name": name, "document": document, "document_fields": fields}
        answer = self.post("/v1/sessions", {**body, "channel": "kiosk"})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["session"])

    def assure(self, session: str, document: str, checked: dict[str, Any]) -> dict[str, Any]:
        answer = self.post(f"/v1/sessions/{session}/assurance", {"document": document, "face": checked})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def raise_to_l3(self, id_number: str, name: str) -> str:
        """A whole, honest face check: the reference is fetched and fits."""
        session = self.session(id_number, name)
        assert self.get(f"/v1/sessions/{session}/reference-photo").status_code == 200
        assert self.assure(session, "print", face(MATCH, MATCH))["level"] == "L3"
        return session

    def content(
        self,
        item: str,
        id_number: str,
        name: str,
        form: dict[str, str],
        session: str | None,
        level: str,
        **changes: Any,
    ) -> dict[str, Any]:
        assurance = {
            "level": level,
            "session": session,
            "document": "print",
            "face": face(MATCH, MATCH if session else None),
        }
        return {
            "item": item,
            "item_version": 1,
            "person": {"id_number": id_number, "name": name},
            "form": form,
            "assurance": assurance,
            "consents": {"face": True},
            "language": "zh",
            "committed_at": datetime.now(UTC).isoformat(),
            **changes,
        }

    def seal(self, content: dict[str, Any], *, key: str, reference: str = "", sequence: int = 0) -> dict[str, Any]:
        """A submission's body: sealed to the central's key and signed. Number and reference are made if not given."""
        seal_key = self.get("/v1/seal-key").json()
        reference = reference or new_reference()
        if not sequence:
            self.sequence = sequence = self.sequence + 1
        plain = json.dumps(content).encode()
        plain += b" " * (-len(plain) % 1024)
        info = b"|".join(
            part.encode()
            for part in ("hrss-submission/1", reference, self.kiosk_id, "submission/1", seal_key["key_id"])
        )
        public = X25519PublicKey.from_public_bytes(base64.b64decode(seal_key["public_key"]))
        sealed = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM).encrypt(plain, public, info=info)
        envelope = {
            "schema": "submission/1",
            "kiosk_id": self.kiosk_id,
            "sequence": sequence,
            "reference": reference,
            "key_id": seal_key["key_id"],
            "sealed": b64(sealed),
        }
        return {"envelope": envelope, "signature": self.sign(envelope, key)}

    def sign(self, envelope: dict[str, Any], key: str) -> str:
        digest = hashlib.sha256(base64.b64decode(envelope["sealed"])).hexdigest()
        named = [envelope[name] for name in ("kiosk_id", "sequence", "reference", "key_id")]
        lines = ["hrss-submission/1", *map(str, named), key, digest]
        return b64(self.key.sign("\n".join(lines).encode()))

    def send(self, body: dict[str, Any], key: str) -> requests.Response:
        return self.post("/v1/submissions", body, headers={"Idempotency-Key": key})

    def submit(self, content: dict[str, Any]) -> requests.Response:
        key = uuid.uuid4().hex
        return self.send(self.seal(content, key=key), key)


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()
