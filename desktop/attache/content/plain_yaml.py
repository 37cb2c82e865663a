"""The small part of YAML that packs use, with the line of every value and without YAML's traps.

Built from the parser's events rather than its objects: every scalar stays the text that was
typed (``no`` is not False, ``on`` is a key, ``1971-04`` is no date), depth is bounded, and
aliases, with which a few lines can stand for gigabytes, are refused where they occur.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from attache.content.characters import forbidden_in
from attache.content.nodes import Items, Node, Scalar, Table

MAX_DEPTH = 8


class YamlFault(Exception):
    """Text that is not YAML, or uses a part of it that packs do without."""

    def __init__(self, line: int, message: str, advice: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.advice = advice


def parse_yaml(text: str, first_line: int = 1) -> Node | None:
    """Return the one document in a text, None if there is none; raises YamlFault.

    ``first_line`` is the line of the file on which the text begins.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        return _Builder(loader.get_event, text, first_line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise YamlFault(
            line, f"The YAML cannot be read: {error.problem or error.context}.", _QUOTE
        ) from error
    except yaml.YAMLError as error:
        raise YamlFault(
            first_line, "The YAML contains a character that cannot be read.", "Delete the character."
        ) from error
    finally:
        loader.dispose()


_QUOTE = "Look at the line and the one above; put text that holds “: ” or “ #” in quotation marks."


class _Builder:
    """Turns the events of one text into nodes; bounded in depth, so that recursion is safe."""

    # Events are Any: their types allow a missing mark, but the parsers used here always set it.
    def __init__(self, next_event: Callable[[], Any], text: str, first_line: int) -> None:
        self._next = next_event
        self._rows = text.split("\n")
        self._first_line = first_line
        # Quotation marks let any character be written as an escape, out of sight of the file's reader.
        self._may_hide = "\\" in text or forbidden_in(text) is not None

    def document(self) -> Node | None:
        """Return the only document's node."""
        found: Node | None = None
        seen = False
        while (event := self._next()) is not None:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise YamlFault(
                        self._line(event),
                        "A second YAML document begins here.",
                        "Keep one document in a file.",
                    )
                seen = True
                found = self._node(self._event(), 0)
        return found

    def _event(self) -> Any:
        """Return the next event; the parser closes every document, list and table that it opens."""
        event = self._next()
        if event is None:
            raise AssertionError("the events ended within a document")
        return event

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self._first_line

    def _node(self, event: Any, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise YamlFault(line, f"The alias *{event.anchor} is not allowed here.", "Write the value out.")
        tag = event.tag
        if tag:
            raise YamlFault(line, f"The tag {tag} is not allowed here.", "Delete the tag.")
        if depth > MAX_DEPTH:
            raise YamlFault(line, "The values are nested too deeply.", "Keep to the keys of the pack format.")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, depth)
        return self._table(line, depth)

    def _scalar(self, event: Any, line: int) -> Scalar:
        text: str = event.value.strip()
        bad = forbidden_in(text) if self._may_hide else None
        if bad:
            raise YamlFault(
                line, f"The text contains the control character {bad[1]}, which is invisible.", "Delete it."
            )
        start, end = event.start_mark, event.end_mark
        if start.line == end.line:
            return Scalar(text, line)
        rows = self._rows[start.line : end.line + 1]
        if end.line - start.line + 1 == len(rows):
            rows[-1] = rows[-1][: end.column]
        # The first line of a block scalar holds its sign only.
        rows[0] = "" if event.style in ("|", ">") else rows[0][start.column :]
        return Scalar(text, line, (line, *(len(row.split()) for row in rows)))

    def _items(self, line: int, depth: int) -> Items:
        found: list[Node] = []
        while not isinstance(event := self._event(), yaml.SequenceEndEvent):
            found.append(self._node(event, depth + 1))
        return Items(tuple(found), line)

    def _table(self, line: int, depth: int) -> Table:
        values: dict[str, Node] = {}
        key_lines: dict[str, int] = {}
        repeated: list[tuple[str, int]] = []
        while not isinstance(event := self._event(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(self._event(), depth + 1)
            if not isinstance(key, Scalar):
                raise YamlFault(key.line, "A key is not plain text.", "Write the key as a single word.")
            if key.text in values:
                repeated.append((key.text, key.line))
                continue
            values[key.text] = value
            key_lines[key.text] = key.line
        return Table(values, line, key_lines, tuple(repeated))
