"""Comparing what was typed with what was asked for: forgiving of what does not matter, and of small slips.

Case, accents, punctuation, articles and the order of words do not matter.  One slip is allowed if
the whole answer has five letters or more, two from twelve letters on, and none in numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from attache.base.text import fold

_ARTICLES = frozenset(("a", "an", "the"))
_SLIP_FROM, _SLIPS_FROM = 5, 12
"""The lengths from which one slip and two slips are allowed."""


class Verdict(StrEnum):
    """How well a typed answer matches the right one."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A part of the typed or the right answer, and whether it is in both."""

    text: str
    same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A typed answer and the right answer that is closest to it, both split into parts."""

    verdict: Verdict
    answer: str
    typed: tuple[DiffPart, ...]
    right: tuple[DiffPart, ...]


def compare(typed: str, answers: Iterable[str]) -> Comparison:
    """Compare what was typed with each right answer, of which there is one or more: the closest counts."""
    found = [_compared(typed, answer) for answer in answers]
    order = (Verdict.RIGHT, Verdict.NEARLY, Verdict.WRONG)
    return min(found, key=lambda each: (order.index(each.verdict), -_alike(typed, each.answer)))


def _compared(typed: str, answer: str) -> Comparison:
    ours, theirs = _words(typed), _words(answer)
    if not theirs and typed.strip():
        # an answer of signs alone, of which nothing is left to compare
        verdict = Verdict.RIGHT if typed.strip() == answer.strip() else Verdict.WRONG
    elif ours and sorted(ours) == sorted(theirs):
        verdict = Verdict.RIGHT
    elif ours and _slips(" ".join(ours), " ".join(theirs)):
        verdict = Verdict.NEARLY
    else:
        verdict = Verdict.WRONG
    mine, right = _pieces(typed.strip(), answer)
    return Comparison(verdict, answer, mine, right)


def _words(text: str) -> list[str]:
    """Return the folded words of a text without its articles; a text of articles keeps them."""
    words = fold(text).split()
    return [word for word in words if word not in _ARTICLES] or words


def _slips(typed: str, answer: str) -> bool:
    """Return whether two texts differ by no more slips than allowed, none of them in a number.

    A slip is a letter left out, put in or changed, or two neighbours swapped (optimal string alignment).
    """
    # Loaded where it is used: its import takes longer than the window may take to open.
    from rapidfuzz.distance import OSA

    if _numbers(typed) != _numbers(answer):
        return False
    length = len(answer.replace(" ", ""))
    allowed = 2 if length >= _SLIPS_FROM else 1 if length >= _SLIP_FROM else 0
    return OSA.distance(typed, answer, score_cutoff=allowed) <= allowed


def _numbers(text: str) -> list[str]:
    """Return the words of a text in which there is a digit, such as 1990s."""
    return [word for word in text.split() if any(letter.isdigit() for letter in word)]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio()


def _pieces(typed: str, answer: str) -> tuple[tuple[DiffPart, ...], tuple[DiffPart, ...]]:
    """Return both texts split into parts that the other text has, and parts that it lacks."""
    mine: list[DiffPart] = []
    right: list[DiffPart] = []
    matcher = SequenceMatcher(None, typed.casefold(), answer.casefold(), autojunk=False)
    if len(typed.casefold()) != len(typed) or len(answer.casefold()) != len(answer):
        # A letter that folds to two (ß) would shift every place after it.
        matcher = SequenceMatcher(None, typed, answer, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if b > a:
            mine.append(DiffPart(typed[a:b], tag == "equal"))
        if d > c:
            right.append(DiffPart(answer[c:d], tag == "equal"))
    return tuple(mine), tuple(right)
