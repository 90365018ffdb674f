"""Whether a living person stands before the camera: each signal by itself, scored and explained.

Covered: a photograph held up, flat or bent; a picture that stands still; a recording whose movements come in another
order. Not covered: masks that blink and turn, a recording in the right order, video made in real time.
"""
