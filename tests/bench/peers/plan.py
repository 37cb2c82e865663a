"""Which programs are measured on what, in which order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from tests.bench.peers import lookups, reviews, starts
from tests.bench.peers.dictionary import articles
from tests.bench.peers.made import Checkout, dictionary_home
from tests.bench.peers.programs import Program
from tests.bench.peers.report import Measured
from tests.bench.peers.screen import Area
from tests.bench.peers.stage import Stage
from tests.bench.peers.words import beginnings, short_names

PARTS = ("starts", "lookups", "reviews")
NOW, BEFORE, WHEEL, WHEEL_BEFORE = "attache", "before", "wheel", "wheel before"
GOLDENDICT, BARE = "goldendict", "bare window"

_LEARNERS = ((1_684, 6_000), (200_000, 500_000))
"""Cards and reviews of each."""

# Where the list and the article are in a window of 1280 × 800; a little less than all of it.
_ATTACHE_LIST, _ATTACHE_ARTICLE = Area(190, 150, 340, 640), Area(560, 90, 460, 700)
_GOLDENDICT_LIST, _GOLDENDICT_ARTICLE = Area(4, 118, 190, 640), Area(215, 98, 840, 680)


class Plan:
    """One run: ``columns`` names its programs in the order in which they are measured."""

    columns = (NOW, BEFORE, WHEEL, WHEEL_BEFORE, GOLDENDICT, BARE)

    def __init__(self, stage: Stage, root: Path, asked: argparse.Namespace, cache: Path, homes: Path) -> None:
        """Take the checkout in ``root`` and what was asked for; ``homes`` is for the programs' own files."""
        self._stage, self._root, self._asked, self._cache, self._homes = stage, root, asked, cache, homes
        self._checkouts = {NOW: Checkout(root, cache)}
        if asked.base:
            self._checkouts[BEFORE] = Checkout(asked.base.resolve(), cache)

    def parts(self) -> Iterator[list[Measured]]:
        """Measure part after part."""
        entries, large = self._asked.entries, f"{self._asked.entries:,} entries"
        if "starts" in self._asked.only:
            yield self._starts("shipped", [*self._shipped(), self._goldendict("shipped"), self._bare()])
            programs = [*self._large(entries), self._goldendict(large), self._bare()]
            yield self._starts(large, programs)
        if "lookups" in self._asked.only:
            yield self._lookups(large, [*self._large(entries), self._goldendict(large)])
        if "reviews" in self._asked.only:
            for cards, behind in self._asked.learner or _LEARNERS:
                yield self._reviews(cards, behind)

    # Parts

    def _starts(self, library: str, programs: list[Program]) -> list[Measured]:
        return starts.measure(self._stage, programs, library, self._asked.starts)

    def _lookups(self, library: str, programs: list[Program]) -> list[Measured]:
        file = self._checkouts[NOW].generated(self._asked.entries)
        names = [name for article in articles(file) for name in article.names]
        rounds = [
            (beginnings(names, self._asked.words, turn), short_names(names, self._asked.words, turn))
            for turn in range(self._asked.rounds)
        ]
        return lookups.measure(self._stage, programs, library, rounds)

    def _reviews(self, cards: int, behind: int) -> list[Measured]:
        learners = []
        for name, checkout in self._checkouts.items():
            library, progress = checkout.studied(cards, behind)
            learners.append(reviews.Learner(self._attache(name, checkout.program, library), progress))
        library_name = f"{cards:,} cards"
        return reviews.measure(self._stage, learners, library_name, self._asked.rounds, self._asked.answers)

    # Programs

    def _shipped(self) -> list[Program]:
        found = [self._attache(name, checkout.program) for name, checkout in self._checkouts.items()]
        if self._asked.wheel:
            names = {NOW: WHEEL, BEFORE: WHEEL_BEFORE}
            for name, checkout in self._checkouts.items():
                found.append(self._attache(names[name], checkout.installed()))
        return found

    def _large(self, entries: int) -> list[Program]:
        return [
            self._attache(name, checkout.program, checkout.generated(entries))
            for name, checkout in self._checkouts.items()
        ]

    def _attache(self, name: str, command: Path, library: Path | None = None) -> Program:
        home = self._homes / f"{name}-{library.parent.name if library else 'shipped'}"
        variables = {"ATTACHE_DATA": str(home)}
        if library is not None:
            variables["ATTACHE_LIBRARY"] = str(library)
        return Program(name, (str(command),), home, variables, _ATTACHE_LIST, _ATTACHE_ARTICLE)

    def _goldendict(self, library: str) -> Program:
        """Return a GoldenDict that has made its index, and has kept the size of its window."""
        checkout = self._checkouts[NOW]
        file = checkout.shipped() if library == "shipped" else checkout.generated(self._asked.entries)
        home = dictionary_home(file, self._cache, library.replace(" ", "-"))
        program = Program(GOLDENDICT, ("goldendict",), home, {}, _GOLDENDICT_LIST, _GOLDENDICT_ARTICLE)
        with self._stage.running(program) as running:
            self._stage.place(running)
        return program

    def _bare(self) -> Program:
        python = self._root / ".venv" / "bin" / "python"
        script = Path(__file__).with_name("bare.py")
        return Program(BARE, (str(python), str(script)), self._homes / "bare", quit_keys="")
