"""What can be drawn, as functions from names to encoded pictures. Runs in the studio's process alone."""

from __future__ import annotations

import base64
import io
from functools import cache
from typing import Any

import cv2
import numpy as np
from PIL import Image

from drivers_sim import people
from drivers_sim.people.card import Side
from drivers_sim.people.citizen import PresenceMode
from drivers_sim.people.documents import Condition
from drivers_sim.people.images import Rgb
from drivers_sim.people.print_held import render_photograph
from drivers_sim.people.room import room
from drivers_sim.sdt.chip import PHOTO_BYTES, PHOTO_MARK
from drivers_sim.studio.attacking import MODES, Attack, attack
from drivers_sim.studio.tracks import Tracks, build_tracks

SIZE = (640, 480)
NOISE_VARIANTS = 3
"""Pictures of the same moment that differ in the sensor's noise: a live camera never sends the same bytes twice."""
JPEG_QUALITY = 90
CHIP_PHOTO_SIZE = (102, 126)


@cache
def citizens() -> dict[str, people.Citizen]:
    return people.load_citizens()


def cast() -> list[dict[str, Any]]:
    """Who can be seated: what the dock's page shows of them."""
    return [
        {
            "slug": citizen.slug,
            "name": citizen.card.name,
            "kind": citizen.card.kind,
            "presence": citizen.presence,
            "story": {"zh": citizen.story.zh, "en": citizen.story.en},
            "code": citizen.ecard.code if citizen.ecard is not None else "",
            "pin": citizen.records.social_card.pin if citizen.records is not None else "",
        }
        for citizen in citizens().values()
    ]


def _attack(slug: str, mode: PresenceMode) -> Attack:
    """Another citizen helps: the next in the list."""
    slugs = list(citizens())
    return attack(mode, citizens()[slug], citizens()[slugs[(slugs.index(slug) + 1) % len(slugs)]])


@cache
def tracks(slug: str, mode: PresenceMode) -> Tracks:
    if mode in MODES:
        return build_tracks(_attack(slug, mode))
    return build_tracks(people.Presence(citizens()[slug], citizens(), mode=mode))


def tracks_json(slug: str, mode: PresenceMode) -> dict[str, Any]:
    built = tracks(slug, mode)
    return {"fps": built.fps, "order": built.order, "tracks": built.tracks}


def face(slug: str, mode: PresenceMode, pose: int) -> list[bytes]:
    """One pose of a track, as JPEGs that differ in noise."""
    citizen, held = citizens()[slug], tracks(slug, mode).poses[pose]
    if mode in MODES:
        made = _attack(slug, mode)
        seen = _variants(made.picture(held))
        return seen[:1] if made.still else seen
    if mode == "photograph":
        photo = people.id_photo(citizens()[citizen.holds_photo_of or slug])
        picture = render_photograph(photo, citizen, held, size=SIZE)
    else:
        picture = people.render_face(citizen, held, size=SIZE)
    return _variants(picture)


def hall() -> list[bytes]:
    """Nobody before the camera."""
    return _variants(np.clip(room(SIZE), 0, 255).astype(np.uint8), sigma=2.2)


def dark() -> list[bytes]:
    """The lens covered, or no light."""
    return _variants(np.full((SIZE[1], SIZE[0], 3), 5, np.uint8), sigma=2.5)


def scanner(slug: str, side: Side, condition: Condition, rotation: float) -> list[bytes]:
    """The document camera's picture; an empty slug is the empty mat."""
    if not slug:
        return _variants(people.place_on_scanner(None))
    frame = people.scanner_frame(citizens()[slug], side, citizens=citizens(), condition=condition, rotation=rotation)
    return _variants(frame)


def slip_on_mat(png: str, width_mm: float, rotation: float) -> list[bytes]:
    """The document camera's picture of a printed slip (PNG, base64)."""
    slip = np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB"))
    return _variants(people.place_on_scanner(slip, rotation=rotation, width_mm=width_mm))


def portrait(slug: str) -> list[bytes]:
    """The citizen as others see them, not what their card carries."""
    return [_jpeg(people.id_photo(citizens()[slug]))]


def card(slug: str, side: Side, condition: Condition) -> list[bytes]:
    picture = people.render_card(citizens()[slug], side, citizens=citizens(), condition=condition, dpi=200)
    return [_jpeg(picture)]


def chip_fields(slug: str, condition: Condition) -> dict[str, Any]:
    card = people.card_fields(citizens()[slug], condition)
    return {key: getattr(card, key) for key in card.__struct_fields__}


def social_card(slug: str, condition: Condition) -> dict[str, Any] | None:
    """What the chip of the citizen's social security card holds, how it gives records; None where they have none."""
    citizen = citizens()[slug]
    if citizen.records is None:
        return None
    card, of = people.card_fields(citizen, condition), citizen.records.social_card
    issued = of.issued.replace("-", "") if condition != "expired" else "20101116"
    return {
        "version": of.version,
        "records": of.records,
        "region": of.region or card.id_number[:6],
        "card_number": of.number,
        "id_number": card.id_number,
        "name": card.name,
        "sex": card.sex,
        "birth_date": card.birth_date,
        "issued": issued,
        "expires": "" if of.version == "1.00" else f"{int(issued[:4]) + 10}{issued[4:]}",
        "ethnicity": card.ethnicity or "",
        "pin": of.pin,
    }


def chip_photo(slug: str, condition: Condition) -> list[bytes]:
    """The card's photograph as the largest WebP that fits a chip's photo block."""
    photo = people.card_photo(citizens()[slug], citizens(), condition)
    small = Image.fromarray(photo).convert("L").resize(CHIP_PHOTO_SIZE, Image.Resampling.LANCZOS)
    room_left = PHOTO_BYTES - len(PHOTO_MARK) - 2
    for quality in range(92, 0, -4):
        stream = io.BytesIO()
        small.save(stream, "WEBP", quality=quality, method=6)
        if stream.tell() <= room_left:
            return [stream.getvalue()]
    raise ValueError("the photograph does not fit a chip's photo block")


def _variants(picture: Rgb, sigma: float = 1.2) -> list[bytes]:
    rng = np.random.default_rng(3)
    noisy = (picture + rng.normal(0, sigma, picture.shape) for _ in range(NOISE_VARIANTS))
    return [_jpeg(np.clip(frame, 0, 255).astype(np.uint8)) for frame in noisy]


def _jpeg(rgb: Rgb) -> bytes:
    ok, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not ok:
        raise ValueError("a picture could not be encoded")
    return data.tobytes()
