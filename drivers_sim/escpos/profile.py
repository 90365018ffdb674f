"""What a model of receipt printer can do, and how its paper stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from drivers_sim.escpos.decoding import Font


class Paper(Enum):
    OK = "ok"
    LOW = "low"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a model can do. `dots`: 576 for 80 mm paper, 384 for 58 mm. `clears`: it knows DLE DC4 8, which makes it
    forget what waits. `confirms`: it knows GS ( H 48, which asks whether everything is printed."""

    dots: int = 576
    near_end_sensor: bool = True
    font: Font = "gbk"
    maker: str = "SIMULATED"
    model: str = "RP-80"
    mm_per_s: float = 220.0
    cut_s: float = 0.3
    clears: bool = True
    confirms: bool = True

    @classmethod
    def for_paper(cls, millimetres: int, *, near_end_sensor: bool = True) -> Profile:
        return cls(dots=384 if millimetres < 70 else 576, near_end_sensor=near_end_sensor, model=f"RP-{millimetres}")
