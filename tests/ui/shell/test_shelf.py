"""The learner's file behind the window: every write announced, every failure said, absence survived."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from attache.base.changes import ChangeKind, Changes
from attache.learner.notes import LONGEST_NOTE
from attache.learner.progress import Progress
from attache.ui.shell.shelf import Shelf


def test_each_write_is_announced_with_what_it_changed(tmp_path: Path, qtbot: QtBot) -> None:
    with Progress.open(tmp_path / "progress.db") as progress:
        shelf = Shelf(progress)
        heard: list[Changes] = []
        shelf.changed.connect(heard.append)
        shelf.toggle_mark("nato")
        shelf.write_note("nato", "Read again.")
        shelf.add_lookup("nato")
        shelf.forget_lookups()
        shelf.toggle_mark("nato")
        kinds = [change.kinds for change in heard]
        expected = [
            ChangeKind.BOOKMARKS,
            ChangeKind.NOTES,
            ChangeKind.LOOKUPS,
            ChangeKind.LOOKUPS,
            ChangeKind.BOOKMARKS,
        ]
        assert kinds == [frozenset((kind,)) for kind in expected]
        assert shelf.note_of("nato") == "Read again."
        assert not shelf.is_marked("nato")


def test_what_changes_nothing_is_not_announced(tmp_path: Path, qtbot: QtBot) -> None:
    with Progress.open(tmp_path / "progress.db") as progress:
        shelf = Shelf(progress)
        with qtbot.assertNotEmitted(shelf.changed):
            shelf.write_note("nato", "")
            shelf.forget_lookups()


def test_a_failed_write_is_said_and_what_was_kept_stays(tmp_path: Path, qtbot: QtBot) -> None:
    with Progress.open(tmp_path / "progress.db") as progress:
        shelf = Shelf(progress)
        shelf.write_note("nato", "Kept.")
        with qtbot.waitSignal(shelf.trouble), qtbot.assertNotEmitted(shelf.changed):
            shelf.write_note("nato", "x" * (LONGEST_NOTE + 1))
        assert shelf.note_of("nato") == "Kept."


def test_without_a_file_nothing_is_there_and_nothing_fails(qtbot: QtBot) -> None:
    shelf = Shelf(None)
    with qtbot.assertNotEmitted(shelf.changed), qtbot.assertNotEmitted(shelf.trouble):
        shelf.toggle_mark("nato")
        shelf.write_note("nato", "lost")
        shelf.add_lookup("nato")
        shelf.forget_lookups()
    assert not shelf.is_there
    assert (shelf.bookmarks(), shelf.is_marked("nato"), shelf.note_of("nato"), shelf.lately(5)) == (
        (),
        False,
        "",
        {},
    )
