"""The Exam page: what can be reached by a date, the plan for it, and breaks."""

from __future__ import annotations

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec

PAGE = PageSpec(
    id="exam",
    title="Exam",
    icon="calendar",
    opening=Command(
        "exam",
        "Exam date and breaks",
        Menu.STUDY,
        "calendar",
        ("Ctrl+Shift+E",),
        2,
        also="test date deadline plan forecast readiness vacation holiday break leave days off away",
    ),
    parent="study",
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME)),
    needs_progress=True,
    factory="attache.ui.pages.exam.page:ExamPage",
    screens="attache.ui.pages.exam.screens:screens",
)
