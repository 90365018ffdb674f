"""A chunk of drawn people as rows of the central's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from central.exit_reasons import REASONS
from central.population.drawing import EMPLOYED, FLEXIBLE, LEFT, PENSIONER, Days, Drawn, Flags
from central.population.numbers import Numbers, account_numbers, company_codes, identity_numbers

Row = tuple[Any, ...]
COLUMNS: Mapping[str, Sequence[str]] = {
    "persons": (
        "id",
        "id_number",
        "name",
        "sex",
        "birth_date",
        "address",
        "other_names",
        "contact_address",
        "phone",
        "bank_account",
    ),
    "social_cards": ("number", "person_id", "status"),
    "employments": (
        "person_id",
        "employer",
        "employer_code",
        "start_date",
        "exit_date",
        "exit_reason",
        "involuntary",
    ),
    "unemployment_insurance": (
        "person_id",
        "contribution_months",
        "registered_on",
        "unused_months",
        "entitled_months",
    ),
    "pensions": ("person_id", "receiving", "monthly_fen", "qualified_on", "qualification_due"),
    "pension_accounts": (
        "person_id",
        "contribution_months",
        "account_fen",
        "index_permille",
        "due_on",
        "due_age_months",
    ),
    "skill_certificates": ("person_id", "trade", "level", "issued_on", "subsidised_on"),
    "flexible_insurance": (
        "person_id",
        "since",
        "paid_to",
        "monthly_fen",
        "hard_to_employ_on",
        "subsidised_months",
    ),
}
"""In the order in which they are written."""

_SURNAMES = "韦黄覃陆蒙莫农梁李陈周蓝潘卢罗刘杨廖谭何"
_GIVEN = "样例试演虚拟构想设定模似假若伪造"
"""Given names say what they are: an example, a trial, made up."""
_DISTRICTS = ("兴宁区", "青秀区", "江南区", "西乡塘区", "良庆区", "邕宁区", "武鸣区")
_BRANCHES = ("纺织", "电子", "食品", "物流", "建材", "餐饮", "软件", "机械")
_TRADES = ("焊工", "电工", "美容师", "育婴员", "中式烹调师", "汽车维修工")
_EMPLOYEES = 40
_REASONS = tuple(REASONS.values())
_FLEXIBLE_FEN = 78_000
_YEAR = np.timedelta64(365, "D")


def rows(drawn: Drawn, first_id: int, total: int, today: np.datetime64) -> Iterator[tuple[str, list[Row]]]:
    """By table. `first_id` is the row number of the population's first; `total` sets how many employers there are."""
    number = drawn.index + first_id
    yield "persons", _persons(drawn, number)
    cards = [f"N{index:08d}" for index in drawn.index.tolist()]
    yield "social_cards", list(zip(cards, number.tolist(), ["in_use"] * len(cards), strict=True))
    yield "employments", _employments(drawn, number, max(50, total // _EMPLOYEES))
    yield "unemployment_insurance", _unemployment(drawn, number)
    yield "pensions", _pensions(drawn, number)
    yield "pension_accounts", _accounts(drawn, number)
    yield "skill_certificates", _certificates(drawn, number)
    yield "flexible_insurance", _flexible(drawn, number, today)


def name_of(choice: int) -> str:
    surname = _SURNAMES[choice % 20]
    return surname + _GIVEN[choice // 20 % 16] + (_GIVEN[choice // 320 % 16] if choice // 5120 % 4 else "")


def _persons(drawn: Drawn, number: Numbers) -> list[Row]:
    names = [name_of(choice) for choice in drawn.choice.tolist()]
    addresses = [f"南宁市{_DISTRICTS[place % 7]}样例路{place % 997 + 1}号" for place in drawn.choice.tolist()]
    columns: tuple[list[Any], ...] = (
        number.tolist(),
        identity_numbers(drawn.division, drawn.birth, drawn.serial),
        names,
        np.where(drawn.man, "男", "女").tolist(),
        _days(drawn.birth),
        addresses,
        ["[]"] * len(names),
        addresses,
        [f"1990{index % 10_000_000:07d}" for index in drawn.index.tolist()],
        account_numbers(drawn.index),
    )
    return list(zip(*columns, strict=True))


def _employments(drawn: Drawn, number: Numbers, employers: int) -> list[Row]:
    """Who works, and who left and why. Retired people's jobs are before this record begins."""
    at = (drawn.status == EMPLOYED) | (drawn.status == LEFT)
    employer = drawn.choice[at] % employers
    branch = [f"桂样{_BRANCHES[each % 8]}{each + 1}号有限公司" for each in employer.tolist()]
    reason = [_REASONS[each] for each in (drawn.choice[at] // 7 % len(_REASONS)).tolist()]
    left = (drawn.status[at] == LEFT).tolist()
    columns: tuple[list[Any], ...] = (
        number[at].tolist(),
        branch,
        company_codes(employer),
        _days(drawn.job_from[at]),
        [day if gone else None for day, gone in zip(_days(drawn.left_on[at]), left, strict=True)],
        [each.words.zh if gone else "" for each, gone in zip(reason, left, strict=True)],
        [each.involuntary if gone else None for each, gone in zip(reason, left, strict=True)],
    )
    return list(zip(*columns, strict=True))


def _unemployment(drawn: Drawn, number: Numbers) -> list[Row]:
    """Of those who left, many have registered and claimed already."""
    at = (drawn.status == EMPLOYED) | (drawn.status == LEFT)
    months = np.minimum(drawn.months[at], 300)
    claimed = drawn.claimed[at] & (drawn.status[at] == LEFT) & (months >= 12)
    registered = _days(drawn.left_on[at] + np.timedelta64(1, "D"))
    entitled = np.where(months < 60, 12, np.where(months < 120, 18, 24))
    columns: tuple[list[Any], ...] = (
        number[at].tolist(),
        months.tolist(),
        [day if done else None for day, done in zip(registered, claimed.tolist(), strict=True)],
        [0] * len(months),
        np.where(claimed, entitled, 0).tolist(),
    )
    return list(zip(*columns, strict=True))


def _pensions(drawn: Drawn, number: Numbers) -> list[Row]:
    """The next confirmation is due a year after the last."""
    at = drawn.status == PENSIONER
    qualified = drawn.qualified_on[at]
    monthly = 120_000 + drawn.choice[at] % 380_000
    count = int(at.sum())
    columns = (number[at].tolist(), [True] * count, monthly.tolist(), _days(qualified), _days(qualified + _YEAR))
    return list(zip(*columns, strict=True))


def _accounts(drawn: Drawn, number: Numbers) -> list[Row]:
    """Of everybody who pays in or did; a pensioner's is closed. A month brings 8 % of the wage."""
    at = (drawn.status != PENSIONER) & (drawn.months > 0)
    months, permille = drawn.months[at], drawn.index_permille[at]
    columns = (
        number[at].tolist(),
        months.tolist(),
        (months * permille * 320).tolist(),
        permille.tolist(),
        _days(drawn.due_on[at]),
        drawn.due_age[at].tolist(),
    )
    return list(zip(*columns, strict=True))


def _certificates(drawn: Drawn, number: Numbers) -> list[Row]:
    at = drawn.certified & ((drawn.status == EMPLOYED) | (drawn.status == LEFT))
    issued, paid = drawn.certificate_on[at], drawn.subsidised[at].tolist()
    columns: tuple[list[Any], ...] = (
        number[at].tolist(),
        [_TRADES[each % 6] for each in drawn.choice[at].tolist()],
        drawn.certificate_level[at].tolist(),
        _days(issued),
        [day if done else None for day, done in zip(_days(issued), paid, strict=True)],
    )
    return list(zip(*columns, strict=True))


def _flexible(drawn: Drawn, number: Numbers, today: np.datetime64) -> list[Row]:
    """Most have paid to the end of the last month; some have stopped."""
    at: Flags = drawn.status == FLEXIBLE
    last = today.astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    behind: Days = np.where(drawn.choice[at] % 10 == 0, last - np.timedelta64(200, "D"), last)
    hard = drawn.hard_to_employ[at].tolist()
    count = int(at.sum())
    columns: tuple[list[Any], ...] = (
        number[at].tolist(),
        _days(drawn.job_from[at]),
        _days(behind),
        [_FLEXIBLE_FEN] * count,
        [day if each else None for day, each in zip(_days(drawn.job_from[at]), hard, strict=True)],
        [months if each else 0 for months, each in zip(drawn.subsidised_months[at].tolist(), hard, strict=True)],
    )
    return list(zip(*columns, strict=True))


def _days(days: Days) -> list[str]:
    text: list[str] = days.astype("datetime64[D]").astype(str).tolist()
    return text
