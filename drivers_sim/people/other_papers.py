"""Things people put on the scanner in place of an identity card: a bus leaflet, a bank card. No real names."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PIL import Image, ImageDraw

from drivers_sim.people.card_layout import HEIGHT_MM, WIDTH_MM
from drivers_sim.people.fonts import sans
from drivers_sim.people.images import Rgb

Paper = Literal["bus_leaflet", "bank_card"]


def draw_paper(paper: Paper = "bus_leaflet", *, dpi: int = 300) -> Rgb:
    """The paper in the size of a card."""
    w, h = round(WIDTH_MM * dpi / 25.4), round(HEIGHT_MM * dpi / 25.4)
    return _bus_leaflet(w, h) if paper == "bus_leaflet" else _bank_card(w, h)


def _bus_leaflet(w: int, h: int) -> Rgb:
    image = Image.new("RGB", (w, h), (250, 248, 238))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, w, int(0.2 * h)), fill=(24, 128, 92))
    draw.text((0.04 * w, 0.1 * h), "86路 样例公交 运行时刻", (255, 255, 255), sans(int(0.1 * h), "Bold"), anchor="lm")
    stops = ("民歌湖", "东葛路口", "会展中心", "青秀山", "凤岭北", "火车东站")
    for i, stop in enumerate(stops):
        y = (0.3 + 0.11 * i) * h
        draw.ellipse((0.06 * w, y - 0.02 * h, 0.06 * w + 0.04 * h, y + 0.02 * h), outline=(24, 128, 92), width=4)
        draw.text((0.12 * w, y), stop, (40, 44, 48), sans(int(0.065 * h)), anchor="lm")
        times = "   ".join(f"{6 + k + (i * 7 + 12) // 60:02d}:{(i * 7 + 12 + 3 * k) % 60:02d}" for k in range(5))
        draw.text((0.42 * w, y), times, (90, 96, 100), sans(int(0.055 * h)), anchor="lm")
    draw.line((0.06 * w + 0.02 * h, 0.3 * h, 0.06 * w + 0.02 * h, 0.85 * h), fill=(24, 128, 92), width=4)
    return np.asarray(image).copy()


def _bank_card(w: int, h: int) -> Rgb:
    ramp = np.linspace(0, 1, w, dtype=np.float32)[None, :, None]
    ground = np.array((28, 52, 110), np.float32) * (1 - ramp) + np.array((70, 30, 96), np.float32) * ramp
    image = Image.fromarray(np.broadcast_to(ground, (h, w, 3)).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.text((0.07 * w, 0.14 * h), "桂样银行 SAMPLE BANK", (240, 240, 245), sans(int(0.1 * h), "Bold"), anchor="lm")
    chip = (0.08 * w, 0.34 * h, 0.21 * w, 0.5 * h)
    draw.rounded_rectangle(chip, radius=int(0.02 * h), fill=(214, 184, 110))
    draw.text((0.08 * w, 0.64 * h), "6200 0000 0000 0000", (236, 236, 240), sans(int(0.11 * h)), anchor="lm")
    draw.text((0.08 * w, 0.84 * h), "VALID 12/29   SPECIMEN", (210, 214, 226), sans(int(0.06 * h)), anchor="lm")
    return np.asarray(image).copy()
