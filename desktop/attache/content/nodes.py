"""The values of a YAML text (texts, lists and tables), each with its line."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Scalar:
    """A value that is text, as typed.

    ``spread`` is empty if it stands on one line, else its first line and how many words each
    of its lines holds.
    """

    text: str
    line: int
    spread: tuple[int, ...] = ()


@dataclass(slots=True)
class Items:
    """A list of values."""

    items: tuple[Node, ...]
    line: int


@dataclass(slots=True)
class Table:
    """Keys with their values; ``repeated`` are the keys written again, with their lines."""

    values: dict[str, Node]
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)
    repeated: tuple[tuple[str, int], ...] = ()


Node = Scalar | Items | Table


def line_at(node: Node, path: tuple[str | int, ...], line: int) -> int:
    """Return the line of the key or item at a path, such as ("cards", 0, "prompt").

    If a part of the path is missing, return the line of the last part before it; if the first part is
    missing, return ``line``.
    """
    for part in path:
        if isinstance(node, Table) and part in node.key_lines:
            key = str(part)
            line = node.key_lines[key]
            node = node.values[key]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            line = node.line
        else:
            break
    return line


def spread_at(node: Node, path: tuple[str | int, ...]) -> tuple[int, ...]:
    """Return the spread of the text at a path, empty if there is no text of several lines."""
    for part in path:
        if isinstance(node, Table) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Items) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
        else:
            return ()
    return node.spread if isinstance(node, Scalar) else ()
