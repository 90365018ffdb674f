"""Simulated citizens, one TOML file each: who they are, what their card says, what the central knows of them."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from drivers_sim.people.numbers import is_account_number, is_identity_number
from drivers_sim.people.parameters import FaceParameters
from drivers_sim.people.records import Records

DEFAULT_FOLDER = Path(__file__).parent / "citizens"

PresenceMode = Literal[
    "live", "photograph", "bent_print", "cut_out_eyes", "screen_replay", "frozen_stream", "two_faces", "face_swapped"
]
"""Themself, or an attack on the face check: what is held up, worn or put in the camera's place."""
CardKind = Literal["resident", "hmt", "foreigner_permanent", "foreigner_2017"]
_NEEDED: dict[str, tuple[str, ...]] = {
    "resident": ("ethnicity", "address"),
    "hmt": ("address", "permit_number", "issue_count"),
    "foreigner_permanent": ("english_name", "nationality"),
    "foreigner_2017": ("english_name", "nationality"),
}
CardDay = Annotated[str, Meta(pattern=r"^\d{8}$", description="a date as YYYYMMDD")]


class CitizenError(ValueError):
    """A citizen's file that cannot be used: says the file, the key, what was found and what is allowed."""


class _Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Story(_Table, frozen=True, kw_only=True):
    zh: str
    en: str


class Card(_Table, frozen=True, kw_only=True):
    """What is printed on the identity card. `valid_to` is a date or `长期`. `english_name` and `nationality`
    (the three-letter ISO 3166 code) are a foreigner's; `permit_number` and `issue_count` stand on a residence permit
    for people from Hong Kong, Macao and Taiwan (hmt)."""

    kind: CardKind
    name: str
    sex: Literal["男", "女"]
    birth_date: CardDay
    id_number: Annotated[
        str,
        Meta(
            pattern=r"^(\d{17}[\dX]|[A-Z]{3}\d{12})$",
            description="17 digits and a digit or X; until 2023 a foreigner's: three letters and 12 digits",
        ),
    ]
    issuer: str
    valid_from: CardDay
    valid_to: Annotated[str, Meta(pattern=r"^(\d{8}|长期)$", description="a date as YYYYMMDD, or 长期")]
    ethnicity: str | None = None
    address: str | None = None
    english_name: str | None = None
    permit_number: Annotated[str, Meta(pattern=r"^[A-Z0-9]{9}$", description="nine letters and digits")] | None = None
    issue_count: Annotated[str, Meta(pattern=r"^\d{2}$", description="two digits")] | None = None
    nationality: Annotated[str, Meta(pattern=r"^[A-Z]{3}$", description="three capital letters")] | None = None


class ElectronicCard(_Table, frozen=True, kw_only=True):
    """The electronic social security card on the citizen's telephone: what its QR code says. `stale`: a picture of a
    code that has expired."""

    code: Annotated[str, Meta(pattern=r"^[\x21-\x7e]{8,512}$", description="8 to 512 printable ASCII characters")]
    stale: bool = False


class Citizen(_Table, frozen=True, kw_only=True):
    """`photo_of` names the citizen whose photograph the card carries, `holds_photo_of` the one whose photograph is held
    up where `presence` is `photograph`; both default to the citizen."""

    slug: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="small letters, digits, hyphens")]
    story: Story
    card: Card
    face: FaceParameters
    records: Records | None = None
    ecard: ElectronicCard | None = None
    photo_of: str | None = None
    presence: PresenceMode = "live"
    holds_photo_of: str | None = None

    def __repr__(self) -> str:
        return f"Citizen({self.slug!r})"


def load_citizens(folder: Path = DEFAULT_FOLDER) -> dict[str, Citizen]:
    """Read every `*.toml` of `folder`, by slug in the files' order.

    Raises:
        CitizenError: a file cannot be used, or names a citizen that is not in the folder.
    """
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise CitizenError(f"{folder}: no citizens here; expected one TOML file for each")
    citizens: dict[str, Citizen] = {}
    for file in files:
        citizen = load_citizen(file)
        citizens[citizen.slug] = citizen
    for citizen in citizens.values():
        for key in ("photo_of", "holds_photo_of"):
            other = getattr(citizen, key)
            if other is not None and other not in citizens:
                allowed = ", ".join(citizens)
                raise CitizenError(f"{folder / citizen.slug}.toml: {key}: found {other!r}, allowed: {allowed}")
    return citizens


def load_citizen(file: Path) -> Citizen:
    """Read and check one citizen's file.

    Raises:
        CitizenError: as for `load_citizens`.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CitizenError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CitizenError(f"{file}: not TOML: {error}") from error
    try:
        citizen = msgspec.convert(table, Citizen)
    except msgspec.ValidationError as error:
        raise CitizenError(f"{file}: {_explain(str(error), table)}") from error
    _check_numbers(file, citizen)
    return citizen


def _check_numbers(file: Path, citizen: Citizen) -> None:
    card = citizen.card

    def refuse(key: str, found: object, allowed: str) -> None:
        raise CitizenError(f"{file}: {key}: found {found!r}, allowed: {allowed}")

    if file.stem != citizen.slug:
        refuse("slug", citizen.slug, f"the file's name, {file.stem!r}")
    if card.kind == "foreigner_2017":
        if not card.id_number.startswith(card.nationality or "?") or card.id_number[7:13] != card.birth_date[2:]:
            refuse(
                "card.id_number", card.id_number, "the nationality, four digits, the birth date as YYMMDD, two digits"
            )
    else:
        if not is_identity_number(card.id_number):
            refuse("card.id_number", card.id_number, "a number whose birth date exists and whose check digit is right")
        if card.id_number[6:14] != card.birth_date:
            refuse("card.birth_date", card.birth_date, f"the date in card.id_number, {card.id_number[6:14]}")
        if (int(card.id_number[16]) % 2 == 1) != (card.sex == "男"):
            refuse("card.sex", card.sex, "男 where the number's 17th digit is odd, 女 where it is even")
    for key in ("valid_from", "valid_to"):
        value = getattr(card, key)
        if value != "长期" and not _is_date(value):
            refuse(f"card.{key}", value, "a date that exists, as YYYYMMDD")
    for key in _NEEDED[card.kind]:
        if not getattr(card, key):
            refuse(f"card.{key}", getattr(card, key), f"a text (needed for kind = {card.kind!r})")
    if citizen.records is not None and not is_account_number(citizen.records.bank_account):
        refuse("records.bank_account", citizen.records.bank_account, "a number with a right Luhn digit")


def _is_date(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return True


def _explain(message: str, table: dict[str, Any]) -> str:
    """msgspec's message as `key: what was found, what is allowed`."""
    what, _, where = message.partition(" - at `$")
    path = where.rstrip("`").lstrip(".")
    if unknown := re.match(r"Object contains unknown field `(.*)`", what):
        key = f"{path}.{unknown[1]}" if path else unknown[1]
        return f"{key}: unknown key, allowed: {', '.join(_keys_at(path))}"
    if missing := re.match(r"Object missing required field `(.*)`", what):
        return f"{path}.{missing[1]}: missing" if path else f"{missing[1]}: missing"
    found: Any = table
    for part in re.findall(r"[^.\[\]]+", path):
        found = found[int(part)] if isinstance(found, list) else found[part]
    if description := _description_at(path):
        what = description
    return f"{path}: found {found!r}, allowed: {what.replace('Expected ', '').replace('`', '')}"


def _annotation_at(path: str) -> Any:
    at: Any = Citizen
    for part in path.split(".") if path else []:
        structs = [t for t in (at, *get_args(at)) if isinstance(t, type) and issubclass(t, msgspec.Struct)]
        if not structs or part not in (hints := get_type_hints(structs[0], include_extras=True)):
            return None
        at = hints[part]
    return at


def _keys_at(path: str) -> tuple[str, ...]:
    at = _annotation_at(path)
    for struct in (at, *get_args(at)):
        if isinstance(struct, type) and issubclass(struct, msgspec.Struct):
            return struct.__struct_fields__
    return ()


def _description_at(path: str) -> str | None:
    at = _annotation_at(path)
    for meta in (*getattr(at, "__metadata__", ()), *(m for a in get_args(at) for m in getattr(a, "__metadata__", ()))):
        if isinstance(meta, Meta) and meta.description:
            return meta.description
    return None
