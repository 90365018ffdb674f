"""The chip reader's driver over real ptys."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from devices_far_ends import (
    FOUND,
    NO_CARD,
    OK,
    READ_FAILED,
    RESIDENT,
    SAM,
    SELECT_FAILED,
    SELECTED,
    CardReaderEnd,
    read_reply,
    sdt_reply,
)

from devices.model import Budgets, Completion, DeviceError, Health
from devices.sdt.driver import SdtReader
from devices.transport.serial import SerialTransport

Stand = Callable[..., tuple[CardReaderEnd, SdtReader]]


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    standing: list[tuple[CardReaderEnd, SdtReader]] = []

    def make(**replies: object) -> tuple[CardReaderEnd, SdtReader]:
        end = CardReaderEnd(tmp_path / "reader", **replies)
        reader = SdtReader(SerialTransport(str(end.port), 115200), Budgets(between_bytes=0.2))
        reader.open()
        standing.append((end, reader))
        return end, reader

    yield make
    for end, reader in standing:
        reader.close()
        end.unplug()


def reason_of(command: Callable[[], object]) -> str:
    with pytest.raises(DeviceError) as raised:
        command()
    return raised.value.reason


def test_observes_without_touching_a_card(stand: Stand) -> None:
    end, reader = stand()
    assert reader.observe().health is Health.ONLINE
    assert set(end.requests) == {"sam", "status"}


def test_finds_and_reads_a_card(stand: Stand) -> None:
    _, reader = stand()
    assert reader.find_card()
    record = reader.read_card()
    assert record.name == "黄小梅"
    assert len(record.photo_block) == 1024


def test_finds_no_card(stand: Stand) -> None:
    _, reader = stand(find=NO_CARD)
    assert not reader.find_card()


def test_reads_where_the_reader_finds_a_card_only_once(stand: Stand) -> None:
    finds = iter([FOUND, NO_CARD, NO_CARD])
    _, reader = stand(find=lambda _end: next(finds))
    assert reader.find_card()
    assert reader.read_card().id_number == "450122199702140025"


def test_replies_split_at_every_byte(stand: Stand) -> None:
    def dribble(reply: bytes) -> Callable[[CardReaderEnd], None]:
        def send(end: CardReaderEnd) -> None:
            for byte in reply:
                end.send(bytes((byte,)))

        return send

    _, reader = stand(sam=dribble(SAM), find=dribble(FOUND), select=dribble(SELECTED), read=dribble(read_reply()))
    assert reader.find_card()
    assert reader.read_card().name == "黄小梅"


def test_what_was_said_twice_answers_nothing_that_is_asked_later(stand: Stand) -> None:
    finds = iter([FOUND * 2, NO_CARD])
    _, reader = stand(find=lambda _end: next(finds))
    assert reader.find_card()
    assert not reader.find_card()


def test_a_damaged_record_is_read_again(stand: Stand) -> None:
    whole = read_reply()
    reads = iter([whole[:-1] + bytes((whole[-1] ^ 1,)), whole])
    end, reader = stand(read=lambda _end: next(reads))
    assert reader.read_card().name == "黄小梅"
    assert end.requests.count("read") == 2


def test_noise_that_looks_like_a_longer_frame_does_not_swallow_the_reply(stand: Stand) -> None:
    _, reader = stand(read=bytes.fromhex("AAAAAA96690800") + read_reply())
    assert reader.read_card().name == "黄小梅"


@pytest.mark.parametrize("text", [bytes(256), b" \0" * 128])
def test_a_record_that_names_nobody_is_none(stand: Stand, text: bytes) -> None:
    _, reader = stand(read=read_reply(text))
    assert reason_of(reader.read_card) == "garbled"


def test_no_card_is_the_citizens_matter(stand: Stand) -> None:
    _, reader = stand(find=NO_CARD, select=SELECT_FAILED)
    with pytest.raises(DeviceError) as raised:
        reader.read_card()
    assert (raised.value.completion, raised.value.reason) == (Completion.USER_ERROR, "no_card")


def test_a_card_that_moved_is_tried_again(stand: Stand) -> None:
    reads = iter([READ_FAILED, read_reply()])
    _, reader = stand(read=lambda _end: next(reads))
    assert reader.read_card().name == "黄小梅"


def test_a_card_that_keeps_moving_is_given_up(stand: Stand) -> None:
    end, reader = stand(read=READ_FAILED)
    assert reason_of(reader.read_card) == "card_moved"
    assert end.requests.count("read") == 3


@pytest.mark.parametrize(("code", "reason"), [(0x33, "card_refused"), (0x40, "card_unknown")])
def test_a_card_that_is_refused(stand: Stand, code: int, reason: str) -> None:
    _, reader = stand(read=sdt_reply(code))
    assert reason_of(reader.read_card) == reason


def test_a_reader_whose_self_test_failed(stand: Stand) -> None:
    _, reader = stand(status=sdt_reply(0x60))
    observation = reader.observe()
    assert (observation.health, observation.reason) == (Health.HARDWARE_ERROR, "reader_self_test")


def test_silence(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.sdt.driver.SHORT_S", 0.1)
    _, reader = stand(sam=b"")
    assert reason_of(reader.observe) == "no_answer"


def test_garbage(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.sdt.driver.SHORT_S", 0.3)
    _, reader = stand(status=bytes(range(200)))
    assert reason_of(reader.observe) == "garbled"


def test_a_reply_that_stops_halfway(stand: Stand) -> None:
    _, reader = stand(read=read_reply()[:700])
    assert reason_of(reader.read_card) == "garbled"


def test_unplugged_amid_a_reply(stand: Stand) -> None:
    def pull(end: CardReaderEnd) -> None:
        end.send(read_reply()[:700])
        end.unplug()

    _, reader = stand(read=pull)
    assert reason_of(reader.read_card) == "unplugged"
    assert reason_of(reader.open) == "not_found"


def test_plugged_in_again(stand: Stand, tmp_path: Path) -> None:
    end, reader = stand()
    end.unplug()
    assert reason_of(reader.observe) == "unplugged"
    again = CardReaderEnd(tmp_path / "reader")
    reader.open()
    assert reader.observe().health is Health.ONLINE
    reader.close()
    again.unplug()


def test_a_late_reply_is_never_taken_for_the_next_persons_card(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first card's data arrives after its read was given up, while the second card is being read."""
    monkeypatch.setattr("devices.sdt.driver.READ_S", 0.3)
    second = bytearray(RESIDENT)
    second[:6] = "韦志强".encode("utf-16-le")
    held: list[bytes] = []

    def read(end: CardReaderEnd) -> bytes | None:
        if not held:
            held.append(read_reply())
            return None
        return read_reply(bytes(second))

    def sam(_end: CardReaderEnd) -> bytes:
        late = held[0] if len(held) == 1 else b""
        held.append(b"")
        return late + SAM

    end, reader = stand(read=read)
    assert reason_of(reader.read_card) == "no_answer"
    end.replies["sam"] = sam
    assert reader.read_card().name == "韦志强"
    assert len(held) > 1


def test_the_port_is_claimed_by_one_process_alone(stand: Stand) -> None:
    end, _ = stand()
    assert reason_of(SerialTransport(str(end.port), 115200).open) == "claimed"


def test_abort_ends_a_read_at_once_and_for_good(stand: Stand) -> None:
    _, reader = stand(sam=lambda end: reader.abort())
    began = time.monotonic()
    assert reason_of(reader.observe) == "aborted"
    assert time.monotonic() - began < 5
    assert reason_of(reader.open) == "aborted"


def test_the_reader_answers_status(stand: Stand) -> None:
    _, reader = stand(status=b"\xaa\xaa" + OK)
    assert reader.observe().reason == "ok"
