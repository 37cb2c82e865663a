"""The one object through which pages read and change what the learner did.

It wraps the Qt-free :class:`attache.learner.manager.ProgressManager`.  A write returns the error,
or None, to the caller, who still has what was to be saved.  It announces once what has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from attache.base.changes import ChangeKind, Changes
from attache.base.errors import KnownError
from attache.learner.manager import ProgressManager, WayOut
from attache.learner.progress import Progress
from attache.study.days import Moment, date_of
from attache.study.memory import Recall
from attache.study.overview import NextDue, Overview
from attache.study.scope import ALL_CARDS, Scope
from attache.study.settings import DEFAULTS, StudySettings
from attache.study.workload import CardCounts, Projection, Today, beyond_limits
from attache.ui.shell import edits
from attache.ui.shell.edits import Edit, Edits

if TYPE_CHECKING:
    # Only for types: the window opens before sessions, the log, backups and FSRS are imported.
    from attache.learner.backups import Backup
    from attache.learner.card_list import CardList
    from attache.learner.log import Row
    from attache.learner.remembered import CardStatus
    from attache.study.reading import ReadingPlace
    from attache.study.scheduler import Scheduler
    from attache.ui.shell.card_marks import CardMarks
    from attache.ui.shell.exams import Exams
    from attache.ui.shell.quizzes import Quizzes
    from attache.ui.shell.reading import Reading
    from attache.ui.shell.studying import Studying

_IDLE = 10
"""Milliseconds from an answer to its announcement.  Qt paints the next card after 5, and then there is time
to count; the number in the rail changes so soon that it is seen as one change with the card."""


class Learner(QObject):
    """Reads and writes one progress file; without one (it was refused), writes return an error.

    ``changed(Changes)`` is emitted after each write; in a study session only once the next card has been
    drawn.  ``failed(KnownError)`` is emitted when a write failed, ``replacing`` before the file is closed so
    that it can be replaced, ``opened`` when the file was opened or refused afterwards.  ``edited(Edit)`` is
    emitted after ``changed`` for a change that can be undone.
    """

    changed = Signal(object)
    failed = Signal(object)
    replacing = Signal()
    opened = Signal()
    edited = Signal(object)

    def __init__(self, manager: ProgressManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._manager = manager
        self._settings: StudySettings | None = None
        self._scheduler: Scheduler | None = None
        self._overview: Overview | None = None
        self._turnable: tuple[Row | None, Row | None] | None = None
        self._has_acted = False
        """Whether the last change was an action with a card: an answer need not ask the log what to undo."""
        self._unannounced = Changes()
        self.edits = Edits(self._write)
        """The changes of bookmarks, notes and settings since the start, which can be undone and redone."""
        self._is_unusable = False
        """Whether the file is being closed because of a fault, so that nothing reads it any more."""
        self.replacing.connect(self.edits.clear)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self.announce_now)

    @property
    def is_available(self) -> bool:
        """Whether there is a file to save things in."""
        return self._manager.progress is not None and not self._is_unusable

    @property
    def refusal(self) -> KnownError | None:
        """Why the progress file was refused, None if it is open."""
        return self._manager.refusal

    @property
    def progress(self) -> Progress:
        """The open progress file; only asked where ``is_available``."""
        if self._manager.progress is None:
            raise ValueError("there is no progress file")
        return self._manager.progress

    # What there is to do

    @property
    def settings(self) -> StudySettings:
        """The study settings."""
        if self._settings is None:
            self._settings = self.progress.settings.read() if self.is_available else DEFAULTS
        return self._settings

    @property
    def scheduler(self) -> Scheduler:
        """FSRS with the current settings, loaded when it is first needed."""
        if self._scheduler is None:
            from attache.study.scheduler import Scheduler

            since = self.progress.settings.intervals_changed_at() if self.is_available else 0
            self._scheduler = Scheduler(self.settings, since)
        return self._scheduler

    def now(self) -> Moment:
        """Return the current moment in the learner's days."""
        return self.progress.now(self.settings.day_begins)

    def day_of(self, at: int) -> date:
        """Return the date of the learner's day in which an instant lies (UTC milliseconds)."""
        return date_of(self.progress.day_of(at, self.settings.day_begins))

    def local_time(self, at: int) -> datetime:
        """Return an instant (UTC milliseconds) in local time, also without a file."""
        return self._manager.local_time(at)

    def overview(self) -> Overview | None:
        """Return the overview of today, None without a file; cached until a change or a new day."""
        if not self.is_available:
            return None
        now = self.now()
        kept = self._overview
        if kept is None or kept.day != now.day or now.at >= kept.valid_until:
            self._overview = self.progress.workload.overview(now, self.settings)
        return self._overview

    def today(self, scope: Scope = ALL_CARDS, beyond: bool = False) -> Today | None:
        """Return what is for today in a scope, None without a file; ``beyond`` ignores the day's limits."""
        if not self.is_available:
            return None
        overview = self.overview() if scope.is_everything else None
        if overview is not None:
            today = overview.today
        else:
            today = self.progress.workload.today(self.now(), self.settings, scope)
        return beyond_limits(today, scope) if beyond else today

    def next_due(self, scope: Scope = ALL_CARDS) -> NextDue:
        """Return when the next cards of a scope are due."""
        return NextDue(*self.progress.cards.next_due(self.now().day, self.settings, scope))

    def waiting(self, scope: Scope) -> CardCounts:
        """Return how many cards of a scope are due, in their steps and new."""
        return self.progress.cards.counts(self.now().day, self.settings, scope)

    def project(self, minutes: int) -> Projection:
        """Return the retention and the new cards a day that ``minutes`` a day lead to."""
        return self.progress.workload.project(minutes, self.settings)

    # What is remembered

    def recall(self) -> Mapping[str, Recall]:
        """Return entry → how well it is remembered; empty if no card was ever answered."""
        overview = self.overview()
        if overview is None or not overview.has_started:
            return {}
        return self.progress.remembered.recall(self.now().day, self.settings)

    def recall_of(self, entries: Iterable[str]) -> Mapping[str, Recall]:
        """Return entry → how well it is remembered, for those of some entries of which a card was started."""
        if not self.is_available:
            return {}
        scope = Scope(entries=frozenset(entries))
        return self.progress.remembered.recall_in(scope, self.now().day, self.settings)

    def fading_cards(self) -> tuple[str, ...]:
        """Return the cards that fade and can be asked, the weakest first."""
        if not self.is_available:
            return ()
        return self.progress.remembered.fading_cards(self.now().day, self.settings)

    def card_statuses(self, entry: str) -> Mapping[str, CardStatus]:
        """Return the cards of an entry that were started, suspended or flagged, by id."""
        if not self.is_available:
            return {}
        return self.progress.remembered.statuses(entry, self.now().day, self.settings)

    # Bookmarks, notes, recently viewed

    def bookmarks(self) -> tuple[str, ...]:
        """Return the ids of the bookmarked entries, the latest first."""
        return self.progress.bookmarks.all() if self.is_available else ()

    def is_bookmarked(self, entry: str) -> bool:
        """Return whether an entry is bookmarked."""
        return self.is_available and self.progress.bookmarks.is_marked(entry)

    def toggle_bookmark(self, entry: str) -> KnownError | None:
        """Bookmark an entry, or remove its bookmark; this can be undone, as can the changes below."""
        return self._edit(lambda: edits.of_bookmark(entry, self.is_bookmarked(entry)))

    def note(self, entry: str) -> str:
        """Return the learner's note on an entry."""
        return self.progress.notes.text(entry) if self.is_available else ""

    def save_note(self, entry: str, text: str) -> KnownError | None:
        """Save a note on an entry."""
        return self._edit(lambda: edits.of_note(entry, self.note(entry), text))

    def recent(self, most: int) -> Mapping[str, int]:
        """Return the recently viewed entries with the instant (UTC milliseconds), the latest first."""
        return dict(self.progress.lookups.recent(most)) if self.is_available else {}

    def add_recent(self, entry: str) -> KnownError | None:
        """Add an entry to the recently viewed entries."""
        return self._write(lambda kept: kept.lookups.add(entry))

    def clear_recent(self) -> KnownError | None:
        """Clear the list of recently viewed entries."""
        return self._write(lambda kept: kept.lookups.clear())

    # Settings

    def set_settings(self, done: str = "", /, **values: object) -> KnownError | None:
        """Save some settings; ``done`` says what is done, e.g. ``Break added``, "" for a setting changed."""
        return self._edit(lambda: edits.of_settings(done, self.settings, values))

    def reset_settings(self, *names: str) -> KnownError | None:
        """Reset some settings, or all of them."""
        return self._edit(lambda: edits.of_reset(self.settings, names))

    def set_plan(self, days: int) -> KnownError | None:
        """Spread the backlog over some days, 0 to cancel the plan."""
        return self.set_settings(plan_from=self.now().day if days else 0, plan_days=days)

    # Studying

    @cached_property
    def studying(self) -> Studying:
        """The steps of study sessions."""
        from attache.ui.shell.studying import Studying

        return Studying(self, lambda act, is_action: self._write(act, later=True, is_action=is_action))

    @property
    def can_undo(self) -> bool:
        """Whether there is an action with cards that can be undone."""
        return self.is_available and (self._has_acted or self.to_undo is not None)

    @property
    def can_redo(self) -> bool:
        """Whether there is an action with cards that was undone and can be redone."""
        return not self._has_acted and self.to_redo is not None

    @property
    def to_undo(self) -> Row | None:
        """A row of the last action with cards, which can be undone; None if there is none."""
        return self._turns()[0]

    @property
    def to_redo(self) -> Row | None:
        """A row of the action with cards that was undone last and can be redone; None if there is none."""
        return self._turns()[1]

    def answers(self, most: int) -> int:
        """Return how many answers were given so far, counted up to ``most``."""
        return self.progress.reviews.answers(most) if self.is_available else 0

    # Lists of cards

    @property
    def card_list(self) -> CardList:
        """The lists of cards; only asked where ``is_available``."""
        return self.progress.card_list

    @cached_property
    def marks(self) -> CardMarks:
        """What marks several cards together."""
        from attache.ui.shell.card_marks import CardMarks

        return CardMarks(self, self._write)

    @cached_property
    def reading(self) -> Reading:
        """What was read of the documents."""
        from attache.ui.shell.reading import Reading

        return Reading(self, self._write)

    @cached_property
    def quizzes(self) -> Quizzes:
        """The quizzes."""
        from attache.ui.shell.quizzes import Quizzes

        return Quizzes(self, self._write)

    @cached_property
    def exams(self) -> Exams:
        """The exams and breaks."""
        from attache.ui.shell.exams import Exams

        return Exams(self)

    def last_place(self) -> ReadingPlace | None:
        """Return where reading stopped last, None where nothing was read."""
        if not (self.is_available and self.progress.has_file):
            return None  # a first start reads nothing
        return next(iter(self.progress.reading.places()), None)

    # The file and its backups

    @property
    def file(self) -> Path:
        """The progress file, open or not."""
        return self._manager.file

    @property
    def backup_folder(self) -> Path:
        """The folder in which its backups are kept; it may not exist yet."""
        return self._manager.backup_folder

    @property
    def manager(self) -> ProgressManager:
        """The owner of the file, whose long work :class:`Maintenance` runs in another thread."""
        return self._manager

    @property
    def ways_out(self) -> frozenset[WayOut]:
        """What can be done about the progress file that was refused."""
        return self._manager.ways_out

    def check_file(self) -> None:
        """Emit ``failed`` where the progress file was removed or replaced by something else."""
        try:
            self._manager.check_file()
        except KnownError as error:
            self.failed.emit(error)

    def take_fault(self, error: Exception) -> bool:
        """Close the progress file if an error means that it cannot be used; return whether it does."""
        if self._is_unusable:
            return True
        fault = self._manager.fault_behind(error)
        if fault is None:
            return False
        self._is_unusable = True
        self.replacing.emit()
        self._is_unusable = False
        self.refuse(fault)
        return True

    @property
    def is_waiting(self) -> bool:
        """Whether the file is neither open nor refused: it is still to be opened, or is being replaced."""
        return not self.is_available and self.refusal is None

    def release(self) -> None:
        """Close the file, or forget why it was refused, because it will be opened again or replaced."""
        self.replacing.emit()
        self._manager.close()
        self._manager.refusal = None
        self._announce_all()

    def open(self) -> None:
        """Open the file that there is now."""
        self._manager.open()
        self._announce_all()
        self.opened.emit()

    def refuse(self, error: KnownError) -> None:
        """Leave the file closed, for the reason given."""
        self._manager.refuse(error)
        self._announce_all()
        self.opened.emit()

    def backups(self) -> Sequence[Backup]:
        """Return all backups, the latest first; raises StorageError."""
        return self._manager.backups()

    # Announcing

    def announce(self, changes: Changes) -> None:
        """Announce what another thread has changed."""
        if changes:
            self._settings = self._scheduler = self._overview = self._turnable = None
            self._has_acted = False
            self._unannounced |= changes
            self.announce_now()

    def finish_pending(self) -> bool:
        """Announce pending changes now; return whether there were any."""
        waited = self._idle.isActive()
        self.announce_now()
        return waited

    def announce_now(self) -> None:
        """Announce what has changed and was not announced yet."""
        self._idle.stop()
        changes, self._unannounced = self._unannounced, Changes()
        if changes:
            self.changed.emit(changes)

    # Parts

    def _turns(self) -> tuple[Row | None, Row | None]:
        """Return what can be undone and redone; read once after each change."""
        if not self.is_available:
            return None, None
        if self._turnable is None:
            reviews = self.progress.reviews
            try:
                self._turnable = reviews.to_undo(), reviews.to_redo()
            except KnownError:  # reported by what the learner does next
                return None, None
        return self._turnable

    def _edit(self, make: Callable[[], Edit]) -> KnownError | None:
        """Write a change that can be undone; a value that stays the same is no change."""
        made: list[Edit] = []

        def act(progress: Progress) -> Changes:
            edit = make()
            changes = edit.redo(progress)
            if changes:
                self.edits.add(edit, self.now().at)
                made.append(edit)
            return changes

        error = self._write(act)
        for edit in made:
            self.edited.emit(edit)
        return error

    def _write(
        self, act: Callable[[Progress], Changes], later: bool = False, is_action: bool = False
    ) -> KnownError | None:
        if self._manager.progress is None:
            return self._manager.refusal or KnownError(
                "Your progress is not open yet.", "Wait until it has been checked."
            )
        try:
            changes = act(self._manager.progress)
        except KnownError as error:
            self.failed.emit(error)
            return error
        if changes:
            if changes.kinds & {ChangeKind.REVIEWS, ChangeKind.SETTINGS}:
                self._overview = self._turnable = None
                self._has_acted = is_action
            if ChangeKind.SETTINGS in changes.kinds:
                self._settings = self._scheduler = None
            self._unannounced |= changes
            if later:
                self._idle.start()
            else:
                self.announce_now()
        return None

    def _announce_all(self) -> None:
        self.announce(Changes(frozenset(ChangeKind)))
