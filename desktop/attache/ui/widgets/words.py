"""Intervals, times and counts in words: plain, short, and the same everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from attache.base.numbers import counted
from attache.base.vocabulary import CardForm
from attache.study.days import Moment
from attache.study.memory import Memory, Rating, Recall

RATING_WORDS: Mapping[Rating, str] = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}
TWO_WORDS: Mapping[Rating, str] = {Rating.AGAIN: "Not known", Rating.GOOD: "Known"}
RATING_MEANINGS: Mapping[Rating, str] = {
    Rating.AGAIN: "I did not know it",
    Rating.HARD: "I knew it, with effort",
    Rating.GOOD: "I knew it",
    Rating.EASY: "I knew it immediately",
}
FORM_WORDS: Mapping[CardForm, str] = {
    CardForm.QUESTION: "Questions",
    CardForm.TERM: "Terms from definitions",
    CardForm.DEFINITION: "Definitions from terms",
    CardForm.CLOZE: "Fill in the blank",
    CardForm.CHOICE: "Multiple choice",
    CardForm.TYPED: "Typed answers",
    CardForm.LIST: "Lists",
    CardForm.EXAMPLE: "Examples",
    CardForm.CONFUSABLE: "Tell apart",
}
RECALL_WORDS: Mapping[Recall, str] = {
    Recall.NEW: "New",
    Recall.LEARNING: "Learning",
    Recall.KNOWN: "Known",
    Recall.FADING: "Fading",
}
_MONTH, _YEAR = 30.4, 365.25

NOT_INSTALLED = (
    "Optimising needs the package fsrs-rs-python, which is not installed. All else works without it."
)
"""What is said where the schedule cannot be fitted to the learner's answers."""


def whole_minutes(milliseconds: float) -> int:
    """Return a length of time in minutes, rounded up."""
    return math.ceil(milliseconds / 60_000)


def minutes(milliseconds: float) -> str:
    """Return a length of time in words, at least a minute."""
    whole = max(1, whole_minutes(milliseconds))
    if whole < 90:
        return counted(whole, "minute")
    return f"{whole / 60:.1f} hours".replace(".0 ", " ")


def days(count: int) -> str:
    """Return an interval in words, in the most natural unit."""
    if count < 60:
        return counted(count, "day")
    if count < 2 * _YEAR:
        return f"{count / _MONTH:.1f} months".replace(".0 ", " ")
    return f"{count / _YEAR:.1f} years".replace(".0 ", " ")


def interval(outcome: Memory, now: Moment) -> str:
    """Return when a card would come back, as its button says it."""
    if outcome.due_at:
        return minutes(outcome.due_at - now.at)
    return days(outcome.due_day - now.day)


def due(day: int, today: int) -> str:
    """Return when a card is due, e.g. ``today``, ``tomorrow``, ``in 11 days``."""
    if day <= today:
        return "due now"
    return "due tomorrow" if day == today + 1 else f"due in {days(day - today)}"


def share(recall: float) -> str:
    """Return a probability as whole per cent."""
    return f"{round(recall * 100)} %"


def waiting(due: int, new: int) -> str:
    """Return what there is to do, e.g. ``8 due, 4 new``."""
    parts = (f"{due:,} due" if due else "", f"{new:,} new" if new else "")
    return ", ".join(part for part in parts if part)


def sentences(parts: Iterable[str]) -> str:
    """Join texts into one for a screen reader, without the last full stop; empty ones are left out."""
    joined = ". ".join(part.rstrip(".") for part in parts if part)
    return joined.replace("?. ", "? ").replace("!. ", "! ")
