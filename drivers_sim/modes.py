"""How somebody sits before the face camera: themself, or an attack on the face check."""

from __future__ import annotations

MODES = (
    "live",
    "photograph",
    "bent_print",
    "cut_out_eyes",
    "screen_replay",
    "frozen_stream",
    "two_faces",
    "face_swapped",
)
