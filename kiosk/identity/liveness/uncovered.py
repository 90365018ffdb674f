"""What the check cannot tell from a living person: for the staff's screen and the documentation, in one place."""

from __future__ import annotations

NOT_COVERED: tuple[str, ...] = (
    "mask_that_blinks_and_turns",
    "video_injected_in_place_of_the_camera",
    "deepfake_in_real_time",
    "screen_replay_without_light",
    "makeup_and_twins",
)
"""Message ids, each as `liveness.not_covered.<id>`. `screen_replay_without_light`: a screen that shows the right
movements, be it by chance, where the coded light was not judged: recordings in another order and computed frames were
claimed before they were measured, and came through (docs/recognition.md)."""

_TOLD_BY_LIGHT = ("screen_replay_without_light",)


def not_covered(light: str) -> tuple[str, ...]:
    """Of a kiosk with this setting of the screen's light (`[face] light`)."""
    return tuple(each for each in NOT_COVERED if light != "required" or each not in _TOLD_BY_LIGHT)


IN_WORDS: dict[str, str] = {
    "mask_that_blinks_and_turns": "a mask that blinks and turns, worn by a living person",
    "video_injected_in_place_of_the_camera": "video put in place of the camera's by the driver or on the cable",
    "deepfake_in_real_time": "a likeness computed in real time that also follows the screen's light",
    "screen_replay_without_light": "a screen whose movements are right, even by chance, without light required",
    "makeup_and_twins": "make-up, surgery, twins: those are questions to the comparison, not to liveness",
}
