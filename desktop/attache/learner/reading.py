"""Which sections of the documents the learner has read, and where in each document reading stopped."""

from __future__ import annotations

from collections.abc import Mapping

from attache.base.changes import ChangeKind, Changes
from attache.learner.card_sql import FADES, fading_values, within
from attache.learner.store import Store
from attache.learner.validity import DEEPEST
from attache.study.reading import ReadingPlace, SectionState, section_state
from attache.study.scope import ALL_CARDS
from attache.study.settings import StudySettings


class Reading:
    """The sections and places in one progress file; ids of sections are ``pack:document/section``."""

    def __init__(self, store: Store) -> None:
        """Share the store with the file's other parts."""
        self._store = store

    def is_read(self, section: str) -> bool:
        """Return whether a section was read."""
        return bool(self._store.rows("SELECT 1 FROM section_read WHERE section = ? AND read", section))

    def set_read(self, section: str, read: bool) -> Changes:
        """Mark a section as read or not read; raises StorageError if that cannot be saved."""
        if self.is_read(section) == read:
            return Changes()
        with self._store.writing() as connection:
            before = connection.execute(
                "SELECT changed_at FROM section_read WHERE section = ?", (section,)
            ).fetchone()
            connection.execute(
                "INSERT INTO section_read (section, read, changed_at, device) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (section) DO UPDATE SET"
                " read = excluded.read, changed_at = excluded.changed_at, device = excluded.device",
                (section, int(read), self._store.stamp(before and before[0]), self._store.device(connection)),
            )
        return Changes.of(ChangeKind.READING, section)

    def places(self) -> tuple[ReadingPlace, ...]:
        """Return where reading stopped in each document, the document read last first."""
        found = self._store.rows(
            f"SELECT document, section, iif(depth BETWEEN 0 AND {DEEPEST}, depth, 0) FROM reading_place"
            " ORDER BY changed_at DESC, rowid DESC"
        )
        return tuple(ReadingPlace(*row) for row in found)

    def stop_at(self, place: ReadingPlace) -> Changes:
        """Save where reading stopped in a document; raises StorageError if that cannot be saved."""
        if self.places()[:1] == (place,):
            return Changes()
        document, section, depth = place
        with self._store.writing() as connection:
            latest = connection.execute("SELECT max(changed_at) FROM reading_place").fetchone()[0]
            connection.execute(
                "INSERT INTO reading_place (document, section, depth, changed_at, device)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (document) DO UPDATE SET section = excluded.section,"
                " depth = excluded.depth, changed_at = excluded.changed_at, device = excluded.device",
                (
                    document,
                    section,
                    max(0, min(depth, DEEPEST)),
                    self._store.stamp(latest),
                    self._store.device(connection),
                ),
            )
        return Changes.of(ChangeKind.READING, section)

    def states(self, day: int, settings: StudySettings) -> Mapping[str, SectionState]:
        """Return the state of each section that was read, on a day; all others are not read."""
        rows = self._store.rows(
            f"""SELECT r.section, coalesce(sum(coalesce(s.suspended, 0) = 0 AND k.card IS NOT NULL), 0),
                       coalesce(sum(s.suspended = 0 AND s.phase = 2 AND NOT {FADES}), 0),
                       coalesce(sum(s.suspended = 0 AND {FADES}), 0)
                FROM section_read r LEFT JOIN study_check k ON k.section = r.section
                LEFT JOIN card_state s ON s.card = k.card
                WHERE r.read GROUP BY r.section""",
            **fading_values(day, settings),
        )
        return {section: section_state(*counts) for section, *counts in rows}

    def remembered(self, day: int, settings: StudySettings) -> Mapping[str, int]:
        """Return document → how many of its cards are in long intervals and likely to be recalled on a day.

        Suspended cards, and those of hidden forms, do not count.
        """
        condition, values = within(ALL_CARDS, settings.hidden)
        rows = self._store.rows(
            f"""SELECT d.part, count(*) FROM card_state s JOIN study_card c ON c.id = s.card
                JOIN study_document d ON d.id = c.id
                WHERE s.present = 1 AND s.suspended = 0 AND s.phase = 2 AND NOT {FADES} AND {condition}
                GROUP BY d.part""",
            **fading_values(day, settings),
            **values,
        )
        return dict(rows)
