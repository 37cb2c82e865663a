"""The four figures at the top of the page, each with the words that say what it means."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from attache.base.numbers import counted
from attache.learner.report import Report
from attache.study.settings import StudySettings
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import share, unbroken

_RECENT = 30
_FOUR_FROM = 760
"""The width at 100 %, in pixels, from which all four stand beside one another."""
TWO_COLUMNS_FROM, BETWEEN = 900, 56
"""The width from which charts stand in two columns, and the space between these, in pixels at 100 %."""


class Figure(NamedTuple):
    """A figure, and what it means."""

    figure: str
    words: str


def four_figures(report: Report, settings: StudySettings) -> tuple[Figure, ...]:
    """Return what matters most: what is known, how well it holds, the time it takes, and the streak."""
    found = report.figures
    recent = [each for each in report.days if each.day > report.day - _RECENT]
    took = sum(each.took for each in recent) / len(recent) / 60_000 if recent else None
    aim = share(settings.desired_retention)
    return (
        Figure(
            f"{found.remembered:,.0f}",
            f"cards you would probably recall today, of {found.to_learn:,} to learn",
        ),
        Figure("–", f"retention: no reviews after the learning steps in the last {_RECENT} days")
        if found.retention is None
        else Figure(
            share(found.retention),
            f"retention in the last {_RECENT} days (desired retention: {aim})",
        ),
        Figure("–" if took is None else f"{max(1, round(took))} min", "a day, on the days you studied"),
        Figure(
            counted(found.streak, "day"),
            "current streak; days off, breaks and days with nothing due do not end it",
        ),
    )


class Headline(QWidget):
    """The four figures over a rule."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.figures = tuple((PlainLabel(), PlainLabel()) for _ in range(4))
        self._blocks: list[QWidget] = []
        self._grid = QGridLayout()
        self._rule = QFrame()
        self._rule.setObjectName("hairline")
        self._rule.setFixedHeight(1)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.addLayout(self._grid)
        self._down.addWidget(self._rule)
        for figure, words in self.figures:
            figure.setObjectName("title")
            words.setObjectName("quiet")
            words.setWordWrap(True)
            block = QWidget()
            down = QVBoxLayout(block)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(0)
            down.addWidget(figure)
            down.addWidget(words)
            self._blocks.append(block)

    def show_report(self, report: Report, settings: StudySettings) -> None:
        """Show other figures."""
        for (figure, words), found in zip(self.figures, four_figures(report, settings), strict=True):
            figure.setText(found.figure)
            words.setText(unbroken(found.words))

    def arrange(self, width: int) -> None:
        """Put the figures into one row or two."""
        px = self._theme.px
        across = 4 if width >= px(_FOUR_FROM) else 2
        for place, block in enumerate(self._blocks):
            self._grid.addWidget(block, place // across, place % across, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        # The third figure stands above the second column of charts.
        self._grid.setHorizontalSpacing(px(BETWEEN if width >= px(TWO_COLUMNS_FROM) else 24))
        self._grid.setVerticalSpacing(px(16))
        self._down.setSpacing(px(24))
