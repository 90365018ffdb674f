"""A damaged file of promises: the kiosk opens, what can be read is sent, numbers that were used are not used again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from kiosk_side import item, kiosk_side, submission, until_answered
from small_central import SmallCentral

from kiosk.outbox.database import Database

FILE = "promises.db"


async def _promise(central: SmallCentral, state: Path, count: int) -> list[str]:
    async with kiosk_side(central, state, sending=False) as kiosk:
        await kiosk.client.enrol()
        kept = [await kiosk.outbox.commit(submission(), item) for _ in range(count)]
    return [each.reference for each in kept]


def _pages(file: Path, table: str) -> list[int]:
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        rows = database.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)).fetchall()
    return [int(row[0]) for row in rows]


@pytest.mark.parametrize("what", ["header", "nothing_but_noise", "index", "empty"])
async def test_opens_again(central: SmallCentral, tmp_path: Path, what: str) -> None:
    state = tmp_path / "state"
    (reference,) = await _promise(central, state, 1)
    file = state / FILE
    data = bytearray(file.read_bytes())
    if what == "header":
        data[:16] = b"no database here"
    elif what == "nothing_but_noise":
        data[:] = b"\xa5" * len(data)
    elif what == "index":
        (page,) = _pages(file, "submissions_unsettled")
        data = bytearray(file.read_bytes())
        data[(page - 1) * 4096 : page * 4096] = b"\x00" * 4096
    else:
        data = bytearray(b"short")
    file.write_bytes(data)
    async with kiosk_side(central, state) as kiosk:
        new = await kiosk.outbox.commit(submission(), item)
        await until_answered(kiosk.outbox, new.reference)
        if what == "index":
            await until_answered(kiosk.outbox, reference)
    aside = file.with_name(f"{FILE}.damaged-1")
    assert aside.read_bytes() == bytes(data)


async def test_what_lies_around_a_damaged_page_is_sent(central: SmallCentral, tmp_path: Path) -> None:
    state = tmp_path / "state"
    references = await _promise(central, state, 12)
    file = state / FILE
    pages = _pages(file, "submissions")
    assert len(pages) > 2
    data = bytearray(file.read_bytes())
    middle = pages[len(pages) // 2]
    data[(middle - 1) * 4096 : middle * 4096] = b"\xff" * 4096
    file.write_bytes(data)
    async with kiosk_side(central, state) as kiosk:
        found = [reference for reference in references if await _known(kiosk.outbox, reference)]
        assert 6 <= len(found) < 12
        assert references[0] in found
        assert references[-1] in found
        for reference in found:
            await until_answered(kiosk.outbox, reference)
        new = await kiosk.outbox.commit(submission(), item)
        assert new.sequence > 12
        assert await kiosk.database.run(_last_event) == "submission.committed"


async def _known(outbox: object, reference: str) -> bool:
    try:
        await outbox.look(reference)
    except KeyError:
        return False
    return True


def _last_event(connection: object) -> str:
    return next(iter(connection.execute("SELECT event FROM audit ORDER BY number DESC LIMIT 1")))[0]


def test_a_whole_file_is_left_alone(tmp_path: Path) -> None:
    for _ in range(2):
        Database(tmp_path / FILE).close()
    assert not list(tmp_path.glob("*damaged*"))
