"""NUT's lines and what they mean. No port."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.nut.codec import (
    LONGEST_LINE,
    MOST_VARIABLES,
    Answer,
    AnswerParser,
    Banner,
    Refused,
    Unknown,
    Variables,
    list_variables,
    words_of,
)
from devices.nut.meaning import detail_of, reason_of
from devices.reasons import REASONS

# What upsd 2.8.0 answered to VER, LIST VAR ups, LIST VAR nope.
RECORDED = (
    b"Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/\n"
    b'BEGIN LIST VAR ups\nVAR ups battery.charge "87"\nVAR ups battery.runtime "1234"\n'
    b'VAR ups device.mfr "Dummy Manufacturer"\nVAR ups ups.status "OL CHRG"\nEND LIST VAR ups\n'
    b"ERR UNKNOWN-UPS\n"
)
SAID: list[Answer] = [
    Banner("Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/"),
    Variables(
        "ups",
        {
            "battery.charge": "87",
            "battery.runtime": "1234",
            "device.mfr": "Dummy Manufacturer",
            "ups.status": "OL CHRG",
        },
    ),
    Refused("UNKNOWN-UPS"),
]


@given(cuts=st.lists(st.integers(0, len(RECORDED)), max_size=12))
def test_a_recorded_talk_however_it_is_cut(cuts: list[int]) -> None:
    parser, found, at = AnswerParser(), [], 0
    for cut in [*sorted(cuts), len(RECORDED)]:
        found += parser.feed(RECORDED[at:cut])
        at = cut
    assert found == SAID


def test_one_byte_at_a_time() -> None:
    parser = AnswerParser()
    assert [answer for byte in RECORDED for answer in parser.feed(bytes((byte,)))] == SAID


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r'VAR ups device.model "a \"b\" \\ c"', ["VAR", "ups", "device.model", r'a "b" \ c']),
        ('VAR ups ups.id ""', ["VAR", "ups", "ups.id", ""]),
        ('VAR ups ups.id "open', None),
        ("ends \\", None),
        ("  \r\n", []),
    ],
)
def test_words(line: str, words: list[str] | None) -> None:
    assert words_of(line) == words


@given(st.lists(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)), max_size=5))
def test_quoted_words_come_back(words: list[str]) -> None:
    quoted = ['"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"' for word in words]
    assert words_of(" ".join(quoted)) == words


def test_a_list_that_is_broken_is_none() -> None:
    begun = b'BEGIN LIST VAR ups\nVAR ups ups.status "OL"\n'
    assert AnswerParser().feed(begun + b"END LIST VAR other\n") == [Unknown()]
    assert AnswerParser().feed(begun + b"ERR DATA-STALE\nEND LIST VAR ups\n") == [Refused("DATA-STALE"), Unknown()]
    assert AnswerParser().feed(b"\r\nERROR\r\n") == [Unknown()]


def test_what_is_endless_is_bounded() -> None:
    parser = AnswerParser()
    for _ in range(100):
        parser.feed(b"x" * LONGEST_LINE)
        assert len(parser._line) <= 2 * LONGEST_LINE
    assert parser.feed(b"\nERR DATA-STALE\n") == [Unknown(), Refused("DATA-STALE")]
    parser.feed(b"BEGIN LIST VAR ups\n" + b"".join(b'VAR ups v%d "1"\n' % n for n in range(MOST_VARIABLES + 50)))
    (whole,) = parser.feed(b"END LIST VAR ups\n")
    assert isinstance(whole, Variables)
    assert len(whole.values) == MOST_VARIABLES


def test_ten_thousand_pieces_of_noise() -> None:
    noise, parser = random.Random(5), AnswerParser()
    pieces = (
        b"BEGIN LIST VAR ups\n",
        b'VAR ups ups.status "OB LB"\n',
        b"END LIST VAR ups\n",
        b"ERR ",
        b'"',
        b"\\",
        b"\n",
    )
    for _ in range(10_000):
        for answer in parser.feed(noise.choice(pieces) + noise.randbytes(noise.randrange(20))):
            if isinstance(answer, Variables):
                reason_of(answer.values)
                detail_of(answer.values)
        assert len(parser._line) <= LONGEST_LINE + 50


@pytest.mark.parametrize(
    ("status", "reason", "supply", "battery"),
    [
        ("OL", "ok", "mains", "ok"),
        ("OL CHRG", "ok", "mains", "charging"),
        ("OL HB TRIM", "ok", "mains", "ok"),
        ("OB", "on_battery", "battery", "discharging"),
        ("OB DISCHRG", "on_battery", "battery", "discharging"),
        ("OB LB", "battery_low", "battery", "low"),
        ("FSD OL", "battery_low", "mains", "ok"),
        ("OL LB CHRG", "battery_charging", "mains", "low"),
        ("OL RB", "battery_replace", "mains", "replace"),
        ("OL OVER RB", "ups_overload", "mains", "replace"),
        ("BYPASS", "ups_bypass", "mains", "unknown"),
        ("OFF", "ups_off", "unknown", "unknown"),
        ("OL ALARM", "ups_alarm", "mains", "ok"),
        ("WAIT", "ups_stale", "unknown", "unknown"),
        ("", "ups_stale", "unknown", "unknown"),
    ],
)
def test_what_a_status_means(status: str, reason: str, supply: str, battery: str) -> None:
    assert reason_of({"ups.status": status}) == reason
    assert reason in REASONS
    detail = detail_of({"ups.status": status})
    assert (detail["supply"], detail["battery"]) == (supply, battery)
    assert (detail["charge"], detail["runtime"]) == ("unknown", "unknown")


@pytest.mark.parametrize(
    ("charge", "runtime", "shown"),
    [
        ("87", "1234", ("87", "1200")),
        ("99.6", "59.9", ("99", "0")),
        ("1,5", "-3", ("unknown", "unknown")),
        ("101", "1e9", ("unknown", "unknown")),
        ("", "９９", ("unknown", "unknown")),
    ],
)
def test_numbers(charge: str, runtime: str, shown: tuple[str, str]) -> None:
    detail = detail_of({"ups.status": "OL", "battery.charge": charge, "battery.runtime": runtime})
    assert (detail["charge"], detail["runtime"]) == shown


@pytest.mark.parametrize("name", ["", "two words", "ups\nLIST UPS", "电源"])
def test_a_name_cannot_carry_a_command(name: str) -> None:
    with pytest.raises(ValueError, match="ups is"):
        list_variables(name)
