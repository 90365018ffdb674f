"""From lines of print to fields, without recognition: what labels and places mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity import residence_permit, resident_card, social_card
from kiosk.identity.engine import Line
from kiosk.identity.ethnicity import from_the_list, likelier
from kiosk.identity.kinds import identify
from kiosk.identity.layout import Box, Piece, rows
from kiosk.identity.reading import SURE, Field


def piece(text: str, left: float, middle: float, probability: float = 0.99, height: float = 0.07) -> Piece:
    right = left + 0.04 * len(text)
    box = Box(left, middle - height / 2, right, middle + height / 2)
    quad = np.array([(box.left, box.top), (right, box.top), (right, box.bottom), (box.left, box.bottom)], np.float32)
    return Piece(quad, box, Line(text, (probability,) * len(text)))


FRONT = [
    piece("姓名", 0.07, 0.14),
    piece("韦 志强", 0.18, 0.14),
    piece("性别男", 0.07, 0.27),
    piece("民族 壮", 0.29, 0.27),
    piece("出生", 0.07, 0.40),
    piece("1985年3月", 0.18, 0.40),
    piece("12日", 0.50, 0.40),
    piece("住址", 0.07, 0.52),
    piece("广西武鸣县双桥镇", 0.18, 0.52),
    piece("伊岭村46号", 0.18, 0.61),
    piece("公民身份号码", 0.07, 0.86),
    piece("45010319850312123X", 0.33, 0.86),
]


def values(pieces: list[Piece]) -> dict[str, str]:
    return {name: field.value for name, field in resident_card.read_front(pieces).items()}


def test_the_front() -> None:
    assert values(FRONT) == {
        "name": "韦志强",
        "sex": "男",
        "ethnicity": "壮",
        "birth_date": "1985-03-12",
        "address": "广西武鸣县双桥镇伊岭村46号",
        "id_number": "45010319850312123X",
    }


@given(st.permutations(FRONT), st.floats(-0.02, 0.02), st.floats(-0.02, 0.02))
def test_the_order_of_lines_and_small_shifts_do_not_matter(pieces: list[Piece], dx: float, dy: float) -> None:
    moved = [
        Piece(p.quad, Box(p.box.left + dx, p.box.top + dy, p.box.right + dx, p.box.bottom + dy), p.line) for p in pieces
    ]
    assert values(moved) == values(FRONT)


def test_specks_on_the_portrait_are_not_read() -> None:
    assert values([*FRONT, piece("国", 0.75, 0.3), piece("O", 0.7, 0.5)]) == values(FRONT)


def test_without_the_label_the_name_is_the_line_above_the_sex() -> None:
    assert values(FRONT[1:])["name"] == "韦志强"


def test_a_field_is_as_sure_as_its_weakest_character() -> None:
    weak = Piece(FRONT[1].quad, FRONT[1].box, Line("韦 志强", (0.99, 0.2, 0.97, 0.61)))
    fields = resident_card.read_front([FRONT[0], weak, *FRONT[2:]])
    assert fields["name"].confidence == 0.61  # the blank's 0.2 is nobody's character
    assert fields["sex"].confidence == 0.99


@pytest.mark.parametrize(
    ("printed", "value", "sure"),
    [
        ("仫佬", "仫佬", True),
        ("仏佬", "仏佬", False),
        ("毛有", "毛南", False),
        ("批", "批", False),
        ("汶", "汶", False),
        ("壮", "壮", True),
    ],
)
def test_ethnicities_are_weighed_against_the_list(printed: str, value: str, sure: bool) -> None:
    pieces = [*FRONT[:3], piece("民族 " + printed, 0.29, 0.27), *FRONT[4:]]
    field = resident_card.read_front(pieces)["ethnicity"]
    assert (field.value, field.confidence >= SURE) == (value, sure)


def test_a_second_look_is_likelier_only_where_it_is_listed_and_the_first_nearly_so() -> None:
    assert likelier("民族仏佬", "民族仫佬")
    assert likelier("仏佬", "仫佬")
    assert not likelier("仡佬", "仫佬")
    assert not likelier("韦小明", "韦小朋")


def test_a_doubtful_character_in_a_listed_name_of_several_is_no_doubt() -> None:
    assert from_the_list(Field("毛南", 0.5)).confidence > SURE
    assert from_the_list(Field("京", 0.5)).confidence == 0.5


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2016.05.12-2036.05.12", ("2016-05-12", "2036-05-12")),
        ("2016.05.12-长期", ("2016-05-12", "长期")),
        ("2016.05.12一2036.05.12", ("2016-05-12", "2036-05-12")),
    ],
)
def test_the_back(period: str, expected: tuple[str, str]) -> None:
    pieces = [piece("签发机关", 0.23, 0.75), piece("南宁市公安局", 0.42, 0.75)]
    pieces += [piece("有效期限", 0.23, 0.87), piece(period, 0.42, 0.87)]
    fields = resident_card.read_back(pieces)
    assert fields["issuer"].value == "南宁市公安局"
    assert (fields["valid_from"].value, fields["valid_to"].value) == expected


@given(st.lists(st.builds(piece, st.text(min_size=1, max_size=20), st.floats(0, 1), st.floats(0, 1)), max_size=12))
def test_no_lines_crash_the_parsers(pieces: list[Piece]) -> None:
    resident_card.read_front(pieces)
    resident_card.read_back(pieces)
    residence_permit.read_front(pieces)
    rows(pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("姓名韦志强性别男民族壮出生", ("resident_id", "front")),
        ("公民身份号码", ("resident_id", "front")),
        ("中华人民共和国居民身份证签发机关", ("resident_id", "back")),
        ("外国人永久居留身份证姓名/Name", ("foreigner_permanent", "front")),
        ("社会保障卡姓名性别社会保障号码出生民族", ("social_card", "front")),
        ("中华人民共和国机动车驾驶证姓名性别国籍住址出生日期", ("unknown", "unknown")),
        ("中华人民共和国港澳居民居住证签发机关", ("hmt_permit", "back")),
        ("姓名陈大文性别男住址公民身份号码810000199003070015", ("hmt_permit", "front")),
        ("外国人永久居留身份证签发机关国家移民管理局", ("foreigner_permanent", "back")),
        ("中华人民共和国往来港澳通行证", ("unknown", "unknown")),
        ("民歌湖东葛路口会展中心", ("unknown", "unknown")),
        ("", ("unknown", "unknown")),
    ],
)
def test_kinds(text: str, expected: tuple[str, str]) -> None:
    assert identify(text) == expected


def test_a_value_beside_its_label_goes_before_the_label_below() -> None:
    face = [piece("姓名", 0.35, 0.35), piece("田甜", 0.50, 0.36), piece("社会保障号码", 0.35, 0.48)]
    assert social_card.read_front(face)["name"].value == "田甜"
    assert "name" not in social_card.read_front([face[0], face[2]])


@pytest.mark.parametrize("dot", "·・•‧")
def test_a_names_dot_is_one_whatever_it_was_read_as(dot: str) -> None:
    assert values([FRONT[0], piece(f"格桑{dot}次仁", 0.18, 0.14), *FRONT[2:]])["name"] == "格桑·次仁"


def test_an_address_is_read_where_the_birth_date_is_not() -> None:
    found = values([p for p in FRONT if p.box.middle != 0.40])
    assert "birth_date" not in found
    assert found["address"] == "广西武鸣县双桥镇伊岭村46号"


def test_a_front_is_known_by_its_labelled_number() -> None:
    assert identify("男民族土家份号码540402198310077393") == ("resident_id", "front")
    assert identify("社会保障号码540402198310077393")[0] == "unknown"


def test_a_nought_for_an_o_in_an_old_foreigners_number_is_settled_by_place_and_doubtful() -> None:
    front = [piece("证件号码 ID No.", 0.06, 0.76), piece("K0R61221449O117", 0.06, 0.86)]
    found = residence_permit.read_front(front)["id_number"]
    assert found.value == "KOR612214490117"
    assert found.confidence < SURE
    front[1] = piece("KOR612214490117", 0.06, 0.86)
    assert residence_permit.read_front(front)["id_number"].confidence > SURE


def test_an_address_in_an_old_form_is_given_in_the_new_and_doubted() -> None:
    front = [p if p.line.text != "伊岭村46号" else piece("別力古台镇", 0.18, 0.61) for p in FRONT]
    found = resident_card.read_front(front)["address"]
    assert found.value == "广西武鸣县双桥镇别力古台镇"
    assert found.confidence < SURE


def test_an_address_with_a_line_that_has_lost_its_beginning_is_doubted() -> None:
    whole = [*FRONT[:10], piece("12栋301室", 0.18, 0.70), *FRONT[10:]]
    assert resident_card.read_front(whole)["address"].confidence >= SURE
    lost = [*FRONT[:9], piece("岭村46号", 0.22, 0.61), piece("12栋301室", 0.18, 0.70), *FRONT[10:]]
    assert resident_card.read_front(lost)["address"].confidence < SURE
