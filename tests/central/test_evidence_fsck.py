"""Whatever is changed in the stored log is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from evidence_logs import NOW, Logged, checkpoint_note, logged
from sqlalchemy import delete, insert, update

from central.evidence import checkpoints, erase, fsck, store
from central.store.database import Transaction
from central.store.tables import EvidenceAct, EvidenceCheckpoint, EvidenceTile

SIZE = 600


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logged]:
    held = logged(tmp_path_factory.mktemp("log"))
    held.put(SIZE)
    held.take_in()
    yield held
    held.database.dispose()


def faults_after(at_work: Logged, tamper: Callable[[Transaction], object]) -> list[fsck.Fault]:
    """What is found in a transaction that changes something and is then taken back."""
    with Transaction(at_work.database.engine) as transaction, transaction.begin() as begun:
        tamper(transaction)
        faults = fsck.check(transaction, at_work.log).faults
        begun.rollback()
    return faults


def test_nothing_is_wrong_with_a_log_as_it_was_written(tmp_path: Path) -> None:
    whole = logged(tmp_path)
    whole.put(SIZE)
    whole.take_in()
    whole.put(2)
    with whole.database.begin() as transaction:
        erase(transaction, "S7")
        found = fsck.check(transaction, whole.log)
    assert found == fsck.Found(SIZE, whole.signed().root, waiting=2, erased=1)
    whole.database.dispose()


def test_a_log_with_nothing_in_it_is_whole(tmp_path: Path) -> None:
    empty = logged(tmp_path)
    with empty.database.begin() as transaction:
        assert fsck.check(transaction, empty.log) == fsck.Found()
    empty.database.dispose()


def _act(**changes: object) -> Callable[[Transaction], object]:
    return lambda t: t.execute(update(EvidenceAct).where(EvidenceAct.position == 300).values(**changes))


def _tile(level: int, number: int, change: Callable[[bytes], bytes]) -> Callable[[Transaction], object]:
    return lambda t: store.keep_tiles(t, {(level, number): change(store.tile(t, level, number))})


def _checkpoint(**changes: object) -> Callable[[Transaction], object]:
    return lambda t: t.execute(update(EvidenceCheckpoint).values(**changes))


def _flip(data: bytes) -> bytes:
    return data[:40] + bytes([data[40] ^ 1]) + data[41:]


TAMPERINGS: dict[str, tuple[Callable[[Transaction], object], str]] = {
    "statement": (_act(statement='{"content":{},"kind":"test.act","subject":"S1"}'), "act at 300"),
    "salt": (_act(salt=b"0" * 16), "act at 300"),
    "entry": (_act(entry=b"e" * 32), "tile 0/001"),
    "entry, salt and statement": (_act(entry=b"e" * 32, salt=None, statement=None), "tile entries/001"),
    "act gone": (lambda t: t.execute(delete(EvidenceAct).where(EvidenceAct.position == 300)), "act at 300"),
    "act taken out": (_act(position=None), "act at 300"),
    "act put elsewhere": (_act(position=SIZE + 5), f"act at {SIZE + 5}"),
    "bundle": (_tile(-1, 0, _flip), "tile entries/000"),
    "leaf tile": (_tile(0, 2, _flip), "tile 0/002"),
    "upper tile": (_tile(1, 0, _flip), "tile 1/000"),
    "tile cut": (_tile(0, 2, lambda data: data[:-32]), "tile 0/002"),
    "tile gone": (lambda t: t.execute(delete(EvidenceTile).where(EvidenceTile.level == 1)), "tile 1/000"),
    "tile too many": (
        lambda t: t.execute(insert(EvidenceTile).values(level=2, number=0, data=b"x" * 32)),
        "tile 2/000",
    ),
    "size": (_checkpoint(size=SIZE - 1), "checkpoint signed"),
    "root": (_checkpoint(root=b"r" * 32), "checkpoint signed"),
    "note": (_checkpoint(note="nothing\n"), "checkpoint signed"),
    "checkpoint gone": (lambda t: t.execute(delete(EvidenceCheckpoint)), "checkpoint"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_changed_is_named(at_work: Logged, name: str) -> None:
    tamper, where = TAMPERINGS[name]
    assert where in {fault.where for fault in faults_after(at_work, tamper)}


def test_another_history_under_the_logs_own_signature_is_found(at_work: Logged) -> None:
    """Who holds the key signs what they like; the acts do not lead to it."""
    forged = [b"f" * 32, *at_work.entries()[1:]]
    note = checkpoint_note(at_work.log.signer, forged)
    made = checkpoints.parse(note.text)
    faults = faults_after(at_work, lambda t: store.keep_checkpoint(t, store.SIGNED, made, note, NOW))
    assert fsck.Fault("checkpoint signed", "its root is not what the acts lead to") in faults
