"""What the Quiz page calls things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attache.base.dates import MONTHS
from attache.base.numbers import counted
from attache.learner.quizzes import EarlierQuiz
from attache.study.quiz import Confidence, QuizForm, Timing
from attache.ui.widgets.words import FORMS_WORDS

if TYPE_CHECKING:
    from attache.ui.shell.learner import Learner

QUIZ_FORM_WORDS: Mapping[QuizForm, str] = {
    **{QuizForm(form): words for form, words in FORMS_WORDS.items()},
    QuizForm.MATCH: "Match terms",
    QuizForm.FACT: "Members and dates",
}
CONFIDENCE_WORDS: Mapping[Confidence, tuple[str, str, str, str]] = {
    Confidence.GUESS: ("Guess", "no better than chance", "G", "guessing"),
    Confidence.FAIRLY: ("Fairly sure", "about 75 % sure", "F", "fairly sure"),
    Confidence.CERTAIN: ("Certain", "almost 100 % sure", "C", "certain"),
}
"""For each: its name, what it means, its key, and how the results say it (“you were …”)."""


def day_words(day: date, today: date) -> str:
    """Return a date as the lists of quizzes show it, with the year if it is not this one."""
    if day == today:
        return "Today"
    year = f" {day.year}" if day.year != today.year else ""
    return f"{day.day} {MONTHS[day.month - 1]}{year}"


def moments_words(made: Sequence[int], learner: Learner, now: int) -> list[str]:
    """Return when quizzes were made (UTC milliseconds), with the time where several were made on one day."""
    if not made:
        return []
    today = learner.day_of(now)
    days = [day_words(learner.day_of(at), today) for at in made]
    often = Counter(days)
    return [
        f"{day}, {learner.local_time(at):%H:%M}" if often[day] > 1 else day
        for at, day in zip(made, days, strict=True)
    ]


def about(quiz: EarlierQuiz, moment: str) -> str:
    """Return when a quiz was and what it was like."""
    timed = ", timed" if quiz.options.timing is not Timing.NONE else ""
    return f"{moment}, {counted(quiz.reached, 'question')}{timed}"


def points(value: float) -> str:
    """Return points, with a decimal only where a question was right in part."""
    return f"{value:.0f}" if abs(value - round(value)) < 0.05 else f"{value:.1f}"


def clock(milliseconds: int) -> str:
    """Return a length of time as minutes and seconds."""
    seconds = max(0, -(-milliseconds // 1000))
    return f"{seconds // 60}:{seconds % 60:02}"
