"""The small part of YAML that packs use, with the line of every value and nothing that can bite.

Built from the parser's events rather than its objects: every scalar stays the text that was
typed (``no`` is not False, ``on`` is a key, ``1971-04`` is no date), depth is bounded, and
aliases, with which a few lines can stand for gigabytes, are refused where they occur.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from attache.content.characters import forbidden_in

MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is text, as typed.

    ``spread`` is empty where it stands on one line, else its first line and how many words each
    of its lines holds.
    """

    text: str
    line: int
    spread: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their values; ``repeated`` are the keys written again, with their lines."""

    values: dict[str, Node]
    line: int
    key_lines: dict[str, int] = field(default_factory=dict)
    repeated: tuple[tuple[str, int], ...] = ()


Node = Scalar | Items | Table


class YamlFault(Exception):
    """Text that is not YAML, or uses a part of it that packs do without."""

    def __init__(self, line: int, message: str, mend: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.mend = mend


def parse_yaml(text: str, first_line: int = 1) -> Node | None:
    """Return the one document in a text, None if there is none; raises YamlFault.

    ``first_line`` is the line of the file on which the text begins.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(yaml.parse(text, Loader=loader), text, first_line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlFault(
            line, f"The YAML cannot be read: {error.problem or error.context}.", _QUOTE
        ) from error
    except yaml.YAMLError as error:
        raise YamlFault(
            first_line, "The YAML holds a character that cannot be read.", "Delete the character."
        ) from error


_QUOTE = "Look at the line and the one above; put text that holds “: ” or “ #” in quotation marks."


class _Builder:
    """Turns the events of one text into nodes; bounded in depth, so that recursion is safe."""

    def __init__(self, events: Iterator[yaml.Event], text: str, first_line: int) -> None:
        self._events = events
        self._rows = text.split("\n")
        self._first_line = first_line

    def document(self) -> Node | None:
        """Return the only document's node."""
        found: Node | None = None
        seen = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise YamlFault(
                        self._line(event),
                        "A second YAML document begins here.",
                        "Keep one document in a file.",
                    )
                seen = True
                found = self._node(next(self._events), 0)
        return found

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self._first_line

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault(line, f"The alias *{event.anchor} is not allowed here.", "Write the value out.")
        tag = getattr(event, "tag", None)
        if tag:
            raise YamlFault(line, f"The tag {tag} is not allowed here.", "Delete the tag.")
        if depth > MAX_DEPTH:
            raise YamlFault(line, "The values are nested too deeply.", "Keep to the keys of the pack format.")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(line, depth)
        return self._scalar(event, line)

    def _scalar(self, event: yaml.Event, line: int) -> Scalar:
        text = str(getattr(event, "value", "")).strip()
        # Quotation marks let any character be written as an escape, out of sight of the file's reader.
        bad = forbidden_in(text)
        if bad:
            raise YamlFault(
                line, f"The text holds the control character {bad[1]}, which cannot be seen.", "Delete it."
            )
        start, end = event.start_mark, event.end_mark
        if not start or not end or start.line == end.line:
            return Scalar(text, line)
        rows = self._rows[start.line : end.line + 1]
        if end.line - start.line + 1 == len(rows):
            rows[-1] = rows[-1][: end.column]
        # The first line of a block scalar holds its sign only.
        rows[0] = "" if getattr(event, "style", None) in ("|", ">") else rows[0][start.column :]
        return Scalar(text, line, (line, *(len(row.split()) for row in rows)))

    def _items(self, line: int, depth: int) -> Items:
        found: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            found.append(self._node(event, depth + 1))
        return Items(tuple(found), line)

    def _table(self, line: int, depth: int) -> Table:
        values: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        repeated: list[tuple[str, int]] = []
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise YamlFault(key.line, "A key is not plain text.", "Write the key as a single word.")
            if key.text in values:
                repeated.append((key.text, key.line))
                continue
            values[key.text] = value
            key_lines[key.text] = key.line
        return Table(values, line, key_lines, tuple(repeated))


def lines_of(node: Node, path: str = "") -> dict[str, int]:
    """Return the line of every key and list item under a node by its path, "cards/0/prompt"."""
    found: dict[str, int] = {}
    if isinstance(node, Table):
        for key, value in node.values.items():
            here = f"{path}/{key}" if path else key
            found[here] = node.key_lines[key]
            found.update(lines_of(value, here))
    elif isinstance(node, Items):
        for index, value in enumerate(node.items):
            here = f"{path}/{index}"
            found[here] = value.line
            found.update(lines_of(value, here))
    return found


def spreads_of(node: Node, path: str = "") -> dict[str, tuple[int, ...]]:
    """Return the spread of every text of more than one line under a node by its path."""
    found: dict[str, tuple[int, ...]] = {}
    if isinstance(node, Scalar):
        if node.spread:
            found[path] = node.spread
        return found
    inner = node.values.items() if isinstance(node, Table) else enumerate(node.items)
    for key, value in inner:
        found.update(spreads_of(value, f"{path}/{key}" if path else str(key)))
    return found
