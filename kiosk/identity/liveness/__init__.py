"""Whether a living person stands before the camera: each signal by itself, scored and explained.

Covered, by how much docs/recognition.md says: prints flat, bent and with holes for the eyes; a camera that stands
still; two people, one in the other's place; a mask that does not blink; where the screen's light is required,
recordings in another order and computed frames as well. `NOT_COVERED` names the rest.
"""

from kiosk.identity.liveness.uncovered import NOT_COVERED

__all__ = ["NOT_COVERED"]
