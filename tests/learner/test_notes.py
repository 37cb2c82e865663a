"""Writing about entries."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attache.base.changes import ChangeKind, Changes
from attache.learner.notes import LONGEST_NOTE, NoteTooLong
from attache.learner.progress import Progress
from tests.learner.conftest import SetClock


def test_a_note_is_kept_as_written_and_told(progress: Progress) -> None:
    assert progress.notes.text("nato") == ""
    text = "  Article 5\n\tonly once: “9/11”\0 – and אב \U0001f600 "
    assert progress.notes.write("nato", text) == Changes.of(ChangeKind.NOTES, "nato")
    assert progress.notes.text("nato") == text


def test_the_same_text_again_changes_nothing(progress: Progress, path: Path) -> None:
    assert not progress.notes.write("nato", " \n")
    assert not path.exists()
    progress.notes.write("nato", "kept")
    assert not progress.notes.write("nato", "kept")


def test_an_empty_note_is_none_but_stays_as_a_row_for_a_merge(progress: Progress, path: Path) -> None:
    progress.notes.write("nato", "kept")
    assert progress.notes.write("nato", "  \n ")
    assert progress.notes.text("nato") == ""
    assert progress.notes.all() == ()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT entry, text FROM note").fetchall() == [("nato", "")]


def test_the_last_changed_comes_first(progress: Progress, clock: SetClock) -> None:
    first = clock.now
    progress.notes.write("a", "one")
    progress.notes.write("b", "two")
    clock.move(seconds=1)
    progress.notes.write("a", "three")
    found = [(note.entry, note.text, note.changed_at) for note in progress.notes.all()]
    assert found == [("a", "three", clock.now), ("b", "two", first)]


def test_the_longest_note_is_kept_and_a_longer_one_refused(progress: Progress) -> None:
    longest = "é" * LONGEST_NOTE
    assert progress.notes.write("nato", longest)
    with pytest.raises(NoteTooLong, match="1,000,001 characters"):
        progress.notes.write("nato", longest + "!")
    assert progress.notes.text("nato") == longest


def test_half_a_character_does_not_lose_the_note(progress: Progress) -> None:
    progress.notes.write("nato", "a\ud83d and \ud83d\ude00")
    assert progress.notes.text("nato") == "a\ufffd and \U0001f600"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text())
def test_any_text_comes_back(progress: Progress, text: str) -> None:
    progress.notes.write("nato", text)
    assert progress.notes.text("nato") == (text if text.strip() else "")


def test_damaged_text_is_shown_and_never_overwritten(progress: Progress, path: Path) -> None:
    progress.notes.write("nato", "mine")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE note SET text = CAST(x'6d69ff65' AS TEXT)")
    assert progress.notes.text("nato") == "mi\ufffde"
    for text in ("mine again", "mine once more"):
        progress.notes.write("nato", text)
    assert progress.notes.text("nato") == "mine once more"
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT CAST(text AS BLOB) FROM note WHERE entry LIKE 'nato _%'"
        ).fetchall()
    assert found == [(b"mi\xffe",)]
