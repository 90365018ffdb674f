"""A simulated hall whose studio's pictures are plain colours."""

from __future__ import annotations

import io
import socket
from dataclasses import dataclass
from typing import Any

from PIL import Image

from drivers_sim.client import DockClient
from drivers_sim.hall import Hall
from drivers_sim.settings import Settings
from drivers_sim.studio.client import Urgency

HALL, DARK, MAT = (40, 120, 200), (4, 4, 4), (30, 30, 30)
STILL, LEFT = (200, 60, 60), (60, 200, 60)
"""Colours of the stub's pictures: nobody, no light, empty mat, a person at rest, a person turned left."""


def jpeg(colour: tuple[int, int, int], variant: int = 0) -> bytes:
    stream = io.BytesIO()
    picture = Image.new("RGB", (320, 240), colour)
    picture.putpixel((variant * 16, 0), (255, 255, 255))
    picture.save(stream, "JPEG", quality=90)
    return stream.getvalue()


def three(colour: tuple[int, int, int]) -> list[bytes]:
    return [jpeg(colour, n) for n in range(3)]


class PlainStudio:
    """Answers as the real studio does, at once, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []

    async def pictures(self, scene: str, *arguments: object, urgency: Urgency = Urgency.NOW) -> list[bytes]:
        self.asked.append((scene, *arguments))
        match scene, arguments:
            case "hall", _:
                return three(HALL)
            case "dark", _:
                return three(DARK)
            case "scanner", ("", *_):
                return three(MAT)
            case "scanner", (_, _, condition, _):
                return three((220, 220, 100 if condition == "normal" else 20))
            case "face", (_, _, pose):
                return three({0: STILL, 1: LEFT}[pose if isinstance(pose, int) else 0])
            case "chip_photo", _:
                return [b"webp"]
        return [jpeg((90, 90, 90))]

    async def facts(self, scene: str, *arguments: object) -> Any:
        match scene:
            case "cast":
                return [
                    {
                        "slug": slug,
                        "name": name,
                        "kind": "resident",
                        "presence": presence,
                        "story": {"zh": "", "en": ""},
                    }
                    for slug, name, presence in (("an", "安", "live"), ("bo", "柏", "photograph"))
                ]
            case "tracks_json":
                return {"fps": 15, "order": [0, 1], "tracks": {"idle": [0, 0], "turn_left": [0, 1, 1, 1, 1, 1, 1, 0]}}
            case "chip_fields":
                return {
                    "kind": "resident",
                    "name": "安",
                    "sex": "女",
                    "ethnicity": "壮",
                    "birth_date": "19900101",
                    "address": "南宁市",
                    "id_number": "450103199001010023",
                    "issuer": "南宁市公安局",
                    "valid_from": "20200101",
                    "valid_to": "20400101",
                }
        raise AssertionError(scene)

    async def close(self) -> None: ...


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Standing:
    """A hall that stands, and the client of its dock."""

    hall: Hall
    studio: PlainStudio
    settings: Settings
    client: DockClient

    def address(self, device: str) -> str:
        return str(self.hall.devices[device].settings.address)
