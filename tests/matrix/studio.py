"""Pictures for simulated cameras that nobody looks at: noise, so that no two are alike."""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image

from drivers_sim.studio.client import Urgency

SIZE = (160, 120)


class NoiseStudio:
    """A `Studio` without people."""

    def __init__(self) -> None:
        self._pictures = [_noise(seed) for seed in range(4)]

    async def pictures(self, scene: str, *arguments: object, urgency: Urgency = Urgency.NOW) -> list[bytes]:
        return self._pictures

    async def facts(self, scene: str, *arguments: object) -> Any:
        if scene == "cast":
            return []
        raise NotImplementedError(scene)

    async def close(self) -> None: ...


def _noise(seed: int) -> bytes:
    stream = io.BytesIO()
    pixels = random.Random(seed).randbytes(SIZE[0] * SIZE[1])
    Image.frombytes("L", SIZE, pixels).convert("RGB").save(stream, "JPEG", quality=60)
    return stream.getvalue()
