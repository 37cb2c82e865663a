"""What the Exam page says of a plan, of other habits and of breaks."""

from __future__ import annotations

from attache.base.dates import MONTHS
from attache.base.numbers import counted
from attache.learner.exams import PastExam
from attache.study.days import date_of
from attache.study.exam import Break, Exam
from attache.study.exam_plan import Alternative, ExamPlan, Habit
from attache.ui.widgets.words import share


def day_words(day: int, today: int) -> str:
    """Return a day, with its year unless that is the year of today."""
    date = date_of(day)
    said = f"{date.day} {MONTHS[date.month - 1]}"
    return said if date.year == date_of(today).year else f"{said} {date.year}"


def break_words(away: Break, today: int) -> str:
    """Return the days of a break, e.g. ``6 to 12 April``."""
    last = day_words(away.last, today)
    if away.first == away.last:
        return last
    first, end = date_of(away.first), date_of(away.last)
    same = (first.year, first.month) == (end.year, end.month)
    return f"{first.day} to {last}" if same else f"{day_words(away.first, today)} to {last}"


def title_words(plan: ExamPlan, today: int) -> str:
    """Return the sentence that the page is about."""
    exam, cards, on = plan.exam, counted(plan.cards, "card"), day_words(plan.exam.day, today)
    will = f"With {counted(exam.minutes, 'minute')} a day you will know about {share(plan.course.share)}"
    if plan.is_reached:
        return (
            f"To know {exam.aim} % of {cards} on {on} you need about {counted(plan.needed, 'minute')} a day."
        )
    if plan.needed:
        needed = counted(plan.needed, "minute")
        return f"To know {exam.aim} % of {cards} on {on} you would need about {needed} a day. {will}."
    return f"You cannot reach {exam.aim} % of {cards} by {on}. {will}."


def more_words(plan: ExamPlan, today: int) -> str:
    """Return what else there is to know: the last new card, or the nearest date that works."""
    exam, last, minutes = plan.exam, plan.course.last_new, counted(plan.exam.minutes, "minute")
    if not plan.is_reached:
        if plan.nearest:
            return (
                f"With {minutes} a day you can reach {exam.aim} % on {day_words(plan.nearest, today)} at the"
                " earliest."
            )
        return f"With {minutes} a day you cannot reach {exam.aim} % in the following months either."
    known = f"With up to {minutes} a day you will know about {share(plan.course.share)}."
    if last:
        return (
            f"{known} The last new card comes on {day_words(last, today)}; after that there are only reviews."
        )
    return f"{known} No new cards are planned before the exam."


def habit_words(found: Alternative, today: int) -> str:
    """Return a habit as a row says it."""
    if found.habit is Habit.AWAY and found.away is not None:
        on = "on" if found.away.first == found.away.last else "from"
        return f"Break {on} {break_words(found.away, today)}"
    return {
        Habit.NOW: "As often as now",
        Habit.EVERY_DAY: "Every day",
        Habit.MISSING: "Two out of three days",
    }[found.habit]


def needed_words(minutes: int) -> str:
    """Return the minutes a day that an aim takes."""
    return f"{counted(minutes, 'minute')} a day" if minutes else "out of reach"


def cost_words(cost: tuple[int, int, float], with_break: float, without: float, exam: Exam | None) -> str:
    """Return what a break costs; the shares are those on the day of the exam, below 0 if not known."""
    before, after, minutes = cost
    if before or after:
        where = "before the break" if before else "after the break"
        said = f"{counted(before or after, 'card moves', 'cards move')} to the days {where}"
        said += f" and {after:,} to the days after" if before and after else ""
        more = counted(max(1, round(minutes)), "minute")
        said += f". Each of these days takes about {more} more."
    else:
        said = "No cards are due during this break yet."
    if exam is not None and with_break >= 0 and without >= 0:
        lower = round(with_break * 100) < round(without * 100)
        said += (
            f" On the day of the exam you will know {share(with_break)} instead of {share(without)}."
            if lower
            else " Your expected result in the exam stays the same."
        )
    return said


def past_words(past: PastExam, today: int) -> str:
    """Return what was forecast for an exam that is over, and what was remembered on its day."""
    exam = past.exam
    on = day_words(exam.day, today)
    if exam.forecast < 0:
        return f"{exam.name}, {on}: {past.share:.0f} % remembered"
    made = exam.day - exam.planned_on
    return (
        f"{exam.name}, {on}: {past.share:.0f} % remembered; {exam.forecast:.0f} % had been forecast"
        f" {counted(made, 'day')} before"
    )
