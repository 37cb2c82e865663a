"""What a list of cards is searched in: the questions and the names of the entries, folded and kept in memory.

Cards are not in the library's search index, because a search would give their answers away.  So neither does
this: of a card that was never answered, and whose answer is a name of its entry, the question finds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from attache.base.entry import GAP, with_gap
from attache.base.text import fold
from attache.learner.store import Store


class CardTexts:
    """The texts of all cards, read a part at a time when they are first searched."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: dict[int, str] = {}
        self._questions: dict[int, str] = {}
        self._giving: set[int] = set()
        """Cards whose answer holds a name of their entry."""
        self._is_complete = False

    def read(self, most: int = -1) -> bool:
        """Read the texts of ``most`` more cards, -1 for all; return whether all have been read."""
        if self._is_complete:
            return True
        rows = self._store.rows(
            "SELECT n, prompt, answer, detail, entry_n, title FROM study_listed WHERE n > ?"
            " ORDER BY n LIMIT ?",
            max(self._names, default=0),
            most,
        )
        names = names_of(self._store, {entry: title for *_, entry, title in rows})
        for n, prompt, answer, detail, entry, _ in rows:
            self._names[n], self._questions[n] = "\n".join(names[entry]), fold(asked(prompt, detail))
            if gives_away(answer, names[entry]):
                self._giving.add(n)
        self._is_complete = len(rows) != most
        return self._is_complete

    def found(self, wanted: Sequence[str]) -> list[int]:
        """Return the numbers of the cards that hold every one of some folded words in question or names."""
        self.read()
        names, giving = self._names, self._giving
        matching = [n for n, text in self._questions.items() if _holds(f"{names[n]}\n{text}", wanted)]
        by_question = [n for n in matching if n in giving and not _holds(names[n], wanted)]
        secret = self._never_answered(by_question)
        return [n for n in matching if n not in secret]

    def _never_answered(self, numbers: Iterable[int]) -> set[int]:
        rows = self._store.rows(
            """SELECT c.n FROM json_each(?) w JOIN study_listed c ON c.n = w.value
               LEFT JOIN card_state s ON s.card = c.id WHERE coalesce(s.reps, 0) = 0""",
            json.dumps(list(numbers)),
        )
        return {n for (n,) in rows}


def asked(prompt: str, detail: str) -> str:
    """Return what a card asks, with a gap in place of the words that a cloze hides."""
    return with_gap(prompt, json.loads(detail), GAP)


def names_of(store: Store, titles: Mapping[int, str]) -> Mapping[int, Sequence[str]]:
    """Return the folded names of some entries (number → title), the title first, for each of them."""
    found = {entry: [fold(title)] for entry, title in titles.items()}
    for entry, text in store.rows(
        "SELECT entry_n, text FROM json_each(?) w JOIN study_label l ON l.entry_n = w.value",
        json.dumps(list(titles)),
    ):
        found[entry].append(fold(text))
    return found


def gives_away(answer: str, names: Iterable[str]) -> bool:
    """Return whether an answer holds one of some folded names."""
    text = f" {fold(answer)} "
    return any(f" {name} " in text for name in names if name)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    return all(word in text for word in wanted)
