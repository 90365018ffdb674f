"""Scenarios: read, played in a hall, recorded from it, and played again."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from simulated_hall import Standing

from drivers_sim.client import DockError
from drivers_sim.equipment.model import VerbError
from drivers_sim.scenario.model import Scenario, ScenarioError, Step
from drivers_sim.scenario.reading import check_devices, read_scenario, scenario_of, shipped
from drivers_sim.scenario.recording import as_step, as_toml, steps
from drivers_sim.settings import read_settings
from drivers_sim.simulate import run
from drivers_sim.stage import Screen
from drivers_sim.verbs import Fault, Leave, Place, Reset, Seat, as_mapping, perform, verb

ROOT = Path(__file__).parents[2]
DEADLINE = 15.0


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(DEADLINE):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def scenario(*made: Step) -> Scenario:
    return Scenario("test", made)


def test_every_shipped_scenario_fits_the_demo() -> None:
    known = [each.id for each in read_settings(ROOT / "config" / "simulated.toml").devices]
    found = list(shipped())
    assert len(found) >= 3
    for each in found:
        check_devices(each, known)
        assert each.zh
        assert each.en


@pytest.mark.parametrize("suffix", ["toml", "jsonl"])
def test_both_forms_of_a_file_say_the_same(tmp_path: Path, suffix: str) -> None:
    written = [
        {"do": "seat", "slug": "an"},
        {"screen": "place_card", "after_s": 1.5, "do": "place", "device": "scanner", "slug": "an", "side": "back"},
        {"when": {"device": "receipt-printer"}, "within_s": 5.0},
    ]
    file = tmp_path / f"one.{suffix}"
    lines = [as_toml(each) if suffix == "toml" else json.dumps(each) + "\n" for each in written[:2]]
    file.write_text("".join(lines))
    read = read_scenario(file)
    assert read.name == "one"
    assert read.steps == (
        Step(Seat(slug="an")),
        Step(Place(device="scanner", slug="an", side="back"), 1.5, "place_card"),
    )
    assert scenario_of({"steps": [as_step(each) for each in read.steps]}, "one", "") == read


BROKEN = {
    "no such verb": ({"do": "sing"}, "step 1"),
    "no verb's argument": ({"do": "seat"}, "slug"),
    "too many arguments": ({"do": "leave", "slug": "an"}, "step 1"),
    "arguments without a verb": ({"slug": "an"}, "without do"),
    "no seconds": ({"after_s": "1 min", "do": "reset"}, "after_s"),
    "never": ({"within_s": 1e9, "do": "reset"}, "within_s"),
    "negative": ({"after_s": -1, "do": "reset"}, "after_s"),
    "no screen": ({"screen": 3, "do": "reset"}, "screen"),
    "no device": ({"when": {"busy": True}}, "when"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_step_is_named(case: str) -> None:
    step, said = BROKEN[case]
    with pytest.raises(ScenarioError, match=said):
        scenario_of({"steps": [step]}, "test", "test.toml")


@pytest.mark.parametrize("text", ["steps = 3", "x = 1", "= 1", "steps = [1]"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.toml"
    file.write_text(text)
    with pytest.raises(ScenarioError, match=r"broken\.toml"):
        read_scenario(file)
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_scenario(tmp_path / "absent.toml")


def test_a_device_that_is_not_there_is_refused_before_anything_is_done() -> None:
    with pytest.raises(ScenarioError, match="toaster"):
        check_devices(scenario(Step(Fault(device="toaster", kind="slow"))), ["scanner"])
    with pytest.raises(ScenarioError, match="toaster"):
        check_devices(scenario(Step(when={"device": "toaster"})), ["scanner"])


def test_a_verb_is_written_without_what_is_as_usual() -> None:
    assert as_mapping(Place(device="scanner", slug="an")) == {"do": "place", "device": "scanner", "slug": "an"}
    assert as_mapping(Fault(device="p", kind="paper_out", after_mm=20.0))["after_mm"] == 20.0
    with pytest.raises(VerbError):
        verb("fault", {"device": "p"})


async def test_steps_are_done_in_order_each_after_its_screen_and_its_device(stands: Standing) -> None:
    hall = stands.hall
    done: list[object] = []
    hall.listeners.append(done.append)
    task = hall.player.start(
        scenario(
            Step(Seat(slug="an")),
            Step(Place(device="scanner", slug="an"), screen="place_card"),
            Step(Leave(), when={"device": "receipt-printer", "paper": "out"}),
        )
    )
    await until(lambda: hall.player.playing and hall.player.playing["waits"] == "screen place_card")
    assert done == [Seat(slug="an")]
    hall.show(Screen("place_card"))
    await until(lambda: len(done) == 2)
    await perform(hall, Fault(device="receipt-printer", kind="paper_out"))
    assert await asyncio.wait_for(task, DEADLINE)
    assert isinstance(done[-1], Leave)
    assert hall.state()["playing"]["ended"] == "done"


async def test_a_screen_that_does_not_come_ends_it_with_the_step(stands: Standing) -> None:
    task = stands.hall.player.start(scenario(Step(Reset()), Step(Leave(), screen="face", within_s=0.05)))
    assert not await asyncio.wait_for(task, DEADLINE)
    assert stands.hall.state()["playing"]["ended"] == "step 2: screen face: not within its time"


async def test_a_verb_that_cannot_be_done_ends_it(stands: Standing) -> None:
    task = stands.hall.player.start(scenario(Step(Seat(slug="nobody"))))
    assert not await asyncio.wait_for(task, DEADLINE)
    assert "nobody" in stands.hall.state()["playing"]["ended"]


async def test_another_scenario_breaks_off_the_one_before(stands: Standing) -> None:
    player = stands.hall.player
    first = player.start(scenario(Step(Leave(), screen="never")))
    await until(lambda: player.playing and player.playing["waits"])
    second = player.start(scenario(Step(Reset())))
    assert await asyncio.wait_for(second, DEADLINE)
    assert first.cancelled()
    player.start(scenario(Step(Leave(), screen="never")))
    await player.stop()
    assert stands.hall.state()["playing"] is None


async def test_what_is_recorded_can_be_played_again(stands: Standing) -> None:
    hall = stands.hall
    recorded: list[dict[str, object]] = []

    async def record() -> None:
        async for step in steps(hall):
            recorded.append(step)  # noqa: PERF401 - read while it grows

    recording = asyncio.create_task(record())
    await until(lambda: hall.listeners)
    await asyncio.to_thread(stands.client.seat, "an")
    await asyncio.to_thread(stands.client.stage, "place_card")
    await asyncio.to_thread(stands.client.place, "scanner", "an")
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "paper_out", after_mm=20)
    await until(lambda: len(recorded) == 3)
    recording.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await recording
    assert hall.listeners == []
    assert [each["do"] for each in recorded] == ["seat", "place", "fault"]
    assert recorded[1]["screen"] == "place_card"
    assert "screen" not in recorded[2]
    await asyncio.to_thread(stands.client.reset)
    await asyncio.to_thread(stands.client.play, "again", [dict(each) for each in recorded])
    await until(lambda: hall.state()["playing"]["ended"])
    assert hall.state()["playing"]["ended"] == "done"
    assert hall.devices["scanner"].lying is not None


async def test_the_dock_tells_who_records_and_names_what_it_can_play(stands: Standing) -> None:
    heard = stands.client.record()
    first: asyncio.Task[dict[str, object]] = asyncio.create_task(asyncio.to_thread(next, heard))
    await until(lambda: stands.hall.listeners)
    await asyncio.to_thread(stands.client.leave)
    assert (await asyncio.wait_for(first, DEADLINE))["do"] == "leave"
    state = await asyncio.to_thread(stands.client.state)
    assert {"paper-runs-out", "loose-cables", "power-cut"} <= {each["name"] for each in state["scenarios"]}
    with pytest.raises(DockError, match="paper-runs-out"):
        await asyncio.to_thread(stands.client.play, "unknown")
    with pytest.raises(DockError, match="toaster"):
        await asyncio.to_thread(stands.client.play, "own", [{"do": "remove", "device": "toaster"}])
    with pytest.raises(DockError, match="contacts"):
        await asyncio.to_thread(stands.client.play, "power-cut")


def test_a_scenario_that_cannot_be_played_ends_the_simulation_before_it_begins(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text('[[steps]]\ndo = "fault"\ndevice = "toaster"\nkind = "slow"\n')
    with pytest.raises(SystemExit) as ended:
        run(ROOT / "config" / "simulated.toml", (), file)
    assert ended.value.code == 2
    assert "toaster" in capsys.readouterr().err
