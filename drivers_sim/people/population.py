"""Any number of rendered people, each drawn by chance from the same distributions: nobody is chosen for being unlike
another. What they are good for is counting: how often two of them are taken for one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from drivers_sim.people.parameters import (
    Brows,
    Clothes,
    Colour,
    Eyes,
    FaceParameters,
    Glasses,
    Hair,
    Head,
    Mole,
    Mouth,
    Nose,
    Own,
    Skin,
)

_SPREAD = 0.9  # of each length's range
_FAIR, _DARK = (242, 208, 184), (120, 82, 58)
_HAIR = ((26, 22, 21), (34, 28, 26), (40, 30, 28), (60, 42, 32), (90, 62, 42))
_GREY = (190, 188, 186)
_WEARERS = 0.4
_YEARS_TO_OLD = 50  # from the first wrinkles to all of them


@dataclass(frozen=True, slots=True)
class Person:
    """`face` as it is now, at `age`. `glasses` are theirs; who wears them every day has them in `face` as well."""

    name: str
    age: int
    face: FaceParameters
    glasses: Glasses

    def years_ago(self, years: int) -> FaceParameters:
        """The face on a photograph `years` old: smoother, its hair darker and fuller, the rest as it is."""
        gone = years / _YEARS_TO_OLD
        skin, hair = self.face.skin, self.face.hair
        less = {name: max(0.0, getattr(skin, name) - gone) for name in ("nasolabial", "eye_bags", "wrinkles", "spots")}
        darker = _between(hair.colour, _HAIR[1], min(1.0, 2 * gone))
        fuller = max(0.0, hair.recession - gone)
        return msgspec.structs.replace(
            self.face,
            skin=msgspec.structs.replace(skin, **less),
            hair=msgspec.structs.replace(hair, colour=darker, recession=fuller),
        )


def population(count: int, seed: int) -> list[Person]:
    """`count` people by `seed`; a longer list begins with the shorter one."""
    rng = random.Random(seed)
    return [_person(f"{seed}-{number}", random.Random(rng.getrandbits(64))) for number in range(count)]


def _person(name: str, rng: random.Random) -> Person:
    male, age = rng.random() < 0.5, rng.randint(18, 85)
    old = max(0.0, (age - 35) / _YEARS_TO_OLD)
    skin = _skin(rng, old, male)
    lips = tuple(min(255.0, share * rng.uniform(0.9, 1.05)) for share in _lips(skin.colour))
    shade = rng.uniform(20, 110)
    glasses = Glasses(**(_lengths(Glasses, rng) | {"colour": (shade, shade * 0.9, shade * 0.85)}))
    face = FaceParameters(
        seed=rng.randrange(1 << 30),
        sex="male" if male else "female",
        head=Head(**_lengths(Head, rng)),
        eyes=Eyes(**_lengths(Eyes, rng)),
        brows=Brows(**_lengths(Brows, rng)),
        nose=Nose(**_lengths(Nose, rng)),
        mouth=Mouth(**(_lengths(Mouth, rng) | {"colour": lips})),
        skin=skin,
        hair=_hair(rng, old, male),
        clothes=Clothes(colour=_colour(rng), collar=rng.random() < 0.5, neckline=rng.uniform(0.05, 0.3)),
        asymmetry=(_off(rng), _off(rng), _off(rng), _off(rng), _off(rng), _off(rng)),
        glasses=glasses if rng.random() < _WEARERS else None,
        own=Own(relief=0.02, shift=0.018, tone=0.08, moles=_moles(rng)),
    )
    return Person(name, age, face, glasses)


def _skin(rng: random.Random, old: float, male: bool) -> Skin:
    red, green, blue = _between(_FAIR, _DARK, rng.betavariate(1.5, 2.5))
    return Skin(
        colour=(red, min(255.0, green * rng.uniform(0.95, 1.04)), min(255.0, blue * rng.uniform(0.9, 1.08))),
        nasolabial=_share(rng, 0.1 + 0.6 * old, 0.2),
        eye_bags=_share(rng, 0.1 + 0.5 * old, 0.25),
        wrinkles=_share(rng, 0.9 * old, 0.2) if old > 0 else 0.0,
        spots=_share(rng, 0.6 * old, 0.3),
        stubble=_share(rng, 0.4, 0.3) if male else 0.0,
        beard=0.9 if male and rng.random() < 0.2 else 0.0,
        moustache=0.9 if male and rng.random() < 0.2 else 0.0,
    )


def _hair(rng: random.Random, old: float, male: bool) -> Hair:
    grey = _share(rng, 1.2 * old - 0.1, 0.25)
    lengths = _lengths(Hair, rng) | {
        "colour": _between(rng.choice(_HAIR), _GREY, grey),
        "length": 0.0 if male else rng.choice((0.0, 0.5, 0.9, 1.4, 1.7)),
        "fringe": 1.0 if not male and rng.random() < 0.4 else 0.0,
        "recession": _share(rng, 0.1 + 0.6 * old, 0.25) if male else _share(rng, 0.1, 0.1),
        "bald": male and rng.random() < 0.1 + 0.2 * old,
    }
    return Hair(**lengths)


def _lengths(kind: type[msgspec.Struct], rng: random.Random) -> dict[str, Any]:
    """Each bounded number of a part, evenly from the middle nine tenths of its range."""
    values: dict[str, Any] = {}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        bounds = next((each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Meta)), None)
        if bounds is None or bounds.ge is None or bounds.le is None or get_args(hint)[0] is not float:
            continue
        margin = (bounds.le - bounds.ge) * (1 - _SPREAD) / 2
        values[name] = rng.uniform(bounds.ge + margin, bounds.le - margin)
    return values


def _moles(rng: random.Random) -> tuple[Mole, ...]:
    number = rng.choice((0, 0, 1, 2, 3))
    return tuple(
        Mole(x=rng.uniform(-0.45, 0.45), y=rng.uniform(-0.85, 0.4), radius=rng.uniform(0.006, 0.02))
        for _ in range(number)
    )


def _off(rng: random.Random) -> float:
    return rng.gauss(0, 0.012)


def _share(rng: random.Random, middle: float, spread: float) -> float:
    return min(1.0, max(0.0, rng.gauss(middle, spread)))


def _between(one: Colour, other: Colour, amount: float) -> Colour:
    red, green, blue = (a + (b - a) * amount for a, b in zip(one, other, strict=True))
    return red, green, blue


def _lips(skin: Colour) -> Colour:
    return 0.85 * skin[0], 0.62 * skin[1], 0.66 * skin[2]


def _colour(rng: random.Random) -> Colour:
    return rng.uniform(40, 200), rng.uniform(40, 200), rng.uniform(40, 200)
