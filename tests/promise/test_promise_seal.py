"""A seal is opened by code written from the RFC; whatever is changed on the way is found."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st
from independent_hpke import open_sealed

from kiosk.outbox.seal import pad, seal, sign

PRIVATE = X25519PrivateKey.generate()
INFO = b"hrss-submission/1|KREF|nn-01|submission/1|k1"


def sealed(plaintext: bytes) -> bytes:
    return seal(plaintext, PRIVATE.public_key().public_bytes_raw(), reference="KREF", kiosk_id="nn-01", key_id="k1")


@given(st.binary(max_size=3000))
def test_opens_to_what_was_sealed(plaintext: bytes) -> None:
    opened = open_sealed(sealed(plaintext), PRIVATE, INFO)
    assert opened == pad(plaintext)
    assert opened.startswith(plaintext)


@given(st.integers(0, 1024), st.integers(0, 1024))
def test_length_tells_nothing_below_a_block(a: int, b: int) -> None:
    if a and b:
        assert len(sealed(b"x" * a)) == len(sealed(b"x" * b)) == 1024 + 48


@given(st.data())
def test_a_changed_bit_anywhere_is_found(data: st.DataObject) -> None:
    whole = bytearray(sealed(b'{"item":"x"}'))
    # Bit 255 of an X25519 public key is ignored when multiplied (RFC 7748), but the key schedule covers it.
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((InvalidTag, ValueError)):
        open_sealed(bytes(whole), PRIVATE, INFO)


@pytest.mark.parametrize("old", [b"KREF", b"nn-01", b"k1", b"submission/1|k1"])
def test_bound_to_reference_kiosk_key_and_schema(old: bytes) -> None:
    with pytest.raises(InvalidTag):
        open_sealed(sealed(b"{}"), PRIVATE, INFO.replace(old, b"other"))


def test_signature_covers_every_field() -> None:
    key = Ed25519PrivateKey.generate()
    fields = {
        "kiosk_id": "nn-01",
        "sequence": "7",
        "reference": "KREF",
        "key_id": "k1",
        "idempotency_key": "once",
        "digest": hashlib.sha256(b"sealed").hexdigest(),
    }
    signature = sign(
        key, kiosk_id="nn-01", sequence=7, reference="KREF", key_id="k1", idempotency_key="once", sealed=b"sealed"
    )
    key.public_key().verify(signature, "\n".join(["hrss-submission/1", *fields.values()]).encode())
    for name in fields:
        text = "\n".join(["hrss-submission/1", *(fields | {name: "other"}).values()])
        with pytest.raises(InvalidSignature):
            key.public_key().verify(signature, text.encode())
