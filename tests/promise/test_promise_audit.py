"""The audit log: whatever is changed, taken out or cut off is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk import audit
from kiosk.outbox import Database
from kiosk.outbox.keys import public_bytes

KEY = Ed25519PrivateKey.generate()
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Five entries, the head signed after the fourth."""
    database = tmp_path / "promises.db"
    Database(database).close()
    connection = apsw.Connection(str(database))
    with connection:
        for number in range(1, 6):
            assert audit.append(connection, NOW, "visit.ended", "success", visit=f"v{number}", outcome="left") == number
            if number == 4:
                audit.sign_head(connection, NOW, "nn-01", KEY)
                audit.sign_head(connection, NOW, "nn-01", KEY)
    connection.close()
    return database


def verify(path: Path) -> audit.Verification:
    return audit.verify(path, kiosk_id="nn-01", public_key=public_bytes(KEY))


def tamper(path: Path, *statements: str) -> None:
    connection = apsw.Connection(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_whole_log(path: Path) -> None:
    found = verify(path)
    assert (found.entries, found.signed_to, found.faults) == (5, 4, ())


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE audit SET fields = '{}' WHERE number = 2", "entry 2 was changed"),
        ("UPDATE audit SET at = '2020' WHERE number = 3", "entry 3 was changed"),
        ("UPDATE audit SET disposition = 'failure' WHERE number = 5", "entry 5 was changed"),
        ("UPDATE audit SET event = 'nothing' WHERE number = 1", "entry 1 was changed"),
        ("DELETE FROM audit WHERE number = 3", "entries 3 to 3 are missing"),
        ("DELETE FROM audit WHERE number <= 2", "entries 1 to 2 are missing"),
        ("DELETE FROM audit WHERE number >= 4", "a head for entry 4 is signed, but the entry is gone"),
        ("UPDATE audit_heads SET at = '2020'", "the signed head does not fit entry 4"),
    ],
)
def test_tampering_is_found(path: Path, statement: str, fault: str) -> None:
    tamper(path, statement)
    assert fault in verify(path).faults


def test_a_chain_made_anew_does_not_fit_the_signed_head(path: Path) -> None:
    tamper(path, "DELETE FROM audit")
    connection = apsw.Connection(str(path))
    with connection:
        for _ in range(5):
            audit.append(connection, NOW, "visit.ended", "success")
    connection.close()
    found = verify(path)
    assert found.faults == ("the signed head does not fit entry 4",)


def test_a_field_that_is_not_listed_is_refused(path: Path) -> None:
    connection = apsw.Connection(str(path))
    with pytest.raises(ValueError, match="name"):
        audit.append(connection, NOW, "visit.ended", "success", name="韦志强")
    connection.close()


@pytest.fixture
def another_kiosk() -> Callable[[Path], audit.Verification]:
    return lambda path: audit.verify(path, kiosk_id="nn-02", public_key=public_bytes(KEY))


def test_another_kiosks_head_does_not_fit(path: Path, another_kiosk: Callable[[Path], audit.Verification]) -> None:
    assert another_kiosk(path).signed_to == 0
