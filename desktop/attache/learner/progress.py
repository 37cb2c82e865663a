"""The progress file as the rest of the program uses it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from attache.base.changes import Changes
from attache.base.clock import Clock, Zone, local_offset, utc_milliseconds
from attache.base.identity import IdSource, random_id
from attache.base.watch import UNWATCHED, Watch
from attache.learner import tally
from attache.learner.bookmarks import Bookmarks
from attache.learner.cards import Cards
from attache.learner.lookups import Lookups
from attache.learner.notes import UserNotes
from attache.learner.present import Present
from attache.learner.remembered import Remembered
from attache.learner.schema import LAYOUT
from attache.learner.settings import Settings
from attache.learner.store import Store
from attache.learner.workload import Workload
from attache.study.days import Moment, learner_day
from attache.study.settings import StudySettings

if TYPE_CHECKING:
    # Only for types: the window opens without what studying needs.
    from attache.learner.card_list import CardList
    from attache.learner.confusions import Confusions
    from attache.learner.exams import Exams
    from attache.learner.figures import Figures
    from attache.learner.quizzes import Quizzes
    from attache.learner.reading import Reading
    from attache.learner.report import Report
    from attache.learner.reviews import Reviews
    from attache.learner.sessions import Sessions
    from attache.study.accuracy import Accuracy
    from attache.study.fit import Answers, Fit
    from attache.study.scheduler import Scheduler


class Progress:
    """What one learner has bookmarked, written, viewed and answered; every write returns its Changes.

    When a write returns, its data are on the disk.  For use by one thread.
    """

    def __init__(self, store: Store) -> None:
        """Share one store among the parts."""
        self._store = store
        self._present = Present(store)
        self.bookmarks = Bookmarks(store)
        self.notes = UserNotes(store)
        self.lookups = Lookups(store)
        self.settings = Settings(store)
        self.cards = Cards(store)
        self.remembered = Remembered(store)
        self.workload = Workload(store, self.cards, self.remembered)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock = utc_milliseconds,
        new_id: IdSource = random_id,
        zone: Zone = local_offset,
        library: Path | None = None,
        watch: Watch = UNWATCHED,
        *,
        is_alone: bool = False,
    ) -> Self:
        """Open a progress file, which need not exist: it and its folder appear with the first write.

        ``library`` is the library file whose cards are studied; without one ``cards``,
        ``remembered`` and ``workload`` cannot be used.  ``is_alone`` says that no other process has the file
        open.
        Raises StorageError (damaged, foreign, too new, locked …) and leaves a refused file as it is, and
        GivenUp if ``watch`` cancels.
        """
        store = Store(path, LAYOUT, clock, new_id, zone, library, watch, is_alone=is_alone)
        if library is not None:
            tally.refresh(store)
        return cls(store)

    @cached_property
    def reviews(self) -> Reviews:
        """The log of reviews."""
        from attache.learner.reviews import Reviews

        return Reviews(self._store)

    @cached_property
    def reading(self) -> Reading:
        """The sections that were read, and where reading stopped."""
        from attache.learner.reading import Reading

        return Reading(self._store)

    @cached_property
    def quizzes(self) -> Quizzes:
        """The quizzes."""
        from attache.learner.quizzes import Quizzes

        return Quizzes(self._store)

    @cached_property
    def confusions(self) -> Confusions:
        """The entries that were confused."""
        from attache.learner.confusions import Confusions

        return Confusions(self._store)

    @cached_property
    def card_list(self) -> CardList:
        """The lists of cards."""
        from attache.learner.card_list import CardList

        return CardList(self._store)

    @cached_property
    def exams(self) -> Exams:
        """Where the learner stands with an exam."""
        from attache.learner.exams import Exams

        return Exams(self._store)

    def now(self, begins: int) -> Moment:
        """Return the current moment in the learner's days, which begin at ``begins`` o'clock."""
        return self._present.moment(begins)

    def day_of(self, at: int, begins: int) -> int:
        """Return the learner's day of an instant (UTC milliseconds), by the time zone that held then."""
        return learner_day(at, self._store.zone(at), begins)

    @property
    def has_file(self) -> bool:
        """Whether anything was ever saved: the file appears with the first write."""
        return self._store.has_file

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    def refuse_if_replaced(self) -> None:
        """Raise Replaced if the file was removed or replaced by something else, and close it."""
        self._store.refuse_if_replaced()

    def figures(self, now: Moment, settings: StudySettings) -> Figures:
        """Compute the figures of progress at a moment."""
        # Imported here because the window, which starts with this module, shows none of them.
        from attache.learner.figures import DAYS_AHEAD, figures

        ahead = self.workload.due_on(now.day, DAYS_AHEAD, settings)
        return figures(self._store, self.workload.today(now, settings), ahead, now, settings)

    def report(self, now: Moment, settings: StudySettings, watch: Watch = UNWATCHED) -> Report:
        """Work out what the Progress page shows first, at a moment; raises GivenUp if ``watch`` cancels."""
        from attache.learner.report import report

        return report(self._store, self.workload, now, settings, watch)

    def accuracy(self, settings: StudySettings, watch: Watch = UNWATCHED) -> Accuracy:
        """Compare all answers with what was predicted, for the same page; raises GivenUp if cancelled."""
        from attache.learner.report import accuracy

        return accuracy(self._store, settings, watch)

    def sessions(self, scheduler: Scheduler) -> Sessions:
        """Return what runs study sessions with a scheduler."""
        from attache.learner.sessions import Sessions

        return Sessions(self.cards, self.reviews, self.workload, self.confusions, scheduler)

    def due_for_fit(self) -> bool:
        """Return whether the parameters of scheduling should be fitted to the learner's reviews."""
        from attache.learner import fit

        return fit.is_due(self._store)

    def reviews_to_fit(self) -> int:
        """Return how many reviews there are that parameters can be fitted to: those on a later day."""
        from attache.learner import fit

        return fit.count(self._store)

    def use_parameters(self, parameters: tuple[float, ...], watch: Watch = UNWATCHED) -> Changes:
        """Use parameters that the user gives from now on; raises as :meth:`adopt` does."""
        from attache.study.fit import Fit

        return self.adopt(Fit(parameters, self.reviews_to_fit()), watch)

    def answers(self, watch: Watch = UNWATCHED) -> Answers:
        """Return all answers, as :func:`attache.study.fit.fit` takes them; raises GivenUp."""
        from attache.learner import fit

        return fit.answers_of(self._store, watch)

    def adopt(self, found: Fit | None, watch: Watch = UNWATCHED) -> Changes:
        """Use fitted parameters from now on; None records that a fit was tried and was not better.

        Whoever holds a scheduler makes a new one from the settings afterwards.
        Raises StorageError if that cannot be saved, GivenUp if ``watch`` cancels; nothing has changed
        then.
        """
        from attache.learner import fit

        day = self.now(self.settings.read().day_begins).day
        return fit.adopt(self._store, found, day, watch)

    def check_values(self, watch: Watch = UNWATCHED) -> None:
        """Raise ImpossibleValues if rows have values that no program has written; GivenUp if cancelled."""
        from attache.learner.symptoms import check_values

        with self._store.reading() as connection, watch.statements(connection):
            check_values(connection)

    def close(self) -> None:
        """Close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        """Return the open progress."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()
