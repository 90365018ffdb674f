"""People of these tests alone, with what the central knows of them."""

from __future__ import annotations

from typing import Any

PHOTO = b"\xff\xd8\xff\xe0 a photograph, as far as the central is concerned \xff\xd9"
_CHECK = "10X98765432"


def id_number(first: str) -> str:
    """Seventeen digits and their GB 11643 check digit, by the polynomial: weights are powers of 2 modulo 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(first))
    return first + _CHECK[total % 11]


def person(serial: int, name: str = "测试", **records: Any) -> dict[str, Any]:
    """A mapping as `central.seed` takes it."""
    basics = {
        "phone": "13800000001",
        "bank_account": "6200000000000000001",
        "contact_address": "南宁市青秀区样例路1号",
        "social_card": {"number": f"A{serial:08d}", "state": "in_use"},
    }
    return {
        "id_number": id_number(f"45010319800101{serial:03d}"),
        "name": name,
        "sex": "男" if serial % 2 else "女",
        "birth_date": "19800101",
        "address": "南宁市青秀区样例路1号",
        "records": {**basics, **records},
        "reference_photo": PHOTO,
    }


def jobless(serial: int, months: int = 98, **employment: Any) -> dict[str, Any]:
    facts = {
        "employer": "样例公司",
        "exit_date": "2026-10-31",
        "exit_reason": "用人单位提出,协商一致解除劳动合同",
        "involuntary": True,
        "contribution_months": months,
    }
    return person(serial, employment={**facts, **employment}, unemployment={"registered": False})


def pensioner(serial: int, due: str = "2026-12-31") -> dict[str, Any]:
    return person(serial, pension={"receiving": True, "monthly": 2486.4, "qualification_due": due})


CLAIM = {
    "exit_reason": "agreed",
    "willing_to_work": "yes",
    "bank_account": "6200000000000000001",
    "phone": "13800000001",
}
QUALIFICATION = {"contact_address": "南宁市青秀区样例路1号", "phone": "13800000001"}
LOSS = {"how_lost": "lost", "phone": "13800000001"}
