"""The JSON Schema of what passes between core and ui: `python -m kiosk.view_schema > docs/schema/views.json`."""

from __future__ import annotations

import json
import sys

import msgspec

from kiosk.views import AnyView, FromUi


def schema() -> str:
    """Views and intents with all their parts, as JSON Schema 2020-12."""
    (view, from_ui), components = msgspec.json.schema_components([AnyView, FromUi], ref_template="#/$defs/{name}")
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What passes between core and ui, one object a line",
        "$defs": {"View": view, "FromUi": from_ui, **components},
    }
    return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema())
