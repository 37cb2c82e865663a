"""What is known of one card's memory, and how it fades: the values that scheduling is made of.

The forgetting curve is that of FSRS-6 (https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm):
R(t, S) = (1 + F·t/S)^D with D the negative of the last parameter and F such that R(S, S) = 0.9.  It stands
here, apart from the library that moves stability and difficulty, so that showing what is remembered
does not wait for that library to load.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from attache.study.days import Moment


class Rating(IntEnum):
    """How well an answer was known; the numbers are FSRS's and Anki's."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Phase(IntEnum):
    """The phase of a card: new, in its learning steps, in long intervals, or in its relearning steps."""

    NEW = 0
    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


class Recall(StrEnum):
    """How well an entry is remembered, by its cards; in words and by a mark, never by colour alone."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    FADING = "fading"


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of one card's memory.

    ``stability`` is in days, ``difficulty`` from 1 to 10, both 0 before the first answer.  ``last_day`` and
    ``due_day`` are the learner's days; ``due_at`` (UTC milliseconds) is the instant within it for a
    card in its steps, else 0.  ``lapses`` counts how often a card in long intervals was forgotten.
    """

    phase: Phase = Phase.NEW
    step: int = 0
    stability: float = 0.0
    difficulty: float = 0.0
    last_day: int = 0
    last_at: int = 0
    due_day: int = 0
    due_at: int = 0
    reps: int = 0
    lapses: int = 0

    @property
    def interval(self) -> int:
        """The days from the last answer to the due day."""
        return self.due_day - self.last_day


NEW = Memory()
"""A card that has never been answered."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What each answer to a card would lead to at one moment, and the memory from which that follows."""

    card: str
    before: Memory
    moment: Moment
    outcomes: Mapping[Rating, Memory]


@dataclass(frozen=True, slots=True)
class Curve:
    """The forgetting curve of one set of parameters: ``decay`` is negative."""

    decay: float
    factor: float

    @classmethod
    def of(cls, parameters: Sequence[float]) -> Curve:
        """Return the curve of FSRS-6 parameters, of which the last gives the decay."""
        decay = -parameters[20]
        return cls(decay, 0.9 ** (1 / decay) - 1)

    def retrievability(self, elapsed: int, stability: float) -> float:
        """Return the share of such cards recalled ``elapsed`` days after the last answer, 0 to 1."""
        if stability <= 0:
            return 0.0
        return math.pow(1 + self.factor * max(elapsed, 0) / stability, self.decay)

    def spent(self, retention: float) -> float:
        """Return after how many stabilities of waiting recall has sunk to ``retention``."""
        return (math.pow(retention, 1 / self.decay) - 1) / self.factor

    def retention(self, spent: float) -> float:
        """Return the recall after ``spent`` stabilities of waiting: the inverse of :meth:`spent`."""
        return math.pow(1 + self.factor * spent, self.decay)
