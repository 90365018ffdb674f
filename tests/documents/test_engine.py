"""The seam to RapidOCR: nothing is downloaded, calls do not influence each other."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from bench.cards import draw_front, random_person
from kiosk.identity import engine as engine_module
from kiosk.identity.engine import EngineUnavailableError, RapidOcrEngine
from kiosk.identity.layout import cut


def test_a_missing_model_is_an_error_and_no_download(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailableError, match="PP-OCRv6_det_small"):
        engine_module._session(tmp_path / "PP-OCRv6_det_small.onnx", 1)


def test_detecting_and_recognising_alternate(engine: RapidOcrEngine) -> None:
    card = draw_front(random_person(random.Random(31)), 12)
    quads = engine.detect(card, 640)
    crops = [cut(card, quad) for quad in quads]
    first = engine.recognise(crops)
    assert engine.detect(card, 640)[0].tolist() == quads[0].tolist()
    assert engine.recognise(crops) == first
    assert all(len(line.text) == len(line.probabilities) for line in first)
    assert any("公民身份号码" in line.text for line in first)


def test_nothing_is_read_from_nothing(engine: RapidOcrEngine) -> None:
    blank = np.full((60, 300, 3), 200, np.uint8)
    assert engine.detect(blank, 320) == []
    (line,) = engine.recognise([blank])
    assert line.confidence < 0.5 or line.text == ""
    assert engine.recognise([]) == []
