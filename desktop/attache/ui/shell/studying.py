"""What the window does about studying: its pages, its commands, and the care for the learner's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.base.vocabulary import EntryRow
from attache.learner.sitting import Mode
from attache.library.library import Library
from attache.study.days import day_ends
from attache.study.memory import Rating
from attache.study.scope import ALL_CARDS, Scope
from attache.ui.pages.backups.page import Kept, put_back
from attache.ui.pages.today.page import TodayPage
from attache.ui.shell import jobs
from attache.ui.shell.commands import CommandSet, Need
from attache.ui.shell.desk import Desk
from attache.ui.shell.theme import Theme

if TYPE_CHECKING:
    from attache.learner.backups import Backup
    from attache.ui.pages.backups.page import CopiesPage
    from attache.ui.pages.study.page import StudyPage

_RATINGS: Mapping[str, Rating] = {
    "again": Rating.AGAIN,
    "hard": Rating.HARD,
    "good": Rating.GOOD,
    "easy": Rating.EASY,
}
_ON_CARD: Mapping[str, str] = {
    "undo": "undo",
    "redo": "redo",
    "card-entry": "toggle_entry",
    "card-note": "write_note",
    "flag": "flag",
    "bury": "bury",
    "suspend": "suspend",
}
"""Commands on the card that is asked, and what the Study page calls them."""
_IN_MENU = ("card-entry", "card-note", "flag", "bury", "suspend", "undo", "redo")


class Studying(QObject):
    """Owns Today, the Study page and the page of copies; all but the first are made when they are wanted.

    ``page_wanted(QWidget, place)`` when a page is to be shown, ``page_made(QWidget)`` when there is a new
    one; ``entry_requested(id)``, ``search_wanted``, ``note_written(id, text)``; ``waiting(count)`` with how
    many cards are for today; ``said(str)`` with what to tell; ``refused(KnownError)`` when the file turned
    out to be damaged; ``trouble(Exception)``; ``turned`` when other commands make sense.
    """

    page_wanted = Signal(QWidget, str)
    page_made = Signal(QWidget)
    entry_requested = Signal(str)
    search_wanted = Signal()
    note_written = Signal(str, str)
    waiting = Signal(int)
    said = Signal(str)
    refused = Signal(object)
    trouble = Signal(object)
    turned = Signal()

    def __init__(
        self,
        theme: Theme,
        library: Library,
        desk: Desk,
        kept: Kept,
        commands: CommandSet,
        note_of: Callable[[str], str],
        lately: Callable[[], Sequence[tuple[EntryRow, str]]],
        ticks: Callable[[], float],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme, self._library, self._desk, self._kept = theme, library, desk, kept
        self._commands, self._note_of, self._ticks = commands, note_of, ticks
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._jobs: set[jobs.Job] = set()
        self._day = 0
        self._until_next = QTimer(self)
        self._until_next.setSingleShot(True)
        self._until_next.timeout.connect(self.follow_day)
        desk.exchanging.connect(self._drop)
        self.today = TodayPage(theme, library, desk, lately, kept)
        self.today.study_wanted.connect(self.begin)
        self.today.choices_wanted.connect(self.choose)
        self.today.entry_requested.connect(self.entry_requested)
        self.today.search_wanted.connect(self.search_wanted)
        self.today.way_back_wanted.connect(self._go_back_to)

    @cached_property
    def study(self) -> StudyPage:
        """The Study page."""
        from attache.ui.pages.study.page import StudyPage

        page = StudyPage(self._theme, self._library, self._desk, self._note_of, self._ticks)
        page.left.connect(self.show_today)
        page.turned.connect(self.turned)
        page.finished.connect(lambda answers: self._in_background(lambda: self._kept.after_sitting(answers)))
        page.entry_requested.connect(self.entry_requested)
        page.note_written.connect(self.note_written)
        more = QMenu(page)
        for name in _IN_MENU:
            more.addAction(self._commands[name])
        more.aboutToShow.connect(self._commands.dress_menus)
        page.more_button.setMenu(more)
        self.page_made.emit(page)
        return page

    @cached_property
    def copies(self) -> CopiesPage:
        """The page of copies."""
        from attache.ui.pages.backups.page import CopiesPage

        page = CopiesPage(self._theme, self._kept)
        page.restored.connect(self._exchanged)
        page.trouble.connect(self.trouble)
        self.page_made.emit(page)
        return page

    @property
    def is_shown(self) -> bool:
        """Whether the Study page is what is shown."""
        return "study" in self.__dict__ and self.study.isVisible()

    @property
    def holds_card(self) -> bool:
        """Whether a card waits on the Study page, to which Esc leads back."""
        return "study" in self.__dict__ and self.study.asked is not None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Return what the commands of studying do, but for those that begin in the glossary."""
        return {
            "today": self.show_today,
            "study": self.show_study,
            **{name: partial(self._rate, rating) for name, rating in _RATINGS.items()},
            **{name: partial(self._on_card, act) for name, act in _ON_CARD.items()},
        }

    def needs(self) -> dict[Need, bool]:
        """Return which of the needs of its commands are met."""
        return {
            Need.CARD: self.is_shown and self.study.asked is not None,
            Need.ANSWER: self.is_shown and self.study.is_open,
            Need.SITTING: self.is_shown and self._desk.is_there,
        }

    # What is shown

    def show_today(self) -> None:
        """Show what there is to do."""
        try:
            self.count()
            self.today.refresh()
        except KnownError as error:
            if not self.lets_go(error):
                raise
            self.today.refresh()
        self.page_wanted.emit(self.today, "today")
        self.today.give_keys()

    def show_study(self) -> None:
        """Show the sitting under way, or what there is to study."""
        if self.is_shown:
            self.study.setFocus()
            return
        self.page_wanted.emit(self.study, "study")
        self.study.resume()

    def choose(self) -> None:
        """Show what there is to study."""
        self.page_wanted.emit(self.study, "study")
        self.study.show_start()

    def show_copies(self) -> None:
        """Show the copies of the learner's file."""
        self.page_wanted.emit(self.copies, "settings")
        self.copies.refresh()

    def begin(self, scope: Scope = ALL_CARDS, mode: Mode = Mode.SCHEDULE, beyond: bool = False) -> None:
        """Begin a sitting."""
        self.page_wanted.emit(self.study, "study")
        self.study.begin(scope, mode, (), beyond)

    def count(self) -> None:
        """Say how many cards are for today."""
        today = self._desk.today()
        self.waiting.emit(today.cards if today is not None else 0)

    def take(self, changes: Changes) -> None:
        """Follow what was changed."""
        if changes.kinds & {ChangeKind.REVIEWS, ChangeKind.SETTINGS}:
            self.count()
        if "study" in self.__dict__:
            self.study.take(changes)

    # The learner's file

    def tend(self) -> None:
        """Look after the learner's file while nobody waits: a copy, and the fitting of the schedule."""
        if self._desk.is_there:
            self._in_background(self._kept.tend)

    def follow_day(self) -> None:
        """Notice that another day has begun: there is something else to do, and a copy to make."""
        if not self._desk.is_there:
            return
        now = self._desk.now()
        if self._day not in (0, now.day):
            self.count()
            if self.today.isVisible():
                self.today.refresh()
            self.tend()
        self._day = now.day
        left = day_ends(now.day, now.offset, self._desk.settings.day_begins) - now.at
        # Looked at once an hour in any case: clocks are set, and laptops sleep.
        self._until_next.start(max(1000, min(left + 1000, 3_600_000)))

    def finish_pending(self) -> bool:
        """Wait for the background jobs, whose results arrive with the next events; tell whether any ran."""
        self._pool.waitForDone()
        return bool(self._jobs)

    def close_down(self) -> None:
        """Wait for what is being done in the background, before the files are closed."""
        if "study" in self.__dict__:
            self.study.leave_off()
        self._until_next.stop()
        self._kept.make_room()
        self._pool.waitForDone()

    def lets_go(self, error: Exception) -> bool:
        """Let go of the learner's file where an error says that it is damaged, and tell whether it does."""
        if not (isinstance(error, KnownError) and self._kept.concerns(error)):
            return False
        self._kept.refuse(error)
        self.refused.emit(error)
        return True

    def _in_background(self, act: Callable[[], object]) -> None:
        # Each is kept until it has ended: with it goes the way back.
        started: list[jobs.Job] = []

        def done(result: object) -> None:
            self._jobs.difference_update(started)
            self._tended(result)

        def failed(error: Exception) -> None:
            self._jobs.difference_update(started)
            self.trouble.emit(error)

        started.append(jobs.start(self._pool, lambda _cancelled: act(), done, failed))
        self._jobs.update(started)

    def _tended(self, done: object) -> None:
        """Follow what was changed in the background, by a connection that this window does not hold."""
        if isinstance(done, Changes) and done:
            self._desk.forget()
            self._desk.changed.emit(done)

    def _go_back_to(self, copy: Backup | None) -> None:
        """Put a copy in the place of a damaged file, or begin with an empty one."""
        try:
            if copy is None:
                said = f"The damaged file is kept as {self._kept.begin_anew().name}."
            else:
                said = put_back(copy, self._kept.restore(copy.path))
        except KnownError as error:
            self.trouble.emit(error)
            return
        self._exchanged(said)

    def _exchanged(self, said: str) -> None:
        """Show the learner's file that is there now."""
        self.show_today()
        self.said.emit(said)

    def _drop(self) -> None:
        """Let go of the sitting, whose file is about to be another."""
        if "study" in self.__dict__:
            self.study.drop()

    # Commands on a card

    def _rate(self, rating: Rating) -> None:
        if self._desk.settings.two_buttons:
            rating = Rating.AGAIN if rating is Rating.AGAIN else Rating.GOOD
        self.study.rate(rating)

    def _on_card(self, act: str) -> None:
        getattr(self.study, act)()
