"""Racing, commits, tickets, the socket to a child."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

import pytest

from devices.clock import SystemClock
from kiosk.central.cache import Cache
from kiosk.channel import Channel
from kiosk.commits import Commits
from kiosk.racing import first
from kiosk.tickets import Tickets


async def test_the_first_wins_and_the_others_are_cancelled() -> None:
    ended: list[str] = []

    async def slow() -> str:
        try:
            await asyncio.sleep(60)
        finally:
            ended.append("slow")
        return "slow"

    async def quick() -> str:
        return "quick"

    assert await first(slow(), quick()) == "quick"
    assert ended == ["slow"]


async def test_what_a_contender_raises_is_raised() -> None:
    async def fails() -> None:
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await first(fails(), asyncio.sleep(60))


async def test_a_commit_outlives_the_task_that_began_it() -> None:
    commits = Commits()
    go = asyncio.Event()
    done: list[str] = []

    async def promised() -> None:
        await go.wait()
        done.append("kept")

    visit = asyncio.create_task(commits.run(promised()))
    await asyncio.sleep(0)
    visit.cancel()
    await asyncio.gather(visit, return_exceptions=True)
    go.set()
    await commits.drain(1.0)
    assert done == ["kept"]


def test_tickets_count_up_each_day_and_over_restarts(tmp_path: Path) -> None:
    file = tmp_path / "tickets.json"
    assert [Tickets(file).next(date(2026, 11, 23)) for _ in range(3)] == ["A001", "A002", "A003"]
    assert Tickets(file).next(date(2026, 11, 24)) == "A001"


def test_tickets_are_given_where_the_disk_keeps_nothing(tmp_path: Path) -> None:
    tickets = Tickets(tmp_path / "gone" / "tickets.json")
    assert [tickets.next(date(2026, 11, 23)) for _ in range(2)] == ["A001", "A002"]
    assert tickets.next(date(2026, 11, 24)) == "A001"


def test_a_cache_that_cannot_write_still_gives_what_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("")
    cache = Cache(tmp_path / "state", SystemClock())
    known = cache.keep_catalogue(b'{"version": "1", "life_events": [], "items": []}', "tag")
    assert known.fresh


@pytest.mark.parametrize("broken", ["", "{", '{"date": 3}', '{"date": "2026-11-23", "last": "many"}'])
def test_a_broken_ticket_file_is_begun_anew(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "tickets.json"
    file.write_text(broken)
    assert Tickets(file).next(date(2026, 11, 23)) == "A001"


async def test_a_channel_tells_of_lines_and_of_the_loss_of_its_peer(tmp_path: Path) -> None:
    lines: list[bytes] = []
    lost = asyncio.Event()
    channel = Channel(tmp_path / "c.sock", lines.append, lost.set)
    await channel.listen()
    reader, writer = await asyncio.open_unix_connection(tmp_path / "c.sock")
    await channel.wait_connected()
    channel.send(b"to the child")
    assert await reader.readline() == b"to the child\n"
    writer.write(b"from the child\n")
    writer.close()
    await asyncio.wait_for(lost.wait(), 5)
    assert lines == [b"from the child\n"]
    assert not channel.connected
    await channel.close()
