"""A kiosk that dies between the commit and the sending: what was promised is there, and is sent as it was signed."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import apsw
import pytest
from kiosk_side import PATIENT, kiosk_side, until
from small_central import SmallCentral

from kiosk.outbox import Answer, Database, store

DIES = """
import asyncio, os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from kiosk_side import PATIENT, item, kiosk_side, submission
from small_central import SmallCentral

async def main():
    central = SmallCentral(url=sys.argv[3], ca_file=Path(sys.argv[4]))
    async with kiosk_side(central, Path(sys.argv[2]), sending=False) as kiosk:
        await kiosk.client.enrol()
        committed = await kiosk.outbox.commit(submission(), item)
        print(committed.reference, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_killed_between_commit_and_sending(central: SmallCentral, tmp_path: Path) -> None:
    state = tmp_path / "state"
    here = str(Path(__file__).parent)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", DIES, here, str(state), central.url, str(central.ca_file)]
    died = await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, cwd=root, timeout=60)
    assert died.returncode == -signal.SIGKILL, died.stderr
    reference = died.stdout.strip()
    assert central.submissions() == []
    entry = await _entry(state, reference)
    assert entry.state == "waiting"

    async with kiosk_side(central, state) as kiosk:
        await until(lambda: len(central.accepted) == 1)
        assert isinstance(await kiosk.outbox.deliver(reference, PATIENT), Answer)
    assert central.keys() == [entry.idempotency_key]
    assert central.submissions()[0].body["envelope"]["reference"] == reference


async def _entry(state: Path, reference: str) -> store.Entry:
    database = Database(state / "promises.db")
    try:
        entry = await database.run(lambda connection: store.find(connection, reference))
    finally:
        database.close()
    assert entry is not None
    return entry


async def test_the_file_is_written_through_to_the_disk(tmp_path: Path) -> None:
    database = Database(tmp_path / "promises.db")
    try:
        assert await database.run(lambda each: each.pragma("synchronous")) == 2
        assert await database.run(lambda each: each.pragma("journal_mode")) == "wal"
    finally:
        database.close()
    assert (tmp_path / "promises.db").stat().st_mode & 0o077 == 0


async def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "promises.db")

    def half(connection: apsw.Connection) -> None:
        connection.execute("UPDATE meta SET value = 99")
        raise RuntimeError("died half-way")

    try:
        with pytest.raises(RuntimeError):
            await database.run(half)
        value = await database.run(lambda each: next(iter(each.execute("SELECT value FROM meta")))[0])
    finally:
        database.close()
    assert value == 0
