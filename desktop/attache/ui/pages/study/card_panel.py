"""The current card, with what is left above it, the ratings below it, and its entry beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attache.base.entry import Card, Confusion
from attache.base.errors import KnownError
from attache.base.numbers import counted
from attache.base.vocabulary import Kind
from attache.study.confusion import DAYS, Confused
from attache.study.memory import Phase
from attache.study.queue import QueuedCard
from attache.study.scope import Mode
from attache.study.session import Prompt, Session, Stage
from attache.ui.pages.study.leech_notice import LeechNotice
from attache.ui.pages.study.status_line import StatusLine
from attache.ui.shell.context import Context
from attache.ui.shell.kinds import KIND_WORDS
from attache.ui.shell.plain import PlainLabel
from attache.ui.shell.popup_menu import PopupMenu
from attache.ui.widgets import words
from attache.ui.widgets.card import face
from attache.ui.widgets.card.card_view import CardView
from attache.ui.widgets.card.head_row import HeadRow
from attache.ui.widgets.card.rating_bar import RatingBar
from attache.ui.widgets.command_button import KeyedButton, follow_command
from attache.ui.widgets.divided import Divided
from attache.ui.widgets.entry.pane import EntryPane

_ENTRY = 400
"""The width of the entry beside the card at 100 %, in pixels."""
_BESIDE_FROM = 820
"""Panel width at 100 % from which the entry is shown beside the card instead of over it."""
_FEW = 5
"""After so many answers the ratings are no longer explained."""
_LOW = 260
"""Panel height at 100 % up to which the ratings leave more room to the card."""
_EXPLAINS_FROM = 400
"""Panel height at 100 % from which they are explained; the tooltips always do."""
_SCROLLS: Mapping[Qt.Key, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_IN_MENU = (
    "card-entry",
    "card-guide",
    "card-note",
    "flag",
    "bury",
    "suspend",
    "undo",
    "redo",
    "flagged-cards",
)
"""Commands behind the button “More”."""


class CardPanel(QWidget):
    """Shows the prompt of a session.

    ``show_wanted``, ``rated(Rating)``, ``undo_wanted`` and ``easier_wanted`` are emitted by its buttons;
    ``entry_toggled`` when the entry beside the card was opened or closed.
    """

    show_wanted = Signal()
    rated = Signal(object)
    undo_wanted = Signal()
    easier_wanted = Signal()
    entry_toggled = Signal()

    def __init__(self, context: Context, keys: QWidget) -> None:
        """``keys`` is the widget that receives the keys that answer the card; it has the focus meanwhile."""
        super().__init__(keys)
        self.setObjectName("column")
        self._keys = keys
        self._context, self._theme, self._library = context, context.theme, context.library
        self._documents = {document.id: document.short for document in context.library.documents()}
        self._prompt: Prompt | None = None
        self._ready: tuple[QueuedCard, Card, Kind] | None = None
        self.confusion: Confusion | None = None
        """The entry that was asked for and the one that was given instead, once the answer is shown."""
        self._to_explain: int | None = None
        """For how many answers more the ratings are explained, None before the first card."""
        self.card = CardView(self._theme, self._title_of, self._meaning_of)
        self.bar = RatingBar(self._theme)
        self.progress = QProgressBar()
        self.told = StatusLine()
        self.reason = PlainLabel()
        self.notice = LeechNotice(self._theme)
        self.pane = EntryPane(self._theme, self._library.preview, context.learner.save_note)
        self._lay_out()
        self._connect()
        self._apply_theme()

    # What is shown

    def shows(self, session: Session) -> bool:
        """Return whether the card of a session is the one that is shown."""
        shown, asked = self._prompt, session.prompt
        if shown is None or asked is None or shown.card.id != asked.card.id:
            return False
        return (shown.card.confused is None) == (asked.card.confused is None)

    def prepare(self, prompt: Prompt) -> None:
        """Read what the next card needs from the library; raises KnownError if it cannot be read."""
        self._ready = (prompt.card, *self._read(prompt))

    def ask(self, session: Session, said: str = "") -> None:
        """Show the card of a session, with ``said`` above it; raises KnownError if it cannot be read."""
        prompt = session.prompt
        if prompt is None:
            raise ValueError("no card is asked")
        card, kind = self._read(prompt)
        self._prompt, self._ready, self.confusion = prompt, None, None
        confused = prompt.card.confused
        shown = prompt.memory.reps + (confused.told if confused is not None else 0)
        self.card.ask(card, self._heading(card, kind, prompt), kind, shown)
        self.bar.ask("Check" if card.form in face.TYPING else "Show answer")
        self.close_entry()
        if self._to_explain is None:
            self._to_explain = _FEW - self._context.learner.answers(_FEW)
        self._explain()
        self.reason.setText(self._reason(confused) if confused is not None else "")
        self.reason.setVisible(confused is not None)
        self.notice.show_leech(session.leech, card.entry)
        self.show_remaining(session, said)
        self._describe()

    def show_again(self, session: Session) -> None:
        """Show the present card again, with its answer and what was typed and ticked."""
        self._prompt = session.prompt
        if session.stage is Stage.ANSWER:
            self._offer()
        self.show_remaining(session)
        self._describe()
        self.set_focus()

    def tell(self, session: Session, said: str) -> None:
        """Say what was done with the card, which is still asked."""
        self.show_remaining(session, said)
        self._describe(said)

    def show_answer(self, session: Session) -> None:
        """Show the answer and offer the ratings."""
        self._prompt = session.prompt
        self._to_explain = (self._to_explain or 1) - 1
        self.card.open()
        self.confusion = self.card.confusion(self._library)
        self._offer()
        self._describe()
        self.set_focus()

    def show_remaining(self, session: Session, said: str = "") -> None:
        """Show where the cards come from, what is left, and how long that takes."""
        self._prompt = session.prompt
        left = session.remaining
        parts = []
        confused = session.prompt.card.confused if session.prompt is not None else None
        if session.scope.entries is not None:
            # Not by name: that may be the answer.
            parts.append(f"Studying {counted(len(session.scope.entries), 'entry', 'entries')}")
        elif not (session.scope.is_everything or self._gives_away(session.scope.words)):
            parts.append(session.scope.words)
        if session.mode is Mode.PRACTICE:
            parts.append("Practice")
        # A card that an undo or a leech has brought back may be more than the day holds.
        about = f"{counted(left.cards, 'card')} left, about {words.minutes(left.took)}"
        if left.cards:
            parts.append(about)
        elif confused is None:
            parts.append("The last card for today")
        if session.early:
            parts.append("Shown early: nothing else is due")
        if said:
            parts.append(said)
        elif session.prompt is not None and session.prompt.flagged and confused is None:
            parts.append("flagged")
        self.told.say(parts)
        done = len(session.answered)
        self.progress.setMaximum(done + max(1, left.cards))  # ``left`` does not count an extra question
        self.progress.setValue(done)

    @property
    def shows_entry(self) -> bool:
        """Whether the entry is open."""
        return not self.pane.isHidden()

    # What is done

    def press(self, key: int) -> bool:
        """Choose an option by its digit before the answer is shown, or scroll; False for other keys."""
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not self.card.is_open:
            return self.card.choose(key - Qt.Key.Key_0)
        if key not in _SCROLLS:
            return False
        self.card.roll(_SCROLLS[Qt.Key(key)])
        return True

    def leave(self) -> bool:
        """Leave the field of a typed answer, or close the entry; return False if neither applies."""
        if self.card.field.hasFocus():
            self._keys.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.shows_entry and self.pane.find_bar.is_open:
            self.pane.find_bar.leave()
        elif self.shows_entry:
            self.close_entry()
        else:
            return False
        return True

    def set_focus(self) -> None:
        """Put the focus where the card is answered: its field, its first item, or the page."""
        wanted = self.card.focus_target() or self._keys
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_entry(self) -> None:
        """Open the entry beside the card, or close it; it is opened only when the answer is shown."""
        if self.shows_entry:
            self.close_entry()
        elif self._prompt is not None and self.card.is_open:
            self.read_entry(self._prompt.card.entry)
        self.entry_toggled.emit()

    def write_note(self) -> None:
        """Write a note on the entry, which is opened only when the answer is shown."""
        if self._prompt is not None and self.card.is_open:
            self.read_entry(self._prompt.card.entry)
            self.pane.note.write()

    def read_entry(self, entry: str) -> None:
        """Open an entry beside the card."""
        try:
            found = self._library.entry(entry)
        except KnownError as error:
            self._context.report(error)
            return
        self.pane.show_entry(found, self._context.learner.note(found.id))
        self.pane.show()
        self._fit()

    def close_entry(self) -> None:
        """Close the entry."""
        if self.shows_entry:
            self.pane.hide()
            self.pane.clear()  # its texts would answer the next card
            self._fit()

    def save_layout(self) -> None:
        """Save the width of the entry."""
        self._context.machine.set_layout("study", self._split.state())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the entry beside the card, or over it."""
        super().resizeEvent(event)
        self._fit()

    # Parts

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setObjectName("thin")
        self.progress.setAccessibleName("Progress of this session")
        self.reason.setObjectName("quiet")
        self.reason.setWordWrap(True)
        self.card.put_below(self.reason)
        self.card.put_below(self.notice)
        self._left = QWidget()
        self._left.setObjectName("column")
        down = QVBoxLayout(self._left)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.card, 1)
        down.addWidget(self.bar)
        self._split = Divided(self._theme, (self._left, self.pane), kept=1, width=_ENTRY)
        self._split.restore(self._context.machine.layout("study"))
        self.pane.set_beside(False)
        self.pane.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.progress)
        # Above the entry as well: when the entry covers the card, its button leads back.
        whole.addWidget(self._make_head())
        whole.addWidget(self._split, 1)

    def _make_head(self) -> QWidget:
        self.entry_button = KeyedButton(self._theme, "Entry  E")
        self.undo_button = KeyedButton(self._theme, "Undo  U")
        self.more_button = QPushButton("More")
        for button, command in ((self.undo_button, "undo"), (self.entry_button, "card-entry")):
            follow_command(button, self._context.commands[command])
        self.more_button.setObjectName("flat")
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.setAutoDefault(True)
        more = PopupMenu(self)
        more.setAccessibleName("More")
        for name in _IN_MENU:
            more.addAction(self._context.commands[name])
        more.aboutToShow.connect(self._context.commands.show_menu_icons)
        self.more_button.setMenu(more)
        return HeadRow(self._theme, [self.told], [self.undo_button, self.entry_button, self.more_button])

    def _connect(self) -> None:
        self.pane.entry_requested.connect(self.read_entry)
        self.card.answered.connect(self.show_wanted)
        self.card.suggestion_changed.connect(self._offer)
        self.card.entry_requested.connect(self._read_and_tell)
        self.bar.show_wanted.connect(self.show_wanted)
        self.bar.rated.connect(self.rated)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.entry_button.clicked.connect(self.toggle_entry)
        self.notice.entry_requested.connect(self._read_and_tell)
        self.notice.easier_wanted.connect(self.easier_wanted)
        self._theme.changed.connect(self._apply_theme)

    def _read_and_tell(self, entry: str) -> None:
        self.read_entry(entry)
        self.entry_toggled.emit()

    def _read(self, prompt: Prompt) -> tuple[Card, Kind]:
        """Return a card and the kind of its entry; raises KnownError if they cannot be read."""
        if self._ready is not None and self._ready[0] == prompt.card:
            return self._ready[1:]
        card, row = self._library.card(prompt.card.id), self._library.row(prompt.card.entry)
        if card is None or row is None:  # the library file has been replaced
            raise KnownError("A card is no longer in the library.", "Start the program again.")
        if prompt.card.confused is None:
            return card, row.kind
        # The colour of a kind could tell which of the two it is.
        return self._library.telling_card(card, prompt.card.confused.confusion), Kind.CONCEPT

    def _reason(self, confused: Confused) -> str:
        """Return why an extra question is asked."""
        entry, other = map(self._title_of, confused.confusion)
        return (
            f"You confused “{entry}” with “{other}”. This question is repeated until you answer it correctly"
            f" on three days (day {confused.told + 1} of {DAYS})."
        )

    def _heading(self, card: Card, kind: Kind, prompt: Prompt) -> str:
        if prompt.card.confused is not None:
            return "TELL APART  ·  because you confused them"
        where = [
            self._documents[each]
            for each in dict.fromkeys(document for document, _ in card.sections)
            if each in self._documents and not face.gives_away(card, self._documents[each])
        ]
        parts = [KIND_WORDS[kind].upper()]
        if where:
            parts.append(words.documents_words(where))
        if prompt.card.phase is Phase.NEW and not prompt.practice:
            parts.append("new")
        return "  ·  ".join(parts)

    def _gives_away(self, text: str) -> bool:
        card = self.card.card
        return card is not None and face.gives_away(card, text)

    def _offer(self) -> None:
        """Show the ratings, each with its interval."""
        prompt = self._prompt
        if prompt is None or not self.card.is_open:
            return
        if prompt.card.confused is not None:
            self.bar.ask("Continue")
            return
        now, outcomes = prompt.preview.moment, {} if prompt.practice else prompt.preview.outcomes
        intervals = {rating: words.interval(outcome, now) for rating, outcome in outcomes.items()}
        self.bar.offer(intervals, self.card.suggested, self._context.learner.settings.two_buttons)

    def _describe(self, said: str = "") -> None:
        """Tell a screen reader what the page, which has the focus, shows."""
        self._keys.setAccessibleName(words.sentences((said, self.card.spoken)))

    def _title_of(self, entry: str) -> str:
        row = self._library.row(entry)
        return row.title if row is not None else entry

    def _meaning_of(self, name: str) -> str:
        row = self._library.row_named(name)
        return row.definition if row is not None else ""

    def _fit(self) -> None:
        px = self._theme.px
        self.entry_button.setText("Close  E" if self.shows_entry else "Entry  E")
        self.entry_button.setAccessibleName("Close entry" if self.shows_entry else "Open entry")
        self.bar.set_low(self.height() <= px(_LOW))
        beside = self.width() >= px(_BESIDE_FROM)
        self._left.setVisible(beside or not self.shows_entry)
        self._split.place()
        self._explain()

    def _explain(self) -> None:
        """Explain the ratings of the first cards, where that leaves room for the card."""
        self.bar.explain((self._to_explain or 0) > 0 and self.height() >= self._theme.px(_EXPLAINS_FROM))

    def _apply_theme(self) -> None:
        px = self._theme.px
        self.progress.setFixedHeight(max(2, px(3)))
        self.reason.setContentsMargins(0, 0, 0, px(8))
        self._fit()
