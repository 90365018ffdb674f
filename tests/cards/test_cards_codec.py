"""The social security card's programs: against the recorded bytes, each kind of card, and any bytes at all."""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import Callable, Generator
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.card.apdu import exchange, run
from devices.card.application import AID, ask_tries_left, read_social_card, verify
from devices.card.files import EF05, EF06, value_of
from devices.interfaces import PinAnswer, SocialCard
from devices.model import Completion, DeviceError
from drivers_sim.card.chip import STYLES, BankChip, SocialChip, Style
from drivers_sim.card.contents import Contents, Version

VERSIONS: tuple[Version, ...] = get_args(Version)
LONG_NAME = "买买提江阿卜杜拉托合提巴依尔罕古丽"

Answer = Callable[[bytes], bytes]


def contents(version: Version = "3.00", name: str = "黄小梅", pin: str = "314159") -> Contents:
    return Contents(
        version=version,
        region="450100",
        card_number="A12345678",
        id_number="45012219970214002X",
        name=name,
        sex="女",
        birth_date="19970214",
        issued="20190805",
        expires="20290805",
        ethnicity="壮",
        pin=pin,
    )


def chip(style: Style = "sfi", version: Version = "3.00", *, fetches: bool = True, name: str = "黄小梅") -> SocialChip:
    return SocialChip(contents(version, name), style=style, fetches=fetches)


def talk(answer: Answer, seen: list[bytes] | None = None) -> Callable[[object], bytes]:
    def transmit(command: object) -> bytes:
        assert isinstance(command, bytes | bytearray)
        if seen is not None:
            seen.append(bytes(command))
        return answer(bytes(command))

    return transmit


def read(answer: Answer) -> SocialCard:
    return run(read_social_card(), talk(answer))


def reason_of(command: Callable[[], object]) -> tuple[Completion, str]:
    with pytest.raises(DeviceError) as raised:
        command()
    return raised.value.completion, raised.value.reason


def test_the_recorded_bytes() -> None:
    assert bytes.fromhex("00A404000F") + AID == bytes.fromhex("00A404000F7378312E73682EC9E7BBE1B1A3D5CF")
    script = iter(
        [
            ("00A404000F7378312E73682EC9E7BBE1B1A3D5CF", "6110"),
            ("00C0000010", "00" * 16 + "9000"),
            ("00B2012C12", "0110330300D15600000599110145FFFFFFFF9000"),
            ("00B2022C03", "0201339000"),
            ("00B2032C06", "0304332E30309000"),
            ("00B2042C0E", "6C0E"),
            ("00B2042C0E", "040C91560000023303003303FFFF9000"),
            ("00B2052C06", "0504201908059000"),
            ("00B2062C06", "0604FFFFFFFF9000"),
            ("00B2072C0B", "07094131323334353637389000"),
            ("00B2013414", "0812" + b"45012219970214002x".hex() + "9000"),
            ("00B2023420", "091E" + "黄小梅".encode("gbk").hex().ljust(60, "0") + "9000"),
            ("00B2033416", "4E14" + "00" * 20 + "9000"),
            ("00B2043403", "0A01329000"),
            ("00B2053403", "0B01089000"),
            ("00B2063405", "0C034501009000"),
            ("00B2073406", "0D04199702149000"),
        ]
    )

    def recorded(command: bytes) -> bytes:
        wanted, answer = next(script)
        assert command == bytes.fromhex(wanted)
        return bytes.fromhex(answer)

    assert read(recorded) == SocialCard(
        version="3.00",
        card_number="A12345678",
        id_number="45012219970214002X",
        name="黄小梅",
        region="330300",
        issued="20190805",
        expires="",
        sex="女",
        ethnicity="壮",
        birth_date="19970214",
        card_id="330300D15600000599110145",
    )
    assert next(script, None) is None


@pytest.mark.parametrize(("style", "version", "fetches"), list(itertools.product(STYLES, VERSIONS, (True, False))))
def test_every_style_of_every_version(style: Style, version: Version, fetches: bool) -> None:
    card = read(chip(style, version, fetches=fetches).answer)
    assert (card.version, card.name, card.id_number) == (version, "黄小梅", "45012219970214002X")
    assert (card.card_number, card.region) == ("A12345678", "450100")
    assert (card.sex, card.ethnicity, card.birth_date) == ("女", "壮", "19970214")
    assert (card.issued, card.expires) == ("20190805", "20290805")


@pytest.mark.parametrize(("version", "shown"), [("1.00", LONG_NAME[:15]), ("2.00", LONG_NAME), ("3.00", LONG_NAME)])
def test_a_name_that_goes_on_in_the_extension(version: Version, shown: str) -> None:
    assert read(chip(version=version, name=LONG_NAME).answer).name == shown


def test_a_card_without_padding_rules() -> None:
    """Some fill names with blanks or FF, and keep sex as a number."""
    inner = chip()

    def answer(command: bytes) -> bytes:
        said = inner.answer(command)
        if said[:2] == b"\x09\x1e":
            return said[:2] + "韦志强".encode("gbk").ljust(30, b" ") + said[-2:]
        if said[:2] == b"\x4e\x14":
            return said[:2] + b"\xff" * 20 + said[-2:]
        return b"\x0a\x01\x01\x90\x00" if said[:2] == b"\x0a\x01" else said

    card = read(answer)
    assert (card.name, card.sex) == ("韦志强", "男")


def test_a_card_that_wants_le_of_zero() -> None:
    inner = chip(fetches=False)

    def answer(command: bytes) -> bytes:
        return b"\x67\x00" if command[1] == 0xB2 and command[4] else inner.answer(command)

    assert read(answer).name == "黄小梅"


def test_a_card_that_says_that_a_record_ended() -> None:
    """6282 with data: fewer bytes than Le (ISO 7816-4)."""
    card = chip("tag")

    def answer(command: bytes) -> bytes:
        said = card.answer(command)
        return said[:-2] + b"\x62\x82" if command[1] == 0xB2 and said[-2:] == b"\x90\x00" else said

    assert read(answer).name == "黄小梅"


def test_another_card() -> None:
    assert reason_of(lambda: read(BankChip().answer)) == (Completion.USER_ERROR, "card_unknown")


def test_a_locked_application() -> None:
    assert reason_of(lambda: read(lambda _: b"\x62\x83")) == (Completion.USER_ERROR, "card_disabled")


def test_a_card_that_shows_its_holder_after_the_pin_alone() -> None:
    inner = chip()
    assert reason_of(lambda: read(lambda c: b"\x69\x82" if c[:4] == b"\x00\xb2\x01\x34" else inner.answer(c))) == (
        Completion.USER_ERROR,
        "pin_required",
    )


def test_a_record_cut_short_is_no_card() -> None:
    inner = chip(fetches=False)

    def answer(command: bytes) -> bytes:
        said = inner.answer(command)
        return said[:5] + said[-2:] if len(said) > 7 and command[1] == 0xB2 else said

    assert reason_of(lambda: read(answer)) == (Completion.USER_ERROR, "card_unreadable")


def test_a_card_that_never_ends_its_answer() -> None:
    assert reason_of(lambda: read(lambda _: b"\x61\x10")) == (Completion.USER_ERROR, "card_unreadable")


def test_tries_left_uses_none_up() -> None:
    card = chip()
    for _ in range(4):
        assert run(ask_tries_left(), talk(card.answer)) == 6


def test_a_card_that_does_not_say_how_many_tries_it_allows() -> None:
    inner = chip()
    answer = talk(lambda c: b"\x67\x00" if c[1] == 0x20 else inner.answer(c))
    assert run(ask_tries_left(), answer) is None


def test_pins_right_wrong_and_until_it_locks() -> None:
    card = chip()
    transmit = talk(card.answer)
    assert run(verify("314159"), transmit) == PinAnswer(right=True)
    for left in (5, 4, 3, 2, 1, 0):
        assert run(verify("000000"), transmit) == PinAnswer(right=False, tries_left=left)
    assert reason_of(lambda: run(verify("314159"), transmit)) == (Completion.USER_ERROR, "card_blocked")
    assert run(ask_tries_left(), transmit) == 0


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "12 456"])
def test_what_is_no_pin_never_reaches_the_card(pin: str) -> None:
    seen: list[bytes] = []
    assert reason_of(lambda: run(verify(pin), talk(chip().answer, seen))) == (Completion.USER_ERROR, "pin_format")
    assert not seen


def test_no_program_tries_a_pin_by_itself() -> None:
    seen: list[bytes] = []
    card = chip()
    run(read_social_card(), talk(card.answer, seen))
    run(ask_tries_left(), talk(card.answer, seen))
    assert not [command for command in seen if command[1] == 0x20 and len(command) > 4]


@pytest.mark.parametrize("fails", [False, True])
def test_the_pin_is_wiped_once_the_card_has_answered(fails: bool) -> None:
    kept: list[bytearray] = []
    card = chip()

    def transmit(command: object) -> bytes:
        if isinstance(command, bytearray):
            assert bytes(command[-3:]) == b"\x31\x41\x59"
            kept.append(command)
            if fails:
                raise DeviceError(Completion.HARDWARE_ERROR, "unplugged")
        assert isinstance(command, bytes | bytearray)
        return card.answer(bytes(command))

    if fails:
        assert reason_of(lambda: run(verify("314159"), transmit))[1] == "unplugged"
    else:
        assert run(verify("314159"), transmit).right
    assert kept == [bytearray(8)]


def test_nothing_of_a_card_in_its_repr() -> None:
    card = read(chip().answer)
    assert "黄小梅" not in repr(card)
    assert "450122" not in repr(card)
    assert "333333" not in repr(run(exchange(b"\x00\xb2\x01\x2c\x12"), lambda _: b"\x33\x33\x33\x90\x00"))


@given(st.binary(max_size=300))
def test_a_record_is_its_value_or_unreadable(record: bytes) -> None:
    if len(record) < 2 or len(record) < record[1] + 2:
        assert reason_of(lambda: value_of(record))[1] == "card_unreadable"
    else:
        tag, value = value_of(record)
        assert bytes((tag, len(value))) + value == record[: 2 + len(value)]


@given(st.text(st.characters(codec="gbk", categories=("L", "N")), min_size=1, max_size=25), st.sampled_from(STYLES))
def test_any_name_a_card_can_hold(name: str, style: Style) -> None:
    if len(name.encode("gbk")) <= 50 and name.isprintable():
        shown = read(SocialChip(contents("2.00", name), style=style).answer).name
        assert name.startswith(shown)
        assert shown == name or len(name.encode("gbk")) > 48


def fuzzed(chance: random.Random) -> Generator[bytes, bytes, None]:
    """Answers of a card gone mad: noise, true words, cut records."""
    words = [b"\x90\x00", b"\x61\x20", b"\x6c\x05", b"\x67\x00", b"\x6a\x83", b"\x63\xc2", b"\x69\x82", b""]
    inner = chip(chance.choice(STYLES), chance.choice(VERSIONS), fetches=chance.random() < 0.5)
    madness = chance.random() ** 3
    command = yield b""
    while True:
        how = chance.random()
        if chance.random() > madness:
            command = yield inner.answer(command)
        elif how < 0.5:
            said = bytearray(inner.answer(command))
            if how < 0.3 and said:
                said[chance.randrange(len(said))] ^= 1 << chance.randrange(8)
            else:
                del said[chance.randrange(len(said) + 1) :]
            command = yield bytes(said)
        elif how < 0.9:
            tag = chance.choice((*EF05, *EF06)).tag
            body = bytes((tag, chance.randrange(64))) + chance.randbytes(chance.randrange(64))
            command = yield body[: chance.randrange(len(body) + 1)] + chance.choice(words)
        else:
            command = yield chance.randbytes(chance.randrange(300))


def test_ten_thousand_mad_cards() -> None:
    chance = random.Random(20261123)
    whole = broken = 0
    for _ in range(10_000):
        card = fuzzed(chance)
        next(card)
        rounds = 0

        def transmit(command: object, card: Generator[bytes, bytes, None] = card) -> bytes:
            nonlocal rounds
            rounds += 1
            assert rounds < 200, "a card keeps the reader busy for ever"
            assert isinstance(command, bytes | bytearray)
            return card.send(bytes(command))

        with contextlib.suppress(DeviceError):
            broken += 1
            found = run(chance.choice((read_social_card, ask_tries_left, lambda: verify("123456")))(), transmit)
            broken -= 1
            if isinstance(found, SocialCard):
                whole += 1
                assert found.name.isprintable()
                assert found.id_number.isascii()
    assert whole > 500
    assert broken > 500
