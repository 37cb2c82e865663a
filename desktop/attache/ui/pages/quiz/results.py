"""What came of a quiz: the score, each mistake with the right answer and its entry, and how sure one was."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attache.base.numbers import counted
from attache.learner.quizzes import EarlierQuiz
from attache.study.quiz import Confidence, Judgement, Mistake, Quiz, QuizForm, Way, judge
from attache.ui.pages.quiz.quiz_words import CONFIDENCE_WORDS, moments_words, points
from attache.ui.shell.context import Context
from attache.ui.shell.plain import HtmlLabel, PlainLabel, on_button
from attache.ui.shell.theme import Theme
from attache.ui.widgets.column import Column
from attache.ui.widgets.flow_layout import FlowLayout
from attache.ui.widgets.paragraph import Paragraph
from attache.ui.widgets.words import minutes, share

_WIDE = 952
_MAIN, _BESIDE, _APART = 624, 272, 56
"""Widths at 100 %, in pixels: the mistakes, what stands beside them, and the space between."""
_BESIDE_FROM = 880
"""The width of the column from which these stand beside the mistakes."""
_NO_LIMIT = (1 << 24) - 1
"""Qt's largest width."""
_SIGN = 16
"""The side of the sign before an answer at 100 %, in pixels."""
_BEFORE = 3
"""Earlier quizzes that this one is compared with."""
_MOST_DOTS = 40
"""More answers are only told in words."""
_HEADS: Mapping[Judgement, str] = {
    Judgement.SOUND: "You judged your answers well",
    Judgement.OVERCONFIDENT: "You were too sure",
    Judgement.UNDERCONFIDENT: "You know more than you think",
    Judgement.UNKNOWN: "How sure you were",
}


class _Part(NamedTuple):
    """A part of a mistake: what was given, what is right, and the entry."""

    about: str
    given: str
    right: str
    entry: str


class ResultsPanel(Column):
    """``retry_wanted``, ``add_wanted`` and ``new_wanted`` by the buttons; ``entry_requested(id)``."""

    retry_wanted = Signal()
    add_wanted = Signal()
    new_wanted = Signal()
    entry_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, _WIDE)
        self._context = context
        self._quiz: Quiz | None = None
        self._before: Sequence[EarlierQuiz] = ()
        self._added: int | None = None
        self.first: QPushButton | None = None
        self._parts: tuple[QBoxLayout, QWidget] | None = None
        self._is_stale = False
        self.resized.connect(self._arrange)
        context.theme.changed.connect(self._follow_theme)

    def show_quiz(self, quiz: Quiz, before: Sequence[EarlierQuiz] = ()) -> None:
        """Show what came of a quiz; ``before`` are earlier ones of the same scope, the latest first."""
        self._quiz, self._before, self._added = quiz, before, None
        self._draw()

    def show_added(self, count: int) -> None:
        """Say how many cards were added to today."""
        self._added = count
        had_focus = self.holds_focus
        self._draw()
        if had_focus:
            self.take_focus()

    def forget(self) -> None:
        """Remove what is shown: the answers must not be left anywhere while they are asked again."""
        if self._quiz is not None:
            self._quiz, self._before, self.first, self._parts = None, (), None, None
            self.clear()
            self.end()

    def take_focus(self) -> None:
        """Put the focus on the first button."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Parts

    def _draw(self) -> None:
        quiz, px = self._quiz, self._theme.px
        if quiz is None:
            return
        result = quiz.result
        self._is_stale = False
        self.clear()
        left, right = QWidget(), QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(px(4))
        if result.reached:
            down.addWidget(_label(f"{points(result.points)} of {result.reached:,} correct", "title"))
            down.addWidget(_label(self._lead(quiz), "lead"))
        else:
            down.addWidget(_label("No question was answered", "title"))
        down.addSpacing(px(10))
        down.addWidget(self._buttons(quiz))
        down.addSpacing(px(10))
        for mistake in result.mistakes:
            down.addSpacing(px(14))
            down.addWidget(_rule())
            down.addLayout(self._mistake(mistake))
        down.addStretch(1)
        aside = QVBoxLayout(right)
        aside.setContentsMargins(0, px(14), 0, 0)
        aside.setSpacing(px(8))
        if result.by_confidence:
            self._calibration(aside, result.by_confidence)
        if self._before and result.reached:
            self._comparison(aside, result.share)
        aside.addStretch(1)
        if not (result.by_confidence or self._before):
            right.hide()  # never shown before it has a parent: it would be a window
        across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        across.addWidget(left, 1)
        across.addWidget(right)
        self._parts = across, right
        self.lay(across)
        self.end()
        self._arrange()

    def _lead(self, quiz: Quiz) -> str:
        result = quiz.result
        parts = [f"{share(result.share)}, in {minutes(result.took)}."]
        if result.left_out:
            parts.append(f"{counted(result.left_out, 'question was', 'questions were')} not asked.")
        if self._added is None:
            parts.append("Your schedule has not changed.")
        return " ".join(parts)

    def _buttons(self, quiz: Quiz) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        flow.setSpacing(self._theme.px(12))
        mistakes = quiz.result.mistakes
        wanted: list[tuple[str, Callable[[], object]]] = [("New quiz", self.new_wanted.emit)]
        if mistakes:
            wanted.insert(0, (f"Repeat missed ({len(mistakes):,})", self.retry_wanted.emit))
            if self._added is None:
                wanted.insert(1, ("Add missed cards to today", self.add_wanted.emit))
        made = []
        for number, (text, act) in enumerate(wanted):
            button = QPushButton(on_button(text))
            button.setObjectName("" if number else "primary")
            button.setAutoDefault(True)
            button.setMinimumHeight(self._theme.px(36))
            button.clicked.connect(lambda _on=False, act=act: act())
            flow.addWidget(button)
            made.append(button)
        self.first = made[0]
        if self._added is not None:
            said = (
                f"{counted(self._added, 'card')} added to today."
                if self._added
                else "They are due today already."
            )
            label = _label(said, "quiet")
            label.setMinimumHeight(self._theme.px(36))
            flow.addWidget(label)
        return row

    def _mistake(self, mistake: Mistake) -> QLayout:
        px, question = self._theme.px, mistake.question
        down = QVBoxLayout()
        down.setContentsMargins(0, px(14), 0, 0)
        down.setSpacing(px(3))
        down.addWidget(_label(question.prompt, "missedAsk"))
        for part in _parts(mistake):
            grid = QGridLayout()
            grid.setHorizontalSpacing(px(4))
            grid.setVerticalSpacing(px(3))
            grid.setColumnMinimumWidth(0, px(_SIGN))
            grid.setColumnStretch(1, 1)
            if part.about:
                grid.addWidget(_label(part.about, "missedWhy"), 0, 1)
            right = _label(part.right, "missedRight")
            for row, (sign, words, text) in enumerate(
                (("x", "Your answer", self._given(mistake, part)), ("check", "Correct answer", right)), 1
            ):
                grid.addWidget(self._sign(sign, words), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(text, row, 1)
            why = question.why if not part.about else ""
            if why:
                grid.addWidget(_label(why, "missedWhy"), 3, 1)
            grid.addWidget(self._link(part.entry), 4, 1, Qt.AlignmentFlag.AlignLeft)
            down.addLayout(grid)
        return down

    def _sign(self, icon: str, words: str) -> QWidget:
        """Return a sign on the first line of an answer, and what it is to a screen reader."""
        px, colours = self._theme.px, self._theme.palette
        sign = PlainLabel()
        colour = colours.accent if icon == "check" else colours.muted
        sign.setPixmap(self._theme.picture(icon, px(_SIGN), colour, self.devicePixelRatioF()))
        sign.setContentsMargins(0, px(5), 0, 0)
        sign.setAccessibleName(words)
        return sign

    def _given(self, mistake: Mistake, part: _Part) -> QWidget:
        """Return what was answered, and how sure one was of it."""
        sure = mistake.answer.confidence
        px, said = self._theme.px, f"· you were {CONFIDENCE_WORDS[sure][3]}" if sure is not None else ""
        label = HtmlLabel()
        label.setObjectName("missedGiven")
        label.setWordWrap(True)
        small = f"font-family: Inter; font-size: {px(13)}px;"
        label.setText(f'{escape(part.given)} <span style="{small}">{said}</span>')
        label.setAccessibleName(f"{part.given} {said}".strip())
        return label

    def _link(self, entry: str) -> QWidget:
        row = self._context.library.row(entry)
        if row is None:
            return _label("The entry is not in this library any more.", "quiet")
        link = QPushButton(on_button(row.title))
        link.setObjectName("textLink")
        link.setAutoDefault(True)
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAccessibleName(f"Open entry: {row.title}")
        link.clicked.connect(partial(self._open_entry, row.id))
        return link

    def _open_entry(self, entry: str, _on: bool = False) -> None:
        self.entry_requested.emit(entry)

    def _calibration(self, aside: QVBoxLayout, found: Mapping[Confidence, tuple[int, int]]) -> None:
        px = self._theme.px
        aside.addWidget(_label(_HEADS[judge(found)], "asideTitle"))
        certain = found.get(Confidence.CERTAIN)
        if certain is not None:
            right, of = certain
            wrong = of - right
            first = (
                "" if not wrong else "\nThe incorrect one is listed first." if wrong == 1
                else "\nThe incorrect ones are listed first."
            )  # fmt: skip
            were = "was" if 1 in (right, of) else "were"
            said = f"When you were certain, {right:,} of {counted(of, 'answer')} {were} correct.{first}"
            aside.addWidget(Paragraph(said))
        for level, (right, of) in found.items():
            row = QHBoxLayout()
            row.addWidget(_label(CONFIDENCE_WORDS[level][0], "small", wraps=False))
            row.addStretch(1)
            row.addWidget(_label(f"{right:,} of {of:,} correct", "quiet", wraps=False))
            aside.addSpacing(px(6))
            aside.addLayout(row)
            if of <= _MOST_DOTS:
                aside.addWidget(_Dots(self._theme, right, of))
        legend = QHBoxLayout()
        legend.setSpacing(px(8))
        for right, words in ((1, "correct"), (0, "incorrect")):
            legend.addWidget(_Dots(self._theme, right, 1))
            legend.addWidget(_label(words, "quiet", wraps=False))
            legend.addSpacing(px(16))
        legend.addStretch(1)
        aside.addSpacing(px(6))
        aside.addLayout(legend)
        aside.addSpacing(px(32))

    def _comparison(self, aside: QVBoxLayout, now: float) -> None:
        before, context = self._before[:_BEFORE], self._context
        moments = moments_words([each.made_at for each in before], context.learner, context.clock())
        aside.addWidget(_label("Results over time", "head"))
        rows = [("This quiz", now)]
        rows += [(moment, each.share) for moment, each in zip(moments, before, strict=True)]
        for number, (day, value) in enumerate(rows):
            row = QHBoxLayout()
            row.addWidget(_label(day, "quiet" if number else "small", wraps=False))
            row.addStretch(1)
            row.addWidget(_label(share(value), "quiet" if number else "small", wraps=False))
            aside.addLayout(row)
            aside.addWidget(_rule())

    def _arrange(self) -> None:
        if self._parts is None:
            return
        across, right = self._parts
        px, room = self._theme.px, self.text_width
        beside = room >= px(_BESIDE_FROM)
        sideways, downwards = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        across.setDirection(sideways if beside else downwards)
        across.setSpacing(px(_APART if beside else 24))
        # Not by the width of what is inside: Qt would work the heights out for the whole width.
        across.setContentsMargins(0, 0, 0 if beside else max(0, room - px(_MAIN)), 0)
        right.setMinimumWidth(px(_BESIDE) if beside else 0)
        right.setMaximumWidth(px(_BESIDE) if beside else _NO_LIMIT)

    def _follow_theme(self) -> None:
        if self.isVisible():
            had_focus = self.holds_focus
            self._draw()
            if had_focus:
                self.take_focus()
        else:
            self._is_stale = True

    def refresh(self) -> None:
        """Take on a look that has changed meanwhile."""
        if self._is_stale:
            self._draw()


class _Dots(QWidget):
    """A disc for each right answer, a crossed ring for each wrong one."""

    def __init__(self, theme: Theme, right: int, of: int) -> None:
        super().__init__()
        self._theme, self._right, self._of = theme, right, of
        self._each = theme.px(20)
        self._columns = max(1, min(of, theme.px(_BESIDE) // self._each))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the room for all of them."""
        rows = -(-self._of // self._columns)
        return QSize(self._columns * self._each, rows * self._each)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them, right ones first."""
        px, colours = self._theme.px, self._theme.palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(13)
        for number in range(self._of):
            row, column = divmod(number, self._columns)
            box = QRectF(column * self._each + 1, row * self._each + (self._each - side) / 2, side, side)
            if number < self._right:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.accent))
                painter.drawEllipse(box)
            else:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(QColor(colours.ink), max(1.0, side / 9)))
                painter.drawEllipse(box)
                inner = box.adjusted(side / 3.2, side / 3.2, -side / 3.2, -side / 3.2)
                painter.drawLine(inner.topLeft(), inner.bottomRight())
                painter.drawLine(inner.topRight(), inner.bottomLeft())


def _parts(mistake: Mistake) -> Sequence[_Part]:
    """Return what is shown of a mistake: for matching each wrong pair, else the answer as a whole."""
    question, given = mistake.question, mistake.answer.given
    if question.form is QuizForm.MATCH and given:
        return [
            _Part(definition, mine or "nothing", right, entry)
            for definition, mine, right, entry in zip(
                question.definitions, given, question.expected, question.entries, strict=False
            )
            if mine != right
        ]
    said = "; ".join(filter(None, given))
    if not given:
        said = "Skipped"
    elif not said:
        said = "Marked incorrect"
    if (given and question.way is Way.FILL) or (
        question.way is Way.CHECK and len(question.expected) > 1 and said
    ):
        parts = zip(question.expected, question.right_parts(given), strict=True)
        missing = "; ".join(text for text, right in parts if not right)
        said = f"{said}  (missing: {missing})" if missing and given else said
    return [_Part("", said, "; ".join(question.expected), question.entry)]


def _label(text: str, name: str, wraps: bool = True) -> PlainLabel:
    label = PlainLabel(text)
    label.setObjectName(name)
    label.setWordWrap(wraps)
    return label


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("hairline")
    rule.setFixedHeight(1)
    return rule
