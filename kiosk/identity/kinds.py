"""Which document lies there, by what is printed on it, and how each is read. `KINDS` is the list of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kiosk.identity import hmt_permit, residence_permit, resident_card, social_card, travel_document
from kiosk.identity.engine import TextEngine
from kiosk.identity.layout import Box, Piece, rows
from kiosk.identity.reading import DocumentReading, Field, Image, Kind, Side
from kiosk.identity.second_look import beside_labels, doubtful_again

KINDS: dict[Kind, str] = {
    "resident_id": "resident identity card, both sides",
    "hmt_permit": "residence permit for Hong Kong, Macao and Taiwan residents, both sides",
    "foreigner_permanent": "foreigner's permanent residence card, 2017 and 2023, both sides",
    "social_card": "social security card, the printed face with the portrait",
    "passport": "passport, the data page with its machine-readable zone (TD3)",
    "travel_card": "identity or travel card, the side with the machine-readable zone (TD1, TD2)",
}

EXPECTED: dict[tuple[Kind, Side], tuple[str, ...]] = {
    ("resident_id", "front"): ("name", "sex", "ethnicity", "birth_date", "address", "id_number"),
    ("resident_id", "back"): ("issuer", "valid_from", "valid_to"),
    ("hmt_permit", "front"): ("name", "sex", "birth_date", "address", "id_number"),
    ("hmt_permit", "back"): ("issuer", "valid_from", "valid_to", "permit_number"),
    ("foreigner_permanent", "front"): ("name", "sex", "birth_date", "id_number", "valid_from", "valid_to"),
    ("foreigner_permanent", "back"): ("issuer", "valid_from", "valid_to"),
    ("social_card", "front"): ("name", "id_number"),
    ("passport", "front"): ("latin_name", "sex", "birth_date", "nationality", "document_number", "valid_to"),
    ("travel_card", "front"): ("latin_name", "sex", "birth_date", "nationality", "document_number", "valid_to"),
}
"""What must stand on each side; without it the document is covered, blurred or no such document."""

_OTHER_DOCUMENTS = re.compile("驾驶证|行驶证|护照|通行证(?!号码?)|学生证|结婚证|银行|UnionPay")
_CARD_WORDS = re.compile("姓名|性别|民族|出生|住址|公民|身份|签发|机关|有效|社会保障")


def identify(text: str) -> tuple[Kind, Side]:
    """Kind and side of a document without a machine-readable zone by all that stands on it, without blanks."""
    if hmt_permit.TITLE.search(text):
        return "hmt_permit", "back"
    if social_card.TITLE.search(text) and "姓名" in text:
        return "social_card", "front"
    if _OTHER_DOCUMENTS.search(text):
        return "unknown", "unknown"
    if residence_permit.TITLE.search(text):
        front = re.search("姓名|Name|出生|Birth|国籍|Nationality", text, re.IGNORECASE)
        back = re.search("签发机关|Authority", text, re.IGNORECASE)
        return "foreigner_permanent", "back" if back and not front else "front"
    if re.search("居民身份证|签发机关.*有效期", text):
        return "resident_id", "back"
    if (
        re.search("公民身份|身份号码|(?<!障)号码[0-9]{17}[0-9Xx]", text)
        or len(set(re.findall("姓名|性别|民族|出生|住址", text))) >= 3
    ):
        return ("hmt_permit" if hmt_permit.NUMBER.search(text) else "resident_id"), "front"
    return "unknown", "unknown"


def seems_known(text: str) -> bool:
    """Whether words of the documents read here stand in the text, and none of others."""
    return bool(_CARD_WORDS.search(text)) and not _OTHER_DOCUMENTS.search(text)


def read_fields(card: Image, pieces: Sequence[Piece], engine: TextEngine, today: date | None) -> DocumentReading:
    """The document that the lines make; kind unknown where they make none that is read here."""
    zone = travel_document.find_zone(card, pieces, engine, today)
    if zone is not None:
        kind: Kind = "passport" if zone.format == "TD3" else "travel_card"
        fields = zone.fields | travel_document.read_print(doubtful_again(card, _han(pieces), engine))
        photo = None if zone.format == "TD1" else crop(card, travel_document.PHOTO)
        return DocumentReading(kind, "front", fields, problems=zone.problems, photo=photo)
    kind, side = identify("".join(row.text for row in rows(pieces)))
    if kind == "unknown":
        return DocumentReading("unknown", "unknown")
    pieces = doubtful_again(card, pieces, engine)
    match kind, side:
        case "foreigner_permanent", "front":
            return _reading(kind, side, residence_permit.read_front(pieces), crop(card, residence_permit.PHOTO))
        case "foreigner_permanent", _:
            return _reading(kind, side, residence_permit.read_back(pieces))
        case "social_card", _:
            return _reading(kind, side, social_card.read_front(pieces), crop(card, social_card.PHOTO))
        case "hmt_permit", "back":
            return _reading(kind, side, hmt_permit.read_back(pieces))
        case _, "back":
            return _reading(kind, side, resident_card.read_back(pieces))
    pieces += beside_labels(card, pieces, engine)
    return _reading(kind, side, resident_card.read_front(pieces), crop(card, resident_card.PHOTO))


def crop(card: Image, box: Box) -> Image:
    """A copy of a part of the card."""
    height, width = card.shape[:2]
    top, bottom = round(box.top * height), round(box.bottom * height)
    return card[top:bottom, round(box.left * width) : round(box.right * width)].copy()


def _reading(kind: Kind, side: Side, fields: dict[str, Field], photo: Image | None = None) -> DocumentReading:
    return DocumentReading(kind, side, fields, photo=photo)


def _han(pieces: Sequence[Piece]) -> list[Piece]:
    """Those lines of a page with a zone that are looked at again: its small Latin print says nothing more."""
    return [piece for piece in pieces if re.search("[一-鿿]", piece.line.text)]
