"""What is not as hoped, and the end of a visit."""

from __future__ import annotations

import msgspec

from kiosk import views
from kiosk.views import Action, Message, Text, Thing
from ui.samples.base import Sample, chrome

STAFF = Action(id="staff", label=Message(id="action.staff"))


AGAIN = Action(id="again", label=Message(id="action.again"), primary=True)


def _notice(
    reason: str,
    kind: str,
    actions: tuple[Action, ...],
    safe: bool = True,
    ticket: str = "",
    now: str | None = "identify",
    **args: str,
) -> views.Notice:
    return views.Notice(
        number=1,
        chrome=chrome(now),
        kind=kind,  # type: ignore[arg-type]
        title=Message(id=f"notice.{reason}.title", args=args),
        body=Message(id=f"notice.{reason}.body", args=args),
        safe=Message(id=f"notice.{reason}.safe", args=args) if safe else None,
        ticket=ticket,
        actions=actions,
    )


def _take_back(*things: Thing, alarm: bool = False) -> views.TakeBack:
    shown = msgspec.structs.replace(chrome(None, back=False, leave=False), can_help=False)
    return views.TakeBack(number=1, chrome=shown, things=things, alarm=alarm)


SAMPLES: tuple[Sample, ...] = (
    Sample("notice_offline", _notice("central_down", "offline", (AGAIN, STAFF)), "primary"),
    Sample("notice_camera", _notice("camera_gone", "trouble", (AGAIN, STAFF)), "primary"),
    Sample("notice_no_match", _notice("no_match", "question", (AGAIN, STAFF), now="face", left="2"), "primary"),
    Sample(
        "notice_staff",
        _notice(
            "staff",
            "staff",
            (Action(id="finish", label=Message(id="action.finish"), primary=True),),
            ticket="A017",
            now=None,
        ),
        "primary",
    ),
    Sample(
        "notice_refused",
        msgspec.structs.replace(
            _notice(
                "submission_refused",
                "staff",
                (
                    Action(id="staff", label=Message(id="action.staff"), primary=True),
                    Action(id="return", label=Message(id="action.return")),
                ),
                safe=False,
                now="review",
            ),
            detail=Text(zh="您的失业登记还没有完成。", en="Your registration as unemployed is not complete."),
        ),
        "primary",
    ),
    Sample(
        "notice_leave",
        _notice(
            "leave_question",
            "question",
            (
                Action(id="stay", label=Message(id="action.stay"), primary=True),
                Action(id="leave", label=Message(id="action.leave")),
            ),
            safe=False,
            now="fill",
        ),
        "primary",
    ),
    Sample(
        "notice_help",
        _notice(
            "help", "staff", (Action(id="return", label=Message(id="action.return"), primary=True),), False, now="fill"
        ),
        "primary",
    ),
    Sample(
        "notice_spent",
        _notice(
            "not_live",
            "staff",
            (Action(id="staff", label=Message(id="action.staff"), primary=True),),
            safe=False,
            now="face",
            left="0",
        ),
        "primary",
    ),
    Sample(
        "farewell",
        views.Farewell(number=1, chrome=chrome(None, back=False, leave=False), reminders=("card", "receipt")),
        "primary",
    ),
    Sample(
        "farewell_lying",
        views.Farewell(
            number=1,
            chrome=chrome(None, back=False, leave=False),
            reminders=("social_card", "receipt"),
            lying=("social_card",),
        ),
        "primary",
    ),
    Sample("take_back_slot", _take_back("social_card"), ""),
    Sample("take_back_alarm", _take_back("social_card", "receipt", alarm=True), ""),
    Sample("take_back_open", _take_back("card"), "primary"),
)
