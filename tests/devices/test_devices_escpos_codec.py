"""ESC/POS: slips to bytes, and what printers answer, told apart bit by bit."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.escpos.charset import MISSING, columns_of, in_font, printable
from devices.escpos.encoder import CUT, Paper, completion_id, completion_request, encode, status_request
from devices.escpos.layout import lines_of, wrap
from devices.escpos.raster import Bitmap, PillowRasteriser
from devices.escpos.status import Cleared, Completed, PrinterState, Pushed, RealTime, StatusParser
from devices.model import Health
from devices.slip import Align, Feed, KeyValue, QrCode, Rule, Slip, Text

CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0)])) + "\u200b\u202e\ufeff\u2028"


class OneDot:
    """A rasteriser that shows that it was asked."""

    def __init__(self, data: bytes = b"\x01") -> None:
        self.lines: list[str] = []
        self._data = data

    def line(self, line, columns):
        self.lines.append(line.text)
        return Bitmap(1, len(self._data), self._data)


def encoded(*elements, paper=80, rasteriser=None) -> bytes:
    return b"".join(encode(Slip(elements), Paper(paper), rasteriser))


def test_a_slip_in_bytes() -> None:
    assert encoded(Text("社保", size=2, bold=True, align=Align.CENTRE), Feed(2)) == b"".join(
        (
            *(b"\x1b@", b"\x1da\x0e", b"\x1c&"),
            *(b"\x1ba\x01", b"\x1d!\x11", b"\x1bE\x01", "社保".encode("gb2312"), b"\n"),
            b"\x1bd\x02",
            b"\x1dV\x42\x18",
        )
    )


def test_a_qr_code_in_bytes() -> None:
    wire = encoded(QrCode("K1234", module=4))
    assert wire.count(b"\x1d(k") == 5
    for part in ("1d286b0400314132 00", "1d286b0300314304", "1d286b0300314531", "1d286b0300315130"):
        assert bytes.fromhex(part) in wire
    assert b"\x1d(k\x08\x00\x31\x50\x30K1234" in wire


def test_the_yen_sign_has_the_place_that_fonts_give_it() -> None:
    assert b"\xa3\xa412" in encoded(Text("¥12"))
    assert b"\xa3\xa412" in encoded(Text("￥12"))


@pytest.mark.parametrize("character", ["，", "。", "《", "》", "壮", "·", "—", "…", "℃", "Ⅳ", "A", "~"])
def test_common_characters_are_in_the_font(character: str) -> None:
    assert in_font(character) == character.encode("gb18030")


@pytest.mark.parametrize("character", ["喆", "堃", "䶮", "𠮷", "㎡", "é".upper()])
def test_rare_characters_become_a_picture_of_their_line(character: str) -> None:
    rasteriser = OneDot()
    wire = encoded(Text(f"张{character}先生"), Text("李先生"), rasteriser=rasteriser)
    assert rasteriser.lines == [f"张{character}先生"]
    assert b"\x1dv0\x00\x01\x00\x01\x00\x01" in wire
    assert "李先生".encode("gb2312") in wire


def test_without_a_rasteriser_the_printers_own_sign_stands_in() -> None:
    assert f"张{MISSING}先生".encode("gb2312") in encoded(Text("张䶮先生"))


def test_pictures_are_sent_in_slices_of_at_most_255_rows() -> None:
    wire = encoded(Text("䶮"), rasteriser=OneDot(b"\x01" * 300))
    assert b"\x1dv0\x00\x01\x00\xff\x00" + b"\x01" * 255 + b"\x1dv0\x00\x01\x00\x2d\x00" in wire


@pytest.mark.parametrize("command", [b"\x10\x04", b"\x10\x05", b"\x10\x14"])
def test_no_picture_holds_a_real_time_command(command: bytes) -> None:
    wire = encoded(Text("䶮"), rasteriser=OneDot(command * 4))
    assert command not in wire


def _strip_commands(wire: bytes) -> bytes:
    """What is left of an encoded slip without the commands that the encoder itself writes."""
    own = (
        rb"\x1b@|\x1da\x0e|\x1c&|\x1ba[\x00-\x02]|\x1d![\x00\x11\x22]|\x1bE[\x00\x01]|\x1bd[\x01-\x14]|\x1dV\x42\x18|\n"
    )
    return re.sub(own, b"", wire).replace(b"\n", b"")


@given(st.text(max_size=80), st.text(max_size=20), st.sampled_from([1, 2, 3]))
def test_no_control_character_reaches_the_wire_whatever_a_name_holds(text: str, label: str, size: int) -> None:
    wire = encoded(Text(text, size=size), KeyValue(label, text))
    assert not [byte for byte in _strip_commands(wire) if byte < 0x20 or byte == 0x7F]


def test_commands_in_a_name_are_only_letters() -> None:
    wire = encoded(Text("\x1bp\x00\x19\x19" + CONTROLS + "\x1dV\x00"))
    assert _strip_commands(wire) == b"pV"


def test_controls_and_invisible_characters_go() -> None:
    assert printable(CONTROLS) == "\n" + " " or printable(CONTROLS).strip() == ""
    assert printable("王\u202e\u200b明") == "王明"
    assert printable("a\u00a0b\u3000c") == "a b  c"
    assert printable("\U0001f600") == MISSING


@given(st.text(max_size=200), st.sampled_from([48, 32, 24, 16]))
def test_lines_fit_and_nothing_is_lost(text: str, columns: int) -> None:
    lines = wrap(text, columns)
    assert all(columns_of(line) <= columns for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", printable(text))


def test_words_stay_whole_and_closing_punctuation_clings() -> None:
    assert wrap("please keep this receipt", 12) == ["please keep", "this receipt"]
    assert wrap("请妥善保管本回执。谢谢", 16) == ["请妥善保管本回", "执。谢谢"]


def test_a_word_wider_than_the_paper_is_cut() -> None:
    assert wrap("K" * 40, 32) == ["K" * 32, "K" * 8]


@pytest.mark.parametrize(("paper", "columns"), [(80, 48), (58, 32)])
def test_keys_and_values_reach_from_edge_to_edge(paper: int, columns: int) -> None:
    [line] = lines_of(KeyValue("受理编号", "20260001"), Paper(paper).columns)
    assert columns_of(line.text) == columns
    assert line.text.startswith("受理编号 ")
    assert line.text.endswith(" 20260001")


def test_a_value_that_does_not_fit_beside_its_label_goes_below() -> None:
    label, value = lines_of(KeyValue("经办机构", "南宁市人力资源和社会保障局"), 32)
    assert (label.text, label.align) == ("经办机构", Align.LEFT)
    assert (value.text, value.align) == ("南宁市人力资源和社会保障局", Align.RIGHT)


def test_a_rule_is_as_wide_as_the_paper() -> None:
    [line] = lines_of(Rule(), 48)
    assert columns_of(line.text) == 48


def test_the_cut_comes_last() -> None:
    assert encode(Slip((Text("x"),)), Paper())[-1] == CUT


@pytest.mark.parametrize(
    "wrong",
    [
        *(lambda: QrCode("中"), lambda: QrCode(""), lambda: QrCode("x" * 2401), lambda: QrCode("a\x1b@")),
        *(lambda: Text("x", size=4), lambda: Feed(0), lambda: Paper(72)),
    ],
)
def test_what_cannot_be_printed_is_refused_when_made(wrong) -> None:
    with pytest.raises(ValueError, match=r"may be|ASCII"):
        wrong()


def test_slips_do_not_show_what_they_hold() -> None:
    assert "黄" not in repr(Slip((Text("黄小梅"),)))
    assert "黄" not in repr(Text("黄小梅"))


def test_a_rare_character_is_drawn() -> None:
    rasteriser = PillowRasteriser()
    [line] = lines_of(Text("䶮"), 48)
    [blank] = lines_of(Text(" "), 48)
    bitmap, empty = rasteriser.line(line, 48), rasteriser.line(blank, 48)
    assert (bitmap.row_bytes, bitmap.rows) == (72, 30)
    assert len(bitmap.data) == 72 * 30
    black = sum(byte.bit_count() for byte in bitmap.data)
    assert 60 < black < 24 * 24
    assert not any(empty.data)
    in_cell = sum(byte.bit_count() for row in range(30) for byte in bitmap.data[row * 72 : row * 72 + 3])
    assert in_cell == black


def test_a_drawn_line_is_aligned() -> None:
    [line] = lines_of(Text("䶮", align=Align.RIGHT), 48)
    bitmap = PillowRasteriser().line(line, 48)
    assert not any(bitmap.data[row * 72 + column] for row in range(30) for column in range(69))


# --- what printers answer --------------------------------------------------------------------------------------------


def test_status_requests() -> None:
    assert status_request(1) == bytes.fromhex("100401")


def test_completion() -> None:
    request = completion_request(completion_id(0x1234))
    assert request == bytes.fromhex("1d284806003030") + b"ABCD"
    assert StatusParser().feed(b"\x37\x22ABCD\x00") == [Completed(b"ABCD")]


@pytest.mark.parametrize("byte", [0x12, 0x16, 0x1A, 0x32, 0x52, 0x7E])
def test_real_time_answers(byte: int) -> None:
    assert StatusParser().feed(bytes((byte,))) == [RealTime(byte)]


def test_pushed_status() -> None:
    assert StatusParser().feed(bytes.fromhex("1800 0F0F".replace(" ", ""))) == [Pushed(bytes.fromhex("18000F0F"))]


def test_a_cleared_buffer() -> None:
    assert StatusParser().feed(b"\x37\x25\x00") == [Cleared()]


def test_a_real_time_answer_amid_a_pushed_status() -> None:
    for place in range(1, 4):
        status = bytes.fromhex("18000F0F")
        events = StatusParser().feed(status[:place] + b"\x12" + status[place:])
        assert events == [RealTime(0x12), Pushed(status)]


def test_a_real_time_answer_amid_a_completion() -> None:
    answer = b"\x37\x22" + completion_id(0xFFFF) + b"\x00"
    for place in range(1, len(answer)):
        assert StatusParser().feed(answer[:place] + b"\x7e" + answer[place:]) == [
            RealTime(0x7E),
            Completed(completion_id(0xFFFF)),
        ]


@given(st.integers(0, 0xFFFF))
def test_no_letter_of_an_id_looks_like_a_status(number: int) -> None:
    assert all(byte & 0x90 == 0 for byte in completion_id(number))


EVENTS = st.one_of(
    st.sampled_from([0x12, 0x1A, 0x32, 0x7E]).map(lambda byte: (bytes((byte,)), RealTime(byte))),
    st.tuples(st.sampled_from([0x10, 0x18, 0x38]), st.sampled_from([0, 8, 0x2C]), st.sampled_from([0, 3, 0xF])).map(
        lambda parts: (bytes((*parts, 0x0F)), Pushed(bytes((*parts, 0x0F))))
    ),
    st.integers(0, 0xFFFF).map(lambda n: (b"\x37\x22" + completion_id(n) + b"\x00", Completed(completion_id(n)))),
)


@given(st.lists(EVENTS, max_size=8), st.data())
def test_any_cut_of_the_stream_gives_the_same_events(wanted, data: st.DataObject) -> None:
    stream = b"".join(wire for wire, _ in wanted)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=6)))
    parser, events = StatusParser(), []
    for begin, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        events += parser.feed(stream[begin:end])
    assert events == [event for _, event in wanted]


@given(st.binary(max_size=200))
def test_noise_does_not_hide_the_answer_behind_it(noise: bytes) -> None:
    parser = StatusParser()
    parser.feed(noise)
    assert parser.feed(b"\x12")[-1:] == [RealTime(0x12)]


def _asked(*answers: int, near_end_sensor: bool = True) -> PrinterState:
    state = PrinterState()
    for n, byte in enumerate(answers, 1):
        state = state.answered(n, byte, near_end_sensor=near_end_sensor)
    return state


@pytest.mark.parametrize(
    ("answers", "reason", "health"),
    [
        ((0x12, 0x12, 0x12, 0x12), "ok", Health.ONLINE),
        ((0x12, 0x12, 0x12, 0x1E), "paper_low", Health.ONLINE),
        ((0x1A, 0x32, 0x12, 0x7E), "paper_out", Health.USER_ERROR),
        ((0x1A, 0x16, 0x12, 0x12), "cover_open", Health.USER_ERROR),
        ((0x1A, 0x36, 0x12, 0x7E), "cover_open", Health.USER_ERROR),
        ((0x1A, 0x52, 0x1A, 0x12), "cutter_jam", Health.HARDWARE_ERROR),
        ((0x1A, 0x52, 0x32, 0x12), "printer_error", Health.HARDWARE_ERROR),
        ((0x1A, 0x52, 0x52, 0x12), "overheated", Health.HARDWARE_ERROR),
        ((0x1A, 0x1A, 0x12, 0x12), "feeding", Health.DEVICE_BUSY),
        ((0x1A, 0x12, 0x12, 0x12), "printer_offline", Health.OFFLINE),
    ],
)
def test_status_bytes_as_staff_see_them(answers, reason: str, health: Health) -> None:
    observation = _asked(*answers).observe()
    assert (observation.reason, observation.health) == (reason, health)


def test_without_a_near_end_sensor_low_paper_is_unknown_and_never_fine() -> None:
    assert _asked(0x12, 0x12, 0x12, 0x12, near_end_sensor=False).observe().detail["paper"] == "present"
    assert _asked(0x12, 0x12, 0x12, 0x12).observe().detail["paper"] == "ok"


@pytest.mark.parametrize(
    ("pushed", "reason"),
    [
        *(("1000000F", "ok"), ("1000030F", "paper_low"), ("18000F0F", "paper_out"), ("3800000F", "cover_open")),
        *(("1808000F", "cutter_jam"), ("1820000F", "printer_error"), ("1840000F", "overheated")),
    ],
)
def test_pushed_bytes_as_staff_see_them(pushed: str, reason: str) -> None:
    assert PrinterState().pushed(bytes.fromhex(pushed), near_end_sensor=True).observe().reason == reason


def test_what_was_never_asked_is_unknown() -> None:
    assert set(PrinterState().observe().detail.values()) == {"unknown"}
