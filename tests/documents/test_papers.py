"""Real recognition of the other papers: permits, the social security card's face, passports, travel cards."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from drivers_sim.people import Citizen, load_citizens, place_on_scanner
from drivers_sim.people.card import Side
from drivers_sim.people.papers import SIZES_MM, PaperKind, holder_of, render_paper
from kiosk.identity import documents
from kiosk.identity.documents import read_document
from kiosk.identity.engine import RapidOcrEngine
from kiosk.identity.reading import SURE, DocumentReading, Image
from kiosk.identity.settle import DocumentSession

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def citizens() -> dict[str, Citizen]:
    return load_citizens()


def lay(kind: PaperKind, citizen: Citizen, side: Side, rotation: float = 3.0) -> Image:
    wide = SIZES_MM[kind][0]
    paper = render_paper(kind, citizen, side)
    frame = place_on_scanner(paper, rotation=rotation, width_mm=wide, field_mm=max(123.0, wide * 1.22))
    return np.ascontiguousarray(frame[:, :, ::-1])


def values(reading: DocumentReading) -> dict[str, str]:
    return {name: field.value for name, field in reading.fields.items()}


def dashed(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


@pytest.mark.parametrize(
    ("kind", "side", "slug", "read"),
    [
        ("hmt", "front", "wei-zhiqiang", ("resident_id", "front")),
        ("hmt", "back", "wei-zhiqiang", ("hmt_permit", "back")),
        ("foreigner_2017", "back", "nguyen-thi-hoa", ("foreigner_permanent", "back")),
        ("foreigner_2023", "back", "nguyen-thi-hoa", ("foreigner_permanent", "back")),
        ("social_card", "front", "huang-xiaomei", ("social_card", "front")),
        ("social_card", "back", "huang-xiaomei", ("unknown", "unknown")),
        ("passport", "front", "wei-zhiqiang", ("passport", "front")),
        ("td1", "back", "nguyen-thi-hoa", ("travel_card", "front")),
        ("td2", "front", "nguyen-thi-hoa", ("travel_card", "front")),
    ],
)
def test_the_kind_is_what_is_printed(
    kind: PaperKind,
    side: Side,
    slug: str,
    read: tuple[str, str],
    engine: RapidOcrEngine,
    citizens: dict[str, Citizen],
) -> None:
    holder = holder_of(citizens[slug])
    reading = read_document(lay(kind, citizens[slug], side), engine, DAY)
    assert (reading.kind, reading.side) == read
    written = {
        "name": holder.name,
        "id_number": holder.id_number,
        "birth_date": dashed(holder.birth_date),
        "issuer": holder.issuer,
        "sex": holder.sex,
        "card_number": holder.card_number,
        "permit_number": holder.permit_number,
        "former_number": holder.former_number,
        "document_number": holder.passport_number,
        "latin_name": f"{holder.surname}, {holder.given}",
    }
    found = values(reading)
    assert {name: found[name] for name in written if name in found} == {n: written[n] for n in written if n in found}
    if kind == "passport":
        assert found["valid_to"] == dashed(holder.passport_expires)
        assert found["name"] == holder.name
        assert reading.photo is not None
        assert {"latin_name", "document_number"} <= set(found)
    if kind == "hmt" and side == "back":
        assert found["issue_count"] == holder.issue_count
        assert found["valid_to"] == dashed(holder.valid_to)
    assert not {"bad_check_digit", "birth_date_differs"} & set(reading.problems)


def test_a_passport_upside_down_settles(engine: RapidOcrEngine, citizens: dict[str, Citizen]) -> None:
    session = DocumentSession(engine, today=DAY)
    frame = lay("passport", citizens["nguyen-thi-hoa"], "front", rotation=181.0)
    answers = [session.feed(frame, t / 5) for t in range(3)]
    settled = answers[-1]
    assert isinstance(settled, DocumentReading)
    assert settled.value("document_number") == holder_of(citizens["nguyen-thi-hoa"]).passport_number
    assert settled.fields["document_number"].confidence >= SURE


def test_a_page_whose_outline_does_not_show_is_read_without_its_portrait(
    engine: RapidOcrEngine, citizens: dict[str, Citizen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Print alone does not say where on the page the portrait is."""
    monkeypatch.setattr(documents, "find_page", lambda _: None)
    reading = read_document(lay("passport", citizens["nguyen-thi-hoa"], "front", rotation=186.0), engine, DAY)
    assert reading.kind == "passport"
    assert reading.value("document_number") == holder_of(citizens["nguyen-thi-hoa"]).passport_number
    assert reading.photo is None
