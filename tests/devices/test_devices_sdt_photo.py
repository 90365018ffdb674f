"""The seam for decoders of the chip's photograph: found by entry point, never the end of a reading."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from devices_far_ends import CardReaderEnd
from PIL import Image

from devices.registry import create
from devices.sdt.photo import UnknownDecoderError, decoded, find_decoder
from drivers_sim.sdt.chip import photo_block, photograph

BLOCK = photo_block(b"webp")


def device(port: Path, decoder: str) -> dict[str, object]:
    transport = {"kind": "serial", "port": str(port)}
    return {"id": "r", "class": "chip_reader", "driver": "sdt", "transport": transport, "photo_decoder": decoder}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that brings the simulator's decoder, as pip would leave it."""
    metadata = tmp_path / "site" / "some_decoder-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: some-decoder\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[hrss_kiosk.photo_decoders]\nsimulated = drivers_sim.sdt.chip:photograph\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")


@pytest.mark.usefixtures("installed")
def test_a_decoder_is_found_by_its_name() -> None:
    assert decoded(find_decoder("simulated"), BLOCK) == b"webp"


@pytest.mark.usefixtures("installed")
def test_a_card_is_read_with_its_picture(tmp_path: Path) -> None:
    end = CardReaderEnd(tmp_path / "reader")
    reader = create(device(end.port, "simulated"))
    reader.open()
    record = reader.read_card()  # type: ignore[attr-defined]
    reader.close()
    end.unplug()
    assert record.name == "黄小梅"
    assert record.photo == b"", "a real chip's block is none of the simulator's"


@pytest.mark.usefixtures("installed")
def test_a_name_that_is_not_installed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownDecoderError, match="simulated"):
        create(device(tmp_path / "reader", "wlt"))


def test_a_decoder_may_give_an_array() -> None:
    picture = decoded(lambda _block: np.full((126, 102, 3), (9, 90, 200), np.uint8), BLOCK)
    assert Image.open(io.BytesIO(picture)).convert("RGB").getpixel((5, 5)) == (9, 90, 200)


def test_a_decoder_that_fails_leaves_the_text() -> None:
    assert decoded(photograph, bytes(1024)) == b""
    assert decoded(lambda _block: None, BLOCK) == b""
    assert decoded(lambda _block: bytes(2 << 20), BLOCK) == b""
