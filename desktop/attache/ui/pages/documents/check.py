"""A check question in the text of a guide: a card that is answered where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attache.base.entry import GAP, Card
from attache.learner.remembered import CardStatus
from attache.study.memory import Phase, Rating, Recall
from attache.study.session import Session
from attache.ui.shell.context import Context
from attache.ui.shell.learner import Learner
from attache.ui.shell.plain import PlainLabel
from attache.ui.widgets import words
from attache.ui.widgets.card.asked_card import AskedCard
from attache.ui.widgets.card.rating_bar import RatingBar
from attache.ui.widgets.section_marks import StateMark

_ANSWERED = "Answered"
_SIDE = 24
"""The space beside the question at 100 %, in pixels: that beside the ratings of a narrow card."""


class CheckQuestion(AskedCard):
    """One of the questions of a section.

    A card that was answered before is collapsed, with its state, until it is opened.  One that has just been
    answered keeps its height, so that nothing below it moves.
    """

    def __init__(self, context: Context, card: Card, number: int, of: int) -> None:
        super().__init__(context, card, RatingBar(context.theme))
        self._status: CardStatus | None = None
        self._which, self._form, self.state = (
            PlainLabel(f"Check question {number} of {of}"),
            PlainLabel(),
            PlainLabel(),
        )
        self._mark = StateMark(context.theme)
        self.asked = PlainLabel(card.asked(GAP))
        self.asked.setObjectName("checkAsked")
        self.outcome = PlainLabel()
        self.outcome.setObjectName("quiet")
        self.outcome.setWordWrap(True)
        self._lay_out()
        context.theme.changed.connect(self._apply_theme)
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

    def refresh(self) -> None:
        """Show the state that the card has now."""
        self._status = self._learner.card_statuses(self.card.entry).get(self.card.id)
        self.state.setText(state_words(self._status, self._learner))
        self._mark.show_state(self._status.state if self._status is not None else Recall.NEW)
        self._form.setText(words.FORM_WORDS[self.card.form])
        self._describe()

    def reopen(self) -> None:
        """Ask the question again, after its answer was undone."""
        self.refresh()
        self._show(True)

    def open(self) -> None:
        """Ask the question of a card that is collapsed."""
        if not self._is_open:
            self._show(True)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open a collapsed question."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._is_open:
            self.open()
            self.set_focus()

    # Parts

    @property
    def _phase(self) -> Phase:
        return self._status.memory.phase if self._status is not None else Phase.NEW

    def _go_on(self) -> None:
        if self._is_open:
            super()._go_on()
        else:
            self.open()
            self.set_focus()

    def _show_outcome(self, rating: Rating) -> None:
        height = self.height()
        self._foot.setFixedHeight(self.bar.height())
        self.bar.hide()
        self.setMinimumHeight(height)
        self.refresh()
        state = self.state.text().removeprefix(f"{_ANSWERED}, ")
        self.outcome.setText(f"Rated {words.RATING_WORDS[rating]}, {state[:1].lower()}{state[1:]}.")
        self._foot.show()

    def _show(self, is_open: bool) -> None:
        self._is_open, self._was_answered = is_open, False
        self._session = Session()
        self.setMinimumHeight(0)
        self._foot.hide()
        self.asked.setVisible(not is_open)
        self.state.setVisible(not is_open or self._phase is not Phase.NEW)
        self._form.setVisible(self.state.isHidden())
        self._mark.setVisible(not is_open)
        self.view.setVisible(is_open)
        self.bar.setVisible(is_open)
        if is_open:
            reps = self._status.memory.reps if self._status is not None else 0
            self.ask(reps)
        self._follow_attention()
        self._describe()
        self.resized.emit()

    def _offer(self) -> None:
        super()._offer()
        prompt = self._session.prompt
        if prompt is not None and prompt.practice:
            self.state.setText("Not due yet: this answer does not change your schedule.")
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
        # The outcome takes the place of the ratings, so that the question neither moves nor has a hole.
        self._foot = QWidget()
        self._foot.setObjectName("ratingBar")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot_across = QHBoxLayout(self._foot)
        self._foot_across.addWidget(self.outcome)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._down)
        whole.addWidget(self.bar)
        whole.addWidget(self._foot)
        whole.addStretch(1)

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._head.setSpacing(px(8))
        self._down.setContentsMargins(px(_SIDE), px(12), px(_SIDE), px(14))
        self._down.setSpacing(px(6))
        self._foot_across.setContentsMargins(px(_SIDE), 0, px(_SIDE), 0)
        self._mark.updateGeometry()
        self.setMinimumHeight(0)


def state_words(status: CardStatus | None, learner: Learner) -> str:
    """Return the state of a check question in words."""
    if status is not None and status.suspended:
        return "Suspended"
    if status is None or status.memory.phase is Phase.NEW:
        return "Not answered"
    memory, now = status.memory, learner.now()
    if memory.phase is Phase.REVIEW:
        known = "Fading" if status.fades else _ANSWERED
        return f"{known}, recall {words.share(status.recall)}, {words.due(memory.due_day, now.day)}"
    ahead = memory.due_at - now.at
    return f"{_ANSWERED}, due in {words.minutes(ahead)}" if ahead > 0 else f"{_ANSWERED}, due now"
