"""What every section of a configuration is made of: strict tables, paths, addresses, quantities with a unit."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError


class Section(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=False)


def said(zh: str, en: str) -> dict[str, Any]:
    """Words for what is allowed, where the schema's own bounds read badly."""
    return {"x-allowed-zh": zh, "x-allowed-en": en}


def unit(name: str) -> dict[str, Any]:
    """The unit of a number: s, min, mm, days, pixels."""
    return {"x-unit": name}


def _resolve(value: object, info: ValidationInfo) -> object:
    if not isinstance(value, str):
        return value
    if not value or "\0" in value or value.startswith("~"):
        raise PydanticCustomError("path", "a path")
    folder = Path((info.context or {}).get("folder", "."))
    value = re.sub("^//+", "/", value)
    # normpath, not resolve(): a by-id serial port must keep its own name, not become the ttyUSB it points at.
    return Path(os.path.normpath(folder / value))


def _check_port(value: str) -> str:
    try:
        parts = urlsplit(value if "//" in value else f"//{value}")
        usable = parts.port != 0 and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise PydanticCustomError("port", "a port from 1 to 65535")
    return value


def _check_host(value: str) -> str:
    if ":" in value or re.fullmatch(r"\d+(\.\d+){3}", value):
        try:
            ipaddress.ip_address(value)
        except ValueError:
            raise PydanticCustomError("host", "a host") from None
    return value


WithPort = Annotated[str, AfterValidator(_check_port)]
FilePath = Annotated[Path, BeforeValidator(_resolve)]
Port = Annotated[int, Field(ge=1, le=65535)]
Host = Annotated[
    str,
    AfterValidator(_check_host),
    Field(
        pattern=r"^[A-Za-z0-9.:\-]+$",
        json_schema_extra=said("主机名或 IP 地址，不含端口", "a host name or IP address, without the port"),
    ),
]


class Bilingual(Section):
    """A text shown to citizens, in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)
