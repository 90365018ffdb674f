"""The attacks by name. What is drawn for one presentation comes from its generator alone."""

from __future__ import annotations

import random
from collections.abc import Callable

from drivers_sim.attacks.bona_fide import plain
from drivers_sim.attacks.camera import Attack, Camera
from drivers_sim.attacks.company import Swapped, TwoFaces
from drivers_sim.attacks.display import Display, Puppet, Recording
from drivers_sim.attacks.mask import Mask
from drivers_sim.attacks.paper import CutOut, Print
from drivers_sim.attacks.sheet import Sheet
from drivers_sim.attacks.sitter import Sitter
from drivers_sim.attacks.streams import Frozen, Injected

Species = Callable[[Sitter, Sitter, random.Random, Camera], Attack]
"""`(victim, accomplice, rng, camera)`: the accomplice is another person, who may hold, wear or take part."""

_ASPECT = 402 / 485  # of an ID photograph with its border
MOVES = ("turn_left", "turn_right", "blink", "closer")


def flat_print(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:
    return Print(victim, accomplice, rng, camera, Sheet(_ASPECT, rng.uniform(0.75, 1.0)))


def bent_print(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:
    sheet = Sheet(_ASPECT, rng.uniform(0.75, 1.0), rng.uniform(0.55, 1.6))
    return Print(victim, accomplice, rng, camera, sheet)


def cut_out_eyes(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:
    radius = rng.choice((None, None, rng.uniform(0.8, 2.0)))
    return CutOut(victim, accomplice, rng, camera, Sheet(_ASPECT, 1.0, radius))


def replay_other_order(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    moves = rng.sample(MOVES, rng.choice((3, 4, 4)))
    return Display(Recording(victim, rng, tuple(moves), rng.uniform(2.8, 4.5)), rng, camera)


def replay_right_order(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    return Display(Puppet(victim, rng), rng, camera)


def frozen_stream(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    return Frozen(victim, rng, camera)


def injected_stream(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    return Injected(victim, rng, camera)


def two_faces(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:
    return TwoFaces(victim, accomplice, rng, camera)


def face_swapped(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:
    return Swapped(victim, accomplice, rng, camera)


def mask_no_blink(victim: Sitter, accomplice: Sitter, rng: random.Random, camera: Camera) -> Attack:  # noqa: ARG001
    return Mask(victim, rng, camera)


LIVE: Species = plain
SPECIES: dict[str, Species] = {
    each.__name__: each
    for each in (
        flat_print,
        bent_print,
        cut_out_eyes,
        replay_other_order,
        replay_right_order,
        frozen_stream,
        injected_stream,
        two_faces,
        face_swapped,
        mask_no_blink,
    )
}
