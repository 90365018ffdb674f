"""Sealed submissions: the central's X25519 keys, HPKE opening, and what a kiosk signs.

RFC 9180 base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Base mode does not say who sealed: that is
what the kiosk's Ed25519 signature is for. Keys are kept for as long as a kiosk may have been offline.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from central import private_file
from central.problems import Problem

CONTEXT = "hrss-submission/1"
SCHEMA = "submission/1"
KEY_LASTS = timedelta(days=365)
RENEW_BEFORE = timedelta(days=60)
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True, repr=False)
class SealKey:
    id: str
    private: X25519PrivateKey
    valid_to: datetime

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


class SealKeys:
    """The keys in a folder, one raw private key a file named `<date made>-<key id>.x25519`; the newest is given out."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._keys = {key.id: key for key in map(_load, sorted(folder.glob("*.x25519")))}
        if not self._keys or self.current.valid_to - now < RENEW_BEFORE:
            key = _make(folder, now)
            self._keys[key.id] = key

    @property
    def current(self) -> SealKey:
        return max(self._keys.values(), key=lambda key: key.valid_to)

    def open(self, sealed: bytes, *, key_id: str, kiosk_id: str, reference: str) -> bytes:
        """The plaintext. Raises Problem where the key is unknown or anything was changed since sealing."""
        key = self._keys.get(key_id)
        if key is None:
            raise Problem("seal-key-unknown")
        try:
            return _SUITE.decrypt(sealed, key.private, info=info(reference, kiosk_id, key_id))
        except Exception as error:  # the library raises several kinds for what all means "not sealed for this"
            raise Problem("envelope-invalid", reason="cannot-open") from error


def info(reference: str, kiosk_id: str, key_id: str) -> bytes:
    return "|".join((CONTEXT, reference, kiosk_id, SCHEMA, key_id)).encode()


def signed_text(
    *, kiosk_id: str, sequence: int, reference: str, key_id: str, idempotency_key: str, sealed: bytes
) -> bytes:
    digest = hashlib.sha256(sealed).hexdigest()
    return "\n".join((CONTEXT, kiosk_id, str(sequence), reference, key_id, idempotency_key, digest)).encode()


def verify(signing_key: bytes, signature: bytes, text: bytes) -> None:
    """Raises Problem where the signature is not this key's over this text."""
    try:
        Ed25519PublicKey.from_public_bytes(signing_key).verify(signature, text)
    except (InvalidSignature, ValueError) as error:
        raise Problem("signature-invalid") from error


def _load(path: Path) -> SealKey:
    made, key_id = path.stem.split("-")
    since = datetime.strptime(made, "%Y%m%d").replace(tzinfo=UTC)
    return SealKey(key_id, X25519PrivateKey.from_private_bytes(path.read_bytes()), since + KEY_LASTS)


def _make(folder: Path, now: datetime) -> SealKey:
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    key_id = hashlib.sha256(public).hexdigest()[:16]
    path = folder / f"{now.astimezone(UTC):%Y%m%d}-{key_id}.x25519"
    private_file.write(path, private.private_bytes_raw())
    return _load(path)
