"""Writing to a terminal that may be narrow, know few characters, or be a pipe."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TextIO

from attache.base.watch import Watch
from attache.cli.complaint import OutputLost, complain, escaped, safe, safe_line, writing
from attache.cli.status_line import status_line

_NARROWEST, _WIDEST = 30, 100
_LIST_ITEM = re.compile(r"(?:[-*•]|\d+[.)]) ")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Standard output and error, and how many columns a line may have."""

    out: TextIO
    err: TextIO
    width: int

    @classmethod
    def standard(cls) -> Terminal:
        """Return the process's own terminal; raises OutputLost if standard output is closed."""
        if sys.stdout is None:
            raise OutputLost("Standard output is closed, so nothing can be printed.", "Leave it open.")
        return cls(sys.stdout, sys.stderr, shutil.get_terminal_size((80, 24)).columns)

    def line(self, text: str = "") -> None:
        """Write one line as it is."""
        self._write(safe_line(text) + "\n")

    def wrapped(self, text: str, indent: int = 0, first: str | None = None) -> None:
        """Write one paragraph, wrapped; ``first`` replaces the indent of the first line."""
        margin = " " * indent
        lines = textwrap.wrap(
            safe(text),
            min(max(self.width, _NARROWEST), _WIDEST),
            initial_indent=margin if first is None else safe_line(first).ljust(indent),
            subsequent_indent=margin,
            break_on_hyphens=False,
        )
        self._write("".join(f"{line}\n" for line in lines))

    def paragraphs(self, text: str, indent: int = 0) -> None:
        """Write paragraphs with a blank line between them, but none between the items of a list."""
        before: str | None = None
        for block in text.split("\n\n"):
            mark = _LIST_ITEM.match(block)
            start = mark.group() if mark else ""
            if before is not None and not (before and start):
                self.line()
            self.wrapped(block[len(start) :], indent + len(start), " " * indent + start)
            before = start

    def heading(self, text: str) -> None:
        """Write what the next lines are about, after a blank line."""
        self.line()
        self.line(text)

    def json(self, value: object) -> None:
        """Write a value as JSON: as people read it if the terminal can, else escaped."""
        if (self.out.encoding or "").lower().replace("-", "") == "utf8":
            text = escaped(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            text = json.dumps(value, indent=2)
        self._write(text + "\n")

    def complain(self, text: str) -> None:
        """Write what is wrong to standard error, on one line."""
        complain(self.err, text)

    def progress(self, words: str) -> AbstractContextManager[Watch]:
        """Give a watch for long work; a line shows how much is done, if standard error is a terminal."""
        return status_line(self.err, self.width, words)

    def _write(self, text: str) -> None:
        """Write text; raises OutputLost if it cannot be written."""
        with writing():
            self.out.write(text)
