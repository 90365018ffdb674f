"""Draw the attract screen's picture of Nanning as SVG: python -m ui.scene.draw

Sky, the hill of Qingxiu with its pagoda, the towers behind, a waterfront of arcades (qilou), the river Yong in front.
Our own drawing; nothing is traced. The same parts are set for the tall and the wide screen. What moves (clouds, the
boat, the light on the water) is drawn by Attract.qml.
"""

from __future__ import annotations

from pathlib import Path

from ui.scene.buildings import WALLS, arcade, bank, boat, pagoda, tower
from ui.scene.plants import hibiscus, palm, tree
from ui.scene.shapes import circle, path, rect
from ui.scene.shapes import dice as dice_of

FOLDER = Path(__file__).resolve().parent


def hills(width: float, base: float, rise: float, fill: str, seed: int, waves: int) -> str:
    """A range of round hills from edge to edge, its feet at `base`."""
    dice = dice_of(seed)
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


def hill(width: float, edge: float, shore: float, far: float, storey: float) -> str:
    """The green hill, its top near `edge`; a negative width turns it round."""
    points = [
        f"M{edge:.0f} {shore:.0f}V{far - storey * 0.7:.0f}",
        f"C{edge + width * 0.12:.0f} {far - storey * 1.9:.0f} {edge + width * 0.3:.0f} {far - storey * 1.7:.0f}",
        f"{edge + width * 0.42:.0f} {far:.0f}",
        f"S{edge + width * 0.8:.0f} {far + storey:.0f} {edge + width:.0f} {far + storey * 0.6:.0f}V{shore:.0f}Z",
    ]
    return path(" ".join(points), "#8DC3A6")


def water(width: float, y: float, height: float, storey: float) -> str:
    """The river, with the street's colours lying faintly on it."""
    dice = dice_of(11)
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


def scene(width: int, height: int) -> str:
    """The whole picture. `shore` is where the street meets the river; all else stands on it."""
    tall = height > width
    shore = height * (0.735 if tall else 0.745)
    storey = 92.0 if tall else 62.0
    dice = dice_of(3)
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
    palms, trees = ((0.055, 0.46, 0.945), (0.26, 0.735)) if tall else ((0.04, 0.3, 0.62, 0.96), (0.17, 0.475, 0.8))
    out += [palm(width * at, shore - 4, storey * dice.uniform(2.5, 3.1), "#3F8C67") for at in palms]
    out += [tree(width * at, shore - 2, storey * dice.uniform(1.7, 2.1), *greens[2]) for at in trees]
    places = [at for at in range(0, width, 46) if dice.random() < 0.62]
    out += [hibiscus(at + dice.uniform(-8, 8), shore - 22, dice) for at in places]
    out.append(bank(width, shore))
    out.append(water(width, shore + 60, height, storey))
    out.append("</svg>")
    return "".join(out)


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
