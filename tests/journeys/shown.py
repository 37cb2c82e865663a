"""What the program says about the day, read from its widgets and from its commands as a person reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from attache.app.screenshots import settle
from attache.app.window import Parts
from attache.ui.pages.study.page import StudyPage
from attache.ui.pages.today.week import Week
from attache.ui.widgets.line import Line
from tests.ui.fixtures import study_of, today_of

Command = Callable[..., str]
"""Runs a command of the terminal and returns what it prints."""

_FOR_TODAY = (
    r"^(?:Study|Continue:) ([\d,]+) cards?",  # a button
    r"([\d,]+) learning cards? (?:is|are) due again",
)
_REASON = re.compile(
    r"(?:Today’s|You have reached today’s|Nothing (?:more )?is due|[\d,]+ learning cards? (?:is|are) due).*"
)


class Day(NamedTuple):
    """The cards for today, why there are none to ask (if there are none), and the answers given today."""

    cards: int
    reason: str
    answers: int = 0


def texts(page: QWidget) -> list[str]:
    """Return the labels of a page."""
    return [label.text() for label in page.findChildren(QLabel) if not label.isHidden()]


def buttons(page: QWidget) -> list[str]:
    """Return the words on the buttons of a page."""
    return [each.text() for each in page.findChildren(QPushButton) if not isinstance(each, Line)]


def lines(page: QWidget) -> list[str]:
    """Return the rows of a page."""
    return [line.accessibleName() for line in page.findChildren(Line)]


def rail(parts: Parts) -> int:
    """Return the number beside “Study” in the rail."""
    button = next(
        each for each in parts.window.rail.findChildren(QToolButton) if each.accessibleName() == "Study"
    )
    return _number([button.text()], (r"Study\s+([\d,]+)$",))


def today(parts: Parts) -> Day:
    """Open Today and return what it says."""
    parts.window.open_page("today")
    settle(parts.window)
    page = today_of(parts.window)
    week = page.findChild(Week)
    said = week.accessibleDescription() if week is not None else ""
    answers = _number([said], (r"([\d,]+) answers?(?:, [^.:]*)? so far",))
    so_far = _number(texts(page), (r"([\d,]+) answers? today \(",))
    assert answers == so_far, "the week and the line at the top"
    return _day(page)._replace(answers=answers)


def start(parts: Parts) -> Day:
    """Open the choice of what to study and return what it says."""
    parts.window.open_page("study", choose=True)
    settle(parts.window)
    return _day(study_of(parts.window).start)


def summary(study: StudyPage) -> Day:
    """Return what the summary of a session says."""
    return _day(study.summary)


def header(study: StudyPage) -> int:
    """Return how many cards are left according to the line above the card; 0 for an additional one."""
    said = study.panel.told.text()
    assert "left, about" in said or "The last card for today" in said, said
    return _number([said], (r"([\d,]+) cards? left, about",))


def due(command: Command) -> Day:
    """Return what ``attache due`` says, as text and as JSON."""
    found = json.loads(command("due", "--json"))
    printed = command("due")
    cards = found["due"] + found["new"]
    told = re.search(r"For today: ([\d,]+) due and ([\d,]+) new", printed)
    if told is not None:
        assert (_int(told[1]), _int(told[2])) == (found["due"], found["new"])
    return Day(cards, _reason([" ".join(printed.split("\n\n")[-1].split())]))


def stats(command: Command) -> Day:
    """Return what ``attache stats`` says of today."""
    found = json.loads(command("stats", "--json"))
    return Day(found["due_today"] + found["new_today"], "", found["answers_today"])


def _day(page: QWidget) -> Day:
    return Day(_number([*buttons(page), *texts(page)], _FOR_TODAY), _reason(texts(page)))


def _reason(said: Iterable[str]) -> str:
    return next((found[0] for text in said if (found := _REASON.search(text))), "")


def _number(said: Iterable[str], forms: Iterable[str]) -> int:
    """Return the first number that is said in one of some forms, 0 for none."""
    for form in forms:
        for text in said:
            if found := re.search(form, text):
                return _int(found[1])
    return 0


def _int(text: str) -> int:
    return int(text.replace(",", ""))
