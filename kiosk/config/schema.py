"""The configuration's JSON Schema, for editors: `python -m kiosk.config.schema > docs/schema/kiosk-config.json`."""

from __future__ import annotations

import json

from kiosk.config.model import KioskConfig


def schema_text() -> str:
    """The schema as it is checked in."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **KioskConfig.model_json_schema(by_alias=True),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
