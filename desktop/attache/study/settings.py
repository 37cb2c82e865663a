"""The study settings as one frozen value, and the values that each field may have."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields

from attache.base.errors import KnownError
from attache.base.vocabulary import CardForm
from attache.study.days import weekday
from attache.study.exam import LONGEST_BREAK, MOST_BREAKS, Break, Exam, are_breaks, are_exams, next_exam

DEFAULT_PARAMETERS = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
LEAST_PARAMETERS = (
    0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001,
    0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1,
)  # fmt: skip
MOST_PARAMETERS = (
    100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5,
    5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8,
)  # fmt: skip
"""FSRS-6's own parameters and their bounds, as ``fsrs`` has them.

They are repeated so that showing what is due does not load it; a test compares them.
"""


@dataclass(frozen=True, slots=True)
class StudySettings:
    """All study settings, with their defaults.

    ``minutes`` a day is the main one, 0 for no limit, as for ``new_limit`` and ``due_limit`` (cards a day).
    Steps are in minutes, ``maximum_interval`` in days, ``days_off`` weekdays from 0 for Monday;
    ``answer_cap`` in seconds; ``parameters`` are FSRS-6's.
    """

    minutes: int = 20
    new_limit: int = 10
    due_limit: int = 200
    desired_retention: float = 0.9
    learning_steps: tuple[float, ...] = (1.0, 10.0)
    relearning_steps: tuple[float, ...] = (10.0,)
    maximum_interval: int = 3650
    day_begins: int = 4
    days_off: tuple[int, ...] = ()
    spread: bool = True
    two_buttons: bool = False
    preferred_forms: tuple[str, ...] = ()
    left_out_forms: tuple[str, ...] = ()
    extra_cards: bool = False
    """Whether cards of value 3 (dates, places, founding members) are started as well."""
    answer_cap: int = 60
    leech_lapses: int = 8
    fit: bool = True
    parameters: tuple[float, ...] = DEFAULT_PARAMETERS
    fitted_on: int = 0
    """How many reviews there were when parameters were fitted last, whether they were used or not."""
    fit_result: tuple[float, ...] = ()
    """Day, reviews, and log loss before and after of the fit whose parameters are used; () for none."""
    plan_from: int = 0
    """The day on which a plan for a backlog began; 0 for no plan."""
    plan_days: int = 0
    """Over how many days that plan spreads it."""
    exams: tuple[tuple[object, ...], ...] = ()
    """The exams, past ones included, as :class:`Exam` has them."""
    breaks: tuple[tuple[int, int], ...] = ()
    """Days without study, as :class:`Break` has them, in order."""

    def exam_on(self, day: int) -> Exam | None:
        """Return the exam that is in effect on a day."""
        return next_exam(self.exams, day) if self.exams else None

    def minutes_on(self, day: int) -> int:
        """Return the minutes of a day: those of the exam that is in effect, if there is one."""
        exam = self.exam_on(day)
        return self.minutes if exam is None else exam.minutes

    def is_off(self, day: int) -> bool:
        """Return whether a day is off: each week, or in a break."""
        return weekday(day) in self.days_off or any(first <= day <= last for first, last in self.breaks)

    def recent_break(self, day: int) -> Break | None:
        """Return the break of a day, or one that ended so shortly before that its cards are being spread."""
        planned = (Break(*each) for each in self.breaks)
        return next((each for each in planned if each.first <= day <= each.last + each.spread), None)

    def break_ahead(self, day: int) -> Break | None:
        """Return the break that begins so soon after a day that some of its cards come early."""
        ahead = (Break(*each) for each in self.breaks)
        return next((each for each in ahead if 0 < each.first - day <= each.spread), None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The forms that are not asked, for cards of any value (``+`` stands for extra cards)."""
        return tuple(sort for form in self.left_out_forms for sort in (form, f"{form}+"))

    @property
    def hidden_new(self) -> tuple[str, ...]:
        """What is hidden of cards that were never answered: extra cards too, unless they are turned on."""
        extra = () if self.extra_cards else (f"{form.value}+" for form in CardForm)
        return tuple(dict.fromkeys((*self.hidden, *extra)))


DEFAULTS = StudySettings()


@dataclass(frozen=True, slots=True)
class Range:
    """The minimum and maximum of a number, and the error message for a number outside of them."""

    least: float
    most: float
    sentence: str
    whole: bool = True

    def holds(self, value: object) -> bool:
        """Return whether a value is a number in this range, and whole if ``whole`` is set."""
        numbers = int if self.whole else int | float
        return isinstance(value, numbers) and not isinstance(value, bool) and self.least <= value <= self.most


RANGES: Mapping[str, Range] = {
    "minutes": Range(0, 600, "Minutes per day must be a whole number from 0 to 600."),
    "new_limit": Range(0, 9999, "Maximum new cards per day must be a whole number from 0 to 9,999."),
    "due_limit": Range(0, 99999, "Maximum reviews per day must be a whole number from 0 to 99,999."),
    "desired_retention": Range(0.7, 0.97, "Desired retention must be between 70 and 97 %.", whole=False),
    "maximum_interval": Range(7, 36500, "The maximum interval must be between 7 and 36,500 days."),
    "day_begins": Range(0, 23, "The next day must start at an hour from 0 to 23."),
    "answer_cap": Range(5, 600, "The maximum answer time must be between 5 and 600 seconds."),
    "leech_lapses": Range(2, 99, "The leech threshold must be between 2 and 99 lapses."),
    "fitted_on": Range(0, 10**9, "A count of reviews must not be negative."),
    "plan_from": Range(0, 10**6, "The first day of a plan must be a day."),
    "plan_days": Range(0, 365, "A plan can have at most 365 days."),
}
"""The range of every setting that is a number; the controls of the window take it from here."""


def _steps(value: object) -> bool:
    """Return whether a value is a few steps, each longer than the one before and within a day."""
    return (
        isinstance(value, tuple)
        and len(value) <= 6
        and all(isinstance(each, int | float) and 0 < each < 1440 for each in value)
        and list(value) == sorted(set(value))
    )


def _some_of(known: tuple[object, ...], most: int) -> Callable[[object], bool]:
    return lambda value: (
        isinstance(value, tuple)
        and all(each in known for each in value)
        and len(value) == len(set(value)) <= most
    )


def _switch(value: object) -> bool:
    return isinstance(value, bool)


def is_parameters(value: object) -> bool:
    """Return whether a value is a set of parameters that FSRS-6 takes."""
    return (
        isinstance(value, tuple)
        and len(value) == len(DEFAULT_PARAMETERS)
        and all(
            isinstance(each, int | float) and least <= each <= most
            for each, least, most in zip(value, LEAST_PARAMETERS, MOST_PARAMETERS, strict=True)
        )
    )


_MOST_REVIEWS, _MOST_LOSS = 10**6, 20.0


def _is_fit_result(value: object) -> bool:
    """Return whether a value is () or a day, a number of reviews and two losses."""
    if not isinstance(value, tuple) or len(value) not in (0, 4):
        return False
    whole = all(isinstance(each, int) and 0 <= each <= _MOST_REVIEWS for each in value[:2])
    return whole and all(isinstance(each, int | float) and 0 < each <= _MOST_LOSS for each in value[2:])


_FORMS = tuple(form.value for form in CardForm)
_ALLOWED: Mapping[str, tuple[Callable[[object], bool], str]] = {
    **{name: (each.holds, each.sentence) for name, each in RANGES.items()},
    "learning_steps": (_steps, "Enter up to six steps in minutes, each longer than the one before."),
    "relearning_steps": (_steps, "Enter up to six steps in minutes, each longer than the one before."),
    "days_off": (_some_of(tuple(range(7)), 6), "At most six days of the week can be off."),
    "spread": (_switch, "Balance daily reviews must be on or off."),
    "two_buttons": (_switch, "Answer buttons must be two or four."),
    "preferred_forms": (_some_of(_FORMS, len(_FORMS)), "There are no such card types."),
    "left_out_forms": (
        _some_of(_FORMS, len(_FORMS) - 1),
        "You cannot hide all card types. Leave at least one visible.",
    ),
    "extra_cards": (_switch, "Extra cards must be on or off."),
    "fit": (_switch, "Optimise automatically must be on or off."),
    "fit_result": (_is_fit_result, "The result of a fit is a day, a count of reviews and two losses."),
    "exams": (are_exams, "An exam needs a name, a day, an aim from 50 to 99 % and 1 to 600 minutes a day."),
    "breaks": (
        are_breaks,
        f"You can plan at most {MOST_BREAKS} breaks, each of at most {LONGEST_BREAK} days.",
    ),
    "parameters": (is_parameters, "FSRS-6 needs 21 parameters, each within its own range."),
}
"""For each field what it may be, and the sentence for what it may not."""


class BadSetting(KnownError):
    """A setting cannot have the value that was asked for."""


def is_allowed(name: str, value: object) -> bool:
    """Return whether a field may have a value."""
    return _ALLOWED[name][0](value)


def check(name: str, value: object) -> None:
    """Raise BadSetting if a value is not allowed for a field."""
    if not is_allowed(name, value):
        raise BadSetting(_ALLOWED[name][1])


def is_known(name: str) -> bool:
    """Return whether there is a setting of this name."""
    return name in _ALLOWED


_ELSEWHERE = frozenset({"parameters", "fitted_on", "fit_result", "plan_from", "plan_days", "exams", "breaks"})
"""Fields that the program sets itself, and those that have a page of their own."""
CHOSEN = tuple(field.name for field in fields(StudySettings) if field.name not in _ELSEWHERE)
"""Fields that the user sets on the Settings page, and a reset of all settings resets."""


def parse(text: str) -> object:
    """Return a stored value, lists as tuples; None if it is not JSON."""
    try:
        value: object = json.loads(text)
    except (ValueError, TypeError, RecursionError):  # of a damaged file, which may hold anything
        return None
    return _frozen(value)


def _frozen(value: object) -> object:
    """Return a value with its lists as tuples, those within lists too."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
