"""The catalogue's files: whole, in both languages, and in step with the rules."""

from __future__ import annotations

import inspect
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central import catalogue, openapi
from central.catalogue.forms import wrong
from central.services import RULES
from central.settings import ASSETS

HELD = catalogue.load(ASSETS)
CHINESE = re.compile(r"[一-鿿]")
HALF_WIDTH = re.compile(r"[一-鿿][,;:?!()]|[,;:?!()][一-鿿]")


def texts(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if set(value) == {"zh", "en"}:
            yield value
        else:
            for each in value.values():
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


ALL_TEXTS = [text for path in sorted(ASSETS.rglob("*.toml")) for text in texts(tomllib.loads(path.read_text("utf-8")))]


@pytest.mark.parametrize("text", ALL_TEXTS, ids=lambda text: text["en"][:30])
def test_words(text: dict[str, str]) -> None:
    assert CHINESE.search(text["zh"])
    assert not CHINESE.search(text["en"])
    assert not HALF_WIDTH.search(text["zh"])
    assert set(re.findall(r"{\w+}", text["zh"])) == set(re.findall(r"{\w+}", text["en"]))


def test_every_service_has_rules_and_words_for_its_reasons() -> None:
    assert set(RULES) == set(HELD.services)
    for code, rules in RULES.items():
        source = inspect.getsource(inspect.getmodule(rules.check))  # type: ignore[arg-type]
        used = set(re.findall(r'"([a-z_]+)": ', source)) | set(re.findall(r'Verdict\(\("([a-z_]+)",\)', source))
        assert set(HELD.services[code].reasons) - {"rejected"} <= used, code
        if HELD.services[code].desk:
            assert "rejected" in HELD.services[code].reasons


@pytest.mark.parametrize("item", HELD.document.items, ids=lambda item: item.code)
def test_a_form_asks_little(item: Any) -> None:
    pages = [sum(field.page == page for field in item.form) for page in range(1, 10)]
    assert max(pages) <= 4
    assert len(item.form) <= 4
    assert item.next


def test_an_item_changed_changes_the_version(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(ASSETS, folder)
    assert catalogue.load(folder).etag == HELD.etag
    file = folder / "items" / "CRD-006.toml"
    file.write_text(file.read_text("utf-8").replace("社保卡挂失", "社保卡报失", 1), "utf-8")
    assert catalogue.load(folder).etag != HELD.etag
    file.write_text(file.read_text("utf-8").replace('kind = "choice"', 'kind = "chioce"', 1), "utf-8")
    with pytest.raises(ValueError, match=r"CRD-006\.toml"):
        catalogue.load(folder)


@pytest.mark.parametrize(
    ("item", "field", "answer", "expected"),
    [
        ("PEN-012", "phone", "0771-5530000", None),
        ("PEN-012", "phone", "13800000001", None),
        ("PEN-012", "phone", "1380000000", "pattern"),
        ("PEN-012", "contact_address", "路", "pattern"),
        ("PEN-012", "contact_address", "样" * 121, "too-long"),
        ("PEN-012", "contact_address", "南宁市\x1b[2J样例路", "pattern"),
        ("UNE-001", "bank_account", "６２００００００００００００００", "pattern"),
        ("UNE-001", "willing_to_work", "", "missing"),
        ("CRD-006", "how_lost", "", None),
        ("CRD-006", "lost_on", "2026-02-30", "pattern"),
        ("CRD-006", "lost_on", "2026-02-28", None),
    ],
)
def test_answers(item: str, field: str, answer: str, expected: str | None) -> None:
    asked = HELD.services[item].field(field)
    assert asked is not None
    assert wrong(asked, answer) == expected


def test_the_contract_on_file_is_the_one_served() -> None:
    assert openapi.FILE.read_text("utf-8") == openapi.render(), "run: python -m central.openapi"
