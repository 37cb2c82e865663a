"""The lines of YAML values."""

from __future__ import annotations

import pytest

from attache.content.nodes import Node, line_at, spread_at
from attache.content.plain_yaml import parse_yaml


def parsed(text: str) -> Node:
    node = parse_yaml(text, first_line=11)
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 11),
        (("b",), 12),
        (("b", 0), 13),
        (("b", 0, "c"), 13),
        (("b", 0, "d"), 14),
        (("b", 1), 15),
        (("b", 1, 0), 15),
        (("b", 1, 1), 16),
        (("b", 0, "missing"), 13),
        (("b", 7, "c"), 12),
        (("a", "inside a text"), 11),
        (("missing", 0), 3),
        ((), 3),
    ],
)
def test_a_key_or_item_has_its_line_or_that_of_what_holds_it(path: tuple[str | int, ...], line: int) -> None:
    node = parsed("a: 1\nb:\n  - c: x\n    d: y\n  - [e,\n     f]\n")
    assert line_at(node, path, 3) == line


def test_a_text_of_several_lines_has_a_spread() -> None:
    node = parsed("a: one two\n  three\nb: [x, y]\nc: four\n")
    assert spread_at(node, ("a",)) == (11, 2, 1)
    assert spread_at(node, ("b", 0)) == spread_at(node, ("c",)) == spread_at(node, ("b", 9)) == ()
    assert spread_at(node, ("a", "more")) == spread_at(node, ("missing",)) == ()
