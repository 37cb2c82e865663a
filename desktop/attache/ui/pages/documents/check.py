"""A check question in the text of a guide: a card that is answered where it stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from attache.base.entry import GAP, Card, Confusion
from attache.base.vocabulary import CardForm, Kind
from attache.learner.remembered import CardStatus
from attache.study.memory import Phase, Rating, Recall
from attache.study.scope import Scope
from attache.study.session import Session, Stage
from attache.ui.shell.context import Context
from attache.ui.shell.keyboard import key_by_place
from attache.ui.shell.learner import Learner
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets import words
from attache.ui.widgets.card import face
from attache.ui.widgets.card.inline_card import InlineCard
from attache.ui.widgets.card.rating_bar import RatingBar
from attache.ui.widgets.card.stopwatch import Stopwatch
from attache.ui.widgets.section_marks import StateMark

_ANSWERING = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))
_FORMS: Mapping[CardForm, str] = {
    CardForm.QUESTION: "Question and answer",
    CardForm.TERM: "Term from definition",
    CardForm.DEFINITION: "Definition from term",
    CardForm.CLOZE: "Fill in the blank",
    CardForm.CHOICE: "Multiple choice",
    CardForm.TYPED: "Typed answer",
    CardForm.LIST: "List",
    CardForm.EXAMPLE: "Example",
    CardForm.CONFUSABLE: "Tell apart",
}


class CheckQuestion(QFrame):
    """Asks a card and saves the answer as the Study page does: in a session of this one card.

    A card that was answered before is collapsed, with its state, until it is opened.  One that has just been
    answered keeps its height, so that nothing below it moves.  ``answered`` after an answer was saved,
    ``resized`` when the height may have changed.
    """

    answered = Signal()
    resized = Signal()

    def __init__(self, context: Context, card: Card, number: int, of: int) -> None:
        super().__init__()
        self.setObjectName("check")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = card
        self._context, self._theme, self._learner = context, context.theme, context.learner
        self._session = Session()
        self._status: CardStatus | None = None
        self._is_open = self._was_answered = False
        self._watch = Stopwatch(context.ticks)
        self._confusion: Confusion | None = None
        self._which, self._form, self.state = (
            PlainLabel(f"Check question {number} of {of}"),
            PlainLabel(),
            PlainLabel(),
        )
        self._mark = StateMark(context.theme)
        self.asked = PlainLabel(card.asked(GAP))
        self.asked.setObjectName("checkAsked")
        self.view = InlineCard(context.theme, self._title_of, self._meaning_of, self)
        self.outcome = PlainLabel()
        self.outcome.setObjectName("quiet")
        self.outcome.setWordWrap(True)
        self.bar = RatingBar(context.theme, self)
        self.bar.show_button.setObjectName("")  # the main button of the page leads to the next section
        self._lay_out()
        self.view.answered.connect(self.show_answer)
        self.view.suggestion_changed.connect(self._offer)
        self.view.entry_requested.connect(context.open_entry)
        self.bar.show_wanted.connect(self.show_answer)
        self.bar.rated.connect(self.rate)
        context.theme.changed.connect(self._apply_theme)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_attention)
        self._apply_theme()
        self.refresh()
        self._show(self._phase is Phase.NEW)

    # What is shown

    @property
    def is_open(self) -> bool:
        """Whether the question is asked, or its answer shown, instead of one line with its state."""
        return self._is_open

    @property
    def is_waiting(self) -> bool:
        """Whether the question is asked and not answered yet."""
        return self._is_open and not self._was_answered

    @property
    def is_answer_shown(self) -> bool:
        """Whether the answer is shown."""
        return self.view.is_open

    @property
    def session(self) -> Session:
        """The session of this card; it starts when the answer is shown."""
        return self._session

    def refresh(self) -> None:
        """Show the state that the card has now."""
        self._status = self._learner.card_statuses(self.card.entry).get(self.card.id)
        self.state.setText(state_words(self._status, self._learner))
        self._mark.show_state(self._status.state if self._status is not None else Recall.NEW)
        self._form.setText(_FORMS[self.card.form])
        self._describe()

    def reopen(self) -> None:
        """Ask the question again, after its answer was undone."""
        self.refresh()
        self._show(True)

    def open(self) -> None:
        """Ask the question of a card that is collapsed."""
        if not self._is_open:
            self._show(True)

    def set_focus(self) -> None:
        """Put the focus on the question, or where its answer is typed."""
        wanted = self.view.focus_target() if self._is_open and not self._was_answered else None
        (wanted or self).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def show_answer(self) -> None:
        """Show the answer and offer the ratings."""
        if not self._is_open or self.view.is_open:
            return
        self._session = self._learner.studying.start(
            Scope(cards=frozenset((self.card.id,)), words="Check question"), beyond=True
        ).show_answer()
        self.view.open()
        self._confusion = self.view.confusion(self._context.library)
        self._offer()
        self._describe()
        self.set_focus()
        self.resized.emit()

    def rate(self, rating: Rating) -> None:
        """Save the answer; if that fails, the question stays as it is."""
        if self._session.stage is not Stage.ANSWER or self._was_answered:
            return
        session = self._learner.studying.answer(
            self._session, rating, self._watch.milliseconds, self._confusion
        )
        if session is self._session:
            return
        self._session = Session()
        self._was_answered = True
        height = self.height()
        self.bar.hide()
        self.setMinimumHeight(height)
        self.refresh()
        self.outcome.setText(f"{words.RATING_WORDS[rating]}. {self.state.text()}.")
        self.outcome.show()
        self.answered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go on, digits choose an option or rate."""
        key = key_by_place(event) or event.key()
        digit = key - Qt.Key.Key_0 if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 else 0
        if event.isAutoRepeat() and (key in _ANSWERING or digit):
            event.accept()
        elif key in _ANSWERING and self._was_answered:
            event.ignore()
        elif key in _ANSWERING:
            self._go_on()
        elif digit and self._is_open and not self.view.is_open:
            if not self.view.choose(digit):
                event.ignore()
        elif digit in set(Rating) and self.view.is_open:
            self.rate(Rating(digit))
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a collapsed question."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._is_open:
            self.open()
            self.set_focus()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Measure the time of the answer."""
        super().enterEvent(event)
        self._follow_attention()

    def leaveEvent(self, event: QEvent) -> None:
        """Stop measuring, unless the question has the focus."""
        super().leaveEvent(event)
        self._follow_attention()

    def showEvent(self, event: QShowEvent) -> None:
        """Continue to measure."""
        super().showEvent(event)
        self._follow_attention()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop measuring while another page is shown."""
        super().hideEvent(event)
        self._follow_attention()

    # Parts

    @property
    def _phase(self) -> Phase:
        return self._status.memory.phase if self._status is not None else Phase.NEW

    def _go_on(self) -> None:
        if not self._is_open:
            self.open()
            self.set_focus()
        elif self._session.stage is Stage.ANSWER:
            self.rate(self.view.suggested)
        else:
            self.show_answer()

    def _follow_attention(self) -> None:
        """Count the time while the question has the focus or the pointer, not while the text is read."""
        focus = QApplication.focusWidget()
        has_focus = focus is not None and (focus is self or self.isAncestorOf(focus))
        if self._is_open and self.isVisible() and (has_focus or self.underMouse()):
            self._watch.go_on()
        else:
            self._watch.pause()

    def _show(self, is_open: bool) -> None:
        self._is_open, self._was_answered = is_open, False
        self._session, self._watch = Session(), Stopwatch(self._context.ticks)
        self.setMinimumHeight(0)
        self.outcome.hide()
        self.asked.setVisible(not is_open)
        self.state.setVisible(not is_open or self._phase is not Phase.NEW)
        self._form.setVisible(self.state.isHidden())
        self._mark.setVisible(not is_open)
        self.view.setVisible(is_open)
        self.bar.setVisible(is_open)
        if is_open:
            reps = self._status.memory.reps if self._status is not None else 0
            self.view.ask(self.card, "", Kind.CONCEPT, reps)
            self.bar.ask("Check" if self.card.form in face.TYPING else "Show answer")
        self._follow_attention()
        self._describe()
        self.resized.emit()

    def _offer(self) -> None:
        """Offer the ratings, each with its interval; none without a file, or for a card that is suspended."""
        prompt = self._session.prompt
        if prompt is None or not self.view.is_open:
            self.bar.setVisible(not self.view.is_open)
            return
        now, outcomes = prompt.preview.moment, {} if prompt.practice else prompt.preview.outcomes
        intervals = {rating: words.interval(outcome, now) for rating, outcome in outcomes.items()}
        self.bar.offer(intervals, self.view.suggested, self._learner.settings.two_buttons)
        if prompt.practice:
            self.state.setText("Practice: it is not due yet")
            self.state.show()
            self._form.hide()

    def _describe(self) -> None:
        """Tell a screen reader what the question shows."""
        shown = self.view.spoken if self._is_open else self.card.asked("blank")
        parts = (self._which.text(), shown, self.state.text() if not self.state.isHidden() else "")
        self.setAccessibleName(words.sentences(parts))

    def _lay_out(self) -> None:
        for label in (self._which, self._form, self.state):
            label.setObjectName("quiet")
        self.asked.setWordWrap(True)
        self._head = QHBoxLayout()
        for label in (self.state, self._form):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._head.addWidget(self._which)
        self._head.addStretch(1)
        self._head.addWidget(self._mark)
        self._head.addWidget(self.state, 100)
        self._head.addWidget(self._form, 100)
        self._down = QVBoxLayout()
        self._down.addLayout(self._head)
        self._down.addWidget(self.asked)
        self._down.addWidget(self.view)
        self._down.addWidget(self.outcome)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(self._down)
        whole.addWidget(self.bar)
        whole.addStretch(1)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._head.setSpacing(px(8))
        self._down.setContentsMargins(px(20), px(12), px(20), px(14))
        self._down.setSpacing(px(6))
        self._mark.updateGeometry()
        self.setMinimumHeight(0)

    def _title_of(self, entry: str) -> str:
        row = self._context.library.row(entry)
        return row.title if row is not None else entry

    def _meaning_of(self, name: str) -> str:
        row = self._context.library.row_named(name)
        return row.definition if row is not None else ""


def state_words(status: CardStatus | None, learner: Learner) -> str:
    """Return the state of a check question in words."""
    if status is not None and status.suspended:
        return "Suspended"
    if status is None or status.memory.phase is Phase.NEW:
        return "Not answered"
    memory, now = status.memory, learner.now()
    if memory.phase is Phase.REVIEW:
        known = "Fading" if status.fades else "Answered"
        return f"{known}, recall {words.share(status.recall)}, {words.due(memory.due_day, now.day)}"
    ahead = memory.due_at - now.at
    return f"Answered, due in {words.minutes(ahead)}" if ahead > 0 else "Answered, due now"
