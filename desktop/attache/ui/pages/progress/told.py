"""What a chart says in words and numbers, and where it leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from attache.base.dates import DAYS, MONTHS
from attache.study.days import date_of, weekday
from attache.study.scope import Scope
from attache.ui.widgets.data_table import NO_NUMBERS, Table

LEAST = 30
"""Answers below which a share says little, so that its chart is not drawn."""


class Offer(NamedTuple):
    """A button: its words, and the page that it opens with what is shown there."""

    words: str
    page: str
    target: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Told:
    """A title that says what the chart shows, a line about it, its numbers, and its buttons.

    ``legend`` says how to read what is drawn, which a table does not need.  ``missing`` says why there is no
    chart yet; title and line then say what it will show.  ``coming`` says that its numbers are still being
    worked out: its place is kept.
    """

    title: str
    how: str
    table: Table = NO_NUMBERS
    offers: tuple[Offer, ...] = ()
    missing: str = ""
    coming: bool = False
    legend: str = ""

    def words(self, is_drawn: bool = True) -> str:
        """Return the line below the title of the chart, or of its table."""
        return f"{self.how} {self.legend}".strip() if is_drawn else self.how


def study(words: str, scope: Scope, beyond: bool = False) -> Offer:
    """Return the offer to study a scope; ``beyond`` asks more than the day's minutes and limits allow."""
    return Offer(words, "study", {"scope": scope, "beyond": beyond})


def day_words(day: int) -> str:
    """Return a day with its weekday, e.g. ``Tuesday 3 March``."""
    date = date_of(day)
    return f"{DAYS[weekday(day)]} {date.day} {MONTHS[date.month - 1]}"


def short_day(day: int) -> str:
    """Return a day as an axis says it, e.g. ``3 Mar``."""
    date = date_of(day)
    return f"{date.day} {MONTHS[date.month - 1][:3]}"


def still(reviews: int, kind: str) -> str:
    """Return how many reviews are missing for a chart."""
    left = LEAST - reviews
    more = "1 more review" if left == 1 else f"{left} more reviews"
    return f"This chart appears after {more} {kind}."
