"""A camera at the table, on the citizen's face or above the mat."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from drivers_sim.cameras.mjpeg import Camera
from drivers_sim.cameras.sources import FaceSource, FaultySource, StillSource
from drivers_sim.documents import Lying, mat_pictures
from drivers_sim.settings import DeviceSettings
from drivers_sim.studio.client import Studio

SLIP_ROTATION = -3.0
"""Degrees: nobody puts a slip down straight."""


@dataclass
class CameraDevice:
    """A camera on a server that it may share with others."""

    settings: DeviceSettings
    camera: Camera
    source: FaceSource | StillSource
    lying: Lying | None = None
    kinds: tuple[str, ...] = (*FaultySource.FAULTS, *Camera.FAULTS)

    @property
    def plugged(self) -> bool:
        return self.camera.plugged

    @property
    def in_use(self) -> bool | None:
        return self.camera.in_use

    @property
    def faults(self) -> list[str]:
        return [fault for fault in (self.camera.fault,) if fault]

    async def start(self) -> None: ...
    async def stop(self) -> None:
        self.camera.unplug()

    async def plug(self) -> None:
        self.camera.plug()

    async def unplug(self) -> None:
        self.camera.unplug()

    def suffer(self, kind: str) -> None:
        self.camera.suffer(kind)

    def describe(self) -> dict[str, Any]:
        return {"fps": self.camera.source.fps}


@dataclass
class MatCamera(CameraDevice):
    """A camera above a mat on which documents lie."""

    async def lay(self, lying: Lying, studio: Studio) -> None:
        self._mat.show(await mat_pictures(studio, lying))

    async def lay_slip(self, png: bytes, width_mm: float, studio: Studio) -> None:
        """Put a printed slip down, its print up."""
        held = base64.b64encode(png).decode()
        self._mat.show(await studio.pictures("slip_on_mat", held, width_mm, SLIP_ROTATION))

    async def lift(self, studio: Studio) -> None:
        self._mat.show(await mat_pictures(studio, None))

    @property
    def _mat(self) -> StillSource:
        assert isinstance(self.source, StillSource)
        return self.source
