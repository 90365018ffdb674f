"""The command read-document: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import PIL.Image
import pytest

from bench.cards import Person, draw_front
from bench.scenes import Scene, photograph
from kiosk.identity.read_command import read_documents
from kiosk.identity.reading import FIELDS


@pytest.fixture
def card(tmp_path: Path, person: Person) -> Path:
    path = tmp_path / "身份证.png"
    path.write_bytes(cv2.imencode(".png", photograph(draw_front(person, 12), Scene(angle=3), 1))[1].tobytes())
    return path


def test_json(card: Path, person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_documents([card], as_json=True) == 0
    out, err = capsys.readouterr()
    assert err == ""
    (line,) = out.splitlines()
    answer = json.loads(line)
    assert list(answer) == ["image", "kind", "side", "fields", "problems", "milliseconds"]
    assert answer["image"] == str(card)
    assert (answer["kind"], answer["side"], answer["problems"]) == ("resident_id", "front", [])
    assert list(answer["fields"]) == list(FIELDS)
    assert {name: answer["fields"][name]["value"] for name in person.front()} == person.front()
    assert answer["fields"]["issuer"] == {"value": "", "confidence": 0.0}


def test_a_bad_file_is_named_and_the_others_are_read(
    card: Path, person: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, empty, missing = tmp_path / "notes.txt", tmp_path / "empty.jpg", tmp_path / "missing.png"
    text.write_text("no picture")
    empty.touch()
    assert read_documents([missing, text, empty, tmp_path, card], as_json=False) == 2
    out, err = capsys.readouterr()
    assert person.name in out
    assert [line.split(": ")[1] for line in err.splitlines()] == [str(p) for p in (missing, text, empty, tmp_path)]


def test_grey_and_transparent_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, picture in {
        "grey.png": np.full((90, 90), 50, np.uint8),
        "rgba.png": np.zeros((9, 9, 4), np.uint8),
    }.items():
        (tmp_path / name).write_bytes(cv2.imencode(".png", picture)[1].tobytes())
    assert read_documents([tmp_path / "grey.png", tmp_path / "rgba.png"], as_json=True) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [a["problems"] for a in answers] == [["no_document"]] * 2


def test_a_file_that_is_no_picture_has_its_line_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "missing.png"
    assert read_documents([missing], as_json=True) == 2
    (line,) = capsys.readouterr().out.splitlines()
    answer = json.loads(line)
    assert (answer["image"], answer["kind"]) == (str(missing), "unknown")
    assert answer["error"] == "No such file or directory"


def test_a_huge_picture_is_refused_by_its_head(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    png = tmp_path / "huge.png"
    PIL.Image.new("1", (16000, 12000)).save(png)
    assert read_documents([png], as_json=True) == 2
    assert "megapixels" in json.loads(capsys.readouterr().out)["error"]


def test_pictures_of_what_was_seen(card: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "seen" / "here"
    assert read_documents([card], as_json=True, pictures=folder) == 0
    assert sorted(file.name for file in folder.iterdir()) == [
        f"{card.stem}.{part}.png" for part in ("lines", "outline", "photo")
    ]
    capsys.readouterr()


def test_an_engine_that_is_not_there(card: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read_documents([card], as_json=True, engine_name="eyes") == 1
    assert "rapidocr" in capsys.readouterr().err
