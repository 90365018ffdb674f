"""Whether something lies on the mat is seen without reading it, and never told from one frame."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from kiosk.vision.messages import DocumentGuidance
from kiosk.vision.watch import SURE_AFTER, WatchMat

MAT = np.full((480, 640, 3), 70, np.uint8)
CARD = MAT.copy()
CARD[150:330, 180:460] = (225, 235, 240)


def seen(watch: WatchMat, picture: np.ndarray, times: int) -> list[str]:
    frames = [watch.feed(cast(Any, SimpleNamespace(pixels=picture))) for _ in range(times)]
    return [each.code for each in frames if isinstance(each, DocumentGuidance)]


def test_a_card_is_said_once_and_its_lifting_once() -> None:
    watch = WatchMat(7)
    assert seen(watch, CARD, 10) == ["lying"]
    assert seen(watch, MAT, SURE_AFTER - 1) == []
    assert seen(watch, CARD, 10) == []
    assert seen(watch, MAT, 10) == ["no_document"]


def test_it_says_nothing_but_that() -> None:
    watch = WatchMat(7)
    told = [watch.feed(cast(Any, SimpleNamespace(pixels=CARD))) for _ in range(SURE_AFTER)][-1]
    assert told == DocumentGuidance(task=7, code="lying")
    assert watch.photo is None
