"""Comparing a typed answer with the right one.

What carries meaning counts: letters, digits, signs, and the order of numbers.  What does not is ignored (see
:mod:`attache.study.tokens`), as are articles and the order of words.  One slip is allowed in an answer of
five letters or more and two from twelve letters on, but none in a number, a sign, or a word of one or two
letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from attache.study.tokens import Token, TokenKind, Unit, compact, tokens

_SLIP_FROM, _SLIPS_FROM = 5, 12
"""The lengths from which one slip and two slips are allowed."""
_SHORT = 2
"""The length of the longest word that must be exact: mostly names such as UN, and not prepositions."""
_PREPOSITIONS = frozenset("as at by in of on or to".split())
_JOINING = frozenset(("and", "plus", "percent"))
"""Words that a sign can stand for; they do not make an answer longer."""


class Verdict(StrEnum):
    """How well a typed answer matches the right one."""

    RIGHT = "right"
    NEARLY = "nearly"
    WRONG = "wrong"
    EMPTY = "empty"


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
    typed = typed.strip()
    found = [_compared(typed, answer) for answer in answers]
    order = tuple(Verdict)
    return min(found, key=lambda each: (order.index(each.verdict), -_alike(typed, each.answer)))


def _compared(typed: str, answer: str) -> Comparison:
    if not typed:
        return Comparison(Verdict.EMPTY, answer, (), (DiffPart(answer, True),))
    ours, theirs = tokens(typed), tokens(answer)
    if _is_same(ours, theirs, typed, answer):
        return Comparison(Verdict.RIGHT, answer, (DiffPart(typed, True),), (DiffPart(answer, True),))
    if ours and _is_slip(ours, theirs):
        # Letter by letter, to show the slip; an answer that is wrong is compared word by word.
        mine, right = _differing([each for one in ours for each in one.letters],
                                 [each for one in theirs for each in one.letters])  # fmt: skip
        verdict = Verdict.NEARLY
    else:
        mine, right = _differing([one.unit for one in ours], [one.unit for one in theirs])
        verdict = Verdict.WRONG
    return Comparison(verdict, answer, _parts(typed, mine), _parts(answer, right))


def _is_same(ours: Sequence[Token], theirs: Sequence[Token], typed: str, answer: str) -> bool:
    if not ours and not theirs:  # both of punctuation alone
        return typed == answer.strip()
    if compact(ours) == compact(theirs):
        return True
    # Words may be in another order, but "x > y" is not "y > x", nor is "5 to 10" the same as "10 to 5".
    return (
        not any(one.kind is TokenKind.SIGN for one in ours)
        and _exact(ours) == _exact(theirs)
        and sorted(one.text for one in ours) == sorted(one.text for one in theirs)
    )


def _is_slip(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Return whether two texts differ by no more slips than allowed, none of them where none may be.

    A slip is a letter left out, put in or changed, or two neighbours swapped (optimal string alignment).
    """
    # Loaded where it is used: its import takes longer than the window may take to open.
    from rapidfuzz.distance import OSA

    if _exact(ours) != _exact(theirs):
        return False
    if len(ours) == len(theirs) and any(
        len(right.text) <= _SHORT and right.text not in _PREPOSITIONS and mine.text != right.text
        for mine, right in zip(ours, theirs, strict=True)
    ):
        return False
    words = [one.text for one in theirs if one.kind is TokenKind.WORD and one.text not in _JOINING]
    length = sum(len(word) for word in words if len(word) > _SHORT)
    allowed = 2 if length >= _SLIPS_FROM else 1 if length >= _SLIP_FROM else 0
    return OSA.distance(compact(ours), compact(theirs), score_cutoff=allowed) <= allowed


def _exact(found: Sequence[Token]) -> list[str]:
    """Return the numbers and signs in order, then the currencies: there may be no slip in them."""
    ordered = [one.text for one in found if one.kind in (TokenKind.NUMBER, TokenKind.SIGN)]
    return [*ordered, *sorted(one.text for one in found if one.kind is TokenKind.CURRENCY)]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, compact(tokens(one)), compact(tokens(other)), autojunk=False).ratio()


def _differing(ours: Sequence[Unit], theirs: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return what only the first and only the second has, each run of pieces as one piece."""
    mine: list[Unit] = []
    right: list[Unit] = []
    texts, others = [each.text for each in ours], [each.text for each in theirs]
    for tag, a, b, c, d in SequenceMatcher(None, texts, others, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if b > a:
            mine.append(Unit("", ours[a].start, ours[b - 1].end))
        if d > c:
            right.append(Unit("", theirs[c].start, theirs[d - 1].end))
    return mine, right


def _parts(text: str, differing: Sequence[Unit]) -> tuple[DiffPart, ...]:
    """Return a text split into the pieces given and what is around them."""
    parts: list[DiffPart] = []
    at = 0
    for each in differing:
        # Two letters may come from one character (ß), and then its second piece begins before ``at``.
        parts += [
            DiffPart(text[at : each.start], True),
            DiffPart(text[max(at, each.start) : each.end], False),
        ]
        at = max(at, each.end)
    parts.append(DiffPart(text[at:], True))
    return tuple(part for part in parts if part.text)
