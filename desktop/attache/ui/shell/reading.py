"""What the learner has read of the documents: the part of the learner that the Documents page uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attache.base.changes import Changes
from attache.base.errors import KnownError
from attache.learner.progress import Progress
from attache.study.reading import ReadingPlace, SectionState

if TYPE_CHECKING:
    # Only for the type: the learner makes this when it is first used.
    from attache.ui.shell.learner import Learner


class Reading:
    """Reads and writes which sections were read, and where reading stopped; without a file nothing was.

    ``write`` runs a write of the learner: it announces the changes, and returns the error of one that failed.
    Ids name their pack: ``pack:document`` and ``pack:document/section``.
    """

    def __init__(
        self, learner: Learner, write: Callable[[Callable[[Progress], Changes]], KnownError | None]
    ) -> None:
        self._learner, self._write = learner, write

    def states(self) -> Mapping[str, SectionState]:
        """Return the state of each section that was read; all others are not read."""
        learner = self._learner
        if not learner.is_available:
            return {}
        return learner.progress.reading.states(learner.now().day, learner.settings)

    def remembered(self) -> Mapping[str, int]:
        """Return document (without its pack) → how many of its cards are remembered."""
        learner = self._learner
        if not learner.is_available:
            return {}
        return learner.progress.reading.remembered(learner.now().day, learner.settings)

    def places(self) -> tuple[ReadingPlace, ...]:
        """Return where reading stopped in each document, the document read last first."""
        return self._learner.progress.reading.places() if self._learner.is_available else ()

    def is_read(self, section: str) -> bool:
        """Return whether a section was read."""
        return self._learner.is_available and self._learner.progress.reading.is_read(section)

    def set_read(self, section: str, read: bool = True) -> KnownError | None:
        """Mark a section as read, so that its cards come first of the new ones, or as not read."""
        return self._write(lambda progress: progress.reading.set_read(section, read))

    def stop_at(self, place: ReadingPlace) -> KnownError | None:
        """Save where reading stopped in a document."""
        return self._write(lambda progress: progress.reading.stop_at(place))
