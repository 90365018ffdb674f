"""Opening an HPKE seal from RFC 9180's text alone: base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM."""

from __future__ import annotations

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM_SUITE = b"KEM" + (0x0020).to_bytes(2, "big")
HPKE_SUITE = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (0x0020, 0x0001, 0x0002))


def extract(salt: bytes, suite: bytes, label: bytes, secret: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + secret, hashlib.sha256)


def expand(key: bytes, suite: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    made, block = b"", b""
    while len(made) < length:
        block = hmac.digest(key, block + labelled + bytes([len(made) // 32 + 1]), hashlib.sha256)
        made += block
    return made[:length]


def open_sealed(sealed: bytes, private: X25519PrivateKey, info: bytes) -> bytes:
    """Raises cryptography.exceptions.InvalidTag where anything was changed."""
    encapsulated, ciphertext = sealed[:32], sealed[32:]
    shared = private.exchange(X25519PublicKey.from_public_bytes(encapsulated))
    both = encapsulated + private.public_key().public_bytes_raw()
    secret = expand(extract(b"", KEM_SUITE, b"eae_prk", shared), KEM_SUITE, b"shared_secret", both, 32)
    schedule = b"\0" + extract(b"", HPKE_SUITE, b"psk_id_hash", b"") + extract(b"", HPKE_SUITE, b"info_hash", info)
    secret = extract(secret, HPKE_SUITE, b"secret", b"")
    key = expand(secret, HPKE_SUITE, b"key", schedule, 32)
    nonce = expand(secret, HPKE_SUITE, b"base_nonce", schedule, 12)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")
