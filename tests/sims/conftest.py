"""A simulated hall on free ports."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from simulated_hall import PlainStudio, Standing, free_port

from drivers_sim.client import DockClient
from drivers_sim.settings import DeviceSettings, MjpegAddress, SerialAddress, Settings, TcpAddress
from drivers_sim.simulate import standing


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    cameras = free_port()
    host = "127.0.0.1"
    return Settings(
        kiosk="test-01",
        hall_zh="测试大厅",
        hall_en="Test hall",
        dock=TcpAddress(host, free_port()),
        devices=(
            DeviceSettings("face-camera", "camera", "opencv", MjpegAddress(host, cameras, "/face.mjpg")),
            DeviceSettings("scanner", "document_camera", "opencv", MjpegAddress(host, cameras, "/scanner.mjpg")),
            DeviceSettings("chip-reader", "chip_reader", "sdt", SerialAddress(tmp_path / "sim" / "chip-reader")),
            DeviceSettings("receipt-printer", "receipt_printer", "escpos", TcpAddress(host, free_port())),
        ),
    )


@pytest_asyncio.fixture
async def stands(settings: Settings) -> AsyncIterator[Standing]:
    studio = PlainStudio()
    async with standing(settings, studio) as hall:
        with DockClient(f"http://{settings.dock}/", timeout=10) as client:
            yield Standing(hall, studio, settings, client)
