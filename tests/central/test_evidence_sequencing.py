"""From an act put down to a signed tree: in order, once, and whole however the sequencer ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from evidence_logs import NOW, Died, Logged, logged, plain_root
from sqlalchemy import event, func, select, update

from central.evidence import bell, erase, sequencer, stalled, store
from central.evidence.acts import commit
from central.evidence.log import opening
from central.evidence.sequencer import LogBroken
from central.evidence.tiles import TileMissing
from central.store.tables import EvidenceAct, EvidenceCheckpoint, EvidenceTile


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[Logged]:
    held = logged(tmp_path)
    yield held
    held.database.dispose()


def test_an_act_is_a_salted_hash_in_the_callers_transaction(at_work: Logged) -> None:
    with pytest.raises(Died):
        at_work.put_and_die()
    at_work.put(2, "S1")
    first, second = at_work.act(1), at_work.act(2)
    assert first.statement == '{"content":{"number":1},"kind":"test.act","subject":"S1"}'
    assert first.entry == commit(first.salt or b"", first.statement)
    assert first.salt != second.salt
    assert at_work.act(3) is None


def test_acts_get_their_places_in_the_order_they_were_put_down(at_work: Logged) -> None:
    assert at_work.take_in() == 0
    assert at_work.signed().size == 0
    taken = []
    for count in (1, 300, 7, 500):
        at_work.put(count)
        taken.append(at_work.take_in(400))
    assert taken == [1, 300, 7, 400]
    assert at_work.take_in() == 100
    assert at_work.take_in() == 0
    with at_work.database.begin() as transaction:
        rows = transaction.execute(select(EvidenceAct.position).order_by(EvidenceAct.id)).scalars().all()
    assert list(rows) == list(range(808))
    assert at_work.signed().root == plain_root(at_work.entries())


def test_whoever_dies_at_any_step_leaves_order_and_acts_as_they_were(at_work: Logged) -> None:
    """Each statement of a batch in turn is the last one that is begun."""
    at_work.put(260)
    at_work.take_in()
    at_work.put(255)
    steps = _dying_at(at_work, 10**6)
    assert steps >= 8
    size = at_work.signed().size
    for step in range(1, steps + 1):
        at_work.put(253)
        with pytest.raises(Died):
            _dying_at(at_work, step)
        assert at_work.signed().size == size
        assert at_work.signed().root == plain_root(at_work.entries())
        assert at_work.take_in() == 253
        size += 253
        assert at_work.signed().root == plain_root(at_work.entries())
    with at_work.database.begin() as transaction:
        places = transaction.execute(select(EvidenceAct.position).order_by(EvidenceAct.id)).scalars().all()
    assert list(places) == list(range(at_work.put_down))


def _dying_at(at_work: Logged, last: int) -> int:
    """How many statements a batch takes; the one numbered `last` is sent, and then the process is gone."""
    count = 0

    def after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal count
        count += not statement.startswith("BEGIN")
        if count == last:
            raise Died

    engine = at_work.database.engine
    event.listen(engine, "after_cursor_execute", after)
    try:
        at_work.take_in()
    finally:
        event.remove(engine, "after_cursor_execute", after)
    return count


def test_several_sequencers_take_each_act_once(at_work: Logged) -> None:
    at_work.put(400)
    taken: list[int] = []

    def work() -> None:
        while count := at_work.take_in(30):
            taken.append(count)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(taken) == 400
    assert at_work.signed().root == plain_root(at_work.entries())
    with at_work.database.begin() as transaction:
        assert transaction.scalar(select(func.count(EvidenceAct.position.distinct()))) == 400


def test_nothing_is_signed_over_a_tree_that_was_changed(at_work: Logged) -> None:
    at_work.put(3)
    at_work.take_in()
    with at_work.database.begin() as transaction:
        transaction.execute(update(EvidenceTile).where(EvidenceTile.level == 0).values(data=b"\x01" * 96))
    at_work.put(1)
    with pytest.raises(LogBroken):
        at_work.take_in()
    with at_work.database.begin() as transaction:
        transaction.execute(update(EvidenceTile).where(EvidenceTile.level == 0).values(data=b""))
    with pytest.raises(TileMissing):
        at_work.take_in()
    assert at_work.signed().size == 3


def test_nothing_goes_on_from_a_checkpoint_that_was_changed(at_work: Logged) -> None:
    at_work.put(3)
    at_work.take_in()
    at_work.put(1)
    with at_work.database.begin() as transaction:
        transaction.execute(update(EvidenceCheckpoint).values(size=2))
    with pytest.raises(LogBroken):
        at_work.take_in()


def test_an_act_that_waits_too_long_shows_that_the_log_stands_still(at_work: Logged) -> None:
    with at_work.database.begin() as transaction:
        assert not stalled(transaction, NOW + timedelta(days=1))
    at_work.put(1)
    queued_at = at_work.act(1).queued_at
    with at_work.database.begin() as transaction:
        assert not stalled(transaction, queued_at + sequencer.WAITS_AT_MOST)
        assert stalled(transaction, queued_at + sequencer.WAITS_AT_MOST + timedelta(seconds=1))
    at_work.take_in()
    with at_work.database.begin() as transaction:
        assert not stalled(transaction, queued_at + timedelta(days=1))


def test_what_is_erased_says_nothing_and_the_tree_stands(at_work: Logged) -> None:
    at_work.put(2, "S7")
    at_work.put(1, "S8")
    at_work.take_in()
    before = at_work.signed()
    with at_work.database.begin() as transaction:
        assert erase(transaction, "S7") == 2
        assert erase(transaction, "S7") == 0
    assert opening(at_work.act(1)) is None
    assert opening(at_work.act(3)) is not None
    at_work.put(1)
    at_work.take_in()
    assert at_work.signed().root == plain_root(at_work.entries())
    with at_work.database.begin() as transaction:
        proof = at_work.log.proof(transaction, at_work.act(1))
    assert before.size == 3
    assert proof is not None
    assert proof.extra == b""


def test_who_sequences_hears_of_commits_that_put_something_down(at_work: Logged) -> None:
    heard = threading.Event()
    with bell.hearing(at_work.database.engine, heard):
        with at_work.database.begin() as transaction:
            store.queued(transaction, 1)
        assert not heard.is_set()
        with pytest.raises(Died):
            at_work.put_and_die()
        assert not heard.is_set()
        at_work.put(1)
        assert heard.is_set()
        heard.clear()
    at_work.put(1)
    assert not heard.is_set()
