"""The hall over its real wires: HTTP verbs, cameras through OpenCV, the printer's socket, the reader's pty."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable

import cv2
import numpy as np
import pytest
import requests
import serial
from simulated_hall import DARK, HALL, LEFT, STILL, Standing

from drivers_sim.cameras.sources import Sitter
from drivers_sim.client import DockError

DEADLINE = 15.0


def nearest(frame: np.ndarray) -> tuple[int, ...]:
    """A frame's colour, RGB."""
    return tuple(int(v) for v in frame.reshape(-1, 3).mean(0)[::-1])


def is_colour(frame: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 14 for a, b in zip(nearest(frame), colour, strict=True))


def watch(capture: cv2.VideoCapture, wanted: Callable[[np.ndarray], bool]) -> bool:
    """Read frames until one is as wanted, or the deadline or the stream's end comes."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        ok, frame = capture.read()
        if not ok:
            return False
        if wanted(frame):
            return True
    return False


async def saw(capture: cv2.VideoCapture, colour: tuple[int, int, int]) -> bool:
    return await asyncio.to_thread(watch, capture, lambda frame: is_colour(frame, colour))


async def opened(stands: Standing, device: str) -> cv2.VideoCapture:
    return await asyncio.to_thread(cv2.VideoCapture, stands.address(device))


async def test_the_face_camera_shows_the_hall_then_who_sits_there(stands: Standing) -> None:
    capture = await opened(stands, "face-camera")
    assert await saw(capture, HALL)
    await asyncio.to_thread(stands.client.seat, "an")
    assert await saw(capture, STILL)
    state = await asyncio.to_thread(stands.client.state)
    assert state["seated"] == {"slug": "an", "presence": "live", "acting": ""}
    assert [d["in_use"] for d in state["devices"] if d["id"] == "face-camera"] == [True]
    await asyncio.to_thread(stands.client.leave)
    assert await saw(capture, HALL)
    capture.release()


async def test_a_seated_person_obeys_the_screen(stands: Standing) -> None:
    capture = await opened(stands, "face-camera")
    await asyncio.to_thread(stands.client.seat, "an")
    assert await saw(capture, STILL)
    await asyncio.to_thread(stands.client.stage, "face", "turn_left", "请向左转头")
    assert await saw(capture, LEFT), "the movement is seen"
    assert await saw(capture, STILL), "and ends"
    assert await saw(capture, LEFT), "and is done again while it is still asked for"
    capture.release()


async def test_who_sits_down_later_reads_what_stands_on_the_screen(stands: Standing) -> None:
    await asyncio.to_thread(stands.client.stage, "face", "turn_left")
    await asyncio.to_thread(stands.client.seat, "an")
    capture = await opened(stands, "face-camera")
    assert await saw(capture, LEFT)
    capture.release()


async def test_a_photograph_is_drawn_as_one(stands: Standing) -> None:
    await asyncio.to_thread(stands.client.seat, "bo")
    assert ("face", "bo", "photograph", 0) in stands.studio.asked
    await asyncio.to_thread(stands.client.presence, "live")
    assert ("face", "bo", "live", 0) in stands.studio.asked


@pytest.mark.parametrize("fault", ["frozen", "dark"])
async def test_camera_faults_in_the_picture(stands: Standing, fault: str) -> None:
    capture = await opened(stands, "face-camera")
    await asyncio.to_thread(stands.client.fault, "face-camera", fault)
    if fault == "dark":
        assert await saw(capture, DARK)
    else:
        await asyncio.to_thread(stands.client.seat, "an")
        frames = [(await asyncio.to_thread(capture.read))[1] for _ in range(12)]
        assert all(np.array_equal(frame, frames[-1]) for frame in frames[-6:])
    await asyncio.to_thread(stands.client.fault, "face-camera", "clear")
    assert await saw(capture, HALL if fault == "dark" else STILL)
    capture.release()


async def test_a_live_camera_never_sends_the_same_picture_twice_in_a_row(stands: Standing) -> None:
    capture = await opened(stands, "face-camera")
    frames = [(await asyncio.to_thread(capture.read))[1] for _ in range(8)]
    # A frame may be seen twice where the reader is early; never three times.
    assert not any(
        np.array_equal(a, b) and np.array_equal(b, c) for a, b, c in zip(frames, frames[1:], frames[2:], strict=False)
    )
    capture.release()


async def test_pulling_one_camera_leaves_the_other(stands: Standing) -> None:
    capture, other = await opened(stands, "face-camera"), await opened(stands, "scanner")
    assert await saw(capture, HALL)
    await asyncio.to_thread(stands.client.fault, "face-camera", "unplug")
    assert not await asyncio.to_thread(watch, capture, lambda _: False), "the stream ends"
    assert not (await opened(stands, "face-camera")).isOpened()
    assert (await asyncio.to_thread(other.read))[0]
    await asyncio.to_thread(stands.client.fault, "face-camera", "replug")
    again = await opened(stands, "face-camera")
    assert await saw(again, HALL)


async def test_a_card_on_the_scanner(stands: Standing) -> None:
    await asyncio.to_thread(stands.client.place, "scanner", "an", condition="expired", rotation=5)
    assert ("scanner", "an", "front", "expired", 5) in stands.studio.asked
    capture = await opened(stands, "scanner")
    assert await saw(capture, (220, 220, 20))
    await asyncio.to_thread(stands.client.remove, "scanner")
    assert await saw(capture, (30, 30, 30))
    capture.release()


async def test_a_card_exists_once(stands: Standing) -> None:
    await asyncio.to_thread(stands.client.place, "scanner", "an")
    await asyncio.to_thread(stands.client.place, "chip-reader", "an")
    assert (await asyncio.to_thread(stands.client.device, "scanner"))["lying"] is None
    lying = (await asyncio.to_thread(stands.client.device, "chip-reader"))["lying"]
    assert lying == {"slug": "an", "side": "front", "condition": "normal", "rotation": 2.0}


async def test_a_card_on_the_chip_reader(stands: Standing) -> None:
    def find() -> int:
        with serial.Serial(stands.address("chip-reader"), 115200, timeout=5) as port:
            port.write(bytes.fromhex("AAAAAA9669 0003200122"))
            head: bytes = port.read(10)
            return head[9]

    assert await asyncio.to_thread(find) == 0x80
    await asyncio.to_thread(stands.client.place, "chip-reader", "an")
    assert await asyncio.to_thread(find) == 0x9F
    await asyncio.to_thread(stands.client.place, "chip-reader", "an", condition="not_a_card")
    assert await asyncio.to_thread(find) == 0x80


def printer_socket(stands: Standing) -> socket.socket:
    host, _, port = stands.address("receipt-printer").rpartition(":")
    connection = socket.create_connection((host, int(port)), timeout=DEADLINE)
    connection.settimeout(DEADLINE)
    return connection


async def test_printing_and_the_paper_as_text_and_picture(stands: Standing) -> None:
    def job() -> bytes:
        with printer_socket(stands) as connection:
            connection.sendall(
                "\x1b@\x1c&社会保障\n".encode("gb18030") + bytes.fromhex("1D564100 1D28480600303031323334")
            )
            return connection.recv(7)

    assert await asyncio.to_thread(job) == bytes.fromhex("37223132333400")
    (slip,) = await asyncio.to_thread(stands.client.slips, "receipt-printer")
    assert slip == {"number": 1, "text": "社会保障\n", "complete": True}
    png = await asyncio.to_thread(stands.client.slip_png, "receipt-printer", 1)
    assert png.startswith(b"\x89PNG")
    state = await asyncio.to_thread(stands.client.state)
    assert state["slips"]["receipt-printer"] == [slip]


async def test_the_printer_through_many_connections_and_a_pulled_cable(stands: Standing) -> None:
    def status() -> bytes:
        with printer_socket(stands) as connection:
            connection.sendall(b"\x10\x04\x04")
            return connection.recv(1)

    for _ in range(5):
        assert await asyncio.to_thread(status) == b"\x12"
    held = await asyncio.to_thread(printer_socket, stands)
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "unplug")
    with pytest.raises(ConnectionResetError):
        held.recv(1)
    with pytest.raises(OSError):  # noqa: PT011  (refused, or reset where it was just accepted)
        await asyncio.to_thread(status)
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "clear")
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "paper_out")
    assert await asyncio.to_thread(status) == b"\x7e"


async def test_pulling_the_printer_while_it_is_full(stands: Standing) -> None:
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "paper_out")

    def stuff() -> None:
        with printer_socket(stands) as connection:
            connection.settimeout(0.3)
            for _ in range(4000):
                connection.sendall(b"x" * 4096)

    with pytest.raises(TimeoutError):
        await asyncio.to_thread(stuff)
    await asyncio.to_thread(stands.client.fault, "receipt-printer", "unplug")
    assert not (await asyncio.to_thread(stands.client.device, "receipt-printer"))["plugged"]


async def test_verbs_that_cannot_be_done_say_why(stands: Standing) -> None:
    client = stands.client
    attempts: list[tuple[Callable[[], object], str]] = [
        (lambda: client.seat("nobody"), "an, bo"),
        (lambda: client.act("turn_left"), "nobody sits there"),
        (lambda: client.place("receipt-printer", "an"), "nothing can be put on"),
        (lambda: client.place("scanner", "an", condition="wet"), "upside_down"),
        (lambda: client.fault("scanner", "cover_open"), "allowed for scanner"),
        (lambda: client.fault("toaster", "unplug"), "allowed: face-camera"),
        (lambda: client.slips("scanner"), "no printer"),
    ]
    for attempt, why in attempts:
        with pytest.raises(DockError, match=why):
            await asyncio.to_thread(attempt)
    answer = await asyncio.to_thread(
        requests.post, f"http://{stands.settings.dock}/people/seat", data=b'{"slug": 3}', timeout=5
    )
    assert answer.status_code == 400


async def test_reset_mends_everything(stands: Standing) -> None:
    client = stands.client

    def spoil() -> None:
        client.seat("an")
        client.place("chip-reader", "an")
        client.fault("chip-reader", "silent")
        client.fault("receipt-printer", "cover_open")
        client.fault("face-camera", "unplug")

    await asyncio.to_thread(spoil)
    state = await asyncio.to_thread(client.reset)
    assert state["seated"] is None
    assert [(d["faults"], d["lying"], d["plugged"]) for d in state["devices"]] == [([], None, True)] * 4


async def test_live_updates(stands: Standing) -> None:
    def follow() -> list[str]:
        lines: list[str] = []
        with requests.get(f"http://{stands.settings.dock}/events", stream=True, timeout=DEADLINE) as answer:
            for line in answer.iter_lines(decode_unicode=True):
                if line.startswith("data:"):
                    lines.append(line)
                    if len(lines) == 1:
                        stands.client.seat("an")
                    if '"slug":"an","presence"' in line:
                        return lines
        return []

    assert await asyncio.to_thread(follow)


async def test_the_page_and_its_parts(stands: Standing) -> None:
    def get(path: str) -> requests.Response:
        return requests.get(f"http://{stands.settings.dock}{path}", timeout=5)

    for path in ("/", "/static/main.js", "/static/dock.css", "/people/an.jpg", "/documents/an/front.jpg"):
        answer = await asyncio.to_thread(get, path)
        assert answer.status_code == 200
        assert answer.content
    assert (await asyncio.to_thread(get, "/people/nobody.jpg")).status_code == 404
    assert (await asyncio.to_thread(get, "/cameras/face-camera.jpg")).content.startswith(b"\xff\xd8")


class OnePicture:
    """A studio that has drawn the first picture of a track, and no other yet."""

    async def facts(self, scene: str, *_: object) -> object:
        return {"fps": 15, "tracks": {"idle": [0, 1, 2, 3]}, "order": [0, 1, 2, 3]}

    async def pictures(self, scene: str, slug: str, mode: str, pose: int, **_: object) -> list[bytes]:
        if pose:
            await asyncio.Event().wait()
        return [b"first"]


async def test_who_sits_down_is_seen_at_once_whatever_is_drawn_by_then() -> None:
    sitter = Sitter(OnePicture(), "an", "screen_replay")  # type: ignore[arg-type]
    await sitter.sit_down()
    now = time.monotonic()
    assert {sitter.frame(now + tick / 15) for tick in range(8)} == {b"first"}
    assert await sitter.act("blink") > 0, "a recording obeys nobody"
    assert sitter.frame(now) == b"first"
    await sitter.leave()
