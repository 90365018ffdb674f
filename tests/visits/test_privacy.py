"""Nothing of a citizen is left in the kiosk after a visit, by whichever door it was left.

Canaries: the name, the number, the address and the telephone of the citizen; the bytes of their face as the camera saw
it; the bytes of their card as the scanner saw it. (A visit that runs out of time ends by the same wipe as one that is
left: tests/kiosk/test_idle.)
"""

from __future__ import annotations

import itertools
import os
import re
import signal
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path

import pytest

from drivers_sim.people import load_citizens
from kiosk import views
from kiosk.vision.ring import RingReader
from play.hall import Hall
from play.processes import named
from play.visit import PlayedVisit
from tests.visits.conftest import Play

pytestmark = pytest.mark.xdist_group("visits-a")
WHO = "wei-zhiqiang"
CARD = load_citizens()[WHO].card
PERSONAL = [text.encode() for text in (CARD.name, CARD.id_number, CARD.address or CARD.name, "19900000025")]
BACK_S = 30.0
PART, OVERLAP = 1 << 20, 256
"""Memory is read in parts that stay in the processor's cache; whatever is looked for is shorter than the overlap."""


def pixels(visit: PlayedVisit, ring: Path) -> list[bytes]:
    """Strips out of the middle of what a camera sees now, too long and too noisy to occur by chance.

    The middle of an empty mat is dark.
    """
    reader = RingReader(ring)
    strips: list[bytes] = []

    def lit() -> bool:
        frame = reader.latest()
        if frame is None:
            return False
        row = frame.width * 3
        middles = [y * row + row // 2 for y in range(frame.height // 2 - 20, frame.height // 2 + 21, 10)]
        strips[:] = [frame.pixels[middle - 60 : middle + 60] for middle in middles]
        return sum(map(sum, strips)) > 90 * sum(map(len, strips))

    visit.visitor.until(lit, "no preview", BACK_S)
    return strips


@pytest.mark.parametrize("door", ["leave", "staff", "ui", "vision", "core"])
def test_no_trace_is_left(hall: Hall, play: Play, door: str) -> None:
    visit = play(WHO)
    visitor, canaries = visit.visitor, list(PERSONAL)
    hall.dock.seat(WHO)  # first of all: their face is rendered while the visit begins
    visit.begin()
    if door == "leave":
        visitor.wait_for(views.PlaceCard, lambda view: "scan" in view.ways, BACK_S)
        hall.dock.place("scanner", WHO)
        canaries += pixels(visit, hall.state / "run" / "rings" / "scanner.ring")
    visit.identify("scanner" if door == "leave" else "chip-reader")
    visitor.wait_for(views.FaceCheck, lambda view: view.progress > 0, seconds=BACK_S)
    canaries += pixels(visit, hall.state / "run" / "rings" / "face.ring")
    seen_by = named(hall.config, "kiosk.vision")
    assert not_dumped(seen_by)
    assert not_dumped(named(hall.config, "run"))
    if door == "leave" and any(True for _ in memories(hall)):
        visitor.until(lambda: in_memory(hall, visit), "the search does not find a face that is there", BACK_S)
    hall.dock.leave()
    go_out(hall, visit, door)
    visitor.until(lambda: not Path(f"/proc/{seen_by}").exists(), "the process that saw the citizen lives on", BACK_S)
    assert max(map(len, canaries)) <= OVERLAP
    for place, content in itertools.chain(files(kiosk_files(hall)), memories(hall)):
        found = [number for number, canary in enumerate(canaries) if canary in content]
        assert not found, (place, found)
    faces = canaries[len(PERSONAL) :]
    for place, content in files([*below(hall.folder / "var" / "central"), hall.processes.log("central")]):
        assert not any(face in content for face in faces), f"a picture went up: {place}"
    told = str(hall.dock.state()["stage"]).encode() + hall.processes.log("simulate").read_bytes()
    assert not any(canary in told for canary in canaries), "the dock was told"


def go_out(hall: Hall, visit: PlayedVisit, door: str) -> None:
    visitor = visit.visitor
    match door:
        case "leave":
            visit.leave()
        case "staff":
            visitor.touch("choice:staff")
            visitor.wait_for(views.Notice, lambda view: view.ticket != "")
            visitor.until(lambda: bool(visitor.view and visitor.view.chrome.strip), "the ticket was not settled", 30)
            visitor.touch("primary")
            visitor.wait_for(views.Farewell)
            visit.take_card()
            visitor.touch("primary")
            visitor.wait_for(views.Attract)
        case "ui":
            visit.take_card()
            visitor.close()
        case _:
            visit.take_card()
            os.kill(named(hall.config, {"vision": "kiosk.vision", "core": "run"}[door]), signal.SIGKILL)
            visitor.until(lambda: isinstance(visitor.view, views.Attract), "no attract screen", BACK_S)


def not_dumped(pid: int) -> bool:
    limits = Path(f"/proc/{pid}/limits").read_text(encoding="ascii")
    return re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE) is not None


def kiosk_files(hall: Hall) -> Iterator[Path]:
    """Logs, state, temporary files, and everything of this kiosk's in memory-backed folders."""
    yield hall.processes.log("kiosk")
    for folder in (hall.state, (hall.state / "run").resolve(), hall.temp):
        yield from below(folder)
    yield from (file for file in Path("/dev/shm").glob("*") if file.is_file() and file.stat().st_uid == os.getuid())


def below(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def files(which: Iterable[Path]) -> Iterator[tuple[Path, bytes]]:
    for file in which:
        try:
            yield file, file.read_bytes()
        except FileNotFoundError:  # a journal that was just folded in
            continue


def in_memory(hall: Hall, visit: PlayedVisit) -> bool:
    """Whether the face that the preview shows now is found in the process that makes it: the search can find."""
    now = pixels(visit, hall.state / "run" / "rings" / "face.ring")
    return any(strip in content for _, content in memories(hall, "face.ring") for strip in now)


def memories(hall: Hall, of: str = "") -> Iterator[tuple[str, bytes]]:
    """What the vision processes that live now have in memory, where this test may look into it (as root).

    `of`: only mappings of a file of that name.
    """
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"kiosk.vision" not in words or str(hall.config).encode() not in words:
                continue
            maps = (folder / "maps").read_text().splitlines()
            with (folder / "mem").open("rb", buffering=0) as memory:
                for line in (each for each in maps if of in each):
                    yield from mapped(memory, line)
        except (OSError, ValueError):
            continue


def mapped(memory: FileIO, line: str) -> Iterator[tuple[str, bytes]]:
    """One writable mapping of a process, in parts that overlap."""
    where, rights, *_ = line.split()
    if not rights.startswith("rw"):
        return
    start, end = (int(part, 16) for part in where.split("-"))
    before = b""
    try:
        memory.seek(start)
        while start < end and (part := memory.read(min(PART, end - start))):
            yield line, before + part
            before = part[-OVERLAP:]
            start += len(part)
    except (OSError, OverflowError):
        return
