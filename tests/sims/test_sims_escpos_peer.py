"""Other software's byte streams into the simulated printer: printed or skipped, and always in step afterwards."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

from drivers_sim.escpos.paper import Picture, Run, slip_text
from drivers_sim.escpos.printer import Printer
from drivers_sim.escpos.profile import Profile
from drivers_sim.escpos.render import render_slip

escpos_errors = pytest.importorskip("escpos.exceptions")
escpos = pytest.importorskip("escpos.printer", reason="python-escpos is a peer: script/setup bench")

PICTURE = Image.fromarray((np.indices((60, 200)).sum(axis=0) // 10 % 2 * 255).astype(np.uint8)).convert("1")
END = b"\x1b@\x1c.--- in step ---\n\x1dV\x00"


def styles(p: Any) -> None:
    for settings in (
        *({"bold": True}, {"underline": 2}, {"double_width": True, "double_height": True}, {"invert": True}),
        *({"align": "center"}, {"align": "right", "font": "b"}, {"custom_size": True, "width": 4, "height": 3}),
        *({"smooth": True, "flip": True}, {"density": 3}),
    ):
        p.set_with_default(**settings)
        p.textln("some text 123")


def texts(p: Any) -> None:
    p.text("plain\n")
    p.textln("Grüße, çà et là — 100 €")
    p.textln("Привет, κόσμε")
    p.text("南宁市社会保险事业局\n")
    p.block_text("a longer text that is broken into lines by the other software " * 3, columns=32)


def code_pages(p: Any) -> None:
    for page in ("CP437", "CP850", "CP852", "CP858", "CP866", "CP1252", "CP932", "AUTO"):
        p.charcode(page)
        p.text("abc äöü\n")


def images(p: Any) -> None:
    for how in ("bitImageRaster", "bitImageColumn", "graphics"):
        p.image(PICTURE, impl=how)
        p.image(PICTURE, impl=how, high_density_vertical=False, high_density_horizontal=False)
    p.image(PICTURE.resize((300, 1200)), fragment_height=100)


def barcodes(p: Any) -> None:
    for kind, data in (
        *(("EAN13", "4006381333931"), ("EAN8", "96385074"), ("UPC-A", "036000291452"), ("CODE39", "ABC-123")),
        *(("ITF", "12345670"), ("NW7", "A12345B")),
    ):
        for function in ("A", "B"):
            p.barcode(data, kind, height=64, width=2, pos="BELOW", function_type=function)
    p.barcode("{BCode 128", "CODE128", function_type="B")
    p.barcode("CODE93", "CODE93", function_type="B")


def qr_codes(p: Any) -> None:
    for size in (3, 8):
        p.qr("https://12333.gov.cn/k/KAB12C", native=True, size=size, ec=2)
    p.qr("as a picture", native=False)


def cuts_and_feeds(p: Any) -> None:
    for mode in ("FULL", "PART"):
        for feed in (True, False):
            p.text("a piece\n")
            p.cut(mode=mode, feed=feed)
    p.ln(3)
    p.print_and_feed(5)
    for control in ("LF", "FF", "CR", "HT", "VT"):
        p.control(control, count=4, tab_size=6)
    p.line_spacing(80, 180)
    p.line_spacing()


def hardware(p: Any) -> None:
    for what in ("INIT", "SELECT", "RESET"):
        p.hw(what)
    p.cashdraw(2)
    p.cashdraw(5)
    p.buzzer(2, 4)
    p.panel_buttons(enable=False)
    p.linedisplay_select(select_display=True)
    p.linedisplay_clear()
    p.linedisplay("to a customer's display")


SETS: tuple[Callable[[Any], None], ...] = (
    *(styles, texts, code_pages, images, barcodes, qr_codes, cuts_and_feeds, hardware),
)


class Tolerant:
    """python-escpos, without its errors for what a profile says its printer lacks."""

    def __init__(self, printer: Any) -> None:
        self._printer = printer

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._printer, name)

        def call(*args: Any, **kwargs: Any) -> None:
            with contextlib.suppress(escpos_errors.Error, ValueError, KeyError):
                method(*args, **kwargs)

        return call


def stream(commands: Callable[[Any], None], profile: str) -> bytes:
    dummy = escpos.Dummy(profile=profile)
    commands(dummy if profile == "default" else Tolerant(dummy))
    return bytes(dummy.output)


def printed(data: bytes, size: int | None = None) -> tuple[Printer, list[str]]:
    printer = Printer(Profile(font="gb18030"), lambda _data: None)
    for at in range(0, len(data), size or len(data)):
        printer.receive(data[at : at + (size or len(data))])
        while printer.step() is not None:
            pass
    return printer, [slip_text(slip) for slip in printer.slips if slip.printed]


@pytest.mark.parametrize("profile", ["default", "TM-T88V", "POS-5890", "simple"])
@pytest.mark.parametrize("commands", SETS, ids=lambda each: each.__name__)
def test_a_stream_is_printed_or_skipped_and_leaves_the_printer_in_step(commands, profile: str) -> None:
    data = stream(commands, profile)
    assert data
    printer, slips = printed(data + END)
    assert slips[-1].splitlines()[-1] == "--- in step ---"
    assert printer.slips[-1].complete
    assert printer.idle
    assert printer._parser.pending == 0
    for slip in printer.slips:
        assert render_slip(slip).height > 0


@pytest.mark.parametrize("commands", SETS, ids=lambda each: each.__name__)
def test_it_prints_the_same_byte_by_byte(commands) -> None:
    data = stream(commands, "default") + END
    assert printed(data, 1)[1] == printed(data)[1]


def test_texts_and_codes_come_out() -> None:
    _, slips = printed(stream(texts, "default"))
    for expected in ("plain", "Grüße, çà et là", "Привет", "a longer text that is broken"):
        assert expected in slips[0]
    _, slips = printed(stream(lambda p: p.text("南宁市社会保险事业局\n"), "default"))
    assert slips[0] == "南宁市社会保险事业局\n"
    _, slips = printed(stream(qr_codes, "default"))
    assert slips[0].count("[QR https://12333.gov.cn/k/KAB12C]") == 2


def test_a_code_as_printers_made_in_china_take_it() -> None:
    printer, slips = printed(b"\x1dZ\x02\x1bZ\x03M\x06\x04\x00K-42\n" + END)
    assert "[QR K-42]" in slips[0]
    assert not printer.skipped


def test_a_bar_code_that_ends_at_no_nul_swallows_nothing() -> None:
    _, slips = printed(b"\x1dk\x04AB12\nnext\n\x1dk\x00\x0c123\n" + END)
    assert slips[0].split() == ["next", "123", "---", "in", "step", "---"]


def test_what_is_put_left_of_what_stands_there_is_read_in_its_place() -> None:
    _, slips = printed(b"\x1b$\x68\x01R\x1b$\x0c\x00L\n")
    assert slips[0].split() == ["L", "R"]


@pytest.mark.parametrize(
    ("page", "data", "text"), [(46, b"\xcf\xf0", "Пр"), (47, b"\xe1\xe2", "αβ"), (13, b"\x9f", "ş")]
)
def test_code_pages(page: int, data: bytes, text: str) -> None:
    _, slips = printed(b"\x1bt" + bytes((page,)) + data + b"\n")
    assert slips[0] == f"{text}\n"


def test_pictures_come_out_in_their_size() -> None:
    graphics, _ = printed(stream(lambda p: p.image(PICTURE, impl="graphics"), "default"))
    [stored] = [item for line in graphics.slips[0].lines for item in line.items if isinstance(item, Picture)]
    assert (stored.width, stored.height) == (200, 60)
    printer, _ = printed(stream(lambda p: p.image(PICTURE, impl="bitImageRaster"), "default"))
    [picture] = [item for line in printer.slips[0].lines for item in line.items if isinstance(item, Picture)]
    assert (picture.width, picture.height) == (200, 60)
    printer, _ = printed(stream(lambda p: p.image(PICTURE, impl="bitImageColumn"), "default"))
    pictures = [item for line in printer.slips[0].lines for item in line.items if isinstance(item, Picture)]
    assert sum(each.height for each in pictures) in (60, 72)
    assert {each.width for each in pictures} == {200}


def test_styles_come_out() -> None:
    printer, _ = printed(stream(styles, "default"))
    runs = [item.style for line in printer.slips[0].lines for item in line.items if isinstance(item, Run)]
    assert any(style.bold for style in runs)
    assert any(style.reverse for style in runs)
    assert any((style.width, style.height) == (4, 3) for style in runs)


def test_what_is_skipped_is_counted() -> None:
    printer, _ = printed(stream(barcodes, "default"))
    assert printer.skipped["GS k"] == 14
    printer, _ = printed(b"\x1bq\x1dx\x1c~" + END)
    assert {"ESC q", "GS x", "FS ~"} <= set(printer.skipped)
