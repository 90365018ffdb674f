"""The dock's page has a place for every class of device, and words in both languages for everything it can suffer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from simulated_hall import PlainStudio

from drivers_sim.equipment.camera import CameraDevice
from drivers_sim.hall import Hall
from drivers_sim.settings import read_settings
from drivers_sim.vpcd.card import FAULTS as SLOT_FAULTS

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "drivers_sim" / "dock" / "static"
PAIR = r'\["(?P<zh>[^"]+)", "(?P<en>[^"]+)"\]'


@pytest.fixture
async def hall() -> Hall:
    return Hall(read_settings(ROOT / "config" / "simulated.toml"), PlainStudio())


def words() -> dict[str, tuple[str, str]]:
    """The words at the top of the table, by key."""
    text = (STATIC / "words.js").read_text("utf-8")
    found = re.findall(rf"(?m)^  (\w+): {PAIR},$", text)
    assert len({key for key, *_ in found}) == len(found), "a key stands twice"
    return {key: (zh, en) for key, zh, en in found}


async def test_every_fault_of_every_device_has_words(hall: Hall) -> None:
    known = words()
    kinds = {kind for device in hall.devices.values() for kind in device.kinds} | set(SLOT_FAULTS)
    mends = set(re.findall(r'"(\w+)"', _between("faults.js", "const MENDED_BY", "const OF_THE_WIRE")))
    missing = {kind for kind in kinds if kind not in known and kind not in mends}
    assert missing == set()


async def test_every_class_has_its_place_its_name_and_its_icon(hall: Hall) -> None:
    known = words()
    for device in hall.devices.values():
        of = device.settings.device_class
        assert of in known
        assert f"\n  {of}: {{" in (STATIC / "case-drawing.js").read_text("utf-8")
        assert f"\n  {of}: icon(" in (STATIC / "drawings.js").read_text("utf-8")
        assert isinstance(device, CameraDevice) or f"{of}:" in (STATIC / "faces.js").read_text("utf-8")


async def test_what_mends_a_fault_is_a_verb_of_its_device(hall: Hall) -> None:
    kinds = {kind for device in hall.devices.values() for kind in device.kinds} | {"unplug", "replug"}
    pairs = re.findall(r'(\w+): "(\w+)"', _between("faults.js", "const MENDED_BY", "const MENDS"))
    assert pairs
    assert {each for pair in pairs for each in pair} - kinds == set()


def _between(file: str, begin: str, end: str) -> str:
    text = (STATIC / file).read_text("utf-8")
    return text[text.index(begin) : text.index(end)]
