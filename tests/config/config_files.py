"""The files that a configuration names, with what belongs into them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


def right_files(folder: Path, authority: str = "ca.pem") -> None:
    contents = {authority: _certificate(), "enrolment-code": "x", "staff-pin": '{"pin": "$argon2id$"}'}
    for name, content in contents.items():
        (folder / name).write_text(content)
        (folder / name).chmod(0o600)


def _certificate() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall")])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, begin, begin + timedelta(days=1))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()
