"""Dividing a Markdown file into its YAML head and the text after it."""

from __future__ import annotations

from dataclasses import dataclass

from attache.content.nodes import Table
from attache.content.plain_yaml import YamlFault, parse_yaml

FENCE = "---"


@dataclass(frozen=True, slots=True)
class Divided:
    """A file's head as a table, its text, and the line on which the text begins."""

    head: Table
    body: str
    body_line: int


def divide(text: str) -> Divided:
    """Return a file's head and body; raises YamlFault if there is no proper head."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        raise YamlFault(
            1, "The file does not begin with front matter.", "Put the keys between two lines of ---."
        )
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if not end:
        raise YamlFault(1, "The front matter has no end.", "Put a line of --- after the last key.")
    node = parse_yaml("\n".join(lines[1:end]), 2)
    if not isinstance(node, Table):
        raise YamlFault(
            2, "The front matter has no keys.", "Write the keys of the pack format, as key: value."
        )
    first = end + 1
    while first < len(lines) and not lines[first].strip():
        first += 1
    return Divided(node, "\n".join(lines[first:]).rstrip(), first + 1)
