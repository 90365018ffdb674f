"""A kiosk whose hall is closed: it says so and when it opens, and nothing that is touched begins a visit."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from central import demo_tls
from kiosk import views
from kiosk.config import load
from kiosk.day.hours import CHINA
from kiosk.staff import pin_file
from play.hall import Hall
from play.visitor import Visitor


def test_a_closed_kiosk_begins_no_visit(tmp_path: Path, qapp: object) -> None:
    today = _today()
    closed = f"[day]\nclosed_on = [{today}]\n"
    hall = Hall(tmp_path, {"[day]\n": closed})
    demo = tmp_path / "var" / "demo"
    demo_tls.ensure(demo)
    code = demo / "enrolment-code"
    code.write_text("none")
    code.chmod(0o600)
    pin_file.save(demo / "staff-pin", pin_file.made_from("246810"))
    hall.start_core()
    visitor = None
    try:
        hall.wait_core()
        visitor = Visitor(hall.ui_socket)
        shown = visitor.wait_for(views.Attract, seconds=30)
        assert (shown.service, shown.today) == ("closed", ())
        assert shown.opening is not None
        assert (shown.opening.when, shown.opening.time) == ("tomorrow", "00:00")
        texts = " ".join(visitor.texts())
        assert "现在不在服务时间" in texts
        assert hall_elsewhere(hall) in texts
        assert visitor.window.find("primary") is None
        visitor.touch("title")
        visitor.touch("language")
        assert visitor.wait_for(views.Attract, lambda view: view.chrome.language == "en").service == "closed"
        assert "We are closed now" in visitor.texts()
    finally:
        if visitor is not None:
            visitor.close()
        hall.processes.stop_all()


def hall_elsewhere(hall: Hall) -> str:
    elsewhere = load(hall.config, require_files=False).elsewhere
    assert elsewhere is not None
    return elsewhere.zh


def _today() -> str:
    return datetime.now(CHINA).date().isoformat()
