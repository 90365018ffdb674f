"""What was built: the pagoda of Qingxiu, towers in the haze, the arcades, the embankment, boats."""

from __future__ import annotations

import random

from ui.scene.shapes import arch, circle, path, rect
from ui.scene.shapes import dice as dice_of

WALLS = ("#F7EAD3", "#F3DDC4", "#EFD3BC", "#E3EADB", "#F5E9E0", "#E6EDF0")
TRIM = "#FFFDF7"
SHADE = "#5D5A63"
SHUTTERS = ("#6FA08F", "#7F93B4", "#B98A6A", "#8AA36F")
ROOF = "#C07A5C"


def pagoda(x: float, foot: float, height: float) -> str:
    """The nine storeys of Longxiang tower, narrower with each."""
    out = []
    storey = height * 0.86 / 9
    for i in range(9):
        half = height * 0.12 * (1 - i * 0.075)
        y = foot - (i + 1) * storey
        out.append(rect(x - half * 0.72, y, half * 1.44, storey, "#F2E4CF"))
        out.append(rect(x - half * 0.18, y + storey * 0.42, half * 0.36, storey * 0.5, "#A9745B", 1))
        out.append(
            path(
                f"M{x - half * 1.25:.1f} {y + storey * 0.34:.1f}Q{x - half * 0.7:.1f} {y + storey * 0.22:.1f} "
                f"{x - half * 0.6:.1f} {y - storey * 0.06:.1f}H{x + half * 0.6:.1f}"
                f"Q{x + half * 0.7:.1f} {y + storey * 0.22:.1f} {x + half * 1.25:.1f} {y + storey * 0.34:.1f}Z",
                "#4F8A7C",
            )
        )
    out.append(
        path(
            f"M{x - 3:.1f} {foot - 9 * storey:.1f}L{x:.1f} {foot - height:.1f}L{x + 3:.1f} {foot - 9 * storey:.1f}Z",
            "#C9A15A",
        )
    )
    return "".join(out)


def tower(x: float, foot: float, w: float, h: float, fill: str, lit: str, crown: int) -> str:
    """An office tower in the haze; `crown` picks its top."""
    top = foot - h
    out = [rect(x, top, w, h, fill)]
    if crown == 1:
        out = [path(f"M{x:.0f} {foot:.0f}V{top + w * 0.5:.0f}L{x + w:.0f} {top:.0f}V{foot:.0f}Z", fill)]
    elif crown == 2:
        out.append(rect(x + w * 0.46, top - h * 0.16, w * 0.08, h * 0.16, fill))
        out.append(rect(x + w * 0.25, top - h * 0.05, w * 0.5, h * 0.05, fill))
    elif crown == 3:
        out = [
            path(
                f"M{x:.0f} {foot:.0f}V{top + 30:.0f}Q{x:.0f} {top:.0f} {x + w / 2:.0f} {top:.0f}"
                f"T{x + w:.0f} {top + 30:.0f}V{foot:.0f}Z",
                fill,
            )
        ]
    columns = max(2, int(w // 20))
    pitch = (w - 12) / columns
    first = top + (w * 0.6 if crown == 1 else 44)
    y = first
    while y < foot - 20:
        for i in range(columns):
            out.append(rect(x + 6 + i * pitch + pitch * 0.2, y, pitch * 0.6, 9, lit, 1))
        y += 24
    return "".join(out)


def house(x: float, foot: float, w: float, floors: int, storey: float, dice: random.Random) -> str:
    """A house of the arcade: people walk under its first floor, behind the arch."""
    wall, shutter = dice.choice(WALLS), dice.choice(SHUTTERS)
    ground = storey * 1.28
    height = ground + floors * storey
    top = foot - height
    out = [rect(x, top, w, height, wall)]
    # The arcade: a deep arch between two pillars, the shop's warm light far inside.
    inner = w * 0.7
    left = x + (w - inner) / 2
    out.append(arch(left, foot - ground * 0.86, inner, ground * 0.86, SHADE))
    out.append(rect(left + inner * 0.16, foot - ground * 0.5, inner * 0.68, ground * 0.5, "#F2C98B", 2, 0.85))
    out.append(rect(left + inner * 0.46, foot - ground * 0.5, inner * 0.08, ground * 0.5, SHADE))
    out.append(rect(left + inner * 0.1, foot - ground * 0.53, inner * 0.8, ground * 0.05, SHADE))
    for pillar in (x + 1, x + w - (w - inner) / 2 + 1):
        out.append(rect(pillar, foot - ground * 0.9, (w - inner) / 2 - 2, ground * 0.9, wall))
        out.append(rect(pillar - 1, foot - ground * 0.1, (w - inner) / 2, ground * 0.1, "#D9CBB8"))
    # The floors above.
    for floor in range(floors):
        y = foot - ground - (floor + 1) * storey
        out.append(rect(x, y + storey - 8, w, 8, TRIM))
        out.append(rect(x, y + storey, w, 4, "#000000", 0, 0.07))
        count = 2 if w < 150 else 3
        pane = w * 0.5 / count
        gap = (w - count * pane) / (count + 1)
        rounded = (floor == floors - 1) == (dice.random() < 0.6)
        for i in range(count):
            left_edge, upper, high = x + gap + i * (pane + gap), y + storey * 0.2, storey * 0.56
            frame = 5.0
            if rounded:
                out.append(arch(left_edge - frame, upper - frame, pane + 2 * frame, high + frame, TRIM))
                out.append(arch(left_edge, upper, pane, high, shutter))
            else:
                out.append(rect(left_edge - frame, upper - frame, pane + 2 * frame, high + frame, TRIM, 2))
                out.append(rect(left_edge, upper, pane, high, shutter, 1))
            out.append(rect(left_edge + pane / 2 - 1.5, upper, 3, high, TRIM))
            out += [rect(left_edge, upper + high * bar, pane, 2, TRIM, 0, 0.7) for bar in (0.42, 0.7)]
        out.append(rect(x + 6, y + storey * 0.82, w - 12, 5, TRIM))
    # The parapet.
    out.append(rect(x - 3, top - 8, w + 6, 12, TRIM))
    crown = dice.randrange(4)
    middle = x + w / 2
    if crown == 0:
        out.append(
            path(
                f"M{x + w * 0.18:.1f} {top - 8:.1f}Q{middle:.1f} {top - 66:.1f} {x + w * 0.82:.1f} {top - 8:.1f}Z", wall
            )
        )
        out.append(circle(middle, top - 22, 8, TRIM))
    elif crown == 1:
        out.append(
            path(
                f"M{x + w * 0.12:.1f} {top - 8:.1f}L{middle:.1f} {top - 48:.1f}L{x + w * 0.88:.1f} {top - 8:.1f}Z", wall
            )
        )
        out.append(
            path(
                f"M{x + w * 0.3:.1f} {top - 12:.1f}L{middle:.1f} {top - 36:.1f}L{x + w * 0.7:.1f} {top - 12:.1f}Z", TRIM
            )
        )
    elif crown == 2:
        out += [rect(x + 4 + i * (w - 14) / 6, top - 24, 6, 18, TRIM, 2) for i in range(7)]
        out.append(rect(x, top - 30, w, 7, TRIM))
    else:
        out.append(
            path(
                f"M{x - 4:.1f} {top - 6:.1f}L{x + w * 0.1:.1f} {top - 40:.1f}"
                f"H{x + w * 0.9:.1f}L{x + w + 4:.1f} {top - 6:.1f}Z",
                ROOF,
            )
        )
    out.append(rect(x + w - 3, top, 3, height, "#000000", 0, 0.06))
    return "".join(out)


def arcade(width: float, foot: float, storey: float, seed: int) -> str:
    """A street of houses from edge to edge."""
    dice = dice_of(seed)
    out = []
    x = -20.0
    before = 0
    while x < width:
        w = storey * dice.uniform(1.15, 1.75)
        floors = dice.choice([each for each in (1, 2, 2, 3) if each != before or each == 2])
        before = floors
        out.append(house(x, foot, w, floors, storey, dice))
        x += w
    return "".join(out)


def bank(width: float, y: float) -> str:
    """The embankment: a balustrade, the stone under it, its shadow on the water."""
    out = [
        rect(0, y, width, 20, "#E9E2D3"),
        rect(0, y + 20, width, 34, "#D2C8B5"),
        rect(0, y + 54, width, 10, "#B9AE9A"),
    ]
    out += [rect(x, y - 20, 6, 22, "#F6F1E6", 2) for x in range(8, int(width), 24)]
    out.append(rect(0, y - 24, width, 8, "#FBF8F0"))
    for x in range(90, int(width), 60):
        out.append(rect(x, y + 24, 46, 2, "#BFB49F", 0, 0.7))
    return "".join(out)


def boat() -> str:
    """A river boat under its awning, 220 by 96."""
    return "".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="96" viewBox="0 0 220 96">',
            path("M62 52V30Q110 4 158 30V52Z", "#D9B98C"),
            path("M62 34Q110 8 158 34V30Q110 4 62 30Z", "#B98A5C"),
            rect(70, 34, 5, 26, "#8A6A4C"),
            rect(146, 34, 5, 26, "#8A6A4C"),
            path("M6 48Q30 60 62 60H158Q192 60 214 44Q206 80 170 84H52Q18 82 6 48Z", "#7C5A44"),
            path("M6 48Q30 60 62 60H158Q192 60 214 44L211 53Q190 68 158 68H62Q28 68 9 56Z", "#A97C5B"),
            rect(30, 86, 160, 4, "#FFFFFF", 2, 0.45),
            rect(60, 92, 110, 3, "#FFFFFF", 1.5, 0.3),
            "</svg>",
        )
    )
