"""The receipt printer: raw bytes to events, to paper, to what it answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers_sim.escpos.events import ClearBuffer, Cut, Event, Feed, QrCommand, Raster, RealTimeStatus, Setting, Text
from drivers_sim.escpos.paper import Run, slip_text
from drivers_sim.escpos.parser import Parser
from drivers_sim.escpos.printer import Printer
from drivers_sim.escpos.profile import Paper, Profile
from drivers_sim.escpos.render import EDGE, MARGIN, render_slip

URL = b"https://12333.gov.cn/k/KAB12C"
RECEIPT = (
    b"\x1b@\x1c&\x1ba\x01\x1d!\x11"
    + "南宁市社保大厅".encode("gb18030")
    + b"\n\x1d!\x00\x1ba\x00"
    + "办理编号：".encode("gb18030")
    + b"\x1bE\x01A-2026-0001\x1bE\x00\n\xa3\xa4 1,980.00\n"
    + bytes.fromhex("1D286B0400314132 00")
    + bytes.fromhex("1D286B0300314306")
    + b"\x1d(k"
    + (len(URL) + 3).to_bytes(2, "little")
    + b"1P0"
    + URL
    + bytes.fromhex("1D286B0300315130")
    + bytes.fromhex("1D7630000200 0300 FF00 8001 FFFF")
    + bytes.fromhex("1D564100")
)


class Rig:
    """A printer whose answers are collected."""

    def __init__(self, **profile: object) -> None:
        self.answers = bytearray()
        self.printer = Printer(Profile(**profile), self.answers.extend)  # type: ignore[arg-type]

    def print(self, data: bytes) -> None:
        self.printer.receive(data)
        while self.printer.step() is not None:
            pass

    def ask(self, data: bytes) -> bytes:
        self.answers.clear()
        self.print(data)
        return bytes(self.answers)


def joined(events: list[Event]) -> list[Event]:
    """Neighbouring texts as one: where a stream is cut must not matter."""
    result: list[Event] = []
    for event in events:
        last = result[-1] if result else None
        if isinstance(event, Text) and isinstance(last, Text):
            result[-1] = Text(last.data + event.data)
        else:
            result.append(event)
    return result


def test_a_receipt_as_events() -> None:
    events = Parser().feed(RECEIPT)
    assert events[0] == Setting(b"\x1b@")
    assert Text("南宁市社保大厅".encode("gb18030")) in events
    assert QrCommand(80, b"0" + URL) in events
    assert QrCommand(81, b"0") in events
    assert Raster(2, 3, bytes.fromhex("FF008001FFFF")) in events
    assert events[-1] == Cut(partial=False, feed=0)


def test_a_status_query_within_a_picture_is_part_of_the_picture() -> None:
    events = Parser().feed(bytes.fromhex("1D763000 0300 0100 100401 100404"))
    assert events == [Raster(3, 1, b"\x10\x04\x01"), RealTimeStatus(4)]


def test_clear_buffer_needs_its_whole_sequence() -> None:
    assert Parser().feed(bytes.fromhex("10140801031401060208")) == [ClearBuffer()]


@given(st.binary(max_size=600), st.integers(1, 40))
def test_any_bytes_in_any_pieces_give_the_same_events(data: bytes, size: int) -> None:
    pieces = Parser()
    events: list[Event] = []
    for at in range(0, len(data), size):
        events += pieces.feed(data[at : at + size])
    assert joined(events) == joined(Parser().feed(data))


PREFIXES = b"\x1b|\x1d|\x1c|\x10|\x1b!|\x1d!|"
PREFIXES += b"\x1dv0|\x1d(k|\x1d(H|\x1b*|\x1dV|\x1b$|\x1c&|\n|\x1ba|\x1dL|\x1dW|\x10\x04|\x1da|\x1bD"
COMMANDS = st.sampled_from([*PREFIXES.split(b"|"), "社保".encode("gb18030"), URL])


@given(st.lists(COMMANDS | st.binary(max_size=4), max_size=60))
def test_the_printer_survives_whatever_it_is_sent(pieces: list[bytes]) -> None:
    rig = Rig()
    rig.print(b"".join(pieces))
    for slip in rig.printer.slips:
        slip_text(slip)
        if slip.height < 4000:
            render_slip(slip)


def test_a_receipt_on_paper() -> None:
    rig = Rig()
    rig.print(RECEIPT)
    (slip,) = rig.printer.slips
    assert slip.complete
    assert not slip.torn
    rows = slip_text(slip).splitlines()
    assert rows[0].strip() == "南宁市社保大厅"
    assert rows[0].startswith(" " * 10), "double width centred on 48 columns"
    assert rows[1] == "办理编号：A-2026-0001"
    assert rows[2].startswith("￥")
    assert f"[QR {URL.decode()}]" in rows[3]
    assert "[image 16×3]" in rows[4]
    bold = [item for line in slip.lines for item in line.items if isinstance(item, Run) and item.style.bold]
    assert [run.text for run in bold] == ["A-2026-0001"]
    image = render_slip(slip)
    assert image.size == (576 + 2 * MARGIN, slip.height + 2 * EDGE)


def test_the_qr_code_on_the_paper_can_be_read() -> None:
    cv2 = pytest.importorskip("cv2")
    rig = Rig()
    rig.print(RECEIPT)
    picture = np.asarray(render_slip(rig.printer.slips[0]).convert("L"))
    text, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    assert text == URL.decode()


def test_the_raster_is_black_where_its_bits_are() -> None:
    rig = Rig()
    rig.print(bytes.fromhex("1D763000 0100 0200 F0 0F") + b"\x1dV\x00")
    picture = np.asarray(render_slip(rig.printer.slips[0]).convert("L"))[EDGE : EDGE + 2, MARGIN : MARGIN + 8]
    assert ((picture < 128).astype(int)).tolist() == [[1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 1, 1, 1]]


def test_text_without_chinese_mode_comes_out_wrong() -> None:
    rig = Rig()
    rig.print(b"\x1b@\x1c." + "社保".encode("gb18030") + b"\n")
    assert "社保" not in slip_text(rig.printer.slips[0])


def test_before_a_mode_is_chosen_chinese_is_chinese_and_a_code_page_is_one() -> None:
    """As printers for China start, and other software expects them to."""
    rig = Rig()
    rig.print("社保 é\n".encode("gb18030")[:5] + b"\x82\n" + b"\x1bt\x10" + "àé£ç".encode("cp1252") + b"\n")
    rig.print("保".encode("gb18030")[:1])
    rig.print(b"\n")
    assert slip_text(rig.printer.slips[0]).split("\n")[:2] == ["社保 é", "àé£ç"]


@pytest.mark.parametrize(("font", "shown"), [("gb2312", "李□"), ("gbk", "李喆")])
def test_characters_the_font_lacks_are_boxes(font: str, shown: str) -> None:
    rig = Rig(font=font)
    rig.print(b"\x1c&" + "李喆".encode("gb18030") + b"\n")
    assert slip_text(rig.printer.slips[0]) == shown + "\n"


def test_a_character_split_over_two_writes() -> None:
    rig = Rig()
    encoded = "保".encode("gb18030")
    rig.printer.receive(b"\x1c&" + encoded[:1])
    rig.print(encoded[1:] + b"\n")
    assert slip_text(rig.printer.slips[0]) == "保\n"


def test_long_lines_wrap_at_the_width_of_the_paper() -> None:
    for dots, columns in ((576, 24), (384, 16)):
        rig = Rig(dots=dots)
        rig.print(b"\x1c&" + ("保" * 30).encode("gb18030") + b"\n")
        assert slip_text(rig.printer.slips[0]).splitlines()[0] == "保" * columns


@pytest.mark.parametrize("state", ["ready", "cover", "out", "low"])
def test_real_time_status(state: str) -> None:
    rig = Rig()
    rig.printer.set_cover(state == "cover")
    rig.printer.set_paper({"out": Paper.OUT, "low": Paper.LOW}.get(state, Paper.OK))
    answers = b"".join(rig.ask(bytes((0x10, 0x04, n))) for n in (1, 2, 3, 4))
    assert answers.hex() == {"ready": "12121212", "cover": "1a161212", "out": "1a32127e", "low": "1212121e"}[state]


def test_without_a_near_end_sensor_low_paper_is_not_seen() -> None:
    rig = Rig(near_end_sensor=False)
    rig.printer.set_paper(Paper.LOW)
    assert rig.ask(b"\x10\x04\x04") == b"\x12"
    rig.printer.set_paper(Paper.OUT)
    assert rig.ask(b"\x10\x04\x04") == b"\x72"


def test_automatic_status_is_pushed_on_each_change_and_only_then() -> None:
    rig = Rig()
    assert rig.ask(b"\x1da\x0e") == bytes.fromhex("10000000")
    rig.answers.clear()
    rig.printer.set_cover(True)
    rig.printer.set_cover(True)
    assert rig.answers == bytes.fromhex("38000000")
    rig.answers.clear()
    rig.printer.set_cover(False)
    rig.printer.set_paper(Paper.OUT)
    assert rig.answers == bytes.fromhex("10000000 18000F00")
    rig.printer.set_paper(Paper.OK)
    assert rig.ask(b"\x1da\x00") == b""
    rig.printer.set_cover(True)
    assert rig.answers == b""


def test_out_of_paper_it_buffers_and_answers_only_real_time() -> None:
    rig = Rig()
    rig.printer.set_paper(Paper.OUT)
    job = b"\x1b@later\n\x1dr\x01" + bytes.fromhex("1D28480600303041424344") + b"\x1dV\x00"
    assert rig.ask(job) == b""
    assert rig.printer.slips == []
    assert rig.ask(b"\x10\x04\x04") == b"\x7e"
    rig.printer.set_paper(Paper.OK)
    assert rig.ask(b"") == b"\x00" + bytes.fromhex("37224142434400")
    assert [(slip_text(s), s.complete) for s in rig.printer.slips] == [("later\n", True)]


def test_paper_that_ends_in_the_middle_leaves_a_torn_slip() -> None:
    rig = Rig()
    rig.printer.set_paper(Paper.OUT, left=60)
    assert rig.ask(b"\x10\x04\x04") == b"\x1e"
    rig.print(b"one\ntwo\nthree\nfour\n\x1dVA\x00")
    assert rig.printer.paper is Paper.OUT
    (torn,) = rig.printer.slips
    assert slip_text(torn) == "one\ntwo\n"
    assert torn.torn
    assert not torn.complete
    rig.printer.set_paper(Paper.OK)
    rig.print(b"")
    assert slip_text(rig.printer.slips[1]) == "three\nfour\n"
    assert rig.printer.slips[1].complete


def test_completion_is_answered_after_what_stands_before_it() -> None:
    rig = Rig()
    rig.printer.receive(b"line\n" + bytes.fromhex("1D28480600303001020304"))
    assert rig.answers == b""
    while rig.printer.step() is not None:
        pass
    assert rig.answers == bytes.fromhex("37220102030400")


def test_feeds_and_line_spacing_take_paper() -> None:
    rig = Rig()
    rig.print(b"\x1b3\x28a\n\x1bd\x02\x1bJ\x10")
    assert rig.printer.slips[0].height == 40 + 80 + 16
    assert Parser().feed(b"\x1bd\x02") == [Feed(2, "lines")]
