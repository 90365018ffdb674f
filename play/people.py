"""The simulated citizens as the central's records have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import cv2
import msgspec

from drivers_sim.people import Citizen, id_photo, load_citizens
from drivers_sim.people.citizen import DEFAULT_FOLDER


def people(folder: Path = DEFAULT_FOLDER) -> Iterator[Mapping[str, Any]]:
    """What `central.seed.seed_people` takes. A photograph is rendered only for a person who is new there."""
    for citizen in load_citizens(folder).values():
        yield {
            "id_number": citizen.card.id_number,
            "name": citizen.card.name,
            "other_names": [citizen.card.english_name] if citizen.card.english_name else [],
            "sex": citizen.card.sex,
            "birth_date": citizen.card.birth_date,
            "address": citizen.card.address or "",
            "records": msgspec.to_builtins(citizen.records) if citizen.records is not None else {},
            "reference_photo": partial(reference_photo, citizen),
            "ecard": electronic_card(citizen),
        }


EXPIRED = datetime(2020, 1, 1, tzinfo=UTC)


def electronic_card(citizen: Citizen) -> dict[str, Any] | None:
    """What the citizen's telephone shows; real codes change every minute, the demo's stay, but for the stale ones."""
    if citizen.ecard is None:
        return None
    return {"code": citizen.ecard.code, "expires_at": EXPIRED if citizen.ecard.stale else None}


def reference_photo(citizen: Citizen) -> bytes:
    """The face that the authorities have on file, JPEG: the citizen's own, whatever their card shows."""
    _, jpeg = cv2.imencode(".jpg", id_photo(citizen)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 92])
    return bytes(jpeg.tobytes())
