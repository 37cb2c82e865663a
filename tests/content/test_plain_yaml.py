"""YAML as packs use it: every value as typed, with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attache.content.nodes import Items, Scalar, Table
from attache.content.plain_yaml import YamlFault, parse_yaml


def test_values_stay_as_they_were_typed() -> None:
    node = parse_yaml("{on: 1971-04, no: yes, x: 0x1F, y: 1_000, z: ~}")
    assert isinstance(node, Table)
    assert {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)} == {
        "on": "1971-04",
        "no": "yes",
        "x": "0x1F",
        "y": "1_000",
        "z": "~",
    }


def test_no_text_is_no_document() -> None:
    assert parse_yaml("# nothing\n") is None


def test_a_key_written_twice_keeps_its_first_value() -> None:
    node = parse_yaml("a: 1\na: 2\n")
    assert isinstance(node, Table)
    assert node.values == {"a": Scalar("1", 1)}
    assert node.repeated == (("a", 2),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [", 3),
        ("a: &x 1\nb: *x", 2),
        ("a: &x [*x]", 1),
        ("a: 1\nb: !!python/object:os.system x", 2),
        ("a: !x [1]", 1),
        ("? [a]\n: b", 1),
        ("a: 1\n---\nb: 2", 2),
        ("a: \x07", 1),
        ("[" * 100_000, 1),
    ],
)
def test_what_packs_do_without_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(YamlFault) as fault:
        parse_yaml(text)
    assert fault.value.line == line
    assert fault.value.advice


@given(st.text(st.sampled_from("ab: -[]{},&*!|>'\"#%\n \t?@`~0"), max_size=80) | st.text(max_size=60))
def test_any_text_is_a_node_or_a_fault(text: str) -> None:
    try:
        node = parse_yaml(text)
    except YamlFault:
        return
    assert node is None or isinstance(node, Scalar | Items | Table)
