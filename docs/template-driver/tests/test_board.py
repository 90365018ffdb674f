"""What this board does beyond what every driver must."""

from __future__ import annotations

import random

import pytest
from acme_contacts.codec import LONGEST, AnswerParser, Done, Fuse, Inputs
from board import Board

from devices.model import DeviceError, Health
from devices.reasons import REASONS
from devices.registry import create


def test_inputs_and_outputs_go_by_their_names(far_end: Board) -> None:
    driver = create(far_end.device)
    driver.open()
    far_end.closed[1] = True
    assert driver.inputs() == {"door": False, "presence": True}
    driver.switch("light", True)
    assert far_end.relays[3]
    with pytest.raises(DeviceError) as raised:
        driver.switch("siren", True)
    assert raised.value.reason == "unsupported"
    driver.close()


def test_a_blown_fuse_has_words_of_its_own(far_end: Board) -> None:
    driver = create(far_end.device)
    driver.open()
    far_end.fuse_blown = True
    seen = driver.observe()
    assert (seen.health, seen.reason) == (Health.HARDWARE_ERROR, "acme_fuse_blown")
    assert REASONS[seen.reason].zh.startswith("继电器板")
    driver.close()


def test_a_wrong_option_names_its_key(far_end: Board) -> None:
    with pytest.raises(ValueError, match=r"options\.inputs\.door is 8"):
        create({**far_end.device, "options": {"inputs": {"door": 8}}})


def test_answers_come_in_any_pieces() -> None:
    parser = AnswerParser()
    answers = [answer for byte in b"I 01000000\r\nF ok\r\nOK\r\n" for answer in parser.feed(bytes((byte,)))]
    assert answers == [Inputs((False, True) + (False,) * 6), Fuse(False), Done()]


def test_noise_is_not_kept() -> None:
    parser = AnswerParser()
    noise = random.Random(1)
    for _ in range(1000):
        parser.feed(noise.randbytes(40))
        assert len(parser._begun) <= LONGEST
