"""FSRS-6's memory model: it computes stability and difficulty from answers and days.

The formulas are those of https://github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm, computed in
the order in which ``fsrs`` computes them, so that the results are the same to the last digit (tests compare
the two).  They are repeated here for speed: the doctor and the fitting replay half a million
answers, and with that library's cards and dates one answer takes about thirty times as long.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from attache.study.memory import Curve

_LEAST_STABILITY = 0.001
_LEAST_DIFFICULTY, _MOST_DIFFICULTY = 1.0, 10.0
_AGAIN, _HARD, _GOOD, _EASY = _RATINGS = range(1, 5)
_E = math.e


class Fsrs6:
    """The model with one set of parameters; ratings 1 to 4 are :class:`attache.study.memory.Rating`."""

    def __init__(self, parameters: Sequence[float]) -> None:
        """Compute everything that is the same for every answer."""
        w = tuple(parameters)
        self.curve = Curve.of(w)
        self._factor, self._decay = self.curve.factor, self.curve.decay

        def beginning(rating: int) -> float:
            found: float = w[4] - (math.e ** (w[5] * (rating - 1))) + 1
            return found

        # Indexed by rating, which starts at 1.
        self._first = [(0.0, 0.0)] + [
            (max(w[rating - 1], _LEAST_STABILITY), _bounded(beginning(rating))) for rating in _RATINGS
        ]
        self._step = [0.0] + [-(w[6] * (rating - _GOOD)) for rating in _RATINGS]
        self._short = [0.0] + [math.e ** (w[17] * (rating - _GOOD + w[18])) for rating in _RATINGS]
        self._penalty = [0.0, 0.0, w[15], 1.0, 1.0]
        self._bonus = [0.0, 0.0, 1.0, 1.0, w[16]]
        self._towards, self._stays = w[7] * beginning(_EASY), 1 - w[7]
        self._short_power, self._short_divisor = -w[19], math.e ** (w[17] * w[18])
        self._growth, self._growth_power, self._growth_recall = math.e ** w[8], -w[9], w[10]
        self._lapse, self._lapse_difficulty, self._lapse_stability, self._lapse_recall = (
            w[11], -w[12], w[13], w[14]
        )  # fmt: skip

    def first(self, rating: int) -> tuple[float, float]:
        """Return stability (days) and difficulty after the first answer."""
        return self._first[rating]

    def after(self, stability: float, difficulty: float, elapsed: int, rating: int) -> tuple[float, float]:
        """Return stability and difficulty after one more answer, ``elapsed`` days after the one before."""
        if elapsed < 1:
            increase = self._short[rating] * (stability**self._short_power)
            after = stability * (increase if rating == _AGAIN or increase > 1.0 else 1.0)
        else:
            forgotten = 1 - (1 + self._factor * elapsed / stability) ** self._decay
            if rating == _AGAIN:
                after = min(
                    self._lapse
                    * (difficulty**self._lapse_difficulty)
                    * (((stability + 1) ** self._lapse_stability) - 1)
                    * (_E ** (forgotten * self._lapse_recall)),
                    stability / self._short_divisor,
                )
            else:
                after = stability * (
                    1
                    + self._growth
                    * (11 - difficulty)
                    * (stability**self._growth_power)
                    * ((_E ** (forgotten * self._growth_recall)) - 1)
                    * self._penalty[rating]
                    * self._bonus[rating]
                )
        moved = difficulty + (10.0 - difficulty) * self._step[rating] / 9.0
        moved = self._towards + self._stays * moved
        # Written out, as two calls take longer than the rest of this function.
        if after < _LEAST_STABILITY:
            after = _LEAST_STABILITY
        if moved < _LEAST_DIFFICULTY:
            moved = _LEAST_DIFFICULTY
        elif moved > _MOST_DIFFICULTY:
            moved = _MOST_DIFFICULTY
        return after, moved


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, _LEAST_DIFFICULTY), _MOST_DIFFICULTY)
