"""What the check cannot tell from a living person: for the staff's screen and the documentation, in one place."""

from __future__ import annotations

NOT_COVERED: tuple[str, ...] = (
    "mask_that_blinks_and_turns",
    "video_injected_in_place_of_the_camera",
    "deepfake_in_real_time",
    "screen_that_moves_as_asked",
    "makeup_and_twins",
)
"""Message ids, each as `liveness.not_covered.<id>`. `screen_that_moves_as_asked`: recordings in another order and
computed frames were claimed to be told without the screen's light, and all screens with it, before they were measured;
they came through too often (docs/recognition.md)."""

IN_WORDS: dict[str, str] = {
    "mask_that_blinks_and_turns": "a mask that blinks and turns, worn by a living person",
    "video_injected_in_place_of_the_camera": "video put in place of the camera's by the driver or on the cable",
    "deepfake_in_real_time": "a likeness computed in real time that also follows the screen's light",
    "screen_that_moves_as_asked": "a screen whose movements are right, even by chance",
    "makeup_and_twins": "make-up, surgery, twins: those are questions to the comparison, not to liveness",
}
