"""The citizen arrives: attract, language, privacy."""

from __future__ import annotations

from typing import Any, Literal

from kiosk import views
from kiosk.views import Message, Text
from ui.samples.base import Sample, chrome

ELSEWHERE = Text(
    zh="南宁市民中心一楼 12–18 号窗口，或拨打 12333",
    en="desks 12–18 on the ground floor, or call 12333",
)


def _attract(service: Literal["open", "reduced", "out_of_service", "closed"], **fields: Any) -> views.Attract:
    return views.Attract(number=1, chrome=chrome(None, back=False, leave=False), service=service, **fields)


def _notices(*codes: str) -> tuple[Message, ...]:
    return tuple(Message(id=f"attract.{code}") for code in codes)


SAMPLES: tuple[Sample, ...] = (
    Sample("attract", views.Attract(number=1, chrome=chrome(None, back=False, leave=False)), "primary"),
    Sample(
        "attract_trouble",
        _attract("reduced", notices=_notices("no_receipt", "no_scanner")),
        "primary",
    ),
    Sample(
        "attract_announcement",
        _attract(
            "open",
            announcement=Text(
                zh="今日下午 3 点至 4 点系统升级，期间暂停缴费业务",
                en="From 3 to 4 this afternoon the system is being upgraded: no payments then",
            ),
        ),
        "primary",
    ),
    Sample(
        "attract_withdrawn",
        _attract(
            "out_of_service",
            title=Message(id="attract.withdrawn.title"),
            body=Message(id="attract.withdrawn.body"),
            announcement=Text(zh="明天上午 9 点恢复服务", en="Back in service tomorrow at 9"),
            elsewhere=ELSEWHERE,
        ),
        "",
    ),
    Sample(
        "attract_much_trouble",
        _attract(
            "reduced",
            notices=_notices(
                *("no_scanner", "no_card_reader", "no_code_scanner", "no_camera", "no_receipt", "no_pages"),
                *("on_battery", "card_kept"),
            ),
            elsewhere=ELSEWHERE,
        ),
        "primary",
    ),
    Sample(
        "attract_closed",
        _attract(
            "closed",
            title=Message(id="attract.hours.title"),
            body=Message(id="attract.hours.body"),
            today=("09:00–12:00", "13:30–17:00"),
            opening=views.NextOpening(when="later", time="09:00", date="2026-11-30"),
            elsewhere=ELSEWHERE,
        ),
        "",
    ),
    Sample(
        "attract_out_of_service",
        _attract(
            "out_of_service",
            title=Message(id="attract.no_card_reading.title"),
            body=Message(id="attract.no_card_reading.body"),
            elsewhere=ELSEWHERE,
        ),
        "",
    ),
    Sample("language", views.ChooseLanguage(number=1, chrome=chrome(None, back=False)), "choice:zh"),
    Sample("privacy", views.Privacy(number=1, chrome=chrome(None), retention_days=0), "primary"),
)
