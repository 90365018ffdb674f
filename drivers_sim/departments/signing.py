"""Keys and signatures of the departments, and what they check of a request.

Ed25519, base64 in the header X-Signature, over the lines hrss-exchange/1, whom it goes to or comes from, hex SHA-256
of the body.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = "X-Signature"
KEY = "X-Key"


class Keys:
    """Each department's key follows from one secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, department: str) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(self._secret + department.encode()).digest())

    def public(self, department: str) -> str:
        return base64.b64encode(self.of(department).public_key().public_bytes_raw()).decode()

    def sign(self, department: str, body: bytes) -> str:
        return base64.b64encode(self.of(department).sign(_text(department, body))).decode()


def secret_in(folder: Path) -> bytes:
    """The folder's secret, made where there is none."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "secret"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as made:
            made.write(os.urandom(32))
    return file.read_bytes()


class Client:
    """Who asks. The first key that signs rightly is kept, and no other is taken afterwards."""

    def __init__(self) -> None:
        self._key: bytes | None = None

    def signed(self, department: str, body: bytes, key: str, signature: str) -> bool:
        try:
            raw = base64.b64decode(key, validate=True)
            given = base64.b64decode(signature, validate=True)
            Ed25519PublicKey.from_public_bytes(raw).verify(given, _text(department, body))
        except (binascii.Error, ValueError, InvalidSignature):
            return False
        if self._key is None:
            self._key = raw
        return raw == self._key


def _text(department: str, body: bytes) -> bytes:
    return f"hrss-exchange/1\n{department}\n{hashlib.sha256(body).hexdigest()}".encode()
