"""Whether a living person stands before the camera: each signal by itself, scored and explained.

Covered: a photograph held up, flat or bent; a picture that stands still; a recording of other movements, played once.
Partly: a recording of both turns and a blink that goes round and round got through in 9 of 31 attempts, since it has
the next turn right in half of them; a coded light from the screen stops it. Not covered: masks that blink and turn, a
recording in the right order, video made in real time.
"""
