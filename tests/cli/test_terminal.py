"""Writing to terminals of every sort."""

from __future__ import annotations

import io
import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from attache.cli.complaint import complain, safe
from attache.cli.terminal import Terminal


def terminal(width: int = 80, encoding: str = "utf-8") -> tuple[Terminal, io.BytesIO]:
    """Return a terminal and what is written to it."""
    written = io.BytesIO()
    out = io.TextIOWrapper(written, encoding=encoding, errors="replace", write_through=True, newline="\n")
    return Terminal(out, out, width), written


@given(text=st.text(), width=st.integers(-5, 500))
def test_any_text_fits_any_width(text: str, width: int) -> None:
    where, written = terminal(width)
    where.paragraphs(text, 2)
    lines = written.getvalue().decode().split("\n")
    assert max(map(len, lines)) <= min(max(width, 30), 100)
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set("".join(lines))


@given(
    value=st.recursive(
        st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_means_the_same_on_every_terminal(value: object) -> None:
    for encoding in ("utf-8", "ascii", "cp1252"):
        where, written = terminal(encoding=encoding)
        where.json(value)
        text = written.getvalue().decode(encoding)
        assert json.loads(text) == value
        assert safe(text.replace("\n", "")) == text.replace("\n", "")


def test_json_is_for_people_where_the_terminal_can() -> None:
    where, written = terminal()
    where.json(["attaché"])
    assert "attaché" in written.getvalue().decode()


def test_a_terminal_that_knows_few_characters_gets_question_marks() -> None:
    where, written = terminal(encoding="ascii")
    where.line("attaché – “good”")
    assert written.getvalue() == b"attach? ? ?good?\n"


def test_lists_keep_their_items_apart() -> None:
    where, written = terminal(30)
    where.paragraphs("First words.\n\n• one item that is longer than a line\n\n• two\n\n3. three\n\nLast.")
    assert written.getvalue().decode() == (
        "First words.\n\n• one item that is longer than\n  a line\n• two\n3. three\n\nLast.\n"
    )


def test_a_complaint_is_one_line() -> None:
    where, written = terminal()
    where.complain("two\nlines\tand\x1b more")
    assert written.getvalue().decode() == "attache: two lines and\ufffd more\n"


def test_a_complaint_that_nobody_reads_is_dropped(tmp_path: Path) -> None:
    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    complain(Gone(), "nobody")
