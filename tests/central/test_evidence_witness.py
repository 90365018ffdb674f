"""A witness cosigns what goes on from what it has seen, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import requests
import uvicorn
from evidence_logs import NOW, ORIGIN, checkpoint_note, logged, plain_root, signer, witness_signer

from central.evidence import notes, proofs, store, tiles
from central.evidence.checkpoints import Checkpoint
from central.evidence.notes import Note
from central.evidence.policy import Group, NotTrusted, Policy
from central.evidence.policy import Witness as Named
from central.evidence.witness.judging import SIZE_TYPE, Witness
from central.evidence.witness.memory import Memory
from central.evidence.witness.program import app
from central.evidence.witnessing import Witnessing, add_checkpoint

LOG = signer(ORIGIN)
ENTRIES = [number.to_bytes(32, "big") for number in range(40)]
FORGED = [b"f" * 32, *ENTRIES[1:]]
AT = 1_795_000_000


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(witness_signer("audit.example/witness"), (LOG.key,), Memory(tmp_path / "seen.db"))


def body(old: int, entries: list[bytes], *, note: Note | None = None, path: list[bytes] | None = None) -> str:
    held = tiles.grow(0, entries, lambda *_: b"")
    if path is None:
        size = len(entries)
        path = proofs.consistency(min(old, size), size, tiles.Nodes(lambda *key: held[key], size))
    return add_checkpoint(old, path, note or checkpoint_note(LOG, entries)).decode()


def test_each_checkpoint_that_goes_on_is_cosigned(witness: Witness) -> None:
    old = 0
    for size in (3, 3, 8, 40):
        verdict = witness.add_checkpoint(body(old, ENTRIES[:size]), AT)
        assert verdict.status == 200
        note = checkpoint_note(LOG, ENTRIES[:size]).with_signatures([notes.signature(verdict.body.strip())])
        assert notes.signed_by(note, [witness.signer.key]) == {"audit.example/witness": AT}
        old = size
    kept = witness.latest(sha256(ORIGIN.encode()).hexdigest())
    assert kept is not None
    assert set(notes.signed_by(notes.parse(kept), [LOG.key, witness.signer.key])) == {ORIGIN, "audit.example/witness"}


def test_a_split_view_is_refused(witness: Witness) -> None:
    """Another history of the same size, a larger one, and one with a proof of the honest tree."""
    assert witness.add_checkpoint(body(0, ENTRIES[:8]), AT).status == 200
    for request in (body(8, FORGED[:8]), body(8, FORGED[:20]), body(8, FORGED[:20], path=[]), body(0, FORGED[:20])):
        assert witness.add_checkpoint(request, AT).status in (409, 422)
    honest = tiles.grow(0, ENTRIES[:20], lambda *_: b"")
    path = proofs.consistency(8, 20, tiles.Nodes(lambda *key: honest[key], 20))
    assert witness.add_checkpoint(body(8, FORGED[:20], path=path), AT).status == 422
    assert witness.add_checkpoint(body(8, ENTRIES[:20]), AT).status == 200


def test_a_log_cannot_go_back(witness: Witness) -> None:
    assert witness.add_checkpoint(body(0, ENTRIES[:20]), AT).status == 200
    verdict = witness.add_checkpoint(body(0, ENTRIES[:8]), AT)
    assert (verdict.status, verdict.body, verdict.media_type) == (409, "20\n", SIZE_TYPE)
    assert witness.add_checkpoint(body(20, ENTRIES[:8]), AT).status == 400


def test_the_rules_of_the_protocol(witness: Witness) -> None:
    stranger, other = signer("other.example"), replace(LOG, private=signer(ORIGIN).private)
    assert witness.add_checkpoint(body(0, ENTRIES[:3], note=checkpoint_note(stranger, ENTRIES[:3])), AT).status == 404
    assert witness.add_checkpoint(body(0, ENTRIES[:3], note=checkpoint_note(other, ENTRIES[:3])), AT).status == 403
    assert witness.add_checkpoint(body(0, ENTRIES[:3], path=[b"x" * 32]), AT).status == 422
    assert witness.add_checkpoint(body(0, ENTRIES[:3], path=[b"x" * 32] * 64), AT).status == 400
    empty = Checkpoint(ORIGIN, 0, b"r" * 32).text
    assert witness.add_checkpoint(body(0, [], note=Note(empty, (LOG.sign(empty),))), AT).status == 422
    wrong = checkpoint_note(LOG, ENTRIES[:3])
    wrong = Note(wrong.text, (replace(wrong.signatures[0], value=bytes(64)),))
    assert witness.add_checkpoint(body(0, ENTRIES[:3], note=wrong), AT).status == 403
    assert witness.add_checkpoint(body(0, [], note=checkpoint_note(LOG, [])), AT).status == 200
    for nonsense in ("", "old 1", "old x\n\n", "new 0\n\n" + str(wrong)):
        assert witness.add_checkpoint(nonsense, AT).status == 400
    assert witness.latest("00" * 32) is None


def test_of_two_that_come_at_once_one_goes_first(witness: Witness) -> None:
    assert witness.add_checkpoint(body(0, ENTRIES[:5]), AT).status == 200
    start, found = threading.Barrier(2), []

    def ask(entries: list[bytes]) -> None:
        request = body(5, entries)
        start.wait(10)
        found.append(witness.add_checkpoint(request, AT).status)

    threads = [threading.Thread(target=ask, args=(ENTRIES[:size],)) for size in (20, 30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(found) == [200, 409]


@contextmanager
def served(witness: Witness) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app(witness, lambda: AT), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = threading.Event()
    for _ in range(1000):
        if server.started:
            break
        until.wait(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(20)


def test_a_log_asks_its_witnesses_and_shows_what_enough_of_them_cosigned(tmp_path: Path) -> None:
    names = ("finance", "audit", "bank")
    signers = [witness_signer(f"{name}.example/witness") for name in names]
    at_work = logged(tmp_path)
    log_key = at_work.log.signer.key
    first = Witness(signers[0], (log_key,), Memory(tmp_path / "one.db"))
    second = Witness(signers[1], (log_key,), Memory(tmp_path / "two.db"))
    with served(first) as one, served(second) as two:
        urls = (one, two, "http://127.0.0.1:1")
        known = tuple(Named(name, by.key, url) for name, by, url in zip(names, signers, urls, strict=True))
        watched = Policy((), known, {"two": Group(2, names)}, "two")
        log = replace(at_work.log, witnessing=watched)
        asking = Witnessing(at_work.database, log)
        for count in (3, 0, 300):
            at_work.put(count)
            at_work.take_in()
            assert asking.ask_all(NOW)
            with at_work.database.begin() as transaction:
                held = log.checkpoint(transaction)
                assert held is not None
                assert held.size == at_work.put_down
                assert set(log.policy.accept(notes.parse(held.note)).seen) == {"finance", "audit"}
        fresh = Witnessing(at_work.database, replace(log, witnessing=replace(watched, groups={"two": Group(3, names)})))
        at_work.put(1)
        at_work.take_in()
        assert not fresh.ask_all(NOW)
        with at_work.database.begin() as transaction:
            held = store.checkpoint(transaction, store.WITNESSED)
            assert held is not None
            assert held.size == 303
        assert requests.get(f"{one}/{sha256(ORIGIN.encode()).hexdigest()}/checkpoint", timeout=10).status_code == 200
        assert requests.get(f"{one}/{'0' * 64}/checkpoint", timeout=10).status_code == 404
        assert requests.post(f"{one}/add-checkpoint", data=b"x" * 70_000, timeout=10).status_code == 413
        assert requests.post(f"{one}/add-checkpoint", data=b"\xff", timeout=10).status_code == 400
    at_work.database.dispose()


def test_what_a_log_shows_without_its_witnesses_is_not_trusted(tmp_path: Path) -> None:
    key = witness_signer("audit.example/witness").key
    trusted = Policy((LOG.key,), (Named("audit", key),), {}, "audit")
    with pytest.raises(NotTrusted, match="witnesses-missing"):
        trusted.accept(checkpoint_note(LOG, ENTRIES))
    assert plain_root(ENTRIES) != plain_root(FORGED)
