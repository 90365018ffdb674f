"""Draw the attract screen's picture of Nanning as SVG: python -m ui.scene.draw

Sky, the hill of Qingxiu with its pagoda, the towers behind, a waterfront of arcades (qilou), the river Yong in front.
Our own drawing; nothing is traced. The same parts are set for the tall and the wide screen. What moves (clouds, the
boat, the light on the water) is drawn by Attract.qml.
"""

from __future__ import annotations

import random
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

WALLS = ("#F7EAD3", "#F3DDC4", "#EFD3BC", "#E3EADB", "#F5E9E0", "#E6EDF0")
TRIM = "#FFFDF7"
SHADE = "#5D5A63"
SHUTTERS = ("#6FA08F", "#7F93B4", "#B98A6A", "#8AA36F")
ROOF = "#C07A5C"


def rect(x: float, y: float, w: float, h: float, fill: str, radius: float = 0, opacity: float = 1) -> str:
    rounded = f' rx="{radius:g}"' if radius else ""
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}"{rounded}{faint}/>'


def path(d: str, fill: str, opacity: float = 1) -> str:
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<path d="{d}" fill="{fill}"{faint}/>'


def circle(x: float, y: float, r: float, fill: str, opacity: float = 1) -> str:
    faint = f' opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"{faint}/>'


def arch(x: float, y: float, w: float, h: float, fill: str) -> str:
    """An opening with a round top; (x, y) is the upper left corner of its box."""
    r = w / 2
    return path(f"M{x:.1f} {y + h:.1f}V{y + r:.1f}A{r:.1f} {r:.1f} 0 0 1 {x + w:.1f} {y + r:.1f}V{y + h:.1f}Z", fill)


def hills(width: float, base: float, rise: float, fill: str, seed: int, waves: int) -> str:
    """A range of round hills from edge to edge, its feet at `base`."""
    dice = random.Random(seed)
    step = width / waves
    d = f"M0 {base:.0f}V{base - rise * 0.5:.0f}"
    y = base - rise * 0.5
    for i in range(waves):
        top = base - rise * dice.uniform(0.45, 1)
        x = i * step
        d += f"C{x + step * 0.35:.0f} {y:.0f} {x + step * 0.35:.0f} {top:.0f} {x + step * 0.5:.0f} {top:.0f}"
        y = base - rise * dice.uniform(0.2, 0.5)
        d += f"S{x + step * 0.72:.0f} {y:.0f} {x + step:.0f} {y:.0f}"
    return path(d + f"V{base:.0f}Z", fill)


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
                f"M{x:.0f} {foot:.0f}V{top + 30:.0f}Q{x:.0f} {top:.0f} {x + w / 2:.0f} {top:.0f}T{x + w:.0f} {top + 30:.0f}V{foot:.0f}Z",
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


def tree(x: float, foot: float, size: float, dark: str, light: str) -> str:
    """A banyan: a broad crown of a few rounds, lit from the upper left."""
    return "".join(
        (
            rect(x - size * 0.05, foot - size * 0.5, size * 0.1, size * 0.5, "#7A6A58", 2),
            circle(x - size * 0.3, foot - size * 0.55, size * 0.28, dark),
            circle(x + size * 0.3, foot - size * 0.55, size * 0.28, dark),
            circle(x, foot - size * 0.72, size * 0.36, dark),
            circle(x - size * 0.1, foot - size * 0.8, size * 0.24, light),
            circle(x - size * 0.34, foot - size * 0.62, size * 0.16, light),
            circle(x + size * 0.24, foot - size * 0.62, size * 0.14, light),
        )
    )


def palm(x: float, foot: float, size: float, fill: str) -> str:
    """A royal palm: a grey stem and eight drooping leaves."""
    crown = foot - size
    out = [
        path(
            f"M{x - size * 0.025:.1f} {foot:.1f}L{x - size * 0.014:.1f} {crown:.1f}h{size * 0.028:.1f}L{x + size * 0.025:.1f} {foot:.1f}Z",
            "#A79B8A",
        )
    ]
    for dx, dy in ((-0.42, 0.1), (-0.36, -0.1), (-0.2, -0.24), (0, -0.28), (0.2, -0.24), (0.36, -0.1), (0.42, 0.1)):
        tip_x, tip_y = x + dx * size, crown + dy * size + size * 0.08
        bend_x, bend_y = x + dx * size * 0.5, crown + dy * size - size * 0.1
        out.append(
            path(
                f"M{x:.1f} {crown:.1f}Q{bend_x:.1f} {bend_y:.1f} {tip_x:.1f} {tip_y:.1f}"
                f"Q{bend_x:.1f} {bend_y + size * 0.11:.1f} {x:.1f} {crown + size * 0.03:.1f}Z",
                fill,
            )
        )
    return "".join(out)


def hibiscus(x: float, foot: float, dice: random.Random) -> str:
    """A bush of the city's flower."""
    out = [
        circle(x - 16, foot + 4, 15, "#3F8C67"),
        circle(x + 14, foot + 6, 14, "#4E9B76"),
        circle(x, foot - 4, 18, "#5BA67F"),
    ]
    for _ in range(4):
        cx, cy = x + dice.uniform(-22, 22), foot + dice.uniform(-14, 8)
        out += [circle(cx, cy, 5.5, dice.choice(("#E0527F", "#D6336C", "#EC7FA0"))), circle(cx, cy, 1.8, "#FFE08A")]
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
            for bar in (0.42, 0.7):
                out.append(rect(left_edge, upper + high * bar, pane, 2, TRIM, 0, 0.7))
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
        for i in range(7):
            out.append(rect(x + 4 + i * (w - 14) / 6, top - 24, 6, 18, TRIM, 2))
        out.append(rect(x, top - 30, w, 7, TRIM))
    else:
        out.append(
            path(
                f"M{x - 4:.1f} {top - 6:.1f}L{x + w * 0.1:.1f} {top - 40:.1f}H{x + w * 0.9:.1f}L{x + w + 4:.1f} {top - 6:.1f}Z",
                ROOF,
            )
        )
    out.append(rect(x + w - 3, top, 3, height, "#000000", 0, 0.06))
    return "".join(out)


def hill(width: float, edge: float, shore: float, far: float, storey: float) -> str:
    """The green hill, its top near `edge`; a negative width turns it round."""
    points = [
        f"M{edge:.0f} {shore:.0f}V{far - storey * 0.7:.0f}",
        f"C{edge + width * 0.12:.0f} {far - storey * 1.9:.0f} {edge + width * 0.3:.0f} {far - storey * 1.7:.0f}",
        f"{edge + width * 0.42:.0f} {far:.0f}",
        f"S{edge + width * 0.8:.0f} {far + storey:.0f} {edge + width:.0f} {far + storey * 0.6:.0f}V{shore:.0f}Z",
    ]
    return path(" ".join(points), "#8DC3A6")


def arcade(width: float, foot: float, storey: float, seed: int) -> str:
    """A street of houses from edge to edge."""
    dice = random.Random(seed)
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


def water(width: float, y: float, height: float, storey: float) -> str:
    """The river, with the street's colours lying faintly on it."""
    dice = random.Random(11)
    out = [f'<rect x="0" y="{y:.0f}" width="{width:.0f}" height="{height - y:.0f}" fill="url(#water)"/>']
    x = -10.0
    while x < width:
        w = storey * dice.uniform(1.1, 1.7)
        long = dice.uniform(0.6, 1) * (height - y) * 0.4
        out.append(rect(x, y, w * 0.86, long, f"url(#glow{dice.randrange(len(WALLS))})"))
        x += w
    for _ in range(40):
        depth = dice.random() ** 1.4
        long = 30 + depth * 130
        out.append(
            rect(
                dice.uniform(-40, width),
                y + 14 + depth * (height - y - 30),
                long,
                2 + depth * 3,
                "#FFFFFF",
                2,
                0.18 + 0.2 * (1 - depth),
            )
        )
    return "".join(out)


def bridge(x: float, y: float, span: float) -> str:
    """The arch bridge up the river, in the haze."""
    out = [rect(x - 60, y, span + 120, 9, "#DCE6EC")]
    rise = span * 0.24
    out.append(
        f'<path d="M{x:.0f} {y + 8:.0f}Q{x + span / 2:.0f} {y - rise * 2:.0f} {x + span:.0f} {y + 8:.0f}" '
        f'fill="none" stroke="#E8714F" stroke-width="8" opacity="0.75"/>'
    )
    for i in range(1, 12):
        t = i / 12
        height = 4 * rise * t * (1 - t)
        out.append(rect(x + span * t - 1, y - height, 2, height, "#C9D5DD"))
    return "".join(out)


def scene(width: int, height: int) -> str:
    """The whole picture. `shore` is where the street meets the river; all else stands on it."""
    tall = height > width
    shore = height * (0.735 if tall else 0.745)
    storey = 92.0 if tall else 62.0
    dice = random.Random(3)
    far = shore - storey * (3.6 if tall else 3.1)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        "<defs>",
        '<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#CDE5F4"/>'
        '<stop offset="0.55" stop-color="#E9F4F5"/><stop offset="1" stop-color="#FDF5E3"/></linearGradient>',
        '<linearGradient id="water" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#A9D3DA"/>'
        '<stop offset="0.35" stop-color="#84BED0"/><stop offset="1" stop-color="#5C9FBD"/></linearGradient>',
        '<linearGradient id="haze" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#FDF7EA" stop-opacity="0"/>'
        '<stop offset="1" stop-color="#FDF7EA" stop-opacity="0.75"/></linearGradient>',
        *(
            f'<linearGradient id="glow{i}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{wall}" '
            f'stop-opacity="0.5"/><stop offset="1" stop-color="{wall}" stop-opacity="0"/></linearGradient>'
            for i, wall in enumerate(WALLS)
        ),
        "</defs>",
        f'<rect width="{width}" height="{shore:.0f}" fill="url(#sky)"/>',
        circle(width * (0.74 if tall else 0.6), far - storey * 3.3, storey * 1.5, "#FFF3CF", 0.55),
        circle(width * (0.74 if tall else 0.6), far - storey * 3.3, storey * 0.95, "#FFF0C2", 0.9),
        hills(width, shore, shore - far + storey * 2.3, "#CFE3E4", 5, 4 if tall else 6),
        hills(width, shore, shore - far + storey * 1.3, "#AFD3C6", 17, 3 if tall else 4),
        hill(width if tall else -width, 0 if tall else width, shore, far, storey),
        pagoda(width * (0.17 if tall else 0.86), far - storey * 1.05, storey * 2.6),
    ]
    x, end = (width * 0.4, width + 40.0) if tall else (width * 0.04, width * 0.66)
    while x < end:
        w = dice.uniform(54, 104)
        h = storey * dice.uniform(2.2, 5.0)
        fill = dice.choice(("#BDD3E2", "#B2CBDD", "#C9DBE6"))
        out.append(tower(x, far + storey * 2, w, h, fill, "#E6F0F6", dice.randrange(4)))
        x += w + dice.uniform(2, 40)
    out.append(f'<rect y="{far - storey * 1.4:.0f}" width="{width}" height="{storey * 3:.0f}" fill="url(#haze)"/>')
    greens = (("#4E9B76", "#69B28D"), ("#5BA67F", "#7CBF9A"), ("#43906C", "#5FA984"))
    for row, (above, smallest, largest) in enumerate(((0.9, 1.2, 1.9), (1.9, 1.4, 2.3))):
        x = -60.0 + row * 40
        while x < width + 60:
            size = storey * dice.uniform(smallest, largest)
            out.append(tree(x, far + storey * above, size, *dice.choice(greens)))
            x += size * dice.uniform(0.42, 0.75)
    out.append(arcade(width, shore - 26, storey, 8 if tall else 9))
    out.append(rect(0, shore - 30, width, 32, "#DED6C6"))
    for at in (0.055, 0.46, 0.945) if tall else (0.04, 0.3, 0.62, 0.96):
        out.append(palm(width * at, shore - 4, storey * dice.uniform(2.5, 3.1), "#3F8C67"))
    for at in (0.26, 0.735) if tall else (0.17, 0.475, 0.8):
        out.append(tree(width * at, shore - 2, storey * dice.uniform(1.7, 2.1), *greens[2]))
    for at in range(0, width, 46):
        if dice.random() < 0.62:
            out.append(hibiscus(at + dice.uniform(-8, 8), shore - 22, dice))
    out.append(bank(width, shore))
    out.append(water(width, shore + 60, height, storey))
    out.append("</svg>")
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


def cloud() -> str:
    """A summer cloud, 360 by 120."""
    return "".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="120" viewBox="0 0 360 120">',
            *(circle(x, y, r, "#FFFFFF", 1) for x, y, r in ((80, 80, 38), (140, 58, 52), (210, 66, 46), (272, 82, 36))),
            rect(40, 82, 280, 36, "#FFFFFF", 18),
            "</svg>",
        )
    )


def main() -> None:
    (FOLDER / "boat.svg").write_text(boat() + "\n")
    (FOLDER / "cloud.svg").write_text(cloud() + "\n")
    for name, width, height in (("tall", 1080, 1920), ("wide", 1920, 1080)):
        (FOLDER / f"nanning_{name}.svg").write_text(scene(width, height) + "\n")


if __name__ == "__main__":
    main()
