"""The Progress page: four figures, then charts, each with a sentence, a table and a button."""

from __future__ import annotations

from enum import StrEnum

from attache.base.changes import ChangeKind
from attache.ui.shell.commands import Command, Menu
from attache.ui.shell.page import PageSpec, RailPlace


class Needs(StrEnum):
    """The conditions that the page's commands need."""

    CHARTS = "there are charts"


PAGE = PageSpec(
    id="progress",
    title="Progress",
    icon="chart-column",
    rail=RailPlace.TOP,
    opening=Command(
        "progress",
        "Progress",
        Menu.STUDY,
        "chart-column",
        ("Ctrl+5",),
        also="statistics stats charts figures calendar streak retention forecast calibration time",
    ),
    commands=(
        Command(
            "progress-tables",
            "Show tables instead of charts",
            Menu.VIEW,
            "table",
            ("T",),
            5,
            Needs.CHARTS,
            checkable=True,
            repeats=False,
            also="numbers data copy progress statistics",
        ),
    ),
    follows=frozenset((ChangeKind.REVIEWS, ChangeKind.SETTINGS, ChangeKind.TIME)),
    factory="attache.ui.pages.progress.page:ProgressPage",
    screens="attache.ui.pages.progress.screens:screens",
)
