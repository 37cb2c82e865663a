"""Library files made directly, with as many cards as a test wants to study, and a world to study them in."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

import pytest

from attache.base.entry import Confusion
from attache.base.faults import StorageError
from attache.base.reference import APPLICATION_ID, COUNT_CARDS, FORMAT, TABLES
from attache.learner.log import Act
from attache.learner.progress import Progress
from attache.learner.sessions import Sessions
from attache.study.memory import Rating
from attache.study.scheduler import Scheduler
from attache.study.scope import ALL_CARDS, Mode, Scope
from attache.study.session import Leech, Prompt, Remaining, Session, Summary
from attache.study.settings import StudySettings

DAY = 86_400_000
"""Milliseconds of a day."""
START = 20_000 * DAY + 10 * 3_600_000
"""An instant: ten in the morning of day 20,000, in October 2024, in UTC."""


@dataclass(frozen=True, slots=True)
class OneCard:
    """A card of a library for tests; ``entry`` and ``theme`` are numbers."""

    id: str
    entry: int
    theme: int = 0
    form: str = "question"
    section: int = 1
    value: int = 2
    pair: tuple[int, ...] = ()
    """The entries that it asks to tell apart."""


_INVERSE = {"example-of": "has-example", "kind-of": "has-kind"}


def plain_cards(
    count: int, each: int = 1, themes: int = 3, forms: Sequence[str] = ("question",)
) -> list[OneCard]:
    """Return cards ``card-0``, ``card-1`` …, ``each`` of them for one entry."""
    return [
        OneCard(f"card-{n}", n // each, n // each % themes, forms[n % len(forms)], n * 4 // max(count, 1) + 1)
        for n in range(count)
    ]


def write_library(
    path: Path,
    cards: Iterable[OneCard],
    confused: Iterable[tuple[int, int]] = (),
    themes: int = 3,
    relation: str = "confused-with",
) -> Path:
    """Write a library of two documents with two sections each; cards come in the order given.

    ``relation`` is what two entries of ``confused`` have to one another, from the first one to the second.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TABLES)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        put = connection.executemany
        put(
            "INSERT INTO document VALUES (?, ?, ?, ?, '')",
            [(n, f"doc-{n}", f"Doc {n}", f"D{n}") for n in (1, 2)],
        )
        put(
            "INSERT INTO section VALUES (?, ?, ?, ?, ?)",
            [(n, f"doc-{1 + (n > 2)}", n, f"section-{n}", f"Section {n}") for n in range(1, 5)],
        )
        put(
            "INSERT INTO theme VALUES (?, ?, ?, '')", [(n, f"theme-{n}", f"Theme {n}") for n in range(themes)]
        )
        put(
            "INSERT INTO relation_type VALUES (?, ?, ?)",
            [(n, name, name) for n, name in enumerate({relation, _INVERSE.get(relation, relation)})],
        )
        given = list(cards)
        entries = {card.entry: card.theme for card in given}
        put(
            "INSERT INTO entry VALUES (?, ?, 'concept', '', ?, ?, '', 'e', ?, 0, 'd', 'd', 'b', 'b', '{}')",
            [(n + 1, f"entry-{n}", f"theme-{theme}", f"Entry {n}", n) for n, theme in entries.items()],
        )
        put(
            "INSERT INTO card VALUES (?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?)",
            [
                (
                    n,
                    card.id,
                    card.entry + 1,
                    n,
                    card.form,
                    f"Q {n}",
                    "A",
                    card.value,
                    json.dumps({"pair": [f"entry-{entry}" for entry in card.pair]} if card.pair else {}),
                    f"<p>{n}</p>" * 20,
                    "<p>A</p>" * 20,
                )
                for n, card in enumerate(given, 1)
            ],
        )
        put(
            "INSERT INTO card_section VALUES (?, 0, ?)",
            [(n, card.section) for n, card in enumerate(given, 1)],
        )
        put("INSERT INTO introduction VALUES (?, ?)", [(n, n) for n in range(1, len(given) + 1)])
        back = _INVERSE.get(relation, relation)
        both = [each for one, other in confused for each in ((one, relation, other), (other, back, one))]
        put(
            "INSERT INTO relation VALUES (?, ?, ?, ?, 1)",
            [(one + 1, place, name, other + 1) for place, (one, name, other) in enumerate(both)],
        )
        count_cards(connection)
    return path


def count_cards(connection: sqlite3.Connection) -> None:
    """Count the cards of a library as the compiler does, and give it a new fingerprint."""
    connection.execute("DELETE FROM card_count")
    connection.execute(COUNT_CARDS)
    mark = "(SELECT total(cards) FROM card_count) + (SELECT count(*) FROM card_section)"
    connection.execute(f"INSERT OR REPLACE INTO meta SELECT 'fingerprint', {mark}")


@dataclass
class World:
    """A learner at a machine: a library, a progress file, a clock and a zone that the test moves."""

    library: Path
    path: Path
    now: int = START
    offset: int = 0
    settings: StudySettings = field(
        default_factory=lambda: StudySettings(minutes=0, new_limit=0, due_limit=0)
    )
    ids: str = "id"
    """The prefix of the ids of this machine, different from those of other machines."""

    def __post_init__(self) -> None:
        """Open the file."""
        numbers = itertools.count(1)
        self._new_id: Callable[[], str] = lambda: f"{self.ids}-{next(numbers):06}"
        self.progress = self._open()
        self.scheduler = Scheduler(self.settings)

    def _open(self) -> Progress:
        return Progress.open(self.path, lambda: self.now, self._new_id, lambda _at: self.offset, self.library)

    def restart(self) -> None:
        """Close the file and open it again, as the next start of the program does."""
        self.progress.close()
        self.progress = self._open()

    def choose(self, **values: object) -> None:
        """Study with other settings."""
        self.settings = StudySettings(**{**_plain(self.settings), **values})  # type: ignore[arg-type]
        self.scheduler = Scheduler(self.settings)

    def session(self, scope: Scope = ALL_CARDS, mode: Mode = Mode.SCHEDULE, **more: object) -> Run:
        """Start a session."""
        return Run(self, self._sessions().start(scope, mode, **more))  # type: ignore[arg-type]

    def _sessions(self) -> Sessions:
        return self.progress.sessions(self.scheduler)

    def mark(self, card: str, act: Act, until: int = 0) -> None:
        """Do something with a card besides answering it."""
        reviews = self.progress.reviews
        reviews.mark(card, act, reviews.now(4), self.scheduler, until)

    def know(self, cards: Iterable[str], days: float = 30) -> None:
        """Have some cards answered once as easy, and let days go by until they are due."""
        for card in cards:
            self.learn(card, Rating.EASY, gap=1)
        self.wait(days=days)

    def fail_to_read(self, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
        """Let one question to the file fail from now on: a method of its cards, or ``state``."""

        def fail(*_: object) -> None:
            raise StorageError("The disk cannot be read.", "Look at it.")

        owner = self.progress.reviews if question == "state" else self.progress.cards
        monkeypatch.setattr(owner, question, fail)

    def wait(self, *, seconds: float = 0, days: float = 0) -> None:
        """Move the clock."""
        self.now += round(seconds * 1000 + days * DAY)

    def states(self) -> list[tuple[object, ...]]:
        """Return all that is kept of the cards' states."""
        return sorted(self.rows("SELECT * FROM card_state"))

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return rows of the progress file, from the disk."""
        if not self.path.exists():
            return []
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql, values).fetchall()

    def learn(self, card: str, *ratings: Rating, gap: float = 600) -> None:
        """Answer one card by itself, some seconds between the answers."""
        for rating in ratings:
            reviews = self.progress.reviews
            now = reviews.now(self.settings.day_begins)
            preview = self.scheduler.preview(card, reviews.state(card).memory, now, reviews.loads)
            reviews.answer(preview, rating, 9000, self.scheduler)
            self.wait(seconds=gap)


class Run:
    """A session that changes in place, so that a test reads as a sequence of steps."""

    def __init__(self, world: World, session: Session) -> None:
        """Wrap a session; each step uses the settings that the world has at that time."""
        self._world, self.session = world, session

    @property
    def _sessions(self) -> Sessions:
        return self._world.progress.sessions(self._world.scheduler)

    @property
    def is_out_of_time(self) -> bool:
        """Whether the day's minutes are used up."""
        return self.session.is_out_of_time

    @property
    def prompt(self) -> Prompt | None:
        """The current card."""
        return self.session.prompt

    @property
    def asked(self) -> str:
        """The id of the current card, "" for none."""
        return self.session.prompt.card.id if self.session.prompt is not None else ""

    @property
    def remaining(self) -> Remaining:
        """What is left."""
        return self.session.remaining

    @property
    def summary(self) -> Summary:
        """The result so far."""
        return self.session.summary

    @property
    def leech(self) -> Leech | None:
        """The leech that was noticed."""
        return self.session.leech

    def notice(self, leech: Leech | None) -> None:
        """Set the leech of the session."""
        self.session = replace(self.session, leech=leech)

    def answer(self, rating: Rating, took: int = 5000, confusion: Confusion | None = None) -> None:
        """Answer the current card."""
        self.session, _ = self._sessions.answer(self.session, rating, took, confusion)

    def undo(self) -> str:
        """Undo the last action and return its card, "" if there was none."""
        self.session, changes = self._sessions.undo(self.session)
        return next(iter(changes.entries), "")

    def redo(self) -> str:
        """Redo what was undone last and return its card, "" if there was nothing."""
        self.session, changes = self._sessions.redo(self.session)
        return next(iter(changes.entries), "")

    def bury(self) -> None:
        """Bury the current card."""
        self.session, _ = self._sessions.bury(self.session)

    def suspend(self) -> None:
        """Suspend the current card."""
        self.session, _ = self._sessions.suspend(self.session)

    def flag(self) -> None:
        """Flag the current card, or remove its flag."""
        self.session, _ = self._sessions.flag(self.session)

    def answer_all(self, rating: Rating = Rating.EASY, took: int = 5000) -> list[str]:
        """Answer whatever is asked, all alike, and return the cards in order."""
        found = []
        while self.prompt is not None:
            found.append(self.asked)
            self.answer(rating, took)
        return found

    def ask_easier(self) -> None:
        """Ask the easier card of the leech."""
        self.session = self._sessions.ask_easier(self.session)

    def reload(self) -> None:
        """Read the queue again."""
        self.session = self._sessions.reload(self.session)

    def prepare(self) -> None:
        """Prepare the next card."""
        self.session = self._sessions.prepare(self.session)


Settle: TypeAlias = Callable[..., World]
"""The fixture ``settle``: makes a world of some cards, pairs that are confused, and settings."""


def card_ids(count: int, first: int = 0) -> list[str]:
    """Return the ids of some cards of :func:`plain_cards`."""
    return [f"card-{number}" for number in range(first, first + count)]


def _plain(settings: StudySettings) -> dict[str, object]:
    return {name: getattr(settings, name) for name in StudySettings.__dataclass_fields__}
