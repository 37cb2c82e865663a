"""A card that is answered where it stands on a page, in a session of its own."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from attache.base.entry import Card, Confusion
from attache.base.vocabulary import Kind
from attache.study.memory import Rating
from attache.study.scope import Scope
from attache.study.session import Session, Stage
from attache.ui.shell.context import Context
from attache.ui.shell.keyboard import key_by_place
from attache.ui.widgets import words
from attache.ui.widgets.card import face
from attache.ui.widgets.card.inline_card import InlineCard
from attache.ui.widgets.card.rating_bar import RatingBar
from attache.ui.widgets.card.stopwatch import Stopwatch

_ANSWERING = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))


class AskedCard(QFrame):
    """Asks a card and saves the answer as the Study page does; a subclass lays out ``view`` and ``bar``.

    ``answered`` after an answer was saved, ``resized`` when the height may have changed.
    """

    answered = Signal()
    resized = Signal()

    def __init__(self, context: Context, card: Card, bar: RatingBar) -> None:
        super().__init__()
        self.setObjectName("check")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.card = card
        self._context, self._theme, self._learner = context, context.theme, context.learner
        self._session = Session()
        self._is_open = self._was_answered = False
        self._watch = Stopwatch(context.ticks)
        self._confusion: Confusion | None = None
        self.view = InlineCard(context.theme, self._title_of, self._meaning_of, self)
        self.bar = bar
        bar.show_button.setObjectName("")  # another button of the page is the main one
        self.view.answered.connect(self.show_answer)
        self.view.suggestion_changed.connect(self._offer)
        self.view.entry_requested.connect(context.open_entry)
        bar.show_wanted.connect(self.show_answer)
        bar.rated.connect(self.rate)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_attention)

    # What is shown

    @property
    def is_answer_shown(self) -> bool:
        """Whether the answer is shown."""
        return self.view.is_open

    @property
    def session(self) -> Session:
        """The session of this card; it starts when the answer is shown."""
        return self._session

    def set_focus(self) -> None:
        """Put the focus on the question, or where its answer is typed."""
        wanted = self.view.focus_target() if self._is_open and not self._was_answered else None
        (wanted or self).setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def ask(self, answers: int) -> None:
        """Ask the question; ``answers`` is how often it was answered before."""
        self._is_open, self._was_answered = True, False
        self._session, self._watch = Session(), Stopwatch(self._context.ticks)
        self.view.ask(self.card, "", Kind.CONCEPT, answers)
        self.bar.ask("Check" if self.card.form in face.TYPING else "Show answer")

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
        self._show_outcome(rating)
        self.answered.emit()

    # Events

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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame of the focus around all of the card."""
        super().focusInEvent(event)
        self._frame_bands()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the usual frame."""
        super().focusOutEvent(event)
        self._frame_bands()

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

    def _frame_bands(self) -> None:
        """Let the bands at the foot draw the inner half of the frame, which they cover."""
        for band in self.findChildren(QWidget, "ratingBar"):
            band.setProperty("framed", self.hasFocus())
            band.style().unpolish(band)
            band.style().polish(band)

    def _show_outcome(self, rating: Rating) -> None:
        """Show that the answer was saved."""

    def _go_on(self) -> None:
        if self._session.stage is Stage.ANSWER:
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

    def _offer(self) -> None:
        """Offer the ratings, each with its interval; none without a file, or for a card that is suspended."""
        prompt = self._session.prompt
        if prompt is None or not self.view.is_open:
            self.bar.setVisible(not self.view.is_open)
            return
        now, outcomes = prompt.preview.moment, {} if prompt.practice else prompt.preview.outcomes
        intervals = {rating: words.interval(outcome, now) for rating, outcome in outcomes.items()}
        self.bar.offer(intervals, self.view.suggested, self._learner.settings.two_buttons)

    def _describe(self) -> None:
        """Tell a screen reader what the question shows."""
        self.setAccessibleName(self.view.spoken)

    def _title_of(self, entry: str) -> str:
        row = self._context.library.row(entry)
        return row.title if row is not None else entry

    def _meaning_of(self, name: str) -> str:
        row = self._context.library.row_named(name)
        return row.definition if row is not None else ""
