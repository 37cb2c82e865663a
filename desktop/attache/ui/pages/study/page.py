"""The Study page: nothing but the card, and around it what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.vocabulary import Card, CardForm
from attache.learner.deck import Waiting
from attache.learner.sitting import Asked, Mode, Sitting
from attache.library.library import Library
from attache.study.memory import Phase, Rating
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.study import face
from attache.ui.pages.study.card_view import CardView
from attache.ui.pages.study.leech_notice import LeechNotice
from attache.ui.pages.study.rating_bar import RatingBar
from attache.ui.pages.study.start import StartPanel
from attache.ui.pages.study.stopwatch import Stopwatch
from attache.ui.pages.study.summary import SummaryPanel
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import Theme
from attache.ui.widgets import words
from attache.ui.widgets.marks import KIND_WORDS

if TYPE_CHECKING:
    from attache.ui.widgets.entry.pane import EntryPane

_PANEL = 400
"""The width of the panel with the entry at 100 %, in pixels."""
_RIVAL = 220
"""How much of a title fits on a button, in pixels at 100 %."""
_SCROLLS: Mapping[Qt.Key, QAbstractSlider.SliderAction] = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_BESIDE_FROM = 820
"""Page width at 100 % from which that panel stands beside the card instead of over it."""


_ANSWERING = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))
"""Keys that show an answer, and then take the rating that is marked."""


class StudyPage(QWidget):
    """Runs one sitting.

    ``left`` when the learner wants to go; ``finished(answers)`` when a sitting has come to its end;
    ``turned`` when another card, side or page is shown; ``entry_requested(id)`` to read an entry in the
    glossary; ``note_written(id, text)``.
    """

    left = Signal()
    finished = Signal(int)
    turned = Signal()
    entry_requested = Signal(str)
    note_written = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        library: Library,
        desk: Desk,
        note_of: Callable[[str], str],
        ticks: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme, self._library, self._desk, self._note_of = theme, library, desk, note_of
        self._watch = Stopwatch(ticks)
        self.sitting: Sitting | None = None
        self._uncopied = 0
        self._said = ""
        self._shown: Asked | None = None
        self._wanted: tuple[Scope, Mode, bool] | None = None
        """What the sitting under way was begun for, so that asking for it again leads back to it."""
        self.start = StartPanel(theme, library, desk)
        self.summary = SummaryPanel(theme, library)
        self.card = CardView(theme, self._title_of)
        self.bar = RatingBar(theme)
        self.progress = QProgressBar()
        self.told = QLabel()
        self.notice = LeechNotice(theme, self._title_of)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self._dress()

    # What it shows

    @property
    def asked(self) -> Asked | None:
        """The card that is asked, None on the other pages."""
        if self._shown is None or self._pages.currentWidget() is not self._sitting_page:
            return None
        asked = self._current()
        return asked if asked is not None and asked.card.id == self._shown.card.id else None

    @property
    def is_open(self) -> bool:
        """Whether a card's answer is shown."""
        return self.asked is not None and self.card.is_open

    @property
    def entry(self) -> str:
        """The entry that the card asked teaches, "" for none."""
        return self.asked.card.entry if self.asked is not None else ""

    @cached_property
    def pane(self) -> EntryPane:
        """The panel with the entry, made when it is first wanted."""
        from attache.ui.widgets.entry.pane import EntryPane

        pane = EntryPane(self._theme, self._library.preview)
        pane.set_beside(False)
        pane.entry_requested.connect(self._read_beside)
        pane.note_written.connect(self.note_written)
        pane.hide()
        self._split.addWidget(pane)
        return pane

    @property
    def shows_entry(self) -> bool:
        """Whether the panel with the entry is open."""
        return "pane" in self.__dict__ and not self.pane.isHidden()

    def show_start(self, scope: Scope = ALL_CARDS) -> None:
        """Show what there is to study, unless a sitting is under way."""
        self.start.show_choices(scope)
        self._turn_to(self.start)

    def resume(self) -> None:
        """Show the sitting under way, or else what there is to study."""
        if self.sitting is not None and self._pages.currentWidget() is self.summary:
            self.summary.give_keys()
        elif self._current() is None:
            self.sitting = None
            self.show_start()
        else:
            self._come_back()

    def begin(
        self,
        scope: Scope = ALL_CARDS,
        mode: Mode = Mode.SCHEDULE,
        cards: Sequence[Waiting] = (),
        beyond: bool = False,
    ) -> None:
        """Begin a sitting, or go on with the one of today that was begun for the same."""
        wanted = (scope, mode, beyond)
        asked = self._current()
        if (
            asked is not None
            and not cards
            and wanted == self._wanted
            and asked.preview.moment.day == self._desk.now().day
        ):
            self._come_back()
            return
        self.sitting = self._desk.begin(scope, mode, cards, beyond)
        self._wanted = None if cards else wanted
        if self._current() is None:
            self.sitting = None
            self.show_start(scope)
        else:
            self._ask()

    def drop(self) -> None:
        """Let go of the sitting: the file that it was about is about to be another."""
        self.sitting = None
        self._wanted = None
        self._uncopied = 0

    def leave_off(self) -> None:
        """Say how much has been answered since that was last said: a copy may be wanted."""
        if self._uncopied:
            answers, self._uncopied = self._uncopied, 0
            self.finished.emit(answers)

    def take(self, changes: Changes) -> None:
        """Follow what was changed elsewhere: new settings hold at once, and the card stays as it is."""
        if ChangeKind.SETTINGS in changes.kinds and self.sitting is not None:
            self.sitting.adopt(self._desk.scheduler)
            if self._pages.currentWidget() is self._sitting_page:
                self._go_on()

    # What is done

    def show_answer(self) -> None:
        """Show the answer and offer the ratings."""
        if self.asked is None or self.card.is_open:
            return
        self.card.open()
        self._offer()
        self._name()
        self._give_keys()
        self.turned.emit()

    def rate(self, rating: Rating) -> None:
        """Keep an answer and come to the next card."""
        sitting = self.sitting
        if sitting is None or not self.is_open:
            return
        if self._desk.settings.two_buttons and rating is not Rating.AGAIN:
            rating = Rating.GOOD
        if self._desk.act(lambda: sitting.answer(rating, self._watch.milliseconds)):
            self._uncopied += 1
            self._next()

    def undo(self) -> None:
        """Take back the last answer and ask its card again; also one of an earlier sitting."""
        self._turn(lambda sitting: sitting.undo())

    def redo(self) -> None:
        """Give again the answer that was taken back; also in an earlier sitting."""
        self._turn(lambda sitting: sitting.redo())

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        self._set_aside(lambda sitting: sitting.bury(), "Buried until tomorrow; U takes that back")

    def suspend(self) -> None:
        """Ask the card no more."""
        said = "Suspended; U takes that back, and later “Resume” on its entry’s page"
        self._set_aside(lambda sitting: sitting.suspend(), said)

    def flag(self) -> None:
        """Flag the card, or no longer."""
        sitting = self.sitting
        if sitting is not None and self.asked is not None and self._desk.act(sitting.flag):
            self._tell()
            self.turned.emit()

    def toggle_entry(self) -> None:
        """Open the panel with the entry, or close it; the card stays as it is."""
        if self.shows_entry:
            self.pane.hide()
            self._give_keys()
        elif self.entry:
            self._read_beside(self.entry)
        self._fit_panel()
        self.turned.emit()

    def write_note(self) -> None:
        """Write a note on the entry in the panel."""
        if self.entry:
            self._read_beside(self.entry)
            self._fit_panel()
            self.pane.note.write()

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go on, digits choose, Esc closes the panel and then leaves."""
        key, asked = event.key(), self.asked
        if event.isAutoRepeat() and (key in _ANSWERING or Qt.Key.Key_1 <= key <= Qt.Key.Key_9):
            event.accept()  # a key that is held down is one answer, not many
        elif key == Qt.Key.Key_Escape:
            self._step_out()
        elif asked is not None and key in _ANSWERING:
            if self.card.is_open:
                self.rate(self.card.suggested)
            else:
                self.show_answer()
        elif asked is not None and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not self.card.is_open:
            self.card.choose(key - Qt.Key.Key_0)
        elif asked is not None and key in _SCROLLS:
            self.card.roll(_SCROLLS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on measuring."""
        super().showEvent(event)
        if self.asked is not None:
            self._watch.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Measure no time in which the card is not seen."""
        super().hideEvent(event)
        self._watch.pause()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel beside the card, or over it."""
        super().resizeEvent(event)
        self._fit_panel()

    # Parts

    def _lay_out(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setObjectName("thin")
        self.progress.setAccessibleName("Done of this sitting")
        self.told.setObjectName("quiet")
        self.told.setWordWrap(True)
        self.entry_button, self.undo_button = QPushButton("Entry  E"), QPushButton("Undo  U")
        self.more_button = QPushButton("More")
        self._sitting_page = QWidget()
        self._sitting_page.setObjectName("column")
        self._head = QHBoxLayout()
        self._head.addWidget(self.told, 1)
        for button in (self.undo_button, self.entry_button, self.more_button):
            button.setObjectName("flat")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            self._head.addWidget(button)
        self.card.put_above(self.notice)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self.card, 1)
        down.addWidget(self.bar)
        left = QWidget()
        left.setObjectName("column")
        left.setLayout(down)
        down.setContentsMargins(0, 0, 0, 0)
        self._left = left
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.setStretchFactor(0, 1)
        whole = QVBoxLayout(self._sitting_page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.progress)
        # Above the panel as well: where that stands over the card, its button is the way back.
        whole.addLayout(self._head)
        whole.addWidget(self._split, 1)
        for page in (self.start, self.summary, self._sitting_page):
            self._pages.addWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)

    def _connect(self) -> None:
        self.start.begin_wanted.connect(lambda scope, mode, beyond: self.begin(scope, mode, (), beyond))
        self.summary.again_wanted.connect(lambda cards: self.begin(ALL_CARDS, Mode.PRACTICE, cards))
        self.summary.more_wanted.connect(lambda: self.begin(self._scope(), Mode.SCHEDULE, (), True))
        self.summary.done.connect(self._leave)
        self.summary.entry_requested.connect(self.entry_requested)
        self.card.answered.connect(self.show_answer)
        self.card.suggestion_changed.connect(self._offer)
        self.card.entry_requested.connect(self._read_beside)
        self.bar.show_wanted.connect(self.show_answer)
        self.bar.rated.connect(self.rate)
        self.undo_button.clicked.connect(self.undo)
        self.entry_button.clicked.connect(self.toggle_entry)
        self.notice.entry_requested.connect(self._read_beside)
        self.notice.simpler_wanted.connect(self._ask_simpler)
        self._theme.changed.connect(self._dress)

    def _scope(self) -> Scope:
        return self.sitting.scope if self.sitting is not None else ALL_CARDS

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.turned.emit()

    def _ask(self) -> None:
        """Show the card that is asked now."""
        sitting, asked = self.sitting, self._current()
        if sitting is None or asked is None:
            return
        card = self._library.card(asked.card.id)
        if card is None:  # the library was exchanged while the program ran
            self._desk.trouble.emit(
                KnownError("A card is no longer in the library.", "Start the program again.")
            )
            return
        row = self._library.row(asked.card.entry)
        kind = row.kind if row is not None else None
        if kind is not None:
            self.card.ask(card, self._heading(card, KIND_WORDS[kind], asked), kind, asked.memory.reps)
        self.bar.ask("Check" if card.form in face.TYPING else "Show answer")
        self._close_panel()
        self._shown = asked
        self.notice.show_leech(sitting.leech, self._theme.px(_RIVAL))
        self._tell()
        self._name()
        self._turn_to(self._sitting_page)
        self._watch.start()
        if not self.isVisible():
            self._watch.pause()
        self._give_keys()
        # While this card is thought about, what the next one needs is worked out.
        QTimer.singleShot(0, self, self._prepare)

    def _come_back(self) -> None:
        """Show the card that is asked as it was left: its answer, what was typed and what was ticked."""
        asked = self._current()
        if asked is None or self._shown is None or asked.card.id != self._shown.card.id:
            self._ask()
            return
        self._offer()
        self._tell()
        self._turn_to(self._sitting_page)
        self._give_keys()

    def _go_on(self) -> None:
        """Keep the card that is still asked, or come to the end."""
        if self._current() is None:
            self._finish()
        else:
            self._come_back()

    def _name(self) -> None:
        """Say to a screen reader what the page, which has the keys, shows."""
        card = self.card.card
        if card is not None:
            said = (self.card.head.text(), card.prompt, card.answer if self.card.is_open else "")
            self.setAccessibleName(". ".join(part.rstrip(".") for part in said if part))

    def _prepare(self) -> None:
        if self.sitting is not None and self.asked is not None:
            try:
                self.sitting.prepare()
            except KnownError:
                # What cannot be read now is said when it is wanted.
                return

    def _heading(self, card: Card, kind: str, asked: Asked) -> str:
        documents = {document.id: document.short for document in self._library.documents()}
        where = [
            documents[each] for each in dict.fromkeys(each for each, _ in card.sections) if each in documents
        ]
        parts = [kind.upper()]
        if where:
            parts.append(", ".join(where) if len(where) < 3 else f"{where[0]} and {len(where) - 1} others")
        if card.form is CardForm.LIST:
            parts.append(words.counted(len(face.strings(card, "items")), "item"))
        if asked.card.phase is Phase.NEW and not asked.practice:
            parts.append("new")
        return "  ·  ".join(parts)

    def _offer(self) -> None:
        asked = self.asked
        if asked is None or not self.card.is_open:
            return
        intervals = (
            {}
            if asked.practice
            else {
                rating: words.interval(outcome, asked.preview.moment)
                for rating, outcome in asked.preview.outcomes.items()
            }
        )
        self.bar.offer(intervals, self.card.suggested, self._desk.settings.two_buttons)

    def _next(self) -> None:
        if self._current() is not None:
            self._ask()
        elif self.sitting is not None:
            self._finish()

    def _current(self) -> Asked | None:
        """Return the card that the sitting asks.

        Where what comes next cannot be read, that is said and the sitting let go: what was answered is kept,
        and no card is rated that was not shown.
        """
        try:
            return self.sitting.current if self.sitting is not None else None
        except KnownError as error:
            self.sitting = self._wanted = self._shown = None
            self._turn_to(self.start)
            self._desk.trouble.emit(error)
            return None

    def _finish(self) -> None:
        if self.sitting is None:
            return
        self._close_panel()
        today = self._desk.today(self.sitting.scope)
        waiting = today.waiting.due + today.waiting.learning if today is not None else 0
        self.summary.show_summary(self.sitting, self._desk.now().offset, waiting)
        self._turn_to(self.summary)
        self.leave_off()

    def _turn(self, turn: Callable[[Sitting], str]) -> None:
        """Undo or redo; where no sitting is under way one is begun for it, and dropped if nothing came."""
        began = self.sitting is None
        sitting = self.sitting or self._desk.begin()
        if sitting is None:
            return
        turned: list[str] = []

        def act() -> Changes:
            turned.append(turn(sitting))
            return Changes.of(ChangeKind.REVIEWS, turned[0]) if turned[0] else Changes()

        if not self._desk.act(act) or not turned[0]:
            return
        self.sitting = sitting
        if began:
            self._wanted = (ALL_CARDS, Mode.SCHEDULE, False)
        self._next()

    def _set_aside(self, do: Callable[[Sitting], Changes], said: str) -> None:
        sitting = self.sitting
        if sitting is not None and self.asked is not None and self._desk.act(lambda: do(sitting)):
            self._said = said
            self._next()

    def _tell(self) -> None:
        """Say where the cards come from, what is left, and how long that takes."""
        sitting = self.sitting
        if sitting is None:
            return
        left = sitting.left
        parts = [] if sitting.scope.is_everything else [sitting.scope.words]
        if sitting.mode is Mode.PRACTICE:
            parts.append("Practice")
        parts.append(f"{left.cards:,} left, about {words.minutes(left.took)}")
        if self._said:
            parts, self._said = [*parts, self._said], ""
        if self.asked is not None and self.asked.flagged:
            parts.append("flagged")
        self.told.setText("  ·  ".join(parts))
        done = sitting.summary.answers
        self.progress.setMaximum(done + left.cards)
        self.progress.setValue(done)

    def _ask_simpler(self) -> None:
        if self.sitting is not None:
            self.sitting.ask_simpler()
            self._next()

    def _read_beside(self, entry: str) -> None:
        try:
            found = self._library.entry(entry)
        except KnownError as error:
            self._desk.trouble.emit(error)
            return
        self.pane.show_entry(found, self._note_of(entry))
        self.pane.show()
        self._fit_panel()
        self.turned.emit()

    def _fit_panel(self) -> None:
        if "pane" not in self.__dict__:
            return
        px = self._theme.px
        self.entry_button.setText("Close  E" if self.shows_entry else "Entry  E")
        beside = self.width() >= px(_BESIDE_FROM)
        self._left.setVisible(beside or not self.shows_entry)
        if self.shows_entry and beside:
            self._split.setSizes([max(1, self.width() - px(_PANEL)), px(_PANEL)])

    def _close_panel(self) -> None:
        if self.shows_entry:
            self.pane.hide()
            self._fit_panel()

    def _step_out(self) -> None:
        if self.card.field.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # so that letters are commands again
        elif self.shows_entry:
            self.toggle_entry()
        else:
            self._leave()

    def _leave(self) -> None:
        """Go; a summary has then been seen."""
        if self._pages.currentWidget() is self.summary:
            self.sitting = None
            self._pages.setCurrentWidget(self.start)
        self.leave_off()
        self.left.emit()

    def _give_keys(self) -> None:
        wanted = self.card.keys_here() or self
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_of(self, entry: str) -> str:
        row = self._library.row(entry)
        return row.title if row is not None else entry

    def _dress(self) -> None:
        px = self._theme.px
        self.progress.setFixedHeight(max(2, px(3)))
        self._head.setContentsMargins(px(24), px(12), px(16), px(6))
        self._head.setSpacing(px(4))
        self._fit_panel()
