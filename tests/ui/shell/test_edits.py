from __future__ import annotations

from dataclasses import replace

import pytest

from attache.base.changes import ChangeKind, Changes
from attache.learner.notes import LONGEST_NOTE
from attache.study.settings import DEFAULTS
from attache.ui.shell.edits import Edit
from attache.ui.shell.learner import Learner
from tests.ui.fixtures import SetClock

NATO = "attache:nato"


def undone(learner: Learner) -> str:
    """Undo one edit and return what it was, "" for none."""
    edit = learner.edits.undo()
    return edit.words if edit is not None else ""


def test_bookmarks_notes_and_settings_are_undone_in_turn_and_redone(learner: Learner) -> None:
    assert not learner.edits.can_undo
    assert not learner.edits.can_redo
    learner.toggle_bookmark(NATO)
    learner.save_note(NATO, "Read again.")
    learner.set_settings("Minutes per day changed", minutes=7)
    learner.reset_settings("minutes")
    learner.toggle_bookmark(NATO)
    words = ["Bookmark removed", "Setting reset", "Minutes per day changed", "Note changed", "Bookmark added"]
    states = []
    for expected in words:
        states.append((learner.is_bookmarked(NATO), learner.note(NATO), learner.settings.minutes))
        assert undone(learner) == expected
    assert (learner.is_bookmarked(NATO), learner.note(NATO), learner.settings) == (False, "", DEFAULTS)
    assert undone(learner) == ""
    for state in reversed(states):
        edit = learner.edits.redo()
        assert edit is not None
        assert (learner.is_bookmarked(NATO), learner.note(NATO), learner.settings.minutes) == state
    assert learner.edits.redo() is None


def test_a_new_edit_discards_those_that_were_undone(learner: Learner) -> None:
    learner.toggle_bookmark(NATO)
    undone(learner)
    learner.save_note(NATO, "Other.")
    assert not learner.edits.can_redo


def test_typing_is_one_edit_until_one_pauses(learner: Learner, clock: SetClock) -> None:
    for text in ("R", "Read", "Read again."):
        learner.save_note(NATO, text)
        clock.move(minutes=0.02)
    clock.move(minutes=1)
    learner.save_note(NATO, "Read again. Later.")
    assert undone(learner) == "Note changed"
    assert learner.note(NATO) == "Read again."
    undone(learner)
    assert learner.note(NATO) == ""


def test_an_edit_that_ends_as_it_began_is_not_undone(learner: Learner, clock: SetClock) -> None:
    learner.toggle_bookmark(NATO)
    learner.save_note(NATO, "Read again.")
    learner.save_note(NATO, "")
    learner.set_settings(minutes=7)
    learner.set_settings(minutes=DEFAULTS.minutes)
    clock.move(minutes=1)
    learner.save_note(NATO, "Later.")
    assert [undone(learner), learner.note(NATO)] == ["Note changed", ""]
    assert undone(learner) == "Bookmark added"


def test_an_edit_after_an_undo_does_not_go_on_with_an_earlier_one(learner: Learner) -> None:
    learner.save_note(NATO, "One.")
    learner.save_note("attache:asean", "Two.")
    undone(learner)
    learner.save_note(NATO, "Three.")
    undone(learner)
    assert learner.note(NATO) == "One."


def test_resetting_all_settings_is_one_edit_and_leaves_what_was_worked_out(learner: Learner) -> None:
    learner.set_settings(minutes=7, new_limit=3)
    learner.set_plan(5)
    chosen = learner.settings
    learner.reset_settings()
    assert undone(learner) == "Study settings reset"
    assert learner.settings == chosen
    learner.edits.redo()
    assert learner.settings == replace(DEFAULTS, plan_from=chosen.plan_from, plan_days=5)


@pytest.mark.parametrize("text", ["", "  "])
def test_only_what_is_not_seen_where_it_was_done_is_said(learner: Learner, text: str) -> None:
    said: list[str] = []
    learner.edited.connect(lambda edit: said.append("" if edit.is_seen else edit.words))
    learner.toggle_bookmark(NATO)
    learner.save_note(NATO, "Read again.")
    learner.save_note(NATO, text)
    learner.set_settings(minutes=7)
    learner.reset_settings()
    assert said == ["Bookmark added", "", "Note removed", "", "Study settings reset"]


def test_what_changes_nothing_or_fails_is_no_edit(learner: Learner) -> None:
    learner.save_note(NATO, "")
    learner.save_note(NATO, "x" * (LONGEST_NOTE + 1))
    learner.set_settings(minutes=20)
    learner.set_settings(minutes=-1)
    assert not learner.edits.can_undo


def test_an_undo_that_fails_can_be_tried_again(learner: Learner) -> None:
    learner.toggle_bookmark(NATO)
    learner.release()
    learner.open()
    assert not learner.edits.can_undo, "another file may have been put there"
    learner.toggle_bookmark(NATO)
    heard: list[Changes] = []
    learner.changed.connect(heard.append)
    learner.manager.close()
    assert learner.edits.undo() is None
    learner.manager.open()
    edit = learner.edits.undo()
    assert isinstance(edit, Edit)
    assert edit.kind is ChangeKind.BOOKMARKS
    assert [change.kinds for change in heard] == [{ChangeKind.BOOKMARKS}]
    assert learner.is_bookmarked(NATO)
