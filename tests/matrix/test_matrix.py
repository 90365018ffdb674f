"""The fault matrix: every device against everything that can befall its wire, and what people read then."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from devices.model import DeviceClass, Health, OperatorAction
from devices.reasons import REASONS, observation
from drivers_sim.vpcd.daemon import PcscdError
from tests.matrix.citizens import WITHIN, texts, told
from tests.matrix.page import PAGE, page
from tests.matrix.pcsc import PCSC, PcscStanding
from tests.matrix.playing import Played, Result, play_all, play_alone
from tests.matrix.situations import Expected, Situation
from tests.matrix.subjects import SUBJECTS, Subject

BY_NAME = {subject.name: subject for subject in (*SUBJECTS, PCSC)}


def rows(subjects: Iterable[Subject], group: str) -> list[Any]:
    return [
        pytest.param(each.name, situation, id=f"{each.name}-{situation.value}", marks=pytest.mark.xdist_group(group))
        for each in subjects
        for situation in Situation
    ]


ROWS, PCSC_ROWS = rows(SUBJECTS, "matrix"), rows((PCSC,), "pcsc")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    return asyncio.run(play_all(SUBJECTS, tmp_path_factory.mktemp("matrix")))


@pytest.fixture(scope="module")
def played_pcsc(tmp_path_factory: pytest.TempPathFactory) -> Played:
    try:
        return asyncio.run(play_alone(PCSC, PcscStanding, tmp_path_factory.mktemp("pcsc")))
    except PcscdError as why:
        pytest.skip(str(why))


@pytest.mark.parametrize(("subject", "situation"), ROWS)
def test_row(subject: str, situation: Situation, played: Played) -> None:
    check(BY_NAME[subject].expected[situation], played[subject, situation])


@pytest.mark.parametrize(("subject", "situation"), PCSC_ROWS)
def test_row_of_pcsc(subject: str, situation: Situation, played_pcsc: Played) -> None:
    check(BY_NAME[subject].expected[situation], played_pcsc[subject, situation])


def check(expected: Expected, result: Result) -> None:
    seen = result.status.observation
    assert seen.reason == expected.state, result
    assert result.command in expected.command.split("|"), result
    assert (seen.health, seen.action) == (REASONS[seen.reason].health, REASONS[seen.reason].action)
    assert all(one != other for one, other in itertools.pairwise(result.told)), "said twice in the log"


@pytest.mark.parametrize(("subject", "situation"), [*ROWS, *PCSC_ROWS])
def test_people_are_told(subject: str, situation: Situation) -> None:
    state = BY_NAME[subject].expected[situation].state
    reason = REASONS[state]
    assert any("\u4e00" <= character <= "\u9fff" for character in reason.zh)
    assert reason.en.isascii()
    if reason.health not in (Health.ONLINE, Health.STARTING):
        assert reason.action is not OperatorAction.NONE
    for each in told(BY_NAME[subject].device_class, situation, observation(state)):
        assert texts("zh")[each].strip()
        assert texts("en")[each].strip()


def test_what_is_said_in_a_visit_is_what_core_says() -> None:
    core = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "kiosk").rglob("*.py"))
    for message in WITHIN.values():
        subject, _, rest = message.partition(".")
        code = rest.removesuffix(".body")
        prefix = f'"{subject}.{code.rpartition("_")[0]}_{{'
        ending = code.rpartition("_")[2]
        assert f'"{code}"' in core or f"'{code}'" in core or (prefix in core and f"'{ending}'" in core), message


def test_every_class_is_there() -> None:
    assert {subject.device_class for subject in SUBJECTS} == set(DeviceClass)


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m tests.matrix writes it"
