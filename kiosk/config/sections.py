"""The sections of a configuration that are about the kiosk as a whole."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kiosk.config.base import Bilingual, FilePath, Section, WithPort, said, unit


class KioskSection(Section):
    """Who and where this kiosk is."""

    # Goes into HPKE's info joined by "|" and into signed text joined by newlines: neither may occur in it.
    id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9\-]{2,31}$",
        json_schema_extra=said(
            "3 至 32 个小写字母、数字或连字符，以字母或数字开头",
            "3 to 32 lower-case letters, digits and hyphens, beginning with a letter or digit",
        ),
    )
    hall: Bilingual
    district: str = Field(
        pattern=r"^\d{6}$", json_schema_extra=said('六位行政区划代码，如 "450103"', 'six digits, as "450103"')
    )
    state_dir: FilePath


class ScreenSection(Section):
    """The window's size in pixels."""

    width: int = Field(default=1080, ge=320, le=7680, json_schema_extra=unit("pixels"))
    height: int = Field(default=1920, ge=320, le=7680, json_schema_extra=unit("pixels"))
    fullscreen: bool = True


class CentralSection(Section):
    """Where the central is and how it is trusted."""

    url: WithPort = Field(
        pattern=r"^https://[^\s/?#@]+(/[^\s?#]*)?$", json_schema_extra=said("https:// 地址", "an https:// address")
    )
    ca_file: FilePath
    enrolment_code_file: FilePath | None = None
    answer_timeout_s: float = Field(default=8.0, gt=0, le=30, json_schema_extra=unit("s"))
    heartbeat_s: float = Field(default=0.0, ge=0, le=3600, json_schema_extra=unit("s"))
    """How often the kiosk tells the central how it is and asks what to do; 0: never, and then it takes no commands."""


class VisitSection(Section):
    """When a visit without a touch is warned, and when it ends after the warning; how long a card and paper that came
    out wait to be taken before the kiosk calls."""

    idle_warning_s: float = Field(default=60.0, ge=10, le=3600, json_schema_extra=unit("s"))
    idle_end_s: float = Field(default=30.0, ge=20, le=600, json_schema_extra=unit("s"))
    take_card_s: float = Field(default=20.0, ge=5, le=300, json_schema_extra=unit("s"))
    take_paper_s: float = Field(default=20.0, ge=5, le=300, json_schema_extra=unit("s"))


class DocumentsSection(Section):
    """What reads documents. `pytesseract` writes each picture to a file, here in a private folder in memory, and reads
    cards far worse; `tesserocr` is used where it is installed."""

    engine: Literal["rapidocr", "pytesseract", "tesserocr"] = "rapidocr"


class FaceSection(Section):
    """The face check: the greatest dlib distance that matches, how often it may be tried, and whether the screen shows
    colours that a living face answers: `off`, `judged` where the room lets them be seen, `required`."""

    threshold: float = Field(default=0.50, gt=0, lt=1)
    """Not validated on a population. Of 480 rendered people it refused 0.8 % of the same person's pictures and took
    15 % of others for them: rendered people are too alike. Real photographs of six: docs/recognition.md."""
    light: Literal["off", "judged", "required"] = "off"
    """Off until its error rates are measured (docs/recognition.md)."""
    attempts: int = Field(default=3, ge=1, le=10)


class StaffSection(Section):
    """Who may enter diagnostics. `pin_file` is made by `main.py staff-pin`; after `session_s` without a touch staff are
    signed out."""

    pin_file: FilePath
    session_s: float = Field(default=600.0, ge=30, le=7200, json_schema_extra=unit("s"))


class SimulationSection(Section):
    """Only in simulation mode: where the dock is."""

    dock: WithPort = Field(
        pattern=r"^[A-Za-z0-9.\-]+:\d{1,5}$",
        json_schema_extra=said('主机:端口，如 "127.0.0.1:8070"', 'host:port, as "127.0.0.1:8070"'),
    )
