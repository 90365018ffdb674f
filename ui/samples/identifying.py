"""Who it is: the card, the face."""

from __future__ import annotations

from typing import Literal

from kiosk import views
from kiosk.views import Message, Row, Text
from ui.samples.base import Sample, chrome

CARD = (
    Row(label=Text(zh="姓名", en="Name"), value=Text(zh="韦志强"), source="chip"),
    Row(label=Text(zh="性别", en="Sex"), value=Text(zh="男"), source="chip"),
    Row(label=Text(zh="民族", en="Ethnic group"), value=Text(zh="壮"), source="chip"),
    Row(label=Text(zh="出生日期", en="Date of birth"), value=Text(zh="1985-03-12"), source="chip"),
    Row(label=Text(zh="公民身份号码", en="ID number"), value=Text(zh="450103198503120010"), source="chip"),
    Row(label=Text(zh="有效期至", en="Valid until"), value=Text(zh="2036-05-20"), source="chip"),
)


Way = Literal["scan", "chip", "card", "code"]
ALL_WAYS: tuple[Way, ...] = ("scan", "chip", "card", "code")

SAMPLES: tuple[Sample, ...] = (
    Sample(
        "place_card_both",
        views.PlaceCard(
            number=1, chrome=chrome("identify"), ways=("scan", "chip"), guidance=Message(id="identify.place")
        ),
        "choice:staff",
    ),
    Sample(
        "place_card_chip",
        views.PlaceCard(
            number=1, chrome=chrome("identify"), ways=("chip",), guidance=Message(id="identify.card_moved")
        ),
        "choice:staff",
    ),
    Sample(
        "place_card_scan",
        views.PlaceCard(
            number=1,
            chrome=chrome("identify"),
            ways=("scan",),
            guidance=Message(id="document.reading"),
            busy=True,
        ),
        "choice:staff",
    ),
    *(
        Sample(
            name,
            views.PlaceCard(number=1, chrome=chrome("identify"), ways=ways, guidance=Message(id=guidance), busy=busy),
            "choice:staff",
        )
        for name, ways, guidance, busy in (
            ("place_card_all", ALL_WAYS, "identify.place_any", False),
            ("place_card_code_too", ("chip", "code"), "identify.code_expired", False),
            ("place_card_social", ("card", "code"), "identify.reading_card", True),
            ("place_card_code", ("code",), "identify.code_unknown", False),
        )
    ),
    Sample(
        "confirm_identity",
        views.ConfirmIdentity(
            number=1, chrome=chrome("identify"), rows=CARD, warnings=(Message(id="document.low_confidence"),)
        ),
        "primary",
    ),
    Sample(
        "face_look",
        views.FaceCheck(number=1, chrome=chrome("face"), instruction=Message(id="face.look_here"), progress=0.1),
        "choice:staff",
    ),
    Sample(
        "face_turn",
        views.FaceCheck(
            number=1,
            chrome=chrome("face"),
            instruction=Message(id="face.turn_left"),
            progress=0.55,
            challenge="turn_left",
            attempt=2,
        ),
        "choice:staff",
    ),
    *(
        Sample(
            name,
            views.FaceCheck(
                number=1,
                chrome=chrome("face"),
                instruction=Message(id="face.colours"),
                progress=0.8,
                challenge="look",
                light=light,
            ),
            "choice:staff",
        )
        for name, light in (("face_colours", ""), ("face_lit_warm", "#ffb080"), ("face_lit_cold", "#80c8ff"))
    ),
)
