"""A slip that was broken off: what is left of it never comes out for the next person, whatever the model can do."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
import pytest_asyncio

from devices.escpos.leftover import Holds, Leftover
from devices.interfaces import PrintOutcome, PrintState
from devices.printing import print_slip
from devices.registry import create_worker
from devices.slip import Slip, Text
from devices.worker import DeviceWorker
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import slip_text
from drivers_sim.escpos.profile import Paper, Profile

STRANGERS = Slip(tuple(Text(f"第{number}行 某某某") for number in range(1, 41)))
NEXT = Slip((Text("下一位"),))
CONFIRMED = PrintOutcome(PrintState.CONFIRMED)


async def until(condition: Callable[[], object], what: str) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other threads
            await asyncio.sleep(0.005)


@dataclass
class Bench:
    """A printer, and kiosks that come and go."""

    device: ReceiptPrinterDevice
    port: int
    confirms: bool
    whole_s: float
    worker: DeviceWorker[Any] | None = None

    async def kiosk(self) -> DeviceWorker[Any]:
        """Start the kiosk anew, as after a power cut: nothing is remembered."""
        await self.stop()
        transport = {"kind": "tcp", "host": "127.0.0.1", "port": self.port}
        self.worker = create_worker(
            {"id": "printer", "class": "receipt_printer", "driver": "escpos", "transport": transport}
            | {"confirms": self.confirms, "budgets": {"between_bytes": 0.3, "whole": self.whole_s}},
            poll_s=0.02,
        )
        self.worker.start()
        return self.worker

    async def stop(self) -> None:
        worker, self.worker = self.worker, None
        if worker is not None:
            await worker.stop()

    async def shows(self, reason: str) -> None:
        await until(lambda: self.reason == reason, f"{reason}; {self.reason} was shown")

    @property
    def reason(self) -> str:
        assert self.worker is not None
        return self.worker.status.observation.reason

    async def prints(self, slip: Slip) -> PrintOutcome:
        assert self.worker is not None
        return await print_slip(self.worker, slip)

    @property
    def pieces(self) -> list[str]:
        return [slip_text(slip) for slip in self.device.slips]

    def lines_of_the_stranger(self, since: int) -> list[str]:
        return [piece for piece in self.pieces[since:] if "某某某" in piece]


MakeBench = Callable[..., Awaitable[Bench]]


@pytest_asyncio.fixture
async def bench(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[MakeBench]:
    monkeypatch.setattr("devices.escpos.driver.CLEARING_S", 0.2)
    monkeypatch.setattr("devices.escpos.driver.STATUS_EVERY_S", 0.05)
    standing: list[Bench] = []

    async def make(*, clears: bool = True, confirms: bool = True, whole_s: float = 5.0) -> Bench:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = int(probe.getsockname()[1])
        profile = replace(Profile.for_paper(80), clears=clears, confirms=confirms, cut_s=0.01)
        made = Bench(ReceiptPrinterDevice.on_tcp("127.0.0.1", port, profile), port, confirms, whole_s)
        await made.device.start()
        await made.kiosk()
        standing.append(made)
        await made.shows("ok")
        return made

    yield make
    for each in standing:
        await each.stop()
        await each.device.stop()


async def stop_within_a_slip(bench: Bench, trouble: str) -> int:
    """The stranger's slip stops halfway; how many pieces of paper there are then."""
    if trouble == "paper_out":
        bench.device.set_paper(Paper.OUT, left=200)
        outcome = await bench.prints(STRANGERS)
    else:
        printing = asyncio.ensure_future(bench.prints(STRANGERS))
        await until(lambda: bench.device.slips and len(bench.device.slips[0].lines) > 3, "the first lines")
        bench.device.set_cover(True)
        outcome = await printing
    assert outcome == PrintOutcome(PrintState.FAILED, trouble)
    return len(bench.device.slips)


def mend(bench: Bench) -> None:
    bench.device.set_paper(Paper.OK)
    bench.device.set_cover(False)


@pytest.mark.parametrize("power_cycle", ["nobody", "kiosk", "printer"])
@pytest.mark.parametrize("trouble", ["paper_out", "cover_open"])
async def test_a_printer_told_to_forget_prints_no_more_of_it(bench: MakeBench, trouble: str, power_cycle: str) -> None:
    stands = await bench()
    pieces = await stop_within_a_slip(stands, trouble)
    if power_cycle == "kiosk":
        await stands.kiosk()
    elif power_cycle == "printer":
        stands.device.suffer("power_cycle")
    await stands.shows(trouble)
    mend(stands)
    await stands.shows("ok")
    assert await stands.prints(NEXT) == CONFIRMED
    assert stands.pieces[-1].split() == ["下一位"], "no line of the stranger's stands on the next person's slip"
    assert stands.lines_of_the_stranger(pieces) == []


async def test_a_kiosk_that_died_within_a_slip_clears_it_when_it_is_back(bench: MakeBench) -> None:
    """Killed while it sent: bytes are in the printer, the paper is out, and no process knows of it."""
    stands = await bench()
    await stands.stop()
    stands.device.set_paper(Paper.OUT)
    wire = socket.create_connection(("127.0.0.1", stands.port))
    wire.sendall(b"\x1b@\x1c&" + "某某某的回执\n".encode("gb2312") * 20)
    await until(lambda: not stands.device.printer.idle, "the bytes in the printer")
    wire.close()
    await stands.kiosk()
    await stands.shows("paper_out")
    stands.device.set_paper(Paper.OK)
    await stands.shows("ok")
    assert await stands.prints(NEXT) == CONFIRMED
    assert [piece.split() for piece in stands.pieces] == [["下一位"]]


@pytest.mark.parametrize("confirms", [True, False])
@pytest.mark.parametrize("power_cycle", ["nobody", "kiosk", "printer"])
async def test_a_printer_that_does_not_forget_is_not_used_until_staff_say_so(
    bench: MakeBench, power_cycle: str, confirms: bool
) -> None:
    stands = await bench(clears=False, confirms=confirms)
    pieces = await stop_within_a_slip(stands, "paper_out") if confirms else await _stop_unheard(stands)
    await stands.shows("slip_left")
    if power_cycle == "kiosk":
        await stands.kiosk()
        await stands.shows("slip_left")
    elif power_cycle == "printer":
        stands.device.suffer("power_cycle")
        await until(lambda: stands.device.plugged, "the printer")
    assert (await stands.prints(NEXT)).state is PrintState.NOT_SENT
    mend(stands)
    await stands.shows("slip_came_out")
    assert await stands.prints(NEXT) == PrintOutcome(PrintState.NOT_SENT, "slip_came_out")
    came_out = stands.lines_of_the_stranger(pieces)
    assert bool(came_out) is (power_cycle != "printer"), "the printer's power was all that helped"
    stands.device.set_cover(True)
    await until(lambda: stands.worker.status.observation.detail["cover"] == "open", "the cover")  # type: ignore[union-attr]
    stands.device.set_cover(False)
    await stands.shows("ok")
    assert (await stands.prints(NEXT)).state is (PrintState.CONFIRMED if confirms else PrintState.SENT_UNCONFIRMED)
    await until(lambda: "下一位" in stands.pieces[-1], "the next slip")
    assert stands.pieces[-1].split() == ["下一位"]


async def _stop_unheard(bench: Bench) -> int:
    """All of a slip is sent to a printer that does not say when it is done; then its paper ends."""
    bench.device.set_paper(Paper.OUT, left=200)
    outcome = await bench.prints(STRANGERS)
    assert outcome.state in (PrintState.SENT_UNCONFIRMED, PrintState.FAILED)
    await until(lambda: bench.device.printer.paper is Paper.OUT, "the paper's end")
    return len(bench.device.slips)


async def test_a_slip_under_way_in_a_printer_that_confirms_nothing_is_not_forgotten(bench: MakeBench) -> None:
    """The states asked for while it prints must not take the citizen's own slip away."""
    stands = await bench(confirms=False)
    assert (await stands.prints(STRANGERS)).state is PrintState.SENT_UNCONFIRMED
    seen = stands.worker.trace.entries()[-1].wall  # type: ignore[union-attr]
    await until(lambda: stands.device.slips[0].complete, "the whole slip")
    assert stands.worker.trace.entries()[-1].wall > seen  # type: ignore[union-attr]
    assert stands.pieces[0].count("某某某") == 40


async def test_a_slip_that_stood_still_too_long_is_forgotten(bench: MakeBench) -> None:
    """The printer hangs, answers its states, and goes on after the citizen has left."""
    stands = await bench(whole_s=0.5)
    hold = stands.device.printer.step
    stands.device.printer.step = lambda: None  # type: ignore[method-assign]
    assert (await stands.prints(STRANGERS)).state is PrintState.SENT_UNCONFIRMED
    stands.device.printer.step = hold  # type: ignore[method-assign]
    stands.device.suffer("clear")
    await stands.shows("ok")
    assert await stands.prints(NEXT) == CONFIRMED
    assert [piece.split() for piece in stands.pieces] == [["下一位"]]


def test_the_cover_counts_only_once_it_prints_again() -> None:
    leftover = Leftover()
    leftover.begun()
    leftover.stopped()
    for cover_open in (True, False):  # the paper is loaded
        leftover.seen(trouble=True, cover_open=cover_open)
    assert leftover.reason == "slip_left"
    leftover.seen(trouble=False, cover_open=False)
    assert leftover.reason == "slip_came_out"
    leftover.seen(trouble=False, cover_open=False)
    assert leftover.reason == "slip_came_out"
    leftover.seen(trouble=True, cover_open=True)
    leftover.seen(trouble=False, cover_open=False)
    assert (leftover.reason, leftover.holds) == (None, Holds.NOTHING)


def test_a_late_word_that_it_forgot_is_believed() -> None:
    leftover = Leftover()
    leftover.begun()
    leftover.stopped()
    leftover.forgotten()
    assert leftover.reason is None
    leftover.stopped()
    leftover.seen(trouble=False, cover_open=False)
    leftover.forgotten()
    assert leftover.reason == "slip_came_out", "what came out lies there all the same"
