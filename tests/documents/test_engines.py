"""The engines behind the seam: which there are, why one is not there, and what pytesseract leaves behind."""

from __future__ import annotations

import os
import random
import stat
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.cards import draw_front, random_person
from kiosk.identity import tesseract
from kiosk.identity.engine import EngineUnavailableError, RapidOcrEngine
from kiosk.identity.engines import ENGINES, engine_named
from kiosk.identity.layout import cut
from kiosk.identity.tesseract import PytesseractEngine, line_of, private_folder


def test_the_engines_that_a_configuration_may_name() -> None:
    from kiosk.config.sections import DocumentsSection

    assert DocumentsSection.model_fields["engine"].default == "rapidocr"
    for name in ENGINES:
        assert DocumentsSection(engine=name).engine == name  # type: ignore[arg-type]


def test_an_engine_that_nobody_knows() -> None:
    with pytest.raises(EngineUnavailableError, match="there are rapidocr, pytesseract, tesserocr"):
        engine_named("eyes")


def test_a_missing_binding_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    with pytest.raises(EngineUnavailableError, match="tesserocr is not installed"):
        engine_named("tesserocr")
    monkeypatch.setattr(tesseract.shutil, "which", lambda _name: None)
    with pytest.raises(EngineUnavailableError, match="tesseract-ocr"):
        engine_named("pytesseract")


def test_words_become_characters_with_a_probability_each() -> None:
    line = line_of([("出生", 0.9), ("1966", 0.5)])
    assert (line.text, line.probabilities) == ("出生 1966", (0.9, 0.9, 0.5, 0.5, 0.5, 0.5, 0.5))
    assert line_of([]) == ("", ())


def test_the_folder_is_private_and_what_the_dead_left_is_wiped(tmp_path: Path) -> None:
    dead = tmp_path / f"kiosk-ocr-{os.getuid()}-999999999-abc"
    dead.mkdir()
    (dead / "tess_1.png").write_bytes(b"card")
    folder = private_folder(tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not dead.exists()
    assert private_folder(tmp_path) != folder
    assert folder.exists()


class Program:
    """pytesseract, as far as the seam uses it: looks where its files would go."""

    class Output:
        DICT = "dict"

    def __init__(self, fails: bool) -> None:
        self.fails = fails
        self.places: list[Path] = []

    def image_to_data(self, *_arguments: object, **_options: object) -> dict[str, list[Any]]:
        import tempfile

        with tempfile.NamedTemporaryFile(prefix="tess_", delete=False) as file:
            file.write(b"card")
            self.places.append(Path(file.name))
        if self.fails:
            raise RuntimeError("Tesseract process timeout")
        places = {key: [10, 10] for key in ("left", "top", "width", "height")}
        return {"level": [4, 5], "text": ["", "韦"], "conf": ["-1", "91"], **places}


@pytest.mark.parametrize("fails", [False, True])
def test_no_picture_is_left_in_the_folder(tmp_path: Path, fails: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", None)
    engine = PytesseractEngine.__new__(PytesseractEngine)
    engine._folder = private_folder(tmp_path)
    program = Program(fails)
    engine._tesseract = program
    picture = np.full((40, 90, 3), 200, np.uint8)
    if fails:
        with pytest.raises(RuntimeError, match="timeout"):
            engine.recognise([picture])
    else:
        assert engine.recognise([picture]) == [("韦", (0.91,))]
        assert len(engine.detect(picture, 90)) == 1
    assert all(place.parent == engine._folder for place in program.places)
    assert list(engine._folder.iterdir()) == []
    assert tempfile.tempdir is None


def test_pytesseract_reads_a_number(engine: RapidOcrEngine) -> None:
    try:
        other = engine_named("pytesseract")
    except EngineUnavailableError as error:
        pytest.skip(str(error))
    card = draw_front(person := random_person(random.Random(31)), 12)
    (quad,) = [q for q in engine.detect(card, 640) if q[0][1] > 0.8 * card.shape[0] and q[1][0] > 0.8 * card.shape[1]]
    (line,) = other.recognise([cut(card, quad)])
    assert "".join(line.text.split()) == person.id_number
    assert list(other._folder.iterdir()) == []  # type: ignore[attr-defined]
    other._folder.rmdir()  # type: ignore[attr-defined]
