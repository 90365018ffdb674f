"""The dock's verbs on the command line, and a printer on a serial line."""

from __future__ import annotations

import asyncio
from pathlib import Path

import serial
from simulated_hall import Standing
from typer.testing import CliRunner, Result

from drivers_sim.cli import dock
from drivers_sim.escpos.device import ReceiptPrinterDevice
from drivers_sim.escpos.paper import slip_text
from drivers_sim.escpos.profile import Paper, Profile


async def command(stands: Standing, *words: str) -> Result:
    url = f"http://{stands.settings.dock}/"
    return await asyncio.to_thread(CliRunner().invoke, dock, ["--url", url, *words])


async def test_a_visit_by_commands(stands: Standing, tmp_path: Path) -> None:
    for words in (
        ("seat", "an"),
        ("place", "scanner", "an", "--condition", "blurred"),
        ("fault", "receipt-printer", "paper_out", "--after-mm", "10"),
        ("stage", "face", "--challenge", "turn_left"),
    ):
        result = await command(stands, *words)
        assert result.exit_code == 0, result.output
    assert '"slug": "an"' in (await command(stands, "state")).output
    printer = stands.hall.devices["receipt-printer"].printer  # type: ignore[attr-defined]
    printer.heard(b"a\nb\nc\nd\n")
    async with asyncio.timeout(10):
        while not any(slip.torn for slip in printer.slips):
            await stands.hall.newer_than(stands.hall.version)
    assert "a\nb\nc" in (await command(stands, "slips", "receipt-printer", "--png", str(tmp_path))).output
    assert (tmp_path / "receipt-printer-1.png").read_bytes().startswith(b"\x89PNG")
    for words in (("remove", "scanner"), ("leave",), ("reset",)):
        assert (await command(stands, *words)).exit_code == 0


async def test_a_refused_verb_ends_with_one(stands: Standing) -> None:
    result = await command(stands, "seat", "nobody")
    assert result.exit_code == 1
    assert "an, bo" in result.output


async def test_printing_over_a_serial_line(tmp_path: Path) -> None:
    link = tmp_path / "printer"
    device = ReceiptPrinterDevice.on_serial(link, Profile.for_paper(58))
    await device.start()

    def job() -> bytes:
        with serial.Serial(str(link), 115200, timeout=10) as port:
            port.write(
                b"\x1b@\x1c&" + "保".encode("gb18030") * 20 + b"\n\x1dVA\x00" + bytes.fromhex("1D2848060030304F4B4F4B")
            )
            answer: bytes = port.read(7)
            return answer

    assert await asyncio.to_thread(job) == bytes.fromhex("37224F4B4F4B00")
    assert slip_text(device.slips[0]) == "保" * 16 + "\n" + "保" * 4 + "\n"
    device.set_paper(Paper.OUT)

    def status() -> bytes:
        with serial.Serial(str(link), 115200, timeout=10) as port:
            port.write(b"\x10\x04\x01\x10\x04\x02\x10\x04\x04")
            answer: bytes = port.read(3)
            return answer

    assert await asyncio.to_thread(status) == bytes.fromhex("1A327E")
    await device.stop()
    assert not link.is_symlink()
