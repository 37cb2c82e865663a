"""Entries that the learner took for one another, and the extra questions that are asked about them.

What was answered is a row of its own (:class:`Telling`).  It has the id of the row of the log that was
written with it, so that an undo of the one undoes the other; an answer in a quiz has an id of its own.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Sequence

from attache.base.changes import Changes
from attache.base.entry import Confusion
from attache.base.vocabulary import CardForm
from attache.learner.card_sql import within
from attache.learner.store import Store
from attache.learner.undone import STANDING
from attache.learner.validity import CONFUSION, IN_TIME
from attache.study.confusion import Confused, Telling, to_tell_apart
from attache.study.days import Moment
from attache.study.memory import Phase
from attache.study.queue import QueuedCard
from attache.study.scope import Scope
from attache.study.settings import StudySettings


class Confusions:
    """The entries in one progress file that were confused."""

    def __init__(self, store: Store) -> None:
        """Share the store, which has the library attached."""
        self._store = store

    def note(self, entry: str, other: str, now: Moment) -> Changes:
        """Save that ``other`` was picked where ``entry`` was right, in a quiz; raises StorageError.

        Nothing is saved unless the two are known to be confused.  Nothing that is shown changes: they are
        asked about from the next day on.
        """
        confusion = Confusion(entry, other)
        if self.are_confusable(confusion):
            with self._store.writing() as connection:
                latest = connection.execute("SELECT max(at) FROM confusion").fetchone()[0]
                telling = Telling(confusion, False, now.day)
                device = self._store.device(connection)
                add(connection, self._store.new_id(), telling, self._store.stamp(latest), device)
        return Changes()

    def are_confusable(self, confusion: Confusion) -> bool:
        """Return whether two different entries are often confused, or a card asks to tell them apart."""
        if confusion.entry == confusion.other:
            return False
        sql = "SELECT 1 FROM study_confusable WHERE entry = ? AND other = ?"
        return bool(self._store.rows(sql, *confusion)) or any(
            pair.issuperset(confusion) for _, pair in self._cards_of_pairs(confusion)
        )

    def questions(self, day: int, settings: StudySettings, scope: Scope) -> list[QueuedCard]:
        """Return what is asked about on a day in a scope, each as a card with its ``confusion``.

        A card for telling the two apart is asked itself, unless it is new or due: then it is a review.  Any
        other card stands for the definition of its entry.
        """
        found = []
        for confused in to_tell_apart(self._tellings(), day):
            choice = self._choice(confused, day, settings, scope)
            if choice:
                pair = "".join(sorted(confused.confusion))
                found.append(choice[(day + zlib.crc32(pair.encode())) % len(choice)])
        return found

    def _choice(
        self, confused: Confused, day: int, settings: StudySettings, scope: Scope
    ) -> Sequence[QueuedCard]:
        """Return the cards that can ask about two entries, none if the library or the scope lacks them."""
        condition, values = within(scope, settings.hidden)
        rows = self._store.rows(
            f"""SELECT c.id, c.entry, c.theme, c.form, coalesce(s.phase, 0), coalesce(s.due_day, 0)
                FROM study_card c LEFT JOIN card_state s ON s.card = c.id
                WHERE (SELECT count(*) FROM study_entry WHERE id IN (:one, :two)) = 2
                AND c.entry IN (:one, :two) AND coalesce(s.suspended, 0) = 0 AND {condition}
                ORDER BY c.n""",
            one=confused.confusion.entry,
            two=confused.confusion.other,
            **values,
        )
        pairs = dict(self._cards_of_pairs(confused.confusion))
        of_definition: dict[str, QueuedCard] = {}
        found = []
        for id_, entry, theme, form, phase, due_day in rows:
            card = QueuedCard(id_, entry, theme, CardForm(form), Phase.REVIEW, confused=confused)
            if card.form is not CardForm.CONFUSABLE:
                of_definition.setdefault(entry, card)
            elif pairs[id_] == set(confused.confusion) and phase == Phase.REVIEW and due_day > day:
                found.append(card)
        return [*of_definition.values(), *found]

    def _cards_of_pairs(self, confusion: Confusion) -> list[tuple[str, frozenset[str]]]:
        """Return the cards of two entries that ask to tell entries apart, each with those entries."""
        rows = self._store.rows(
            "SELECT id, detail FROM study_listed WHERE entry IN (?, ?) AND form = ?",
            *confusion,
            CardForm.CONFUSABLE,
        )
        return [(id_, frozenset(json.loads(detail).get("pair", ()))) for id_, detail in rows]

    def _tellings(self) -> list[Telling]:
        """Return all answers about confused entries that were not undone, in order."""
        rows = self._store.rows(
            f"""SELECT s.entry, s.other, s.told, s.day FROM confusion s LEFT JOIN review_log r ON r.id = s.id
                WHERE {STANDING} AND {CONFUSION} AND s.at {IN_TIME} ORDER BY s.at, s.device, s.id"""
        )
        return [Telling(Confusion(entry, other), bool(told), day) for entry, other, told, day in rows]


def add(connection: sqlite3.Connection, id_: str, telling: Telling, at: int, device: str) -> None:
    """Add an answer about two entries, for use within ``writing``; ``at`` in UTC milliseconds."""
    connection.execute(
        "INSERT INTO confusion (id, entry, other, told, day, at, device) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (id_, *telling.confusion, int(telling.told), telling.day, at, device),
    )
