"""``attache stats``: the figures of progress."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from attache.app.library_file import library_path
from attache.app.options import Options
from attache.cli.command import DONE, Command
from attache.cli.terminal import Terminal

if TYPE_CHECKING:
    from attache.learner.figures import Figures
    from attache.learner.progress import Progress
    from attache.study.days import Moment
    from attache.study.settings import StudySettings

_COLUMN = 12


def configure(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--json", action="store_true", help="print a JSON object")


def run(arguments: Namespace, options: Options, terminal: Terminal) -> int:
    """Print the figures."""
    # Imported here because most commands have no progress to do with.
    from attache.learner.progress import Progress

    with terminal.progress("Checking your progress") as watch:
        opened = Progress.open(options.places.progress, library=library_path(options), watch=watch)
    with opened as progress:
        settings = progress.settings.read()
        now = progress.reviews.now(settings.day_begins)
        found = progress.figures(now, settings)
        exam = _exam(progress, now, settings)
    if arguments.json:
        terminal.json({**_as_json(found), **exam})
    else:
        _print(found, terminal)
    return DONE


def _exam(progress: Progress, now: Moment, settings: StudySettings) -> dict[str, object]:
    """Return where the learner stands with the exam that comes next, null without one."""
    exam = settings.exam_on(now.day)
    if exam is None:
        names = ("exam_days_left", "exam_remembered_today_percent", "exam_expected_percent")
        return dict.fromkeys(names)
    from attache.study.forecast import simulate

    today = progress.workload.today(now, settings)
    course = simulate(progress.exams.situation(exam, now.day, settings, today), exam)
    return {
        "exam_days_left": exam.day - now.day,
        "exam_remembered_today_percent": round(course.shares[0][1] * 100, 1),
        "exam_expected_percent": round(course.share * 100, 1),
    }


def _as_json(found: Figures) -> dict[str, object]:
    """Return the figures in the documented JSON form; null if there are no data for one yet."""
    return {
        "cards": found.cards,
        "cards_begun": found.started,
        "cards_learning": found.learning,
        "cards_known": found.known,
        "cards_suspended": found.suspended,
        "cards_flagged": found.flagged,
        "cards_leeches": found.leeches,
        "cards_remembered_estimate": round(found.remembered, 1),
        "reviews": found.reviews,
        "answers_today": found.answers_today,
        "minutes_today": round(found.minutes_today, 1),
        "due_today": found.due_today,
        "new_today": found.new_today,
        "due_next_7_days": found.due_7_days,
        "due_next_30_days": found.due_30_days,
        "retention_30_days_percent": None if found.retention is None else round(found.retention * 100, 1),
        "streak_days": found.streak,
        "days_studied": found.days_studied,
        "seconds_per_answer": None
        if found.seconds_per_answer is None
        else round(found.seconds_per_answer, 1),
        "minutes_total": round(found.minutes, 1),
    }


def _print(found: Figures, terminal: Terminal) -> None:
    """Print each figure with what it means."""
    retention = "–" if found.retention is None else f"{found.retention * 100:.1f} %"
    pace = "–" if found.seconds_per_answer is None else f"{found.seconds_per_answer:.1f}"
    groups = (
        (
            "Today",
            (f"{found.due_today:,}", "cards due today"),
            (f"{found.new_today:,}", "new cards planned for today"),
            (f"{found.answers_today:,}", "answers today"),
            (f"{found.minutes_today:,.1f}", "minutes today"),
            (
                f"{found.streak:,}",
                "current streak in days; days off, breaks and days with nothing due do not end it",
            ),
        ),
        (
            "Cards",
            (f"{found.cards:,}", "cards in the library"),
            (f"{found.started:,}", "of them started"),
            (f"{found.learning:,}", "in learning or relearning steps"),
            (f"{found.known:,}", "past their learning steps: their intervals are days or longer"),
            (f"{found.remembered:,.0f}", "that you would probably recall today"),
            (f"{found.suspended:,}", "suspended"),
            (f"{found.flagged:,}", "flagged"),
            (f"{found.leeches:,}", "leeches, which keep being forgotten"),
        ),
        (
            "Memory and time",
            (
                retention,
                "true retention in the last 30 days: reviews after learning steps not rated Again",
            ),
            (f"{found.due_7_days:,}", "cards due in the next 7 days"),
            (f"{found.due_30_days:,}", "cards due in the next 30 days"),
            (f"{found.reviews:,}", "answers in total"),
            (f"{found.days_studied:,}", "days with answers"),
            (f"{found.minutes / 60:,.1f}", "hours in total"),
            (pace, "seconds per answer on average"),
        ),
    )
    for title, *rows in groups:
        terminal.heading(str(title))
        for figure, words in rows:
            terminal.wrapped(words, _COLUMN, f"{figure:>{_COLUMN - 2}}")


COMMAND = Command(
    name="stats",
    synopsis="",
    group="Your progress",
    summary="Show statistics of your progress.",
    about="In JSON the name of a figure includes its unit. "
    "A figure is null if there are no answers to calculate it from.",
    configure=configure,
    run=run,
)
