"""Reads typed values from a table of a pack, and reports what is wrong with it.

One ``Fields`` stands for one table.  Each method reads one key; ``done`` reports the keys that
nobody asked for.  A value that is missing or of the wrong type is reported and comes back blank,
so that one fault never hides the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from attache.content.nodes import Items, Node, Scalar, Table
from attache.content.pack import ID
from attache.content.problems import Problem, shortened

MAX_CHARACTERS = 20_000
"""Of one text: many times what a reader would take, few enough that no pattern or parser is ever slow."""

MAX_ITEMS = 1_000
"""Of one list."""

YEAR = re.compile(r"\d{3,4}")
_MARKUP: Mapping[str, re.Pattern[str]] = {
    "a line break or a tab": re.compile(r"[\n\t]"),
    "HTML": re.compile(r"<[A-Za-z/!?]|&#?\w{1,32};"),
    "a link or an image": re.compile(r"\]\(|\[\["),
    "emphasis or code": re.compile(r"(?<!\w)([*_`]{1,3})(?=\S).*?\S\1(?!\w)"),
}
"""What is no part of a name, which is shown as it is written."""
_Choice = TypeVar("_Choice", bound=StrEnum)


def bounded(file: str, line: int, text: str, problems: list[Problem]) -> str:
    """Return a text, or nothing and a problem if it is longer than MAX_CHARACTERS."""
    if len(text) <= MAX_CHARACTERS:
        return text
    message = f"The text has {len(text)} characters; the most there may be is {MAX_CHARACTERS}."
    problems.append(Problem(file, line, "huge-text", message, "Shorten or divide it."))
    return ""


def bounded_items(file: str, line: int, items: tuple[Node, ...], problems: list[Problem]) -> tuple[Node, ...]:
    """Return a list's items, or none and a problem if there are more than MAX_ITEMS."""
    if len(items) <= MAX_ITEMS:
        return items
    message = f"The list has {len(items)} items; the most there may be is {MAX_ITEMS}."
    problems.append(Problem(file, line, "huge-list", message, "Shorten or divide it."))
    return ()


def nearest(word: str, known: Sequence[str]) -> str:
    """Return advice that names the most similar known word, or all known words if they are few."""
    # Loaded only if something is wrong: most packs never need it.
    from rapidfuzz import fuzz, process

    close = process.extractOne(word[:80], known, scorer=fuzz.ratio, score_cutoff=70)
    if close:
        return f"Did you mean “{close[0]}”?"
    if 0 < len(known) <= 16:
        return f"Known are: {', '.join(known)}."
    return "Correct it, or delete it."


class Fields:
    """One table of a pack, read key by key; problems go to the list that was passed in."""

    def __init__(self, file: str, table: Table, problems: list[Problem], inside: str = "") -> None:
        self.file = file
        self.line = table.line
        self._table = table
        self._problems = problems
        self._inside = inside
        self._asked: list[str] = []
        for key, line in table.repeated:
            self.problem(
                line, "duplicate-key", f"{self._name(key)} is written twice.", "Keep one of the two."
            )

    def problem(self, line: int, rule: str, message: str, advice: str) -> None:
        """Report a problem in this file."""
        self._problems.append(Problem(self.file, line, rule, message, advice))

    def has(self, key: str) -> bool:
        """Return whether a key is written, with anything in it."""
        node = self._table.values.get(key)
        return node is not None and not (isinstance(node, Scalar) and not node.text)

    def line_of(self, key: str) -> int:
        """Return the line of a key, or of the table if the key is missing."""
        return self._table.key_lines.get(key, self.line)

    def text(self, key: str, required: bool = False, rule: str = "missing-key") -> str:
        """Return a key's text, blank if it is missing."""
        node = self._get(key, required, rule)
        if node is None:
            return ""
        if isinstance(node, Scalar):
            return bounded(self.file, self.line_of(key), node.text, self._problems)
        self._wrong(key, "is not plain text", "Write text, in quotation marks if it holds “: ”.")
        return ""

    def name(self, key: str, required: bool = False) -> str:
        """Return the text of a key that is shown as it is written; anything else in it is reported."""
        found = self.text(key, required)
        self.check_name(self.line_of(key), found)
        return found

    def check_name(self, line: int, text: str) -> None:
        """Report a name that is not one line of plain text."""
        for what, pattern in _MARKUP.items():
            if pattern.search(text):
                message = f"“{shortened(text)}” contains {what}, which is not allowed in a name."
                self.problem(line, "plain-name", message, "Write one line of words without markup.")

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """Return a key's list of texts; blanks stand for items of another type."""
        return tuple(self._item_text(key, item) for item in self._items(key, required))

    def id(self, key: str = "id") -> str:
        """Return a required key's id, reported if it is not one."""
        found = self.text(key, required=True)
        if found and not ID.fullmatch(found):
            self.problem(
                self.line_of(key),
                "bad-id",
                f"“{shortened(found)}” is not an id.",
                "Use small letters, digits and single hyphens.",
            )
        return found

    def year(self, key: str) -> str:
        """Return a key's year as text."""
        found = self.text(key)
        if found and not YEAR.fullmatch(found):
            self._wrong(key, "is not a year", "Write the year alone, such as 1971.")
            return ""
        return found

    def flag(self, key: str) -> bool:
        """Return whether a key says true."""
        found = self.text(key)
        if found not in ("", "true", "false"):
            self._wrong(key, "is neither true nor false", "Write true or false.")
        return found == "true"

    def grade(self, key: str) -> int:
        """Return a key's grade: 1 central, 2 unless said, 3 marginal."""
        found = self.text(key)
        if found not in ("", "1", "2", "3"):
            self._wrong(key, "is not 1, 2 or 3", "Write 1, 2 or 3; 1 is the most important.")
            return 2
        return int(found or "2")

    def choice(self, key: str, options: type[_Choice], blank: _Choice, rule: str = "bad-value") -> _Choice:
        """Return which of a closed set a required key names, ``blank`` if it names none."""
        found = self.text(key, required=True)
        if not found:
            return blank
        try:
            return options(found)
        except ValueError:
            known = [str(option) for option in options]
            self.problem(
                self.line_of(key), rule, f"“{shortened(found)}” is not a known {key}.", nearest(found, known)
            )
            return blank

    def tables(self, key: str) -> list[Fields | None]:
        """Return a key's list of tables; None stands for items of another type."""
        found: list[Fields | None] = []
        for number, item in enumerate(self._items(key, False), 1):
            inside = f"{self._inside}{key} {number}: "
            if isinstance(item, Table):
                found.append(Fields(self.file, item, self._problems, inside))
            else:
                self.problem(
                    item.line,
                    "bad-value",
                    f"Item {number} of “{key}” has no keys.",
                    "Write it as key: value.",
                )
                found.append(None)
        return found

    def texts_or_tables(self, key: str) -> list[str | Fields]:
        """Return a required key's list, whose items are texts or tables; blanks are items of another type."""
        return [
            Fields(self.file, item, self._problems, f"{self._inside}{key} {number}: ")
            if isinstance(item, Table)
            else self._item_text(key, item)
            for number, item in enumerate(self._items(key, True), 1)
        ]

    def table_of_texts(self, key: str) -> dict[str, tuple[str, ...]]:
        """Return a key's table of lists of texts."""
        node = self._get(key, False, "")
        if node is None:
            return {}
        if not isinstance(node, Table):
            self._wrong(key, "has no keys", "Write each type with its list of ids.")
            return {}
        inner = Fields(self.file, node, self._problems, f"{self._inside}{key}: ")
        return {name: inner.texts(name) for name in node.values}

    def table_of_years(self, key: str) -> dict[str, str]:
        """Return a key's table of years, as text."""
        node = self._get(key, False, "")
        if node is None:
            return {}
        if not isinstance(node, Table):
            self._wrong(key, "has no keys", "Write each name with its year.")
            return {}
        inner = Fields(self.file, node, self._problems, f"{self._inside}{key}: ")
        return {name: year for name in node.values if (year := inner.year(name))}

    def done(self, others: Sequence[str] = ()) -> None:
        """Report the keys that are not known here; ``others`` are known but belong to other kinds."""
        for key, line in self._table.key_lines.items():
            if key in self._asked:
                continue
            if key in others:
                advice = "It belongs to another kind or form; delete it."
            elif not self.has(key):
                advice = (
                    "If it is part of the text before it, put that text in quotation marks: a comma ends it."
                )
            else:
                advice = nearest(key, self._asked)
            self.problem(line, "unknown-key", f"{self._name(key)} is not a valid key here.", advice)

    def _name(self, key: str) -> str:
        return f"{self._inside}“{shortened(key)}”"

    def _get(self, key: str, required: bool, rule: str) -> Node | None:
        self._asked.append(key)
        if self.has(key):
            return self._table.values[key]
        if required:
            self.problem(self.line_of(key), rule, f"{self._name(key)} is missing.", f"Add “{key}: …”.")
        return None

    def _items(self, key: str, required: bool) -> tuple[Node, ...]:
        node = self._get(key, required, "missing-key")
        if node is None:
            return ()
        if not isinstance(node, Items):
            self._wrong(key, "is not a list", "Write [one, two], or one item on each line after a hyphen.")
            return ()
        if required and not node.items:
            self.problem(
                self.line_of(key), "missing-key", f"{self._name(key)} is an empty list.", "Add at least one."
            )
        return bounded_items(self.file, self.line_of(key), node.items, self._problems)

    def _item_text(self, key: str, node: Node) -> str:
        if isinstance(node, Scalar) and node.text:
            return bounded(self.file, node.line, node.text, self._problems)
        what = "is blank" if isinstance(node, Scalar) else "is not plain text"
        self.problem(
            node.line, "bad-value", f"An item of {self._name(key)} {what}.",
            "Write text, in quotation marks if it begins with [ or holds “: ”.",
        )  # fmt: skip
        return ""

    def _wrong(self, key: str, what: str, advice: str) -> None:
        self.problem(self.line_of(key), "bad-value", f"{self._name(key)} {what}.", advice)
