"""The earlier quizzes, each a line with its score; it opens the results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from attache.learner.quizzes import EarlierQuiz
from attache.ui.pages.quiz.quiz_words import about
from attache.ui.shell.plain import PlainLabel, set_tip
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import share

_FEW = 5
"""Quizzes that are listed at first."""
_BAR = 56
"""The length of the bar at 100 %, in pixels."""


class EarlierLine(QPushButton):
    """What a quiz asked, when, and how much was right."""

    def __init__(self, theme: Theme, quiz: EarlierQuiz, moment: str) -> None:
        super().__init__()
        self.setObjectName("earlier")
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._quiz = theme, quiz
        self._title, self._about = quiz.options.scope.words, about(quiz, moment)
        self.setAccessibleName(f"{self._title}, {share(quiz.share)}, {self._about}")
        set_tip(self, f"{self._title}\nShow the results")
        self.setFixedHeight(theme.px(56))

    def sizeHint(self) -> QSize:
        """Return one height for all lines."""
        return QSize(self._theme.px(272), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw two lines of text, the score and its bar, and a rule below."""
        px, colours = self._theme.px, self._theme.palette
        painter, box = QPainter(self), self.rect()
        focus = self.hasFocus()
        rule = px(2) if focus else 1
        painter.fillRect(0, box.height() - rule, box.width(), rule,
                         QColor(colours.accent if focus else colours.line))  # fmt: skip
        painter.setFont(self._theme.reading(16, QFont.Weight.DemiBold))
        painter.setPen(QColor(colours.accent if focus or self.underMouse() else colours.ink))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        first = QRect(0, px(7), box.width() - px(_BAR + 16), px(22))
        words = painter.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, first.width())
        painter.drawText(first, left, words)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._theme.reading(14.5, QFont.Weight.DemiBold))
        painter.drawText(QRect(0, px(7), box.width(), px(22)), right, share(self._quiz.share))
        painter.setPen(QColor(colours.muted))
        painter.setFont(self._theme.frame(12.5))
        second = QRect(0, px(28), first.width(), px(18))
        painter.drawText(
            second,
            left,
            painter.fontMetrics().elidedText(self._about, Qt.TextElideMode.ElideRight, second.width()),
        )
        bar = QRect(box.width() - px(_BAR), px(35), px(_BAR), px(4))
        painter.fillRect(bar, QColor(colours.line))
        bar.setWidth(round(bar.width() * self._quiz.share))
        painter.fillRect(bar, QColor(colours.accent))


class EarlierList(QWidget):
    """``opened(id)`` when a quiz is pressed."""

    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shows_all = False
        self.lines: list[EarlierLine] = []
        self._given: tuple[Sequence[EarlierQuiz], Sequence[str]] = (), ()
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)

    def show_quizzes(self, quizzes: Sequence[EarlierQuiz], moments: Sequence[str]) -> None:
        """List quizzes, each with the words for when it was made."""
        self._given = quizzes, moments
        while (item := self._down.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        head = PlainLabel("Earlier quizzes")
        head.setObjectName("head")
        self._down.addWidget(head)
        self._down.addSpacing(self._theme.px(4))
        shown = len(quizzes) if self._shows_all else _FEW
        for quiz, moment in zip(quizzes[:shown], moments, strict=False):
            line = EarlierLine(self._theme, quiz, moment)
            line.clicked.connect(lambda _on=False, id_=quiz.id: self.opened.emit(id_))
            self._down.addWidget(line)
            self.lines.append(line)
        if not quizzes:
            nothing = PlainLabel("Your results will appear here.")
            nothing.setObjectName("quiet")
            nothing.setWordWrap(True)
            self._down.addWidget(nothing)
        elif len(quizzes) > _FEW and not self._shows_all:
            more = QPushButton(f"All {len(quizzes):,} quizzes")
            more.setObjectName("textLink")
            more.setAutoDefault(True)
            more.clicked.connect(self._show_all)
            self._down.addSpacing(self._theme.px(12))
            self._down.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._down.addStretch(1)

    def _show_all(self) -> None:
        self._shows_all = True
        self.show_quizzes(*self._given)
        self.lines[_FEW].setFocus(Qt.FocusReason.OtherFocusReason)
