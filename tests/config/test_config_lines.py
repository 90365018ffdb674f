"""The line index agrees with what stands in the file, in every form TOML allows."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from kiosk.config.lines import LineIndex

TEXT = '''# comment [not.a.table]
title = "a # no comment"
a.b . "c d" = 1   # dotted
[owner]
name = """
[fake]
x = 1 \\" ""\\"
"""
'quoted = key' = { in = 1, "line" = [1, 2], deep.er = 'x}' }

[[devices]]
id = "one"
[devices.transport]
kind = 'serial'
[[devices]]
id = "two"
list = [
  { a = 1 },

  { a = 2 }, # last
]
[[devices.pins]]
n = 1
[[devices.pins]]
n = 2
'''


def test_every_form() -> None:
    tomllib.loads(TEXT)
    index = LineIndex(TEXT)
    lines = {
        ("title",): 2,
        ("a", "b", "c d"): 3,
        ("owner",): 4,
        ("owner", "name"): 5,
        ("owner", "quoted = key", "in"): 9,
        ("owner", "quoted = key", "line", 1): 9,
        ("owner", "quoted = key", "deep", "er"): 9,
        ("devices", 0): 11,
        ("devices", 0, "id"): 12,
        ("devices", 0, "transport"): 13,
        ("devices", 0, "transport", "kind"): 14,
        ("devices", 1, "id"): 16,
        ("devices", 1, "list", 0, "a"): 18,
        ("devices", 1, "list", 1, "a"): 20,
        ("devices", 1, "pins", 0, "n"): 23,
        ("devices", 1, "pins", 1, "n"): 25,
    }
    assert {path: index.line(path) for path in lines} == lines
    assert not index.stands(("fake",))


def test_what_is_missing_has_its_parents_line() -> None:
    assert LineIndex(TEXT).line(("devices", 0, "transport", "baud")) == 13


names = st.sampled_from(["a", "b-c", "d_1", "9", '"e f"', "'g.h'"])
values = st.sampled_from(
    ["1", '"x"', "'#'", "[1, [2]]", "{ i = 1 }", "1979-05-27T07:32:00Z", '"""two\nlines"""', "true"]
)
layouts = st.sampled_from(["", "\n", "# note\n", "  ", "\n\n"])


@given(st.lists(st.tuples(layouts, values), max_size=12))
def test_each_key_is_found_on_the_line_where_it_was_put(pairs: list[tuple[str, str]]) -> None:
    text = ""
    expected = {}
    for number, (layout, value) in enumerate(pairs):
        text += layout
        if layout.strip(" ") == "":
            text = text.rstrip(" ")
        expected[f"key{number}"] = text.count("\n") + 1
        text += f"key{number} = {value} # end\n"
    assert set(tomllib.loads(text)) == set(expected)
    index = LineIndex(text)
    assert {key: index.line((key,)) for key in expected} == expected
