"""ID photo against live pictures: answers, refusals, the command's lines and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from drivers_sim.people import Pose
from drivers_sim.people.coverings import cover
from kiosk.identity.compare_command import compare_faces_command
from kiosk.identity.face_compare import compare_faces
from kiosk.identity.face_models import FaceModels
from kiosk.identity.id_photo import blockiness, read_id_photo
from tests.faces.conftest import Frame, Stock, bgr

WEIS_EYES = ((114.0, 202.0), (243.0, 203.0))
"""On the ID photograph."""
WEI, CHEN = "wei-zhiqiang", "chen-guilan"
Save = Callable[[str, Frame], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def save(name: str, picture: Frame) -> Path:
        cv2.imwrite(str(tmp_path / name), picture)
        return tmp_path / name

    return save


def scaled(picture: Frame, width: int) -> Frame:
    height = round(picture.shape[0] * width / picture.shape[1])
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)  # type: ignore[return-value]


def as_jpeg(picture: Frame, quality: int) -> Frame:
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)  # type: ignore[return-value]


def test_the_holder_matches_and_another_does_not(stock: Stock, models: FaceModels) -> None:
    holder, other = compare_faces(stock.photo(WEI), [stock.live(WEI, Pose()), stock.live(CHEN, Pose())], models=models)
    assert holder.match
    assert not other.match
    assert holder.distance is not None
    assert other.distance is not None
    assert holder.distance < 0.4 < 0.5 < other.distance
    assert holder.problems == other.problems == ()
    assert holder.quality is not None
    assert 0 < holder.quality <= 1


def test_a_small_photo_of_usual_compression_is_good_enough(stock: Stock, models: FaceModels) -> None:
    (result,) = compare_faces(as_jpeg(scaled(stock.photo(WEI), 110), 50), [stock.live(WEI, Pose())], models=models)
    assert result.match
    assert result.problems == ()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda photo: scaled(photo, 60), "too_small"),
        (lambda photo: cv2.GaussianBlur(scaled(photo, 130), (0, 0), 2), "blurred"),
        (lambda photo: as_jpeg(photo, 5), "compressed"),
        (lambda photo: np.full_like(photo, 180), "no_face"),
        (lambda photo: np.hstack([photo, photo[:, ::-1]]), "several_faces"),
        (lambda photo: bgr(cover(bgr(photo), WEIS_EYES, "sunglasses")), "eyes_covered"),
    ],
)
def test_a_bad_id_photo_is_refused_not_compared(
    stock: Stock, models: FaceModels, spoil: Callable[[Frame], Frame], why: str
) -> None:
    (result,) = compare_faces(spoil(stock.photo(WEI)), [stock.live(WEI, Pose())], models=models)
    assert not result.match
    assert result.distance is None
    assert result.problems == ("bad_id_photo", why)
    assert result.threshold == 0.5, "not loosened"


def test_blocks_are_seen_wherever_their_grid_begins(stock: Stock) -> None:
    photo = stock.photo(WEI)
    assert blockiness(photo) < 1.2
    assert blockiness(np.ascontiguousarray(as_jpeg(photo, 5)[3:, 5:])) > 2


def test_a_live_picture_says_what_is_wrong_with_it(stock: Stock, models: FaceModels) -> None:
    face = stock.live(WEI, Pose())
    dark = (face * 0.25).astype(np.uint8)
    far = np.full_like(face, 120)
    far[:240, :320] = scaled(face, 320)
    pair = np.hstack([face[:, 120:520], stock.live(CHEN, Pose())[:, 120:520]])
    results = compare_faces(stock.photo(WEI), [dark, far, pair, np.full_like(face, 90)], models=models)
    assert "live_too_dark" in results[0].problems
    assert "live_too_small" in results[1].problems
    assert results[2].problems == ("live_several_faces",)
    assert results[3].problems == ("live_no_face",)
    assert [result.match for result in results[2:]] == [False, False]


def test_the_command_writes_one_json_object_a_line(
    stock: Stock, save: Save, capsys: pytest.CaptureFixture[str]
) -> None:
    live = [save("1.png", stock.live(WEI, Pose())), save("2.jpg", stock.live(CHEN, Pose()))]
    assert compare_faces_command(save("id.png", stock.photo(WEI)), live, as_json=True) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["match"] for line in lines] == [True, False]
    assert [line["image"] for line in lines] == [str(path) for path in live]
    assert set(lines[0]) == {"image", "match", "distance", "threshold", "quality", "problems", "milliseconds", "note"}
    assert lines[0]["note"] == "threshold not validated on a population"
    assert lines[0]["milliseconds"] > 0


def test_the_command_says_it_in_words_too(stock: Stock, save: Save, capsys: pytest.CaptureFixture[str]) -> None:
    live = save("live.png", np.full((480, 640, 3), 90, np.uint8))
    assert compare_faces_command(save("id.png", stock.photo(WEI)), [live], as_json=False) == 0
    said = capsys.readouterr().out
    assert "no match, not compared" in said
    assert "not validated on a population" in said
    assert "live_no_face" in said


@pytest.mark.parametrize("content", [None, b"", b"no picture"])
def test_an_unreadable_file_ends_with_2_and_is_told_and_the_others_are_compared(
    content: bytes | None, stock: Stock, save: Save, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jpg"
    if content is not None:
        broken.write_bytes(content)
    id_photo, live = save("id.png", stock.photo(WEI)), save("live.png", stock.live(WEI, Pose()))
    assert compare_faces_command(id_photo, [broken, live], as_json=True) == 2
    seen = capsys.readouterr()
    first, second = (json.loads(line) for line in seen.out.splitlines())
    assert first["error"]
    assert not first["match"]
    assert second["match"]
    assert str(broken) in seen.err
    assert compare_faces_command(broken, [live], as_json=False) == 2
    assert capsys.readouterr().out == ""


def test_pictures_of_what_was_seen_are_written_where_asked(stock: Stock, save: Save, tmp_path: Path) -> None:
    live = [save("one.png", stock.live(WEI, Pose())), save("two.png", np.full((480, 640, 3), 90, np.uint8))]
    folder = tmp_path / "seen"
    assert compare_faces_command(save("id.png", stock.photo(WEI)), live, as_json=True, pictures=folder) == 0
    assert {path.name for path in folder.iterdir()} == {"id.faces.png", "one.faces.png", "two.faces.png"}
    green = cv2.imread(str(folder / "one.faces.png")).reshape(-1, 3).astype(int)
    assert np.sum((green[:, 1] > 150) & (green[:, 0] < 110) & (green[:, 2] < 110)) > 500, "a box is drawn"


def test_a_person_far_from_the_camera_is_compared_all_the_same(stock: Stock, models: FaceModels) -> None:
    far = np.full((960, 1280, 3), 120, np.uint8)
    far[300:780, 300:940] = stock.live(WEI, Pose())
    (result,) = compare_faces(stock.photo(WEI), [far], models=models)
    assert result.match
    assert result.problems == ("live_too_small",)


def test_the_weights_are_found_without_importing_their_package(models: FaceModels, stock: Stock) -> None:
    import sys

    assert read_id_photo(models, stock.photo(WEI)).encoding is not None
    assert "face_recognition" not in sys.modules
    assert "face_recognition_models" not in sys.modules
