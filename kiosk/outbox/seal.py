"""Sealing and signing a submission. After this the kiosk itself cannot read it; only the central can.

The plaintext is padded, so that its length tells nothing; who it is from and under what reference is bound into the
seal (HPKE's info), and the device's signature covers the envelope, because HPKE's base mode is anonymous.
"""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

SCHEMA = "submission/1"
_PURPOSE = "hrss-submission/1"
_BLOCK = 1024
_suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def pad(plaintext: bytes) -> bytes:
    """JSON followed by spaces, to a multiple of 1024 bytes."""
    return plaintext + b" " * (-len(plaintext) % _BLOCK)


def seal(plaintext: bytes, public_key: bytes, *, reference: str, kiosk_id: str, key_id: str) -> bytes:
    """Seal JSON to the central's raw X25519 key: the encapsulated key (32 bytes), then the ciphertext and its tag."""
    info = "|".join((_PURPOSE, reference, kiosk_id, SCHEMA, key_id)).encode()
    return _suite.encrypt(pad(plaintext), X25519PublicKey.from_public_bytes(public_key), info=info)


def sign(
    key: Ed25519PrivateKey,
    *,
    kiosk_id: str,
    sequence: int,
    reference: str,
    key_id: str,
    idempotency_key: str,
    sealed: bytes,
) -> bytes:
    """The device's Ed25519 signature over the envelope and its idempotency key."""
    digest = hashlib.sha256(sealed).hexdigest()
    text = "\n".join((_PURPOSE, kiosk_id, str(sequence), reference, key_id, idempotency_key, digest))
    return key.sign(text.encode())
