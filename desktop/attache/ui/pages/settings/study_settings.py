"""The settings of studying, declared once: what each is called, and what it is chosen with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from attache.base.dates import DAYS
from attache.base.vocabulary import CardForm
from attache.study.settings import DEFAULTS, RANGES
from attache.ui.pages.settings.controls import Control, Number, Pick, Several, Steps
from attache.ui.shell.learner import Learner
from attache.ui.shell.theme import Theme
from attache.ui.widgets.words import FORM_WORDS, share

_SWITCH = ((True, "On"), (False, "Off"))
_FORMS = tuple((form.value, FORM_WORDS[form]) for form in CardForm)
_DAYS = tuple(enumerate(DAYS))


@dataclass(frozen=True, slots=True)
class StudySetting:
    """One setting: its field, its name, the one line that says what it changes, and its control."""

    field: str
    name: str
    line: str
    control: Callable[[Theme], Control]
    also: str = ""
    """Further words under which it is found."""


SETTINGS = (
    StudySetting(
        "minutes",
        "Minutes a day",
        "How long you want to study. Cards that do not fit wait, those you are surest of first.",
        lambda theme: Number(theme, RANGES["minutes"], "minutes", 5, "No limit"),
        "budget time",
    ),
    StudySetting(
        "desired_retention",
        "What is to be remembered",
        "The share of cards you will still know when they come back. More asks them oftener.",
        lambda theme: Number(theme, RANGES["desired_retention"], "per cent", scale=0.01),
        "retention",
    ),
    StudySetting(
        "new_limit",
        "New cards a day",
        "At most so many cards are begun each day. 0 for as many as your minutes allow.",
        lambda theme: Number(theme, RANGES["new_limit"], "cards", none="No limit"),
        "limit",
    ),
    StudySetting(
        "due_limit",
        "Due cards a day",
        "At most so many cards come back each day. 0 for as many as your minutes allow.",
        lambda theme: Number(theme, RANGES["due_limit"], "cards", 10, "No limit"),
        "limit reviews",
    ),
    StudySetting(
        "days_off",
        "Days off",
        "Weekdays on which nothing is asked; cards are given other days where they can be.",
        lambda theme: Several(theme, _DAYS),
        "weekend holiday",
    ),
    StudySetting(
        "day_begins",
        "A day begins at",
        "Until this hour of the night you still study for the day before.",
        lambda theme: Number(theme, RANGES["day_begins"], "o’clock"),
        "midnight hour",
    ),
    StudySetting(
        "preferred_forms",
        "Forms to ask first",
        "Of an entry’s new cards, those of these forms come before the others.",
        lambda theme: Several(theme, _FORMS),
        "prefer cards",
    ),
    StudySetting(
        "left_out_forms",
        "Forms to leave out",
        "Cards of these forms are not asked. What you know of them is kept.",
        lambda theme: Several(theme, _FORMS),
        "hide cards",
    ),
    StudySetting(
        "two_buttons",
        "Buttons under a card",
        "Four say how well you knew it; two only whether.",
        lambda theme: Pick(theme, ((False, "Four"), (True, "Two"))),
        "again hard good easy",
    ),
    StudySetting(
        "learning_steps",
        "First steps",
        "After how many minutes a new card comes back before it is left for days.",
        Steps,
        "learning",
    ),
    StudySetting(
        "relearning_steps",
        "Steps after a lapse",
        "After how many minutes a forgotten card comes back. Empty: on another day.",
        Steps,
        "relearning",
    ),
    StudySetting(
        "maximum_interval",
        "Longest interval",
        "No card stays away for longer than this.",
        lambda theme: Number(theme, RANGES["maximum_interval"], "days", 30),
        "maximum",
    ),
    StudySetting(
        "spread",
        "Spread the load",
        "Moves cards by a day or a few to days on which less is due.",
        lambda theme: Pick(theme, _SWITCH),
        "balance fuzz",
    ),
    StudySetting(
        "leech_lapses",
        "A card keeps being forgotten",
        "After so many lapses help is offered: its entry, what it is confused with, a simpler card.",
        lambda theme: Number(theme, RANGES["leech_lapses"], "lapses"),
        "leech",
    ),
    StudySetting(
        "answer_cap",
        "Longest time that counts",
        "An answer that takes longer counts as this, so that a telephone call does not.",
        lambda theme: Number(theme, RANGES["answer_cap"], "seconds", 5),
        "time cap",
    ),
    StudySetting(
        "fit",
        "Fit the schedule to you",
        "Works out from your own answers how you forget, and keeps that if it predicts them better.",
        lambda theme: Pick(theme, _SWITCH),
        "parameters optimise fsrs",
    ),
)


def default_words(setting: StudySetting) -> str:
    """Return the default of a setting, in words for its reset button."""
    value = getattr(DEFAULTS, setting.field)
    if isinstance(value, bool):
        return {"two_buttons": "Four"}.get(setting.field, "On" if value else "Off")
    if isinstance(value, tuple):
        return " ".join(f"{each:g}" if isinstance(each, float) else str(each) for each in value) or "none"
    return share(value) if isinstance(value, float) else str(value)


def projection_words(learner: Learner) -> str:
    """Return the retention that the minutes a day lead to, as a sentence."""
    settings = learner.settings
    projected = learner.project(settings.minutes)
    keeps = f"about {share(projected.retention)} of what you have begun remembered"
    if not settings.minutes:
        return f"Without a limit: {keeps}."
    if projected.retention < settings.desired_retention - 0.005:
        return f"Buys {keeps}; {share(settings.desired_retention)} would take more minutes."
    room = f", and room for some {projected.new} new cards a day"
    return f"Buys {keeps}{room if projected.new else ', but hardly a new card a day'}."
