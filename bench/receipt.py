"""A typical Chinese receipt: our bytes and what they lose, against python-escpos as text and as a raster picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer
from escpos.printer import Dummy
from PIL import Image, ImageDraw, ImageFont

from devices.escpos.encoder import Paper, encode
from devices.escpos.raster import find_rasteriser
from devices.slip import QrCode, Slip
from kiosk import receipts
from kiosk.central.types import Item, NextStep, TimelineStep
from kiosk.config import load
from kiosk.outbox.outcomes import Answer
from kiosk.views import Text
from play.processes import ROOT

DOTS = 576
LINE_DOTS = 30
FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SERIAL_BAUD = 19200
BITS_A_BYTE = 10
CUT = b"\x1dV\x00"


def main() -> None:
    """Print bytes, seconds on a 19200 baud wire (8N1), and characters that do not come out, of the same slip."""
    slip = typical_slip()
    lines = receipts.as_lines(slip)
    ours = b"".join(encode(slip, Paper(80), find_rasteriser(None)))
    rows = [("ours: GB18030 text", ours, 0), _as_text(lines), _as_raster(lines)]
    print(f"{'':28}{'bytes':>9}{'ratio':>8}{'wire s':>9}{'lost characters':>18}")
    for name, data, lost in rows:
        wire = len(data) * BITS_A_BYTE / SERIAL_BAUD
        print(f"{name:28}{len(data):9}{len(data) / len(ours):8.2f}{wire:9.1f}{lost:18}")
    marks = Dummy()
    marks.text("，。《》")
    print("python-escpos prints a line of Chinese punctuation alone as question marks:", b"????" in marks.output)
    passed = Dummy()
    passed.text(f"韦{CUT.decode()}强")
    print("python-escpos passes a cut command inside a name:", CUT in passed.output)


def _as_text(lines: tuple[str, ...]) -> tuple[str, bytes, int]:
    printer = Dummy()
    lost = 0
    for line in lines:
        before = len(printer.output)
        printer.text(line + "\n")
        lost += max(0, printer.output[before:].count(b"?") - line.count("?"))
    printer.qr(_code())
    printer.cut()
    return "python-escpos: text()", printer.output, lost


def _as_raster(lines: tuple[str, ...]) -> tuple[str, bytes, int]:
    picture = Image.new("1", (DOTS, LINE_DOTS * len(lines)), 1)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(FONT), 24, index=2)
    for number, line in enumerate(lines):
        draw.text((0, number * LINE_DOTS), line, font=font, fill=0)
    printer = Dummy()
    printer.image(picture)
    printer.qr(_code())
    printer.cut()
    return "python-escpos: image()", printer.output, 0


def _code() -> str:
    return next(element.data for element in typical_slip().elements if isinstance(element, QrCode))


def typical_slip() -> Slip:
    item = Item(
        code="UNE-001",
        version=1,
        name=Text(zh="申领失业保险金", en="Unemployment benefit"),
        least_level="L3",
        next=(NextStep(text=Text(zh="审核", en="Review"), days=10),),
    )
    steps = (
        TimelineStep(text=Text(zh="您提交了申请"), when="2026-11-24", state="done"),
        TimelineStep(text=Text(zh="已受理：核对记录后符合条件"), when="2026-11-24", state="done"),
        TimelineStep(text=Text(zh="最迟在这一天告诉您审核结果"), when="2026-12-08"),
    )
    answer = Answer(
        reference="K5MPG3HJ68F82B1", number="NN2611240000010", state="ALLOCATED", received_at="", timeline=steps
    )
    config = load(ROOT / "config" / "simulated.toml", require_files=False)
    now = datetime.fromisoformat("2026-11-24T10:00:00+08:00")
    return receipts.submitted(config, "zh", now, item, "韦志强", answer)


if __name__ == "__main__":
    typer.run(main)
