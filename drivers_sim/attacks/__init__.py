"""Presentation attacks on the face check, one module a species: what a camera sees of each, frame by frame.

A species is a function `(victim, accomplice, rng, camera) -> Attack`; the attack draws the frame for a time and what is
asked then, so an attacker can obey. The check's own code may not import this package, and this package knows nothing of
the check's: what an attacker can do is decided here by what paper, screens and hands can do.
"""

from drivers_sim.attacks.bona_fide import CIRCUMSTANCES
from drivers_sim.attacks.camera import Asked, Attack, Camera, Frame
from drivers_sim.attacks.sitter import Sitter, draw_sitters
from drivers_sim.attacks.species import LIVE, SPECIES, Species

__all__ = [
    "CIRCUMSTANCES",
    "LIVE",
    "SPECIES",
    "Asked",
    "Attack",
    "Camera",
    "Frame",
    "Sitter",
    "Species",
    "draw_sitters",
]
