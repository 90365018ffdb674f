"""The real studio with the real citizens: every picture it can be asked for, and that it survives what goes wrong."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import cv2
import numpy as np
import pytest
import pytest_asyncio

from drivers_sim.sdt.chip import PHOTO_BYTES, photo_block
from drivers_sim.stage import MOVEMENTS
from drivers_sim.studio.client import StudioError, StudioProcess, Urgency

SLUG = "wei-zhiqiang"


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def studio() -> AsyncIterator[StudioProcess]:
    process = StudioProcess()
    yield process
    await process.close()


def shape(jpeg: bytes) -> tuple[int, ...]:
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    return tuple(picture.shape)


async def test_every_picture(studio: StudioProcess) -> None:
    cast = await studio.facts("cast")
    assert SLUG in [person["slug"] for person in cast]
    for scene, expected in (("hall", (480, 640, 3)), ("dark", (480, 640, 3))):
        pictures = await studio.pictures(scene)
        assert {shape(picture) for picture in pictures} == {expected}
        assert len(set(pictures)) == len(pictures) > 1
    mat = await studio.pictures("scanner", "", "front", "normal", 0.0)
    card = await studio.pictures("scanner", SLUG, "front", "normal", 2.0)
    assert shape(mat[0]) == shape(card[0])
    assert mat[0] != card[0]
    assert shape((await studio.pictures("portrait", SLUG))[0])[0] > 300
    assert shape((await studio.pictures("card", SLUG, "back", "normal"))[0])[1] > 600


async def test_a_chip_holds_what_the_card_says(studio: StudioProcess) -> None:
    fields = await studio.facts("chip_fields", SLUG, "normal")
    assert fields["kind"] == "resident"
    broken = await studio.facts("chip_fields", SLUG, "bad_check_digit")
    assert broken["id_number"] != fields["id_number"]
    (photo,) = await studio.pictures("chip_photo", SLUG, "normal")
    assert len(photo_block(photo)) == PHOTO_BYTES
    assert shape(photo) == (126, 102, 3)


@pytest.mark.parametrize("mode", ["live", "photograph"])
async def test_movements_are_sequences_of_a_few_dozen_poses(studio: StudioProcess, mode: str) -> None:
    facts = await studio.facts("tracks_json", SLUG, mode)
    assert set(facts["tracks"]) == {"idle", *MOVEMENTS}
    used = {pose for track in facts["tracks"].values() for pose in track}
    assert set(facts["order"]) == used
    assert 10 < len(used) < 70
    pictures = await studio.pictures(
        "face", SLUG, mode, facts["tracks"]["turn_left"][len(facts["tracks"]["turn_left"]) // 2]
    )
    assert shape(pictures[0]) == (480, 640, 3)


async def test_it_survives_a_bad_request_and_its_own_death(studio: StudioProcess) -> None:
    with pytest.raises(StudioError, match="KeyError"):
        await studio.pictures("portrait", "nobody")
    assert await studio.facts("cast")
    process = studio._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    await process.wait()
    assert await studio.facts("cast")


async def test_what_is_waited_for_comes_first(studio: StudioProcess) -> None:
    finished: list[str] = []

    async def ask(name: str, urgency: Urgency) -> None:
        await studio.pictures("dark", urgency=urgency)
        finished.append(name)

    ahead = [asyncio.create_task(ask("ahead", Urgency.AHEAD)) for _ in range(4)]
    await asyncio.sleep(0)
    await ask("now", Urgency.NOW)
    await asyncio.gather(*ahead)
    assert finished.index("now") <= 1, "at most the one that was being drawn is before it"
