"""Whether a frame shows anything, and whether print on a straightened card can be read: sharpness and glare."""

from __future__ import annotations

import cv2
import numpy as np

from kiosk.identity.reading import Image


def is_empty(frame: Image) -> bool:
    """Whether nothing but an even mat is in view."""
    small = cv2.resize(frame, (96, 72), interpolation=cv2.INTER_AREA).astype(np.float32)
    small -= cv2.blur(small, (41, 41), borderType=cv2.BORDER_REFLECT)  # light that falls off to a side is no object
    return float((np.abs(small).max(axis=2) > 22).mean()) < 0.01


def sharpness(card: Image) -> float:
    """How steep the card's steepest edges are, 0–1: the part of the local contrast crossed within one pixel.

    Print that was blurred with σ has edges of about 0.4/σ; contrast and brightness cancel out.
    """
    grey = cv2.cvtColor(card, cv2.COLOR_BGR2GRAY)
    grey = cv2.medianBlur(grey, 3)
    # Rolling windows of 15 px hold one stroke and its ground.
    kernel = np.ones((15, 15), np.uint8)
    contrast = cv2.subtract(cv2.dilate(grey, kernel), cv2.erode(grey, kernel)).astype(np.float32)
    step_x = np.abs(np.diff(grey.astype(np.int16), axis=1, append=0))
    step_y = np.abs(np.diff(grey.astype(np.int16), axis=0, append=0))
    step = np.maximum(step_x, step_y).astype(np.float32)
    inside = np.zeros(grey.shape, dtype=bool)
    inside[20:-20, 20:-20] = True
    strong = inside & (contrast > 40)
    if int(strong.sum()) < 500:
        return 0.0
    steep = cv2.dilate(step, kernel)[strong] / contrast[strong]
    return float(np.median(steep))


def glare(card: Image) -> float:
    """The share of the card that is burnt out in one patch, 0–1."""
    darkest = card[::4, ::4].min(axis=2)
    burnt = (darkest >= 250).astype(np.uint8)
    if float(np.median(darkest)) >= 246:  # a card rendered on pure white: nothing can be told
        return 0.0
    burnt = np.asarray(cv2.morphologyEx(burnt, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(burnt)
    largest = max((int(stats[i, cv2.CC_STAT_AREA]) for i in range(1, count)), default=0)
    return largest / burnt.size
