"""One question: where it is in the quiz, what it asks, how it is answered, and the bar below it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from attache.base.text import fold
from attache.base.vocabulary import Kind
from attache.study.quiz import Confidence, Question, Quiz, QuizForm, Way
from attache.ui.pages.quiz.answers import AnswerView, CheckView, ChooseView, FieldsView
from attache.ui.pages.quiz.confidence_bar import ConfidenceBar
from attache.ui.pages.quiz.matching import LETTERS, MatchView, is_dense
from attache.ui.pages.quiz.quiz_words import clock
from attache.ui.shell.context import Context
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import HtmlLabel, PlainLabel
from attache.ui.widgets.card.choices import TICK
from attache.ui.widgets.card.head_row import HeadRow
from attache.ui.widgets.command_button import KeyedButton, follow_command
from attache.ui.widgets.margins import card_margin, page_margins
from attache.ui.widgets.scroll_edge import ScrollEdge
from attache.ui.widgets.words import documents_words

_CUES: Mapping[QuizForm, str] = {
    QuizForm.TERM: "Which term is this?",
    QuizForm.DEFINITION: "What does it mean?",
}
_WIDE = 952
_LONG = 160
"""Characters from which a question is set smaller."""
_LOW = 580
"""Height of the panel at 100 %, in pixels, up to which it keeps its room for the question."""


class _Area(QScrollArea):
    """Tells when its size has changed."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell it."""
        super().resizeEvent(event)
        self.resized.emit()


class QuestionPanel(QWidget):
    """Shows the question that a quiz asks.

    ``answered(given, confidence)`` when it is answered; ``changed`` when the answer so far is another one.
    """

    answered = Signal(tuple, object)
    changed = Signal()

    def __init__(self, context: Context, keys: QWidget) -> None:
        """``keys`` is the widget that receives the keys; it has the focus unless a field has."""
        super().__init__(keys)
        self.setObjectName("column")
        self._context, self._theme, self._keys = context, context.theme, keys
        self._documents = {document.id: document.short for document in context.library.documents()}
        self._quiz: Quiz | None = None
        self._confidence: Confidence | None = None
        self._is_dense = False
        self._revealed: QWidget | None = None
        """What must stay in view while the heights are being worked out."""
        self.view: AnswerView | None = None
        self.progress = QProgressBar()
        self.told, self.time = PlainLabel(), PlainLabel()
        self.head, self.cue, self.prompt = PlainLabel(), PlainLabel(), HtmlLabel()
        self.bar = ConfidenceBar(self._theme)
        self._area = _Area()
        self.edge = ScrollEdge(self._area)
        self._body = QWidget()
        self._down = QVBoxLayout(self._body)
        self._lay_out()
        self.bar.sure.connect(self.be_sure)
        self.bar.go_on_wanted.connect(self.go_on)
        self.bar.judged.connect(self._judge)
        self._area.resized.connect(self._measure)
        self._area.verticalScrollBar().rangeChanged.connect(
            lambda _least, _most: self._reveal(self._revealed)
        )
        self._theme.changed.connect(self._apply_theme)
        self._apply_theme()

    # What is shown

    @property
    def offers_confidence(self) -> bool:
        """Whether an answer is there, and how sure one is of it can be said."""
        quiz, view = self._quiz, self.view
        if quiz is None or view is None or not quiz.asks_confidence:
            return False
        return not view.is_open if isinstance(view, CheckView) else view.is_complete

    @property
    def takes_letters(self) -> bool:
        """Whether letters place a term."""
        return isinstance(self.view, MatchView) and bool(self.view.chosen)

    def ask(self, quiz: Quiz) -> None:
        """Ask the question that a quiz is at, with the answer that was given to it before."""
        question = quiz.question
        if question is None:
            raise ValueError("the quiz is over")
        self._quiz = quiz
        given = quiz.given
        self._confidence = given.confidence if given is not None else None
        self._set_view(question)
        if given is not None and self.view is not None:
            self.view.show_given(given.given)
        self.progress.setMaximum(len(quiz.questions))
        self.progress.setValue(quiz.place)
        self._draw()
        self._offer()
        self._area.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Remove the question: its texts must not be left anywhere."""
        self._quiz = None
        self._remove_view()
        for label in (self.prompt, self.cue, self.head):
            label.setText("")

    def show_time(self, left: int | None) -> None:
        """Show the time that is left, in milliseconds; None if it is not limited."""
        self.time.setText("" if left is None else f"{clock(left)} left")

    def set_focus(self) -> None:
        """Put the focus where the question is answered: a field, a box, or the page."""
        wanted = self.view.focus_target() if self.view is not None else None
        (wanted or self._keys).setFocus(Qt.FocusReason.OtherFocusReason)
        self._reveal(wanted)

    @property
    def given(self) -> tuple[str, ...]:
        """The answer so far."""
        return self.view.given if self.view is not None else ()

    @property
    def spoken(self) -> str:
        """What a screen reader says of the question."""
        parts = (self.told.text(), self.head.text(), self._asked(), self.cue.text())
        return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)

    # What is done

    def press(self, key: int) -> bool:
        """Take a key; return False for other keys."""
        view = self.view
        if view is None:
            return False
        verdict = isinstance(view, CheckView) and view.is_open and not view.is_list
        if verdict and key in (Qt.Key.Key_1, Qt.Key.Key_2):
            self._judge(key == Qt.Key.Key_2)
            return True
        return view.press(key)

    def go_on(self) -> None:
        """Go on, if there is an answer: show the answer that is recalled, ask how sure one is, or be done."""
        view, quiz = self.view, self._quiz
        if view is None or quiz is None:
            return
        if quiz.asks_confidence and not (isinstance(view, CheckView) and view.is_open):
            # From a field back to the page, where the letters say how sure one is.
            if self.offers_confidence:
                self._keys.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(view, CheckView) and not view.is_open:
            self._open(view)
        elif view.is_complete:
            self.answered.emit(view.given, self._confidence)

    def be_sure(self, confidence: Confidence) -> None:
        """Take how sure one is of the answer, and go on."""
        if not self.offers_confidence or self.view is None:
            return
        self._confidence = confidence
        if isinstance(self.view, CheckView):
            self._open(self.view)
        else:
            self.answered.emit(self.view.given, confidence)

    def leave_field(self) -> bool:
        """Give the keys back to the page; return False if it has them."""
        view = self.view
        if isinstance(view, FieldsView) and any(field.hasFocus() for field in view.fields):
            self._keys.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def roll(self, action: QAbstractSlider.SliderAction) -> None:
        """Scroll a long question."""
        self._area.verticalScrollBar().triggerAction(action)

    # Parts

    def _remove_view(self) -> None:
        view, self.view, self._revealed = self.view, None, None
        if view is None:
            return
        focus = QApplication.focusWidget()
        if focus is not None and view.isAncestorOf(focus):
            self._keys.setFocus(Qt.FocusReason.OtherFocusReason)
        view.hide()
        view.deleteLater()

    def _set_view(self, question: Question) -> None:
        self._remove_view()
        makers = {
            Way.CHOOSE: ChooseView, Way.TYPE: FieldsView, Way.FILL: FieldsView, Way.MATCH: MatchView,
            Way.CHECK: CheckView,
        }  # fmt: skip
        self.view = makers[question.way](self._theme, question)
        self._down.insertWidget(self._down.count() - 1, self.view)
        self.view.show()
        self.view.changed.connect(self._follow)

    def _open(self, view: CheckView) -> None:
        view.open()
        self._draw()
        self._offer()
        self.set_focus()
        self.changed.emit()
        self._keys.setAccessibleName(self._opened_words(view))

    def _opened_words(self, view: CheckView) -> str:
        question = self._quiz.question if self._quiz is not None else None
        answer = "; ".join(question.expected) if question is not None and view.is_open else ""
        return f"Answer: {answer}"

    def _judge(self, right: bool) -> None:
        if isinstance(self.view, CheckView) and self.view.is_open:
            self.view.judge(right)
            self.answered.emit(self.view.given, self._confidence)

    def _follow(self) -> None:
        self._offer()
        self._reveal(self.view.shown_target() if self.view is not None else None)
        self.changed.emit()

    def _reveal(self, widget: QWidget | None) -> None:
        """Scroll no further than it takes to see a part of the answer."""
        self._revealed = widget
        if widget is not None:
            # Not ensureWidgetVisible: of a field that would be the caret alone.
            half = widget.height() // 2
            middle = widget.mapTo(self._body, QPoint(0, half)).y()
            self._area.ensureVisible(0, middle, 0, half + self._theme.px(8))

    def _offer(self) -> None:
        quiz, view = self._quiz, self.view
        if quiz is None or view is None:
            return
        on = "See results" if quiz.place + 1 == len(quiz.questions) else "Next"
        if isinstance(view, CheckView) and view.is_open:
            if view.is_list:
                self.bar.offer(on, True, TICK)
            else:
                self.bar.ask_verdict()
        elif quiz.asks_confidence:
            self.bar.ask_confidence(self.offers_confidence)
        elif isinstance(view, CheckView):
            self.bar.offer("Show answer", True)
        elif isinstance(view, MatchView):
            of = len(view.slots)
            said = f"{view.placed} of {of} placed"
            if view.chosen:
                said += f"  ·  “{view.chosen}”: press a letter from A to {LETTERS[of - 1]}"
            elif view.placed:
                said += "  ·  Backspace removes the last one"
            elif self._is_dense:
                said += f"  ·  {view.hint}"
            self.bar.offer(on, view.is_complete, said, wide=True)
        else:
            self.bar.offer(on, view.is_complete)

    def _asked(self) -> str:
        question = self._quiz.question if self._quiz is not None else None
        return question.prompt.replace("[…]", "blank") if question is not None else ""

    def _heading(self, question: Question) -> tuple[str, Kind]:
        row = self._context.library.row(question.entry)
        kind = row.kind if row is not None else Kind.CONCEPT
        card = self._context.library.card(question.key) if question.key in question.cards else None
        documents = dict.fromkeys(document for document, _ in card.sections) if card is not None else {}
        answers = [f" {fold(text)} " for text in question.expected]
        where = [
            self._documents[each]
            for each in documents
            if each in self._documents
            and not any(answer in f" {fold(self._documents[each])} " for answer in answers)
        ]
        parts = [KIND_WORDS[kind].upper()]
        if where:
            parts.append(documents_words(where))
        return "  ·  ".join(parts), kind

    def _draw(self) -> None:
        question = self._quiz.question if self._quiz is not None else None
        if question is None or self.view is None:
            return
        px, colours = self._theme.px, self._theme.palette
        head, kind = self._heading(question)
        self.head.setText(head)
        self.head.setStyleSheet(f"color: {colours.kind(kind)};")
        is_long = len(question.prompt) >= _LONG or question.way is Way.MATCH
        size, lead = (20, 30) if is_long else (25, 35)
        html = escape(question.prompt).replace(
            "[…]", f'<span style="color: {colours.accent};">[&nbsp;…&nbsp;]</span>'
        )
        self.prompt.setText(
            f'<p style="font-family: Literata; font-size: {px(size)}px; line-height: {px(lead)}px;'
            f' margin: 0;">{html}</p>'
        )
        self.prompt.setAccessibleName(self._asked())
        cue = "" if "?" in question.prompt else _CUES.get(question.form, "")
        self.cue.setText(cue or self.view.hint)
        self._measure()

    def _tell(self) -> None:
        """Say which question it is, and what it asks where there is no room for that below."""
        quiz = self._quiz
        if quiz is None:
            return
        asked = f"  ·  {self._asked()}" if self.prompt.isHidden() else ""
        self.told.setText(f"Question {quiz.place + 1:,} of {len(quiz.questions):,}{asked}")

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setObjectName("thin")
        self.progress.setAccessibleName("Progress of the quiz")
        for label in (self.told, self.time, self.cue):
            label.setObjectName("quiet")
        self.head.setObjectName("cardHead")
        self.head.setWordWrap(True)
        self.prompt.setObjectName("cardText")
        self.prompt.setWordWrap(True)
        self.cue.setWordWrap(True)
        commands = self._context.commands
        self.back_button = KeyedButton(self._theme, "Back  B")
        self.skip_button = KeyedButton(self._theme, "Skip  S")
        self.finish_button = QPushButton("Finish")
        for button, name in (
            (self.back_button, "quiz-back"), (self.skip_button, "quiz-skip"),
            (self.finish_button, "quiz-finish"),
        ):  # fmt: skip
            action = commands[name]
            follow_command(button, action)
            button.clicked.connect(lambda _on=False, action=action: action.trigger())
        self._head = HeadRow(
            self._theme, [self.told, self.time], [self.back_button, self.skip_button, self.finish_button]
        )
        for part in (self.head, self.prompt, self.cue):
            self._down.addWidget(part)
        self._down.addStretch(1)
        self._body.setObjectName("column")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.progress)
        whole.addWidget(self._head)
        whole.addWidget(self.edge)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.bar)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.progress.setFixedHeight(max(2, px(3)))
        self._down.setSpacing(px(12))
        if self._quiz is not None and self._quiz.question is not None and self.view is not None:
            # Its lengths were those of the scale before.
            given, is_open = self.view.given, isinstance(self.view, CheckView) and self.view.is_open
            self._set_view(self._quiz.question)
            self.view.show_given(given)
            if is_open and isinstance(self.view, CheckView):
                self.view.open()
            self._draw()
            self._offer()

    def _measure(self) -> None:
        px, room, view = self._theme.px, self._area.width(), self.view
        is_low, is_match, was_dense = self.height() <= px(_LOW), isinstance(view, MatchView), self._is_dense
        left, right = (
            page_margins(self._theme, room, _WIDE) if is_match else (card_margin(self._theme, room),) * 2
        )
        self._is_dense = is_match and is_dense(self._theme, room - left - right, is_low)
        above, below = (8, 4) if self._is_dense else (12, 8) if is_low or is_match else (40, 24)
        if is_low and isinstance(view, CheckView) and not view.is_list:
            below = 0  # a margin alone must not make the page scroll; a text has some space below it anyway
        bar = room - self._area.viewport().width()
        self._down.setContentsMargins(left, px(above), right - bar, px(below))
        self._head.set_low(is_low)
        self.bar.set_low(is_low)
        # Matching has the most to show: then the lines above and below say what to do.
        for part in (self.head, self.prompt):
            part.setHidden(self._is_dense)
        self.cue.setVisible(bool(self.cue.text()) and not self._is_dense)
        self._tell()
        if view is not None:
            view.set_roomy(not (is_low or is_match))
        if isinstance(view, MatchView):
            view.set_dense(self._is_dense)
            self._down.setStretch(self._down.indexOf(view), 1000 if self._is_dense else 0)
        if self._is_dense != was_dense:
            self._offer()
