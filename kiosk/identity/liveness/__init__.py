"""Whether a living person stands before the camera: each signal by itself, scored and explained.

Covered, by how much docs/recognition.md says: prints flat, bent and with holes for the eyes; screens showing other
movements, and the right ones where the screen's light is judged; a camera that stands still; computed frames without
noise; two people, one in the other's place; a mask that does not blink. `NOT_COVERED` names the rest.
"""

from kiosk.identity.liveness.uncovered import NOT_COVERED, not_covered

__all__ = ["NOT_COVERED", "not_covered"]
