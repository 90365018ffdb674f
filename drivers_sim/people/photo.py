"""Portraits and prints (first version)."""

from __future__ import annotations

from functools import lru_cache

from drivers_sim.people import _first
from drivers_sim.people.citizen import Citizen
from drivers_sim.people.face import _head
from drivers_sim.people.images import Rgb


@lru_cache(maxsize=32)
def _portrait(face: object) -> Rgb:
    out: Rgb = _first.id_photo(_head(face))
    return out


def id_photo(citizen: Citizen) -> Rgb:
    return _portrait(citizen.face).copy()
