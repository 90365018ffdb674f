"""What the drivers add to the wire's own time: an ID card read at 115200 baud, a receipt at 19200, paced far ends."""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import typer

from bench.receipt import BITS_A_BYTE, SERIAL_BAUD, typical_slip
from devices.escpos.driver import EscPosPrinter
from devices.escpos.encoder import Paper, completion_request, encode
from devices.escpos.raster import find_rasteriser
from devices.interfaces import PrintState
from devices.sdt.driver import SdtReader
from devices.transport.serial import SerialTransport

READER_BAUD = 115200
# Find, select and read, 10 bytes each, and their replies.
READ_BYTES = 3 * 10 + 15 + 19 + 1295
FAST_PRINTER_MM_S = 1e6


def main(reads: int = 25, slips: int = 7) -> None:
    """Print medians, worst values and their ratio to the wire's own time. Each far end is a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        port = Path(folder) / "port"
        print(f"{'':52}{'wire s':>8}{'median s':>10}{'worst s':>9}{'ratio':>7}{'asked':>7}")
        with _far_end(_reader, port):
            _show("ID card, 115200 baud", READ_BYTES * BITS_A_BYTE / READER_BAUD, _read_cards(port, reads), 1.15)
        paper, rasteriser = Paper(80), find_rasteriser(None)
        blocks = b"".join(encode(typical_slip(), paper, rasteriser)) + completion_request(b"ABCD")
        wire = (len(blocks) + 7) * BITS_A_BYTE / SERIAL_BAUD
        for name, speed, cut in (
            ("receipt, 19200 baud, a mechanism that takes no time", FAST_PRINTER_MM_S, 0.0),
            ("receipt, 19200 baud, 220 mm/s and 0.3 s a cut", 220.0, 0.3),
        ):
            with _far_end(_printer, port, speed, cut):
                _show(name, wire, _print_slips(port, slips), 1.1)


def _show(name: str, wire: float, taken: list[float], asked: float) -> None:
    median = statistics.median(taken)
    print(f"{name:52}{wire:8.3f}{median:10.3f}{max(taken):9.3f}{median / wire:7.2f}{asked:7.2f}")


def _read_cards(port: Path, count: int) -> list[float]:
    reader = SdtReader(SerialTransport(str(port), READER_BAUD))
    reader.open()
    reader.read_card()  # the first asks for the security module as well
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        record = reader.read_card()
        taken.append(time.perf_counter() - began)
        assert record.name
    reader.close()
    return taken


def _print_slips(port: Path, count: int) -> list[float]:
    printer = EscPosPrinter(SerialTransport(str(port), SERIAL_BAUD), Paper(80), rasteriser=find_rasteriser(None))
    printer.open()
    slip, taken = typical_slip(), []
    for number in range(count + 1):
        printer.observe()
        began = time.perf_counter()
        outcome = printer.print(slip)
        assert outcome.state is PrintState.CONFIRMED, outcome
        if number:  # the first cuts what may stand before it
            taken.append(time.perf_counter() - began)
    printer.close()
    return taken


@contextmanager
def _far_end(kind: Callable[..., None], port: Path, *arguments: object) -> Iterator[None]:
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Event()
    process = spawn.Process(target=kind, args=(ready, port, *arguments), daemon=True)
    process.start()
    try:
        if not ready.wait(30):
            raise RuntimeError("the far end did not come up")
        yield
    finally:
        process.terminate()
        process.join()
        port.unlink(missing_ok=True)


def _reader(ready: Event, port: Path) -> None:
    from drivers_sim.sdt.chip import Chip, ResidentChip
    from drivers_sim.sdt.device import ChipReaderDevice

    async def serve() -> None:
        device = ChipReaderDevice(port, baud=READER_BAUD, quick=True)
        holder = ResidentChip(
            "韦志强", "男", "壮", "19840520", "柳州", "450202198405200017", "柳州", "20180101", "长期"
        )
        device.reader.place(Chip(holder))
        await device.start()
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(serve())


def _printer(ready: Event, port: Path, mm_per_s: float, cut_s: float) -> None:
    from drivers_sim.escpos.device import ReceiptPrinterDevice
    from drivers_sim.escpos.profile import Profile

    async def serve() -> None:
        profile = replace(Profile.for_paper(80), mm_per_s=mm_per_s, cut_s=cut_s)
        device = ReceiptPrinterDevice.on_serial(port, profile, baud=SERIAL_BAUD)
        await device.start()
        ready.set()
        await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    typer.run(main)
