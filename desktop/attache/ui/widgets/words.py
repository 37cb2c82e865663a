"""Intervals, times and counts in words: plain, short, and the same everywhere."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attache.base.numbers import counted
from attache.base.vocabulary import CardForm
from attache.study.days import Moment
from attache.study.memory import Memory, Rating, Recall

if TYPE_CHECKING:
    from attache.base.entry import Card

RATING_WORDS: Mapping[Rating, str] = {
    Rating.AGAIN: "Again",
    Rating.HARD: "Hard",
    Rating.GOOD: "Good",
    Rating.EASY: "Easy",
}
TWO_WORDS: Mapping[Rating, str] = {rating: RATING_WORDS[rating] for rating in (Rating.AGAIN, Rating.GOOD)}
RATING_MEANINGS: Mapping[Rating, str] = {
    Rating.AGAIN: "I did not know it",
    Rating.HARD: "I knew it, with effort",
    Rating.GOOD: "I knew it",
    Rating.EASY: "I knew it immediately",
}
FORM_WORDS: Mapping[CardForm, str] = {
    CardForm.QUESTION: "Open question",
    CardForm.TERM: "Term from definition",
    CardForm.DEFINITION: "Definition from term",
    CardForm.CLOZE: "Fill in the blank",
    CardForm.CHOICE: "Multiple choice",
    CardForm.TYPED: "Typed answer",
    CardForm.LIST: "List",
    CardForm.EXAMPLE: "Example",
    CardForm.CONFUSABLE: "Tell apart",
}
"""The type of one card."""
FORMS_WORDS: Mapping[CardForm, str] = {
    CardForm.QUESTION: "Open questions",
    CardForm.TERM: "Terms from definitions",
    CardForm.DEFINITION: "Definitions from terms",
    CardForm.CLOZE: "Fill in the blank",
    CardForm.CHOICE: "Multiple choice",
    CardForm.TYPED: "Typed answers",
    CardForm.LIST: "Lists",
    CardForm.EXAMPLE: "Examples",
    CardForm.CONFUSABLE: "Tell apart",
}
"""All cards of a type, in settings and filters."""
RECALL_WORDS: Mapping[Recall, str] = {
    Recall.NEW: "New",
    Recall.LEARNING: "Learning",
    Recall.KNOWN: "Known",
    Recall.FADING: "Fading",
}
_MONTH, _YEAR = 30.4, 365.25

NOT_OPEN = "Your progress file is not open. The Today page explains why and what you can do."
"""What a page says that shows nothing without it."""
NOT_INSTALLED = (
    "Optimising needs the package fsrs-rs-python, which is not installed. All else works without it."
)
"""What is said where the schedule cannot be fitted to the learner's answers."""


def whole_minutes(milliseconds: float) -> int:
    """Return a length of time in minutes, rounded up."""
    return math.ceil(milliseconds / 60_000)


def minutes(milliseconds: float) -> str:
    """Return a length of time in words, at least a minute, e.g. ``45 minutes`` or ``3 h 20 min``."""
    whole = max(1, whole_minutes(milliseconds))
    if whole < 90:
        return counted(whole, "minute")
    hours, rest = divmod(whole, 60)
    return f"{hours:,} h {rest} min" if rest else f"{hours:,} h"


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


def shorter(length: str) -> str:
    """Return a length of time with short names of its units, for a narrow button."""
    return re.sub("minutes?", "min", length).replace("months", "mo").replace("years", "yr")


def due(day: int, today: int) -> str:
    """Return when a card is due, e.g. ``today``, ``tomorrow``, ``in 11 days``."""
    if day <= today:
        return "due now"
    return "due tomorrow" if day == today + 1 else f"due in {days(day - today)}"


def question_words(card: Card, title: str) -> str:
    """Return what a card of an entry asks, as a question also where it asks with the bare title."""
    from attache.base.entry import GAP  # the first paint needs no card

    return f"What does “{title}” mean?" if card.prompt == title else card.asked(GAP)


def documents_words(titles: Sequence[str]) -> str:
    """Return the documents that a card is drawn from, e.g. ``Document: Asia``."""
    if len(titles) > 2:
        return f"Documents: {titles[0]} and {len(titles) - 1} others"
    return f"{'Documents' if len(titles) > 1 else 'Document'}: {', '.join(titles)}"


def share(recall: float) -> str:
    """Return a probability as whole per cent."""
    return f"{round(recall * 100)} %"


def hour_words(hour: int) -> str:
    """Return an hour of the day by the 24-hour clock, e.g. ``04:00``."""
    return f"{hour:02}:00"


def waiting(due: int, new: int) -> str:
    """Return what there is to do, e.g. ``8 due, 4 new``."""
    parts = (f"{due:,} due" if due else "", f"{new:,} new" if new else "")
    return ", ".join(part for part in parts if part)


def unbroken(text: str) -> str:
    """Return a text of which no line ends between a number and what it counts, e.g. in ``90 %``."""
    return re.sub(r"(?<=\d) (?=%|(?!(and|in|of|on|or|to)\b)\w)| (?=\(\d)", "\N{NO-BREAK SPACE}", text)


def sentences(parts: Iterable[str]) -> str:
    """Join texts into one for a screen reader, without the last full stop; empty ones are left out."""
    joined = ". ".join(part.rstrip(".") for part in parts if part)
    return joined.replace("?. ", "? ").replace("!. ", "! ")
