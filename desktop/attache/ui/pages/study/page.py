"""The Study page: it shows one session, and turns keys into calls of the learner."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.study.memory import Rating
from attache.study.queue import QueuedCard
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.session import Session, Stage
from attache.ui.pages.study import Needs
from attache.ui.pages.study.card_panel import CardPanel
from attache.ui.pages.study.start import StartPanel
from attache.ui.pages.study.summary import SummaryPanel
from attache.ui.shell.context import Context
from attache.ui.shell.keyboard import key_by_place
from attache.ui.shell.page import Page
from attache.ui.shell.unfinished import Unfinished, forget, remember, unfinished
from attache.ui.widgets.card.stopwatch import Stopwatch
from attache.ui.widgets.guide_link import open_in_guide

_ANSWERING = frozenset((Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter))
"""Keys that show the answer, and when it is shown, accept the suggested rating."""
_DIGITS = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_PREPARE = 40
"""Milliseconds between showing a card and reading what the next one needs."""


class StudyPage(Page):
    """Shows what to study, then one card at a time, then a summary."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._learner = context.learner
        self._watch = Stopwatch(context.ticks)
        self._session = Session()
        self._asked_for: tuple[Scope, Mode, bool] | None = None
        """The request that started the session, so that the same request resumes it."""
        self._was_left = False
        """Whether the page was left by Esc since it was last shown."""
        self._said = ""
        """What the page has said of the last action, above the card."""
        self._answers = 0
        """Answers since the last time maintenance was done."""
        self.start = StartPanel(context.theme, context.library, context.learner, self._unfinished)
        self.summary = SummaryPanel(context.theme, context.library, context.learner)
        self.panel = CardPanel(context, self)
        self._pages = QStackedWidget()
        for page in (self.start, self.summary, self.panel):
            self._pages.addWidget(page)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._pages)
        self._preparing = QTimer(self)
        self._preparing.setSingleShot(True)
        self._preparing.setInterval(_PREPARE)
        self._connect()

    def _connect(self) -> None:
        self.start.begin_wanted.connect(lambda scope, mode, beyond: self.begin(scope, mode, (), beyond))
        self.start.cards_wanted.connect(lambda: self.context.open_page("cards"))
        self.start.help_wanted.connect(lambda: self.context.commands.run("help"))
        self.summary.again_wanted.connect(lambda cards: self.begin(ALL_CARDS, Mode.PRACTICE, cards))
        self.summary.more_wanted.connect(lambda: self.begin(self._session.scope, Mode.SCHEDULE, (), True))
        self.summary.go_on_wanted.connect(lambda: self.begin(self._session.scope))
        self.summary.done.connect(self._go_to_today)
        self.summary.entry_requested.connect(self.context.open_entry)
        self.panel.show_wanted.connect(self._go_on)
        self.panel.rated.connect(self.rate)
        self.panel.undo_wanted.connect(self.undo)
        self.panel.easier_wanted.connect(self._ask_easier)
        self.panel.entry_toggled.connect(self._follow_entry)
        self._preparing.timeout.connect(self._prepare)

    # What the window calls

    def open(
        self,
        scope: Scope | None = None,
        mode: Mode = Mode.SCHEDULE,
        beyond: bool = False,
        choose: bool = False,
        **target: Any,
    ) -> None:
        """Study a scope, or show what can be studied (``choose``); with neither, resume the session."""
        if choose:
            self.show_start()
        elif scope is not None:
            self.begin(scope, mode, (), beyond)
        else:
            self.resume()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what each command does."""
        return {
            "again": partial(self.rate, Rating.AGAIN),
            "hard": partial(self.rate, Rating.HARD),
            "good": partial(self.rate, Rating.GOOD),
            "easy": partial(self.rate, Rating.EASY),
            "undo": self.undo,
            "redo": self.redo,
            "card-entry": self.panel.toggle_entry,
            "card-guide": self._read_guide,
            "card-note": self.panel.write_note,
            "flag": self.flag,
            "bury": self.bury,
            "suspend": self.suspend,
        }

    def conditions(self) -> Collection[str]:
        """Return the conditions that are met."""
        met = {
            Needs.UNDO: self._learner.can_undo,
            Needs.REDO: self._learner.can_redo,
            Needs.CARD: self._can_mark,
            Needs.ANSWER: self._shows_card and self._session.stage is Stage.ANSWER,
        }
        return [need for need, is_met in met.items() if is_met]

    def find_text(self) -> bool:
        """Find in the entry beside the card."""
        if self._shows_card and self.panel.shows_entry:
            self.panel.pane.find_bar.open()
            return True
        return False

    def leave(self) -> bool:
        """Leave the field, so that letters are commands again, then the entry, then the page."""
        if self.panel.leave():
            self._follow_entry()
            return True
        self._put_off()
        self._was_left = True
        return False

    @property
    def is_waiting(self) -> bool:
        """Whether a card is asked, in a session that was not left by Esc."""
        return self._shows_card and not self._was_left

    def save(self) -> bool:
        """Save the note that is being written; return False if that failed."""
        return self.panel.pane.note.save()

    def finish_pending(self) -> bool:
        """Prepare the next card now, if that waits; return whether it did."""
        waited = self._preparing.isActive()
        if waited:
            self._preparing.stop()
            self._prepare()
        return waited

    def close_down(self) -> None:
        """Stop preparing, remember the card and the layout, and do what is due after a session."""
        self._preparing.stop()
        left, prompt = self._unfinished(), self._session.prompt
        if (
            left is not None
            and prompt is not None
            and not self._is_extra
            and self._asked_for == (left.scope, Mode.SCHEDULE, left.beyond)
        ):
            remember(self.context.machine, left._replace(card=prompt.card.id))
        self.panel.save_layout()
        self._run_maintenance()

    @property
    def can_step_back(self) -> bool:
        """Whether the entry beside the card is open."""
        return self._shows_card and self.panel.shows_entry

    def step_back(self) -> None:
        """Close the entry, and go back to the card."""
        self.panel.close_entry()
        self._follow_entry()

    def refresh(self, changes: Changes) -> None:
        """Apply new settings, a new day and what was done elsewhere; the current card stays as it is."""
        if not self._learner.is_available:
            return
        new_day = self._session.day != self._learner.now().day
        if self._session.is_asking:
            done = {ChangeKind.REVIEWS, ChangeKind.READING}
            elsewhere = bool(changes.kinds & done) and not self.isVisible()
            self._refresh_session(new_day or elsewhere or ChangeKind.SETTINGS in changes.kinds)
        shown = self._pages.currentWidget()
        if shown is self.summary and new_day:
            self.show_start(self._session.scope)
            self.discard_session()
        elif shown is self.summary:
            self.summary.refresh()
        elif shown is self.start:
            self.start.refresh()

    def _refresh_session(self, reload: bool) -> None:
        """Read the queue of the session again, or only count what is left of the day."""
        was_shown = self._shows_card
        if reload:
            self._session = self._learner.studying.reload(self._session)
            if was_shown:
                self._show(fresh=False)
            return
        today = self._learner.today(self._session.scope)
        if today is not None:
            self._session = self._session.counted(today)
            if was_shown:
                self.panel.show_remaining(self._session, self._said)

    # What is shown

    @property
    def session(self) -> Session:
        """The session as it is."""
        return self._session

    @property
    def _shows_card(self) -> bool:
        return self._session.is_asking and self._pages.currentWidget() is self.panel

    @property
    def _is_extra(self) -> bool:
        """Whether an extra question is asked, which stands for no card."""
        return self._session.prompt is not None and self._session.prompt.card.confused is not None

    @property
    def _can_mark(self) -> bool:
        """Whether a card is shown that can be flagged, buried and suspended."""
        return self._shows_card and not self._is_extra

    def show_start(self, scope: Scope = ALL_CARDS) -> None:
        """Show what there is to study; a session stays as it is."""
        self.start.show_choices(scope)
        self._turn_to(self.start)

    def resume(self) -> None:
        """Show the session, or else what there is to study: in the session of today that was not finished."""
        if self._session.stage is Stage.START:
            left = self._unfinished()
            self.show_start(left.scope if left is not None else ALL_CARDS)
        else:
            self._show(fresh=False)

    def begin(
        self,
        scope: Scope = ALL_CARDS,
        mode: Mode = Mode.SCHEDULE,
        given: Sequence[QueuedCard] = (),
        beyond: bool = False,
    ) -> None:
        """Start a session, or resume the one of today that was started for the same."""
        asked_for = (scope, mode, beyond)
        same = not given and asked_for == self._asked_for and self._session.day == self._learner.now().day
        if self._session.is_asking and same:
            self._show(fresh=False)
            return
        self._session = self._learner.studying.start(scope, mode, given, beyond, self._card_left(asked_for))
        self._asked_for = None if given else asked_for
        if self._session.is_asking:
            if mode is Mode.SCHEDULE and not given:
                remember(self.context.machine, Unfinished(scope, beyond, self._session.day))
            self._show()
        else:
            self._session = Session()
            self.show_start(scope)

    def _unfinished(self) -> Unfinished | None:
        """Return the session of today that was started before the program was, or before it was left."""
        if not self._learner.is_available:
            return None
        return unfinished(self.context.machine, self._learner.now().day)

    def _card_left(self, asked_for: tuple[Scope, Mode, bool]) -> str:
        """Return the card at which the program was closed in the session of a request, "" for none."""
        left = self._unfinished()
        return left.card if left is not None and asked_for == (left.scope, Mode.SCHEDULE, left.beyond) else ""

    def discard_session(self) -> None:
        """Discard the session; its answers are saved."""
        self._session, self._asked_for = Session(), None

    # What is done

    def show_answer(self) -> None:
        """Show the answer and offer the ratings."""
        if self._shows_card and self._session.stage is Stage.QUESTION:
            self._session = self._session.show_answer()
            self.panel.show_answer(self._session)
            self.state_changed.emit()

    def rate(self, rating: Rating) -> None:
        """Save an answer and ask the next card."""
        if not (self._shows_card and self._session.stage is Stage.ANSWER):
            return
        if self._is_extra:
            rating = self.panel.card.suggested  # it was right or wrong, and is not scheduled
        session = self._learner.studying.answer(
            self._session, rating, self._watch.milliseconds, self.panel.confusion
        )
        if session is not self._session:
            self._answers += 1
            self._follow(session)

    def _go_on(self) -> None:
        """Show the answer, or accept the suggested rating."""
        if self._session.stage is Stage.ANSWER:
            self.rate(self.panel.card.suggested)
        else:
            self.show_answer()

    def undo(self) -> None:
        """Undo the last answer, also one of an earlier session, and ask its card again."""
        self._follow(self._learner.studying.undo(self._session))

    def redo(self) -> None:
        """Redo the answer that was undone last, also in an earlier session."""
        self._follow(self._learner.studying.redo(self._session))

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        if self._can_mark:
            self._follow(
                self._learner.studying.bury(self._session), "Buried until tomorrow. Press U to undo."
            )

    def suspend(self) -> None:
        """Ask the card no more."""
        if self._can_mark:
            said = "Suspended. Press U to undo, or unsuspend it later in Cards."
            self._follow(self._learner.studying.suspend(self._session), said)

    def flag(self) -> None:
        """Flag the card, or remove its flag."""
        if self._can_mark:
            session = self._learner.studying.flag(self._session)
            if session is not self._session and session.prompt is not None:
                said = "Flagged. Press F to remove the flag." if session.prompt.flagged else "Flag removed."
                self._session, self._said = session, said
                self.panel.tell(session, said)
                self.state_changed.emit()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the digit row also where it has other characters, before one of them runs a command."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_digit = not event.modifiers() and bool(event.text()) and key_by_place(event) in _DIGITS
            taken = self._shows_card and is_digit
            event.setAccepted(taken)
            return taken
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter go on, digits choose an option, arrows scroll the card."""
        key, digit = event.key(), key_by_place(event) or event.key()
        if event.isAutoRepeat() and (key in _ANSWERING or key in _DIGITS):
            event.accept()  # a key that is held down is one answer, not many
        elif self._shows_card and key in _ANSWERING:
            self._go_on()
        elif not (self._shows_card and (self.panel.press(digit) or self.panel.press(key))):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Continue to measure the time of the answer."""
        super().showEvent(event)
        self._was_left = False
        if self._shows_card:
            self._watch.go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop measuring while the card is not visible."""
        super().hideEvent(event)
        self._watch.pause()

    # Parts

    def _follow(self, session: Session, said: str = "") -> bool:
        """Show the session that follows this one; return False if nothing was done."""
        if session is self._session:
            return False
        if self._session.stage is Stage.START:
            self._asked_for = (ALL_CARDS, Mode.SCHEDULE, False)  # an undo has started the session
        self._session = session
        self._show(said)
        return True

    def _show(self, said: str = "", fresh: bool = True) -> None:
        """Show the state of the session; a card that is not ``fresh`` keeps what was typed into it."""
        session = self._session
        if session.error is not None:
            self._give_up(session.error)
        elif not session.is_asking:
            self._finish()
        elif not fresh and self.panel.shows(session):
            self.panel.show_again(session)
            self._turn_to(self.panel)
        else:
            self._ask(said)

    def _ask(self, said: str) -> None:
        """Show the new card of the session."""
        self._said = said
        try:
            self.panel.ask(self._session, said)
        except KnownError as error:
            self._give_up(error)
        else:
            self._turn_to(self.panel)
            self._watch.start()
            if not self.isVisible():
                self._watch.pause()
            self.panel.set_focus()
            self._preparing.start()

    def _give_up(self, error: KnownError) -> None:
        """End a session whose card cannot be shown, because no card may be rated unseen."""
        self.discard_session()
        with suppress(KnownError):  # the choice of what to study may fail for the same reason
            self.start.show_choices()
        self._turn_to(self.start)
        self.context.report(error)

    def _finish(self) -> None:
        self.panel.close_entry()
        if self._asked_for is not None:
            forget(self.context.machine)
        try:
            self.summary.show_summary(self._session)
        except KnownError as error:
            self._give_up(error)
            return
        self._turn_to(self.summary)
        self._run_maintenance()

    def _turn_to(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        if page is not self.panel:
            self.setAccessibleName("Study")  # the panel gives the page the text of its card
        self.state_changed.emit()

    def _prepare(self) -> None:
        if self._session.is_asking and self._session.prepared is None:
            self._session = self._learner.studying.prepare(self._session)
            if self._session.prepared is not None:
                with suppress(KnownError):  # reported when the card is asked
                    self.panel.prepare(self._session.prepared)

    def _ask_easier(self) -> None:
        self._follow(self._learner.studying.ask_easier(self._session))

    def _follow_entry(self) -> None:
        """Give the focus back to the card when the entry beside it was closed."""
        if not self.panel.shows_entry:
            self.panel.set_focus()
        self.state_changed.emit()

    def _read_guide(self) -> None:
        """Show the place of the card in the guide to its document; Esc leads back to the card."""
        prompt = self._session.prompt
        if prompt is not None:
            open_in_guide(self.context, prompt.card.entry, prompt.card.id)

    def _put_off(self) -> None:
        """Leave the session as it is; discard a summary that was seen."""
        if self._session.stage is Stage.DONE:
            self._session = Session()
            self._pages.setCurrentWidget(self.start)
        self._run_maintenance()

    def _go_to_today(self) -> None:
        self._put_off()
        self.context.open_page("today")

    def _run_maintenance(self) -> None:
        if self._answers:
            answers, self._answers = self._answers, 0
            self.context.maintenance.after_session(answers)
